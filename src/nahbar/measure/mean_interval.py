"""Intervals of one mean or one share, by how many standard errors they should reach. Pure."""

from __future__ import annotations

import numpy as np

from nahbar.measure.anytime_bounds import for_few_units
from nahbar.measure.moments import Moments

Interval = tuple[float, float]


def mean_interval(units: Moments, multiplier: float) -> Interval | None:
    """Return the interval of the mean of column 0, None when nothing varies or there is one unit only."""
    variance = float(units.covariance[0, 0]) / max(units.n, 1.0)
    if variance <= 0 or not np.isfinite(variance):
        return None
    wide = for_few_units(multiplier, units.n - 1.0) * np.sqrt(variance)
    if not np.isfinite(wide):
        return None
    return float(units.mean[0] - wide), float(units.mean[0] + wide)


def share_interval(hits: float, n: float, multiplier: float) -> Interval:
    """Return the score interval of a share (Wilson 1927) with a multiplier in place of the normal quantile."""
    square, share = multiplier**2, hits / n
    centre = (share + square / (2.0 * n)) / (1.0 + square / n)
    half = multiplier / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)) ** 0.5
    # Rounding must not leave the figure itself out.
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))
