"""What creators without a price may ask: from what creators of like size ask, or from a rate for 1,000 followers.

Pure. An estimate is never a price: it is marked, it has an interval, and it says to ask before booking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nahbar.measure.power_line import FEWEST_PAIRS, fit_power_line

THOUSAND = 1_000
# How often the sum of estimates is drawn for the interval of the cost.
DRAWS = 2_000
# 95 of 100 values of a normal distribution lie within so many standard deviations.
REACH = 1.959964


@dataclass(frozen=True, slots=True)
class Sized:
    """A creator of known size; `cents` is their price, None where it is not known."""

    id: int
    platform: str
    followers: int
    cents: int | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A price in hundredths that nobody has named, with its 95 % interval; without one where a rate was given."""

    cents: int
    low: int
    high: int


def estimate_prices(creators: Sequence[Sized], cents_per_thousand: int | None = None) -> dict[int, Estimate]:
    """Return estimates by creator for those without a price.

    With `cents_per_thousand` that rate times the followers. Else a power of the followers, fitted on each platform to
    those with a price (see `nahbar.measure.power_line`); nobody on platforms with too few prices is estimated.
    """
    wanted = [one for one in creators if one.cents is None and one.followers > 0]
    if cents_per_thousand is not None:
        rated = {one.id: max(1, round(cents_per_thousand * one.followers / THOUSAND)) for one in wanted}
        return {one: Estimate(cents, cents, cents) for one, cents in rated.items()}
    found: dict[int, Estimate] = {}
    for platform in sorted({one.platform for one in wanted}):
        here = [one for one in creators if one.platform == platform and one.followers > 0]
        found |= _on_platform([one for one in here if one.cents], [one for one in here if one.cents is None])
    return found


def _on_platform(priced: Sequence[Sized], wanted: Sequence[Sized]) -> dict[int, Estimate]:
    sizes = np.array([one.followers for one in priced], dtype=np.float64)
    line = fit_power_line(sizes, np.array([one.cents for one in priced], dtype=np.float64))
    if line is None:
        return {}
    predicted = line.predict(np.array([one.followers for one in wanted], dtype=np.float64))
    rounded = (np.maximum(np.round(values), 1.0).astype(np.int64).tolist() for values in predicted)
    return {one.id: Estimate(*ends) for one, *ends in zip(wanted, *rounded, strict=True)}


def cost_interval(known: int, estimates: Sequence[Estimate], seed: int) -> tuple[int, int]:
    """Return the 95 % interval of a cost: the known prices and the estimates drawn log-normally, each by itself."""
    if not any(one.high > one.low for one in estimates):
        total = known + sum(one.cents for one in estimates)
        return total, total
    middle = np.log([one.cents for one in estimates])
    sigma = np.log([one.high / one.low for one in estimates]) / (2 * REACH)
    drawn = np.exp(np.random.default_rng(seed).normal(middle, sigma, (DRAWS, len(estimates)))).sum(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return known + int(low), known + int(high)


def platforms_without(creators: Sequence[Sized], estimates: Mapping[int, Estimate]) -> list[str]:
    """Return the platforms on which creators stay without a price, since fewer than FEWEST_PAIRS prices are known."""
    return sorted({one.platform for one in creators if one.cents is None and one.id not in estimates})


__all__ = ["FEWEST_PAIRS", "Estimate", "Sized", "cost_interval", "estimate_prices", "platforms_without"]
