"""How many standard errors an interval needs to hold at every look: planned, open-ended, or up to now. Pure.

Without a plan there is a third: equally wide at every size, for all looks that an experiment can have had so far. All
are asymptotic, as the fixed interval is: they need enough units for the estimate to be about a Brownian motion in
its information.

Open-ended: the normal mixture of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024, Annals of Statistics 52,
theorem 2.2), tuned to a size. Planned: up to the plan the interval is cut out of two that hold at once. One is a
line of O'Brien and Fleming (1979) for continuous looks: W(t) leaves [-c, c] within [0, T] with a probability of at
most 4 P(Z > c / sqrt(T)) by reflection. The other is an open-ended mixture on the alpha that was kept back; it is
narrower at early looks, and it alone is left beyond the plan.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri, stdtr, stdtrit

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
# Units an arm to which the open-ended interval is tuned when nobody named a size: with it the interval is at most 1.6
# times the fixed one from about 2,000 to 21,000 units, and at most 2 times from 500 to 4 million.
USUAL_UNITS = 5_400.0
# Between the first look and the last an experiment rarely grows more: from 100 people to 20,000, say.
GROWTH = 200.0
# The share of alpha that serves beyond the plan and at early looks; the rest is spent along the line up to the plan.
KEPT_BACK = 0.1
# People arrive in lumps and arms are never quite equal: up to 5 % more than planned still counts as the plan.
OVERRUN = 1.05


def best_spread(alpha: float) -> float:
    """Return units times squared spread of the mixture at which it is narrowest: s = log((1 + s) / alpha^2).

    Where the derivative of (1 + 1/s) log((1 + s) / alpha^2) is zero.
    """
    spread = -2.0 * np.log(alpha)
    for _ in range(60):
        spread = np.log1p(spread) - 2.0 * np.log(alpha)
    return float(spread)


def mixture_multiplier(grown: Floats, alpha: float) -> Floats:
    """Return standard errors of the open-ended interval; `grown` is the size over the size that it is tuned to."""
    spread = best_spread(alpha) * np.maximum(grown, 1e-300)
    return np.asarray(np.sqrt((1.0 + 1.0 / spread) * (np.log1p(spread) - 2.0 * np.log(alpha))))


def open_multiplier(units: Floats, tuned_to: float = USUAL_UNITS, level: float = LEVEL) -> Floats:
    """Return standard errors of an interval that holds at all looks without end, with so many units an arm."""
    return mixture_multiplier(np.asarray(units, dtype=np.float64) / tuned_to, 1.0 - level)


def planned_multiplier(share: Floats, level: float = LEVEL) -> Floats:
    """Return standard errors of an interval that holds at all looks, at a look at `share` of the planned size."""
    alpha, share = 1.0 - level, np.maximum(np.asarray(share, dtype=np.float64), 1e-300)
    kept = mixture_multiplier(share, KEPT_BACK * alpha)
    line = float(-ndtri((1.0 - KEPT_BACK) * alpha / 4.0)) * np.sqrt(OVERRUN / share)
    return np.where(share <= OVERRUN, np.minimum(kept, line), kept)


def backward_multiplier(level: float = LEVEL, growth: float = GROWTH) -> float:
    """Return standard errors of an interval that holds at all looks while the size grew `growth`-fold up to now.

    P(|W(t)| > z sqrt(t) for some t from 1 to K) is about f(z) ((z - 1/z) log K + 4/z) with f the normal density
    (Siegmund 1985, "Sequential Analysis", equation 4.40). It needs no plan and is equally wide at every size; each
    e-fold of growth beyond costs another 0.9 % of false alarms at 95 %, so it does not hold without end.
    """

    def excess(z: float) -> float:
        density = np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)
        return float(density * ((z - 1.0 / z) * np.log(growth) + 4.0 / z) - (1.0 - level))

    return float(brentq(excess, 1.5, 12.0))


def fixed_multiplier(level: float = LEVEL) -> float:
    """Return standard errors of an interval for one single look."""
    return float(-ndtri((1.0 - level) / 2.0))


def for_few_units(multiplier: float, degrees: float) -> float:
    """Return the multiplier when the standard error itself is estimated: Student's quantile of the same tail."""
    if not np.isfinite(multiplier) or degrees < 1.0:
        return float("inf")
    if degrees > _MANY:
        return float(multiplier)
    # The lower tail, because 1 - p could not tell apart what lies behind a wide boundary.
    return abs(float(stdtrit(degrees, ndtr(-multiplier))))


# Beyond so many degrees of freedom Student's quantiles and the normal ones agree to five digits.
_MANY = 1e6


def two_sided_p(distance: float, degrees: float) -> float:
    """Return the chance of an estimate at least `distance` standard errors from nothing, for one single look."""
    if degrees < 1.0:
        return 1.0
    return float(2.0 * (ndtr(-abs(distance)) if degrees > _MANY else stdtr(degrees, -abs(distance))))
