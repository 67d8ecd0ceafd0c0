"""Where a count will stand at the end of its time, if it goes on as it did, and the chance to reach a target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
# With fewer days than this the days' own scatter is not known.
LEAST_DAYS = 7
# Days scatter more than coin tosses do: posts, weekends. Taken where it is not known yet; chosen, fitted on nothing.
USUAL_DISPERSION = 2.0
# What is known of the scatter beforehand counts as so many days.
_USUAL_DAYS = 7.0


@dataclass(frozen=True, slots=True)
class Projection:
    """The count at the end: middle and interval; `chance` is the probability to reach the target."""

    reached: int
    middle: float
    low: float
    high: float
    chance: float


def dispersion(days: Sequence[int]) -> float:
    """Return variance over mean of daily counts, at least 1, shrunk towards USUAL_DISPERSION.

    From successive differences (von Neumann 1941), so that a slow rise or fall over the weeks is not taken for scatter.
    """
    if len(days) < LEAST_DAYS:
        return USUAL_DISPERSION
    counts = np.asarray(days, dtype=np.float64)
    mean = float(counts.mean())
    if mean == 0.0:
        return USUAL_DISPERSION
    found = float(np.mean(np.diff(counts) ** 2)) / 2.0 / mean
    return max(1.0, (found * len(days) + USUAL_DISPERSION * _USUAL_DAYS) / (len(days) + _USUAL_DAYS))


def project(days: Sequence[int], days_left: int, target: int, level: float = LEVEL) -> Projection | None:
    """Return the count after `days_left` more days at the pace of `days` (one count a whole day); None without days.

    Quasi-Poisson: with dispersion phi the counts weigh as counts / phi independent events; the daily rate has the gamma
    posterior of Jeffreys' prior, what is still to come is negative binomial (gamma-Poisson), with its variance raised
    by phi. Assumes that the pace goes on; campaigns whose posts lie behind them slow down.
    """
    if not days:
        return None
    phi, reached = dispersion(days), int(sum(days))
    shape, past = reached / phi + 0.5, len(days)
    mean = phi * shape / past * days_left
    variance = phi * mean + shape * (phi * days_left / past) ** 2
    if days_left <= 0:
        return Projection(reached, float(reached), float(reached), float(reached), float(reached >= target))
    # Its variance is above its mean, for the rate is not known exactly.
    size, share = mean**2 / (variance - mean), mean / variance
    tail = (1.0 - level) / 2.0
    low, high = _quantile(tail, size, share), _quantile(1.0 - tail, size, share)
    missing = target - reached
    chance = 1.0 if missing <= 0 else _above(missing - 1, size, share)
    return Projection(reached, reached + mean, float(reached + low), float(reached + high), chance)


def _above(count: int, size: float, share: float) -> float:
    """Return P(X > count) of a negative binomial variable."""
    return float(betainc(count + 1.0, size, 1.0 - share))


def _quantile(tail: float, size: float, share: float) -> int:
    """Return the smallest count that a negative binomial variable does not exceed with probability `tail`."""
    low, high = -1, 1
    while 1.0 - _above(high, size, share) < tail:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if 1.0 - _above(middle, size, share) >= tail else (middle, high)
    return high
