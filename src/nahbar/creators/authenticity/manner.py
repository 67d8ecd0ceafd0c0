"""What the manner of comments says, whatever they say: how they come in, how long they are, and by what names."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.creators.contracts import CommentMoments, PostComments
from nahbar.measure.dispersion import intraclass

Floats = npt.NDArray[np.float64]

LEAST_COMMENTS = 20
LEAST_TOGETHER = 3  # comments of a post: fewer say nothing of how they come in
LEAST_POSTS = 3
LITTLE = 0.02  # beside it a correlation within posts is none
# Beside these, comments of one creator do not differ: share of generic ones, digits of a name, log of letters.
SAME = np.array([0.2, 0.3, 0.3])
PLAIN = np.array([1.0, 1.0, -1.0])  # generic, a name with digits, few letters


def manner(comments: PostComments | None) -> dict[str, float]:
    """Return how comments come in and how their length and their authors' names differ between posts.

    Comments of one panel come in a stretch of their own, are alike in length and are signed by names with digits; where
    only some posts have them, posts differ, and generic comments are those of such names.
    """
    if comments is None or comments.moments is None or int(comments.comments.sum()) < LEAST_COMMENTS:
        return {}
    many = comments.comments.astype(np.float64)
    return _arrival(many, comments.moments) | _plainness(many, comments.generic.astype(np.float64), comments.moments)


def _arrival(many: Floats, sums: CommentMoments) -> dict[str, float]:
    """How often two comments of a post fall into one stretch of time, by itself and beside two of different posts."""
    if np.isnan(sums.delay).any():
        return {}
    total = float(many.sum())
    middle = float(sums.delay.sum()) / total
    found = {
        "arrive_middle": middle,
        "arrive_spread": float(np.sqrt(max(float(sums.delay_squared.sum()) / total - middle**2, 0.0))),
    }
    fits = many >= LEAST_TOGETHER
    if np.count_nonzero(fits) < LEAST_POSTS:
        return found
    pairs, met = many * (many - 1), float(sums.together.sum())
    within = (float(sums.together[fits].sum()) + 1) / (float(pairs[fits].sum()) + 5)
    across = (float(sums.alike.sum()) - total - met + 1) / (total * (total - 1) - float(pairs.sum()) + 5)
    found["arrive_together"] = float(np.log(within))
    found["arrive_beyond"] = float(np.log(within / across))
    return found


def _plainness(many: Floats, generic: Floats, sums: CommentMoments) -> dict[str, float]:
    """Generic words, digits in names and few letters: how much of each, how unlike posts are, how they go together."""
    total = float(many.sum())
    parts = np.stack([generic, sums.digits, sums.length])
    squares = np.array(
        [
            [generic.sum(), sums.generic_digits.sum(), sums.generic_length.sum()],
            [sums.generic_digits.sum(), sums.digits_squared.sum(), sums.length_digits.sum()],
            [sums.generic_length.sum(), sums.length_digits.sum(), sums.length_squared.sum()],
        ]
    )
    mean = parts.sum(axis=1) / total
    covariance = squares / total - np.outer(mean, mean)
    sd = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    found = {
        "comment_length": float(mean[2]),
        "length_unlike": _unlike(parts[2], float(squares[2, 2]), many),
    }
    weight = PLAIN / (sd + SAME)
    if (sums.named == many).all():
        found["name_digits"] = float(mean[1])
        found["digits_unlike"] = _unlike(parts[1], float(squares[1, 1]), many)
        found["wordless_names"] = float(covariance[0, 1] / max(sd[0] * sd[1], LITTLE) * np.sqrt(total))
    else:
        weight[1] = 0.0
    found["plain_unlike"] = _unlike(weight @ parts, float(weight @ squares @ weight), many)
    return found


def _unlike(sums: Floats, square: float, many: Floats) -> float:
    """Log of the correlation of comments of one post, so that little and nothing are the same."""
    return float(np.log(max(intraclass(sums, square, many), 0.0) + LITTLE))
