"""The change of a creator's log rate over time, robust to single posts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from nahbar.measure.shrinkage import TAIL, LogCounts, serial_correlation

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_MONTH = 30 * 86_400.0
# Fewer posts, or posts within a shorter time, cannot tell a trend from a good week.
_FEWEST_POSTS = 8
_SHORTEST = 14 * 86_400
_ROUNDS = 12
_SETTLED = 0.005


@dataclass(frozen=True, slots=True)
class Trend:
    """Relative change in 30 days (0.1: ten per cent more) and its interval; NaN where it cannot be told."""

    change: float
    low: float
    high: float


UNKNOWN_TREND = Trend(float("nan"), float("nan"), float("nan"))


def fit_trend(posts: LogCounts, posted_at: Ints, level: float) -> Trend:
    """Return the slope of the log rate by t regression (Lange, Little and Taylor 1989) with a serial correction.

    `posted_at` is in seconds, ascending. The variance of the slope is the expected information of the t model
    times n / (n - 2), multiplied by (1 + r) / (1 - r) for the residuals' lag-1 correlation r; the interval takes
    Student's t with n - 2 degrees of freedom.
    """
    n = len(posted_at)
    if n < _FEWEST_POSTS or int(posted_at[-1] - posted_at[0]) < _SHORTEST:
        return UNKNOWN_TREND
    months = (posted_at - posted_at.mean()) / _MONTH
    slope, residual, variance = _regress(months, posts)
    correlation = serial_correlation(residual / np.sqrt(variance))
    weight = 1.0 / variance
    spread = float(weight @ (months - weight @ months / weight.sum()) ** 2)
    inflation = (TAIL + 3.0) / (TAIL + 1.0) * n / (n - 2.0) * (1.0 + correlation) / (1.0 - correlation)
    half = float(stdtrit(n - 2, (1.0 + level) / 2.0)) * (inflation / spread) ** 0.5
    return Trend(float(np.expm1(slope)), float(np.expm1(slope - half)), float(np.expm1(min(slope + half, 700.0))))


def _regress(months: Floats, posts: LogCounts) -> tuple[float, Floats, Floats]:
    """Return the slope, the residuals and each post's squared scale (spread of posts plus count error)."""
    spread = float(np.var(posts.value)) + 1e-6
    variance = spread + posts.variance
    tail = np.ones(len(posts.value))
    residual = posts.value
    slope = 0.0
    for _ in range(_ROUNDS):
        weight = tail / variance
        total = weight.sum()
        middle, level = weight @ months / total, weight @ posts.value / total
        apart = weight * (months - middle)
        slope = float(apart @ posts.value / (apart @ months))
        residual = posts.value - level - slope * (months - middle)
        square = residual * residual
        tail = (TAIL + 1.0) / (TAIL + square / variance)
        # EM for the spread beside a known count error: each post's expected squared deviation given its residual.
        share = spread / variance
        last, spread = (
            spread,
            float((share * share * tail) @ square + spread * (1.0 - share).sum()) / len(months) + 1e-6,
        )
        variance = spread + posts.variance
        if abs(last - spread) < _SETTLED * spread:
            break
    return slope, residual, variance
