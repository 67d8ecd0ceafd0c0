"""How many units a trial needs when what is counted on each is a negative binomial number. Pure."""

from __future__ import annotations

import math

from scipy.special import ndtri

LEVEL, POWER = 0.05, 0.8


def units_an_arm(mean: float, size: float, ratio: float, level: float = LEVEL, power: float = POWER) -> int:
    """Return the units of each of two arms that show a `ratio` of mean counts with this power (two-sided level).

    Wald test of the log ratio with variance (1/m + 1/(ratio m) + 2/k) / n (Zhu and Lakkis 2014, method 3, equal arms).
    Raises ValueError for a ratio of one or counts of nothing.
    """
    if mean <= 0 or size <= 0 or ratio <= 0 or ratio == 1:
        raise ValueError("mean and size must be above zero, and the ratio not one")
    z = float(ndtri(1.0 - level / 2.0) + ndtri(power))
    variance = 1.0 / mean + 1.0 / (ratio * mean) + 2.0 / size
    return math.ceil(variance * (z / math.log(ratio)) ** 2)
