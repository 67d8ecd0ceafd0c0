"""Sentences for the signs that rest on how comments come in and by what names, whatever they say."""

from __future__ import annotations

import math

import numpy as np

from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.talk_evidence import span
from nahbar.creators.authenticity.weights import ENGAGEMENT
from nahbar.creators.contracts import CommentMoments, Evidence, PostComments, PostSeries, Sign
from nahbar.kernel.messages import Message, msg

ARRIVAL, NAMES = "comment_arrival", "commenter_names"
SIGNS = (ARRIVAL, NAMES)
MOST_ROWS = 10
LEAST_COMMENTS = 5  # of a post that is named
GO_TOGETHER = 2.0  # standard errors of a correlation of nothing


def sign(name: str, strength: float, found: Measured, posts: PostSeries, comments: PostComments | None) -> Sign:
    """Build one of SIGNS."""
    moments = comments.moments if comments is not None else None
    about = span(comments) if comments is not None else msg("No comments are known")
    if comments is None or moments is None:
        return Sign(name, ENGAGEMENT, strength, [], [], about)
    if name == ARRIVAL:
        return Sign(name, ENGAGEMENT, strength, _arrival(comments, moments, found, posts), _arrival_innocent(), about)
    return Sign(name, ENGAGEMENT, strength, _names(comments, moments, found, posts), _names_innocent(), about)


def _arrival(comments: PostComments, moments: CommentMoments, found: Measured, posts: PostSeries) -> list[Evidence]:
    if "arrive_together" not in found.features:
        return []
    share = moments.together / np.maximum(comments.comments * (comments.comments - 1), 1)
    told = [
        Evidence(
            msg(
                "Two comments of one post come in at about the same time after it in {share:percent} of the cases, two"
                " comments of different posts in {apart:percent}",
                share=math.exp(found.features["arrive_together"]),
                apart=math.exp(found.features["arrive_together"] - found.features["arrive_beyond"]),
            ),
            {"post": _worst(share, comments, posts)},
        )
    ]
    middle = found.usual.middle if found.usual is not None else {}
    if "arrive_together" in middle:
        usual = math.exp(middle["arrive_together"])
        told.append(Evidence(msg("On a post of like creators it is {usual:percent} of the cases", usual=usual)))
    return told


def _names(comments: PostComments, moments: CommentMoments, found: Measured, posts: PostSeries) -> list[Evidence]:
    if "name_digits" not in found.features:
        return []
    told = [
        Evidence(
            msg(
                "The names of those who comment have {n} digits on average (five of a name are counted at most)",
                n=round(found.features["name_digits"], 1),
            ),
            {"post": _worst(moments.digits / comments.comments, comments, posts)},
        )
    ]
    middle = found.usual.middle if found.usual is not None else {}
    if "name_digits" in middle:
        told.append(
            Evidence(msg("The names of those who comment on like creators have {n}", n=round(middle["name_digits"], 1)))
        )
    if found.features["wordless_names"] > GO_TOGETHER:
        told.append(Evidence(_by_whom(comments, moments)))
    return told


def _by_whom(comments: PostComments, moments: CommentMoments) -> Message:
    """Say how many digits the names under generic comments have, and the others."""
    generic, total = float(comments.generic.sum()), float(comments.comments.sum())
    return msg(
        "Where a comment would fit under any post, the name has {these} digits on average, elsewhere {others}",
        these=round(float(moments.generic_digits.sum()) / max(generic, 1.0), 1),
        others=round(float(moments.digits.sum() - moments.generic_digits.sum()) / max(total - generic, 1.0), 1),
    )


def _worst(value: np.ndarray[tuple[int], np.dtype[np.float64]], comments: PostComments, posts: PostSeries) -> list[str]:
    """The posts with some comments where the value is highest."""
    order = np.argsort(-np.where(comments.comments >= LEAST_COMMENTS, value, -1.0), kind="stable")[:MOST_ROWS]
    return [posts.post_id[int(comments.post[i])] for i in order if comments.comments[i] >= LEAST_COMMENTS]


def _arrival_innocent() -> list[Message]:
    return [
        msg("A link in a story or a newsletter, or a live event, brings many people at one time"),
        msg("An export that keeps only the first comments of a post makes them look close together"),
    ]


def _names_innocent() -> list[Message]:
    return [
        msg("Platforms propose names with digits to newcomers, and many people add a year or a lucky number"),
        msg("A young audience, or one in a country where names are taken early, has more digits in its names"),
    ]
