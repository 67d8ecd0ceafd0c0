"""What one more touch causes: the lift of an outcome over the lift of the touches, from one experiment. Pure.

The lot decides who may be touched, not who is. Where it moves the outcome only by way of the touches (exclusion), the
ratio of both lifts is the effect of a touch on those whom the lot moves (Wald 1940, "The fitting of straight lines if
both variables are subject to error"; Imbens and Angrist 1994, "Identification and estimation of local average
treatment effects").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nahbar.measure.anytime_bounds import for_few_units
from nahbar.measure.lifts import Difference, difference
from nahbar.measure.moments import Moments


@dataclass(frozen=True, slots=True)
class LiftRatio:
    """Two lifts of one experiment, of an outcome and of touches, with the covariance of their errors."""

    outcome: Difference
    touches: Difference
    covariance: float


def lift_ratio(treated: Moments, control: Moments, yes_or_no: bool = False) -> LiftRatio:
    """Return both lifts: column 0 is the outcome, column 1 the touches of a unit, the others are covariates.

    Both are adjusted by the same covariates as in `difference`; `yes_or_no` says that the outcome is 0 or 1. The
    covariance comes from the lift of outcome minus touches, whose variance is a quadratic form in both.
    """
    outcome, touches, apart = (
        difference(_mixed(treated, weights), _mixed(control, weights), yes_or_no and weights == (1.0, 0.0))
        for weights in ((1.0, 0.0), (0.0, 1.0), (1.0, -1.0))
    )
    plain = difference(_mixed(treated, (1.0, 0.0)), _mixed(control, (1.0, 0.0)))
    return LiftRatio(outcome, touches, (plain.variance + touches.variance - apart.variance) / 2.0)


def _mixed(arm: Moments, weights: tuple[float, float]) -> Moments:
    """Return the moments of one mix of the first two columns, and of the covariates."""
    turn = np.zeros((len(arm.mean) - 1, len(arm.mean)))
    turn[0, :2] = weights
    turn[1:, 2:] = np.eye(len(arm.mean) - 2)
    return Moments(arm.n, turn @ arm.mean, turn @ arm.comoment @ turn.T)


def ratio_and_interval(found: LiftRatio, multiplier: float) -> tuple[float, float, float] | None:
    """Return the effect of one touch with its interval; None where the lot does not clearly move the touches.

    Fieller's theorem (1954): the effects b for which the lift of outcome - b touches is not told apart from 0. With a
    multiplier that holds at every look, for each b, the interval does. It leaves 0 out exactly when the interval of
    the outcome's lift does.
    """
    times = for_few_units(multiplier, found.outcome.degrees)
    if not np.isfinite(times) or found.outcome.variance <= 0:
        return None
    top, bottom, square = found.outcome.absolute, found.touches.absolute, times**2
    a = bottom**2 - square * found.touches.variance
    b = top * bottom - square * found.covariance
    c = top**2 - square * found.outcome.variance
    under = b**2 - a * c
    # An arm that keeps people from being touched has no effect of a touch to tell.
    if a <= 0 or under < 0 or bottom <= 0:
        return None
    return top / bottom, float((b - under**0.5) / a), float((b + under**0.5) / a)
