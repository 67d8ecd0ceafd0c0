"""Shares of counts: intervals, and a share by period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, ndtri

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def jeffreys_interval(hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the equal-tailed Jeffreys interval of a share (Brown, Cai and DasGupta 2001, section 3.1.2).

    It starts at 0 when there are no hits and ends at 1 when all are; without observations it is (0, 1).
    """
    _check(hits, n)
    if n == 0:
        return 0.0, 1.0
    tail = (1.0 - level) / 2.0
    low, high = betaincinv(hits + 0.5, n - hits + 0.5, [tail, 1.0 - tail])
    return (0.0 if hits == 0 else float(low)), (1.0 if hits == n else float(high))


def wilson_interval(hits: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927); `n` may be an effective number of observations."""
    _check(hits, n)
    if n == 0:
        return 0.0, 1.0
    z = float(ndtri((1.0 + level) / 2.0))
    share = hits / n
    centre = (share + z * z / (2.0 * n)) / (1.0 + z * z / n)
    half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)


def _check(hits: float, n: float) -> None:
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} hits of {n} observations: hits must lie between 0 and n")


@dataclass(frozen=True, slots=True, eq=False)
class ShareByPeriod:
    """A share by period: `start` in seconds, `n` and `hits` counts, `low` and `high` the Jeffreys interval of each."""

    start: Ints
    n: Ints
    hits: Ints
    low: Floats
    high: Floats


def share_by_period(flag: npt.NDArray[np.bool_], at: Ints, period: int, level: float = 0.95) -> ShareByPeriod:
    """Return the share of flagged rows by period of `period` seconds, counted from the first row's time.

    `flag` and `at` (seconds) have one entry a row, in any order. Periods without rows are listed with n = 0.
    """
    if period <= 0:
        raise ValueError("period must be positive")
    first = int(at.min()) if len(at) else 0
    index = (at - first) // period
    n = np.bincount(index)
    hits = np.bincount(index, weights=flag.astype(np.float64), minlength=len(n)).astype(np.int64)
    bounds = np.array([jeffreys_interval(int(k), int(m), level) for k, m in zip(hits, n, strict=True)]).reshape(-1, 2)
    return ShareByPeriod(first + period * np.arange(len(n)), n.astype(np.int64), hits, bounds[:, 0], bounds[:, 1])
