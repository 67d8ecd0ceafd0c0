"""Sentences for the signs that rest on comments: their wording, and the ring of authors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.rings import CORE_SHARE, HALF_MINUTE, circle_of, core, prompt_authors, usual_delay
from nahbar.creators.authenticity.weights import ENGAGEMENT, RING
from nahbar.creators.contracts import Commenters, Evidence, PostComments, PostSeries, Sign
from nahbar.kernel.messages import Message, msg

MOST_ROWS = 10
LEAST_PROMPT = 3  # fewer of a core that are always early are nothing to tell
TOLD_COPIES = 0.02  # share of copied sentences from which they are named
EMOJI_COMMUNITY = 0.3  # share of emoji-only comments from which a fan community is the nearer explanation


def sign(
    name: str,
    strength: float,
    found: Measured,
    posts: PostSeries,
    comments: PostComments | None,
    commenters: Commenters | None,
) -> Sign:
    """Build the sign `generic_comments` or `comment_ring`."""
    about = span(comments) if comments is not None else msg("No comments are known")
    if name == "comment_ring":
        evidence = _ring(commenters, found) if commenters is not None else []
        return Sign(name, RING, strength, evidence, _ring_innocent(found), about)
    evidence = [*_generic(comments, posts), *_usual_wording(found), *_length(found)] if comments is not None else []
    return Sign(name, ENGAGEMENT, strength, evidence, _generic_innocent(found), about)


def span(comments: PostComments) -> Message:
    """Say how many comments of how many posts there are."""
    return msg(
        "{n} {n|comment|comments} on {posts} {posts|post|posts}",
        n=int(comments.comments.sum()),
        posts=int(comments.post.size),
    )


def _generic(comments: PostComments, posts: PostSeries) -> list[Evidence]:
    total = int(comments.comments.sum())
    message = msg(
        "Of {n} comments, {generic:percent} would fit under any post, {emoji:percent} are emoji alone and"
        " {repeated:percent} repeat another one's words",
        n=total,
        generic=float(comments.generic.sum()) / total,
        emoji=float(comments.emoji.sum()) / total,
        repeated=float(comments.repeated.sum()) / total,
    )
    told = [Evidence(message, {"post": _most(comments, comments.generic + comments.repeated, posts)})]
    copied = int(comments.copied.sum())
    if copied / total >= TOLD_COPIES:
        said = msg(
            "{n} comments are sentences that several authors wrote word for word ({share:percent})",
            n=copied,
            share=copied / total,
        )
        told.append(Evidence(said, {"post": _most(comments, comments.copied, posts)}))
    return told


def _most(comments: PostComments, counted: npt.NDArray[np.int64], posts: PostSeries) -> list[str]:
    """The posts of whose comments the largest share is counted."""
    worst = np.argsort(-(counted / np.maximum(comments.comments, 1)))[:MOST_ROWS]
    return [posts.post_id[int(comments.post[i])] for i in worst if counted[i]]


def _usual_wording(found: Measured) -> list[Evidence]:
    middle = found.usual.middle if found.usual is not None else {}
    if "generic_share" not in middle or "repeated_share" not in middle:
        return []
    generic, repeated = (float(1 / (1 + np.exp(-middle[name]))) for name in ("generic_share", "repeated_share"))
    message = msg(
        "Among like creators {generic:percent} of the comments would fit under any post and {repeated:percent} repeat"
        " another one's words",
        generic=generic,
        repeated=repeated,
    )
    return [Evidence(message)]


def _length(found: Measured) -> list[Evidence]:
    middle = found.usual.middle if found.usual is not None else {}
    if "comment_length" not in found.features or "comment_length" not in middle:
        return []
    message = msg(
        "A usual comment has {letters} letters; {usual} among like creators",
        letters=round(float(np.expm1(found.features["comment_length"]))),
        usual=round(float(np.expm1(middle["comment_length"]))),
    )
    return [Evidence(message)]


def _generic_innocent(found: Measured) -> list[Message]:
    if found.features.get("emoji_share", 0.0) > EMOJI_COMMUNITY:
        return [msg("A fan community that greets with emoji could explain this: most of the short comments are emoji")]
    return [
        msg("Birthdays, good news and giveaways bring short wishes from people who mean them"),
        msg("Some audiences always write short; look at comments on older posts, too"),
    ]


def _ring(commenters: Commenters, found: Measured) -> list[Evidence]:
    seen = found.features["ring_seen"]
    inner = core(commenters, seen)
    names = [str(commenters.author[int(i)]) for i in np.flatnonzero(inner)[:MOST_ROWS]]
    message = msg(
        "{n} of {all} authors commented on at least {share:percent} of {posts} posts; they wrote {part:percent} of"
        " the comments",
        n=int(inner.sum()),
        all=commenters.all_authors,
        share=max(3.0 / commenters.posts_with_comments, CORE_SHARE * seen),
        posts=commenters.posts_with_comments,
        part=min(found.features["ring_share"], 1.0),
    )
    told = [Evidence(message, {"author": names})]
    quick = inner & (commenters.median_delay <= 1800)
    if quick.any():
        minutes = float(np.nanmedian(commenters.median_delay[inner])) / 60
        told.append(
            Evidence(
                msg(
                    "Half of their comments came within {minutes} minutes of the post; {n} of them usually write within"
                    " half an hour",
                    minutes=round(minutes, 1),
                    n=int(quick.sum()),
                ),
                {"author": [str(commenters.author[int(i)]) for i in np.flatnonzero(quick)[:MOST_ROWS]]},
            )
        )
    told += _prompt(commenters, inner, seen)
    mutual = inner & commenters.reciprocal
    if mutual.any():
        told.append(
            Evidence(
                msg("{n} of them are creators on whose posts this creator comments too", n=int(mutual.sum())),
                {"author": [str(commenters.author[int(i)]) for i in np.flatnonzero(mutual)[:MOST_ROWS]]},
            )
        )
    return told


def _prompt(commenters: Commenters, inner: npt.NDArray[np.bool_], seen: float) -> list[Evidence]:
    """Who of the core is nearly always early: fans are now and then, who is told of a post nearly always."""
    usual = usual_delay(commenters, circle_of(commenters, seen))
    prompt = inner & prompt_authors(commenters, usual)
    if np.count_nonzero(prompt) < LEAST_PROMPT:
        return []
    message = msg(
        "{n} of them write nearly always early: four in five of their comments come within {minutes} minutes of the"
        " post; others usually take {usual} minutes",
        n=int(prompt.sum()),
        minutes=max(round(float(np.median(commenters.late_delay[prompt])) / 60), 1),
        usual=max(round((float(np.exp(usual)) - HALF_MINUTE) / 60), 1),
    )
    return [Evidence(message, {"author": [str(commenters.author[int(i)]) for i in np.flatnonzero(prompt)[:MOST_ROWS]]})]


def _ring_innocent(found: Measured) -> list[Message]:
    if found.features.get("ring_quick", 0.0) > 0:
        return [msg("A small circle of friends or fans with notifications switched on could explain this")]
    return [msg("Loyal friends and family of a small account could explain this: their comments come over hours")]
