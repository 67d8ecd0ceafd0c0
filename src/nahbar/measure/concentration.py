"""How much the busiest of those who write have written, for other such people. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, stdtrit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Concentration:
    """What the busiest `top` of the people who write have written of all comments, with its 95 % interval."""

    top: float
    share: float
    low: float
    high: float


def concentration(comments: Ints, people: Ints, top: float) -> Concentration:
    """Return the share of comments by the busiest `top` of writers, from how many people wrote how many comments.

    A part of a person counts in part. The interval is for other such writers: the influence function of a Lorenz
    curve's ordinate (Cowell and Victoria-Feser 2003) on the logit scale, whose mean is skewed by the few who write very
    much: see `_skewed`.
    """
    order = np.argsort(-comments)
    size, n = comments[order].astype(np.float64), people[order].astype(np.float64)
    total, share = float(n.sum()), _top_share(size, n, top)
    if total < 2.0 or not 0.0 < share < 1.0:
        return Concentration(top, share, share, share)
    # The comments of the least busy one among the busiest.
    edge = size[min(int(np.searchsorted(np.cumsum(n), top * total)), len(size) - 1)]
    moves = (np.maximum(size - edge, 0.0) + top * edge - share * size) * total / float((n * size).sum())
    under, over = _skewed(moves / (share * (1.0 - share)), n, top * total - 1.0)
    return Concentration(top, share, float(expit(logit(share) - under)), float(expit(logit(share) + over)))


def _skewed(moves: Floats, n: Floats, most_degrees: float) -> tuple[float, float]:
    """Return how far the 95 % interval of the mean of `moves` (each `n` times) reaches below and above it.

    Student's interval through the cube-root transformation that takes the skewness out of it (Hall 1992, "On the
    removal of skewness by transformation"), with as many degrees of freedom as the variance is known by, 2 n over
    kurtosis less one (Box 1953), and at most `most_degrees`.
    """
    total = float(n.sum())
    variance = float((n * moves**2).sum()) / total
    if variance <= 0.0:
        return 0.0, 0.0
    skewness, kurtosis = (float((n * moves**k).sum()) / total / variance ** (k / 2) for k in (3, 4))
    reach = student(min(most_degrees, 2.0 * total / max(kurtosis - 1.0, 1e-9)))
    bend = skewness / np.sqrt(total)
    error = np.sqrt(variance / (total - 1.0))
    return float(error * _unbent(reach, bend)), float(-error * _unbent(-reach, bend))


def _unbent(quantile: float, bend: float) -> float:
    """The inverse of Hall's transformation t + bend t^2 / 3 + bend^2 t^3 / 27 + bend / 6."""
    if abs(bend) < 1e-9:
        return quantile
    return float(3.0 / bend * (np.cbrt(1.0 + bend * (quantile - bend / 6.0)) - 1.0))


def _top_share(size: Floats, n: Floats, top: float) -> float:
    wanted = top * n.sum()
    before = np.concatenate([[0.0], np.cumsum(n)[:-1]])
    taken = np.clip(wanted - before, 0.0, n)
    return float(np.sum(taken * size) / np.sum(n * size))


def student(degrees: float) -> float:
    """Return how many standard errors an interval of 95 % reaches with so many degrees of freedom, one at least."""
    return float(stdtrit(max(degrees, 1.0), (1.0 + LEVEL) / 2.0))
