"""What the authors of comments say of a ring: the same few on most posts, within minutes, mutual."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.posts import COMMENTS, PostLogs
from nahbar.creators.contracts import Commenters, PostComments
from nahbar.measure.robust import median

LEAST_POSTS = 5
LEAST_COMMENTS = 20
CORE_SHARE = 0.4  # of the posts with comments; exports keep only part of a busy post's comments
QUICK_SECONDS = 1800
USUAL_DELAY = 8.5  # log of seconds, a good hour: where too few others are known
HALF_MINUTE = 30.0  # seconds: beside it, shorter delays do not differ
EARLY = 1.4  # as a log: four times as early as the others
PROMPT = 1.1  # as a log: four in five comments come three times as early as those of the others


def core(commenters: Commenters, seen: float = 1.0) -> npt.NDArray[np.bool_]:
    """Return which authors write on so many posts that they form the core.

    `seen` is the share of all comments that is known: who writes on most posts is seen on so much fewer.
    """
    return commenters.posts >= max(3.0, CORE_SHARE * seen * commenters.posts_with_comments)


def share_seen(comments: PostComments | None, posts: PostLogs) -> float:
    """Return the share of the comments that is known, on the posts that have any; 1 where the posts do not say."""
    if comments is None or not comments.post.size:
        return 1.0
    place = np.searchsorted(posts.place, comments.post)
    fits = place < posts.n
    fits[fits] = posts.place[place[fits]] == comments.post[fits]
    total = posts.count[COMMENTS][place[fits]]
    told = np.isfinite(total)
    if not told.any():
        return 1.0
    known = comments.comments[fits][told]
    return float(min(known.sum() / max(np.maximum(total[told], known).sum(), 1.0), 1.0))


def ring(comments: PostComments | None, commenters: Commenters | None, posts: PostLogs) -> dict[str, float]:
    """Return size, haste, mutuality and wording of the core of authors, and of the wider circle around it.

    The circle is all who come back at least half as often as the core does: where few of the comments are known, most
    of a ring is seen no more often than that.
    """
    if commenters is None or commenters.posts_with_comments < LEAST_POSTS:
        return {}
    total = int(comments.comments.sum()) if comments is not None else int(commenters.comments.sum())
    if total < LEAST_COMMENTS:
        return {}
    seen = share_seen(comments, posts)
    inner = core(commenters, seen)
    circle = circle_of(commenters, seen)
    size, near = int(inner.sum()), int(np.count_nonzero(circle & ~inner))
    found = {
        "ring_size": float(np.log1p(size)),
        "ring_seen": seen,
        "ring_share": float(commenters.comments[inner].sum()) / total,
        "ring_apart": float(np.log((size + 0.5) / (near + 1.0))),
        "ring_mutual": float(np.log1p(np.count_nonzero(inner & commenters.reciprocal))),
        "ring_generic": _empty(commenters, inner),
        "circle_size": float(np.log1p(np.count_nonzero(circle))),
        "circle_share": float(commenters.comments[circle].sum()) / total,
        "circle_mutual": float(np.log1p(np.count_nonzero(circle & commenters.reciprocal))),
        "circle_generic": _empty(commenters, circle),
    }
    return found | _haste(commenters, inner, circle)


def circle_of(commenters: Commenters, seen: float = 1.0) -> npt.NDArray[np.bool_]:
    """Return which authors come back at least half as often as the core does, the core among them."""
    found: npt.NDArray[np.bool_] = commenters.posts >= max(2.0, CORE_SHARE / 2 * seen * commenters.posts_with_comments)
    return found


def usual_delay(commenters: Commenters, circle: npt.NDArray[np.bool_]) -> float:
    """Return the log of the seconds (and half a minute) after which authors outside of the circle usually write."""
    others = _logs(commenters.median_delay)[~circle & ~np.isnan(commenters.median_delay)]
    return median(others) if others.size >= 3 else USUAL_DELAY


def prompt_authors(commenters: Commenters, usual: float) -> npt.NDArray[np.bool_]:
    """Return whose comments nearly always come long before the usual."""
    found: npt.NDArray[np.bool_] = ~np.isnan(commenters.late_delay) & (_logs(commenters.late_delay) <= usual - PROMPT)
    return found


def _empty(commenters: Commenters, chosen: npt.NDArray[np.bool_]) -> float:
    """Share of the comments of some authors that would fit under any post."""
    return float((commenters.generic[chosen].sum() + 0.5) / (commenters.comments[chosen].sum() + 2))


def _haste(commenters: Commenters, inner: npt.NDArray[np.bool_], circle: npt.NDArray[np.bool_]) -> dict[str, float]:
    """How early they write, by the clock and beside the other authors: a ring is told of a post, others come by."""
    timed = ~np.isnan(commenters.median_delay)
    if not timed.any():
        return {}
    delay, late = _logs(commenters.median_delay), _logs(commenters.late_delay)
    found = {
        "ring_quick": float(np.log1p(np.count_nonzero(inner & timed & (commenters.median_delay <= QUICK_SECONDS))))
    }
    usual = usual_delay(commenters, circle)
    if (inner & timed).any():
        found["ring_delay"] = median(delay[inner & timed])
        found["ring_ahead"] = usual - found["ring_delay"]
        found["ring_always"] = usual - median(late[inner & timed])
    prompt = inner & prompt_authors(commenters, usual)
    found["ring_prompt"] = float(np.log1p(np.count_nonzero(prompt)))
    found["prompt_share"] = float(commenters.posts[prompt].sum() / commenters.posts.sum())
    if (circle & timed).any():
        found["circle_ahead"] = usual - median(delay[circle & timed])
        found["circle_early"] = float(np.log1p(np.count_nonzero(circle & timed & (delay <= usual - EARLY))))
    return found


def _logs(seconds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return logs in which half a minute more or less is nothing."""
    found: npt.NDArray[np.float64] = np.log(np.maximum(np.nan_to_num(seconds, nan=1.0), 1.0) + HALF_MINUTE)
    return found
