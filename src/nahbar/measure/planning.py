"""Before an experiment: how many people, how many days; and during it: is there anything left to learn? Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from nahbar.measure.anytime_bounds import LEVEL, planned_multiplier

POWER = 0.8
# Below this chance of an answer at the planned size it is better to stop than to wait. A convention for futility
# (Snapinn et al. 2006, "Assessment of futility in clinical trials", use 5 to 20 %).
HOPELESS = 0.05
# Nobody should give up before a tenth of the plan: the estimate is mostly chance.
EARLIEST_STOP = 0.1


@dataclass(frozen=True, slots=True)
class Arms:
    """What is expected of an outcome: variance a person in the control and in the variant, and their shares."""

    control_variance: float
    variant_variance: float
    control_share: float = 0.5
    variant_share: float = 0.5

    def variance(self, smallest: float) -> float:
        """Return the variance of the lift with so many people in the smaller of the two arms."""
        least = min(self.control_share, self.variant_share)
        control, variant = smallest * self.control_share / least, smallest * self.variant_share / least
        return self.control_variance / control + self.variant_variance / variant


def arms_of_shares(rate: float, lift: float, control_share: float = 0.5, variant_share: float = 0.5) -> Arms:
    """Return what a yes/no outcome with a rate of `rate`, and `rate` + `lift` in the variant, varies by."""
    lifted = min(1.0, max(0.0, rate + lift))
    return Arms(rate * (1.0 - rate), lifted * (1.0 - lifted), control_share, variant_share)


def people_needed(arms: Arms, lift: float, power: float = POWER, level: float = LEVEL) -> int:
    """Return people in the smaller arm with which a lift of this size is known at the plan with chance `power`.

    ((c + z) / lift)^2 times the variance with one person, where c is the boundary at the plan and z the quantile of
    the power: the usual formula (Cohen 1988, section 2.4) with the boundary that allows looking. Raises ValueError for
    a lift of nothing.
    """
    if not lift:
        raise ValueError("no number of people tells a lift of nothing")
    reach = float(planned_multiplier(np.asarray(1.0), level)) + float(ndtri(power))
    return max(2, math.ceil(arms.variance(1.0) * (reach / lift) ** 2))


def least_lift(arms: Arms, people: float, power: float = POWER, level: float = LEVEL) -> float:
    """Return the smallest lift that so many people in the smaller arm tell with chance `power`."""
    reach = float(planned_multiplier(np.asarray(1.0), level)) + float(ndtri(power))
    return float(reach * arms.variance(people) ** 0.5)


def chance_to_know(lift: float, variance: float, share: float, level: float = LEVEL) -> float:
    """Return the chance that the interval leaves 0 out at the plan, after `share` of it, with the present lift.

    Predictive: with a flat prior the lift at the plan is normal around the present one with what the variance loses on
    the way (Spiegelhalter, Freedman and Blackburn 1986). Without data (no variance) it is 1: nothing speaks against it.
    """
    if share >= 1.0:
        wide = float(planned_multiplier(np.asarray(share), level)) * variance**0.5
        return float(abs(lift) > wide)
    if variance <= 0 or share <= 0:
        return 1.0
    final = variance * share
    bound = float(planned_multiplier(np.asarray(1.0), level)) * final**0.5
    spread = (variance - final) ** 0.5
    return float(ndtr((lift - bound) / spread) + ndtr((-lift - bound) / spread))


def hopeless(lift: float, variance: float, share: float, level: float = LEVEL) -> bool:
    """Whether it is better to stop: an answer at the planned size is unlikely. Stopping so causes no false alarm."""
    return share >= EARLIEST_STOP and chance_to_know(lift, variance, share, level) < HOPELESS
