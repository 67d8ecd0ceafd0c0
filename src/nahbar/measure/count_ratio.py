"""This period against the last: how many times as much, and by how much more or less. Pure."""

from __future__ import annotations

import math

from scipy.special import betaincinv

from nahbar.measure.earned_sums import LEVEL, Interval


def ratio_of_counts(now: int, before: int, times: float = 1.0, level: float = LEVEL) -> Interval | None:
    """Return how many times as many events a day there were now as before; None where there was none in either.

    Given their total, the share of two Poisson counts that fell into the present is binomial (Przyborowski and
    Wilenski 1940); its exact interval (Clopper and Pearson 1934) is turned into one of the ratio. `times` is how much
    longer the present is than the time before. Without any event before, nothing bounds the ratio from above, and its
    value is infinite. Raises ValueError for counts below zero or a time that is not above it.
    """
    if now < 0 or before < 0 or not times > 0.0:
        raise ValueError("counts are not below zero and times are above it")
    if not now + before:
        return None
    tail = (1.0 - level) / 2.0
    low = float(betaincinv(now, before + 1.0, tail)) if now else 0.0
    high = float(betaincinv(now + 1.0, before, 1.0 - tail)) if before else None
    value = now / before / times if before else math.inf
    return Interval(value, low / (1.0 - low) / times, None if high is None else high / (1.0 - high) / times)


def difference_of_sums(now: Interval, before: Interval) -> tuple[float, float | None, float | None]:
    """Return now - before with its interval from the intervals of the two (MOVER: Zou and Donner 2008, equation 3).

    An end is None where the interval that it comes from is open.
    """
    gap = now.value - before.value
    below, above = now.value - now.low, before.value - before.low
    low = None if before.high is None else gap - math.hypot(below, before.high - before.value)
    high = None if now.high is None else gap + math.hypot(now.high - now.value, above)
    return gap, low, high
