"""What the authors of comments say of a ring: the same few on most posts, within minutes, mutual."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.creators.contracts import Commenters, PostComments
from nahbar.measure.robust import median

LEAST_POSTS = 5
LEAST_COMMENTS = 20
CORE_SHARE = 0.4  # of the posts with comments; exports keep only part of a busy post's comments
QUICK_SECONDS = 1800


def core(commenters: Commenters) -> npt.NDArray[np.bool_]:
    """Return which authors write on so many posts that they form the core."""
    least = max(3.0, CORE_SHARE * commenters.posts_with_comments)
    return commenters.posts >= least


def ring(comments: PostComments | None, commenters: Commenters | None) -> dict[str, float]:
    """Return size, haste, mutuality and wording of the core of authors."""
    if commenters is None or commenters.posts_with_comments < LEAST_POSTS:
        return {}
    total = int(comments.comments.sum()) if comments is not None else int(commenters.comments.sum())
    if total < LEAST_COMMENTS:
        return {}
    inner = core(commenters)
    size = int(inner.sum())
    written = float(commenters.comments[inner].sum())
    found = {
        "ring_size": float(np.log1p(size)),
        "ring_share": written / total,
        "ring_mutual": float(np.log1p(np.count_nonzero(inner & commenters.reciprocal))),
        "ring_generic": float((commenters.generic[inner].sum() + 0.5) / (written + 2)),
    }
    timed = ~np.isnan(commenters.median_delay)
    if timed.any():
        delay = np.log(np.maximum(np.nan_to_num(commenters.median_delay, nan=1.0), 1.0) + 30.0)
        quick = inner & timed & (commenters.median_delay <= QUICK_SECONDS)
        found["ring_quick"] = float(np.log1p(quick.sum()))
        if (inner & timed).any():
            found["ring_delay"] = median(delay[inner & timed])
            outer = delay[~inner & timed]
            found["ring_ahead"] = (median(outer) if outer.size >= 3 else 8.5) - found["ring_delay"]
    return found
