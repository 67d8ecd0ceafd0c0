"""Sentences for the signs that rest on comments: their wording, and the ring of authors."""

from __future__ import annotations

import numpy as np

from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.rings import CORE_SHARE, core
from nahbar.creators.authenticity.weights import ENGAGEMENT, RING
from nahbar.creators.contracts import Commenters, Evidence, PostComments, PostSeries, Sign
from nahbar.kernel.messages import Message, msg

MOST_ROWS = 10
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
    evidence = [*_generic(comments, posts), *_usual_wording(found)] if comments is not None else []
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
    share = (comments.generic + comments.repeated) / np.maximum(comments.comments, 1)
    worst = np.argsort(-share)[:MOST_ROWS]
    return [Evidence(message, {"post": [posts.post_id[int(comments.post[i])] for i in worst]})]


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
    mutual = inner & commenters.reciprocal
    if mutual.any():
        told.append(
            Evidence(
                msg("{n} of them are creators on whose posts this creator comments too", n=int(mutual.sum())),
                {"author": [str(commenters.author[int(i)]) for i in np.flatnonzero(mutual)[:MOST_ROWS]]},
            )
        )
    return told


def _ring_innocent(found: Measured) -> list[Message]:
    if found.features.get("ring_quick", 0.0) > 0:
        return [msg("A small circle of friends or fans with notifications switched on could explain this")]
    return [msg("Loyal friends and family of a small account could explain this: their comments come over hours")]
