"""Counts, sums of money and their ratios, each with an interval that knows zeros, skew and small denominators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainccinv, gammaincinv, ndtri, stdtrit

LEVEL = 0.95
# Below this many values a mean has no interval: one or two orders say nothing of the next.
LEAST_VALUES = 3
# The spread that is usual elsewhere (see `mean_interval`) counts as much as this many values.
_USUAL_VALUES = 4.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Estimate with its interval; `high` is None where nothing bounds it from above."""

    value: float
    low: float
    high: float | None

    def times(self, factor: float) -> Interval:
        """Return the same in another unit; `factor` is above zero."""
        return Interval(self.value * factor, self.low * factor, None if self.high is None else self.high * factor)


@dataclass(frozen=True, slots=True)
class Values:
    """Sums of positive values: how many, their total, the total of their squares, and the largest. They add up."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0
    most: float = 0.0

    def __add__(self, other: Values) -> Values:
        """Return the sums of both."""
        return Values(
            self.n + other.n, self.total + other.total, self.squares + other.squares, max(self.most, other.most)
        )

    @property
    def relative_variance(self) -> float:
        """Variance over the squared mean; 0 below two values."""
        if self.n < 2 or self.total <= 0.0:
            return 0.0
        return max(0.0, (self.squares * self.n / self.total**2 - 1.0) * self.n / (self.n - 1))


def count_interval(count: int, level: float = LEVEL) -> Interval:
    """Return a Poisson count with its exact interval (Garwood 1936): what the same again might bring on average."""
    if count < 0:
        raise ValueError("a count is not below zero")
    tail = (1.0 - level) / 2.0
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(float(count), low, float(gammainccinv(count + 1.0, tail)))


def sum_interval(values: Values, largest: float | None = None, level: float = LEVEL) -> Interval:
    """Return a total of independent events' values with its gamma interval (Fay and Feuer 1997).

    The number of events is Poisson and their values are as skewed as they are (compound Poisson), so that the variance
    of the total is the sum of squares; most visits bring nothing, and that is in it. The lower end is the quantile of a
    gamma variable with mean and variance of the total, the upper end of one to which the largest value was added once
    more. `largest` is a value that one more event may have (from all groups); without any value and without it the
    upper end is None. With equal values it is Garwood's interval.
    """
    tail = (1.0 - level) / 2.0
    most = max(values.most, largest or 0.0)
    if most <= 0.0:
        return Interval(values.total, 0.0, None)
    low = 0.0
    if values.n:
        scale = values.squares / values.total
        low = float(gammaincinv(values.total / scale, tail)) * scale
    mean, variance = values.total + most, values.squares + most**2
    high = float(gammainccinv(mean**2 / variance, tail)) * variance / mean
    return Interval(values.total, low, high)


def mean_interval(values: Values, others: Values | None = None, level: float = LEVEL) -> Interval | None:
    """Return the mean of positive, skewed values with its interval; None below LEAST_VALUES.

    On the log scale with Student's t (delta method: variance of the log mean is relative variance / n). A few values
    show too little spread, so the relative variance is shrunk towards that of `others` (all groups together; 1, that of
    an exponential distribution, where those are few too), which counts as _USUAL_VALUES values.
    """
    if values.n < LEAST_VALUES or values.total <= 0.0:
        return None
    enough = others is not None and others.n >= 10
    usual = others.relative_variance if others is not None and enough else 1.0
    freedom = values.n - 1.0
    spread = (values.relative_variance * freedom + usual * _USUAL_VALUES) / (freedom + _USUAL_VALUES)
    t = float(stdtrit(freedom + _USUAL_VALUES, (1.0 + level) / 2.0))
    mean, half = values.total / values.n, t * float(np.sqrt(spread / values.n))
    return Interval(mean, mean * float(np.exp(-half)), mean * float(np.exp(half)))


def cost_per(spent: float, count: int, level: float = LEVEL) -> Interval | None:
    """Return what one of `count` cost, with the interval that the count's own doubt leaves; None without any.

    The exact interval of the count is turned over, which is what Fieller's does where the denominator is normal, and
    stays right where it is 1 or 2.
    """
    if not count:
        return None
    found = count_interval(count, level)
    assert found.high is not None
    return Interval(spent / count, spent / found.high, spent / found.low)


def return_on(earned: Interval, fixed: float, share: float = 0.0) -> Interval | None:
    """Return earned / (fixed + share of what is earned), at each end of the interval; None when nothing was spent.

    It rises with what is earned, so that its ends are those of the interval: the denominator's doubt is in it.
    """

    def at(value: float) -> float:
        spent = fixed + share * value
        return value / spent if spent > 0.0 else (1.0 / share if share else 0.0)

    if fixed <= 0.0 and share <= 0.0:
        return None
    high = None if earned.high is None else at(earned.high)
    return Interval(at(earned.value), at(earned.low), high)


def fieller(top: float, bottom: float, variances: tuple[float, float, float], level: float = LEVEL) -> Interval | None:
    """Return top / bottom of two normal estimates with Fieller's interval (1954); None where it is not an interval.

    `variances` are those of top and bottom and their covariance. None means that the bottom may be zero: nothing can be
    said of the ratio at this level.
    """
    z = float(ndtri((1.0 + level) / 2.0))
    var_top, var_bottom, covariance = variances
    a = bottom**2 - z**2 * var_bottom
    if a <= 0.0:
        return None
    b = top * bottom - z**2 * covariance
    root = float(np.sqrt(max(0.0, b**2 - a * (top**2 - z**2 * var_top))))
    return Interval(top / bottom, (b - root) / a, (b + root) / a)
