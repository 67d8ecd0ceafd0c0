"""What a variant adds: the difference of two arms with its variance, covariates taken into account. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nahbar.measure.anytime_bounds import for_few_units
from nahbar.measure.moments import Moments

Floats = npt.NDArray[np.float64]
Interval = tuple[float, float]

# Fewer hits or misses than this and the variance of a 0/1 outcome is that of a rate with some added to each; with none
# at all the plain variance would be zero and the interval certain. Between the one of Agresti and Caffo (2000) and the
# two of Agresti and Coull (1998): the interval then holds in 94 % at least, arms of unequal size included
# (benchmarks/experiments_rare.py); with one it held less often.
FEW_HITS = 10
_ADDED = 1.5
# A covariate that the others explain up to this share adds nothing but rounding.
_LEAST_OWN_SHARE = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """A variant against the control: `absolute` and its `variance`, with the means and their (co)variances behind it.

    `plain_variance` is the variance without covariates; `spread` the sum of both arms' variances a unit after them;
    `degrees` the degrees of freedom (Welch 1947), `units` how many units an arm the variance is worth.
    """

    absolute: float
    variance: float
    treated: float
    control: float
    control_variance: float
    covariance: float
    plain_variance: float
    degrees: float
    units: float

    @property
    def variance_removed(self) -> float:
        """The share of the variance that the covariates took away."""
        return 1.0 - self.variance / self.plain_variance if self.plain_variance > 0 else 0.0


def arm_variance(arm: Moments, yes_or_no: bool) -> float:
    """Return the variance of column 0 a unit; with hardly any hits or misses that of the smoothed rate."""
    plain = float(arm.covariance[0, 0])
    hits = arm.n * float(arm.mean[0])
    if not yes_or_no or min(hits, arm.n - hits) >= FEW_HITS:
        return plain
    rate = (hits + _ADDED) / (arm.n + 2 * _ADDED)
    return max(plain if np.isfinite(plain) else 0.0, rate * (1.0 - rate))


def difference(treated: Moments, control: Moments, yes_or_no: bool = False) -> Difference:
    """Return the difference of the means of column 0, adjusted by the other columns.

    With covariates: a regression in each arm on covariates centred at their common mean (Lin 2013, "Agnostic notes on
    regression adjustments"), which is CUPED (Deng, Xu, Kohavi and Walker 2013) with the best coefficients of each arm:
    never worse for many people, also when arms are unequal. `yes_or_no` says that the outcome is 0 or 1.
    """
    v1, v0 = arm_variance(treated, yes_or_no), arm_variance(control, yes_or_no)
    plain = Difference(
        absolute=float(treated.mean[0] - control.mean[0]),
        variance=v1 / treated.n + v0 / control.n,
        treated=float(treated.mean[0]),
        control=float(control.mean[0]),
        control_variance=v0 / control.n,
        covariance=0.0,
        plain_variance=v1 / treated.n + v0 / control.n,
        degrees=welch_degrees((v1, treated.n), (v0, control.n)),
        units=_units(v1 + v0, v1 / treated.n + v0 / control.n),
    )
    more = len(treated.mean) - 1
    return _adjusted(plain, treated, control) if more and min(treated.n, control.n) > more + 2 else plain


def _units(spread: float, variance: float) -> float:
    return spread / variance if variance > 0 and np.isfinite(variance) else 0.0


def welch_degrees(*arms: tuple[float, float]) -> float:
    """Return degrees of freedom for the sum of arms' (variance / n), given as (variance, n) (Welch 1947)."""
    parts = [variance / n for variance, n in arms]
    below = sum(part**2 / (n - 1) for part, (_, n) in zip(parts, arms, strict=True) if n > 1)
    if any(n < 2 for _, n in arms) or not np.isfinite(below):
        return 0.0
    return float(sum(parts) ** 2 / below) if below > 0 else float(min(n for _, n in arms) - 1)


def _adjusted(plain: Difference, treated: Moments, control: Moments) -> Difference:
    both = treated + control
    slopes = [_slopes(arm) for arm in (treated, control)]
    more = len(treated.mean) - 1
    lefts = [
        max(0.0, float(arm.comoment[0, 0] - slope @ arm.comoment[1:, 0])) / (arm.n - 1 - more)
        for arm, slope in zip((treated, control), slopes, strict=True)
    ]
    means = [
        float(arm.mean[0] - slope @ (arm.mean[1:] - both.mean[1:]))
        for arm, slope in zip((treated, control), slopes, strict=True)
    ]
    around = both.comoment[1:, 1:] / (both.n - 1) / both.n
    apart = slopes[0] - slopes[1]
    own = lefts[1] / control.n
    variance = lefts[0] / treated.n + own + float(apart @ around @ apart)
    return replace(
        plain,
        absolute=means[0] - means[1],
        variance=variance,
        treated=means[0],
        control=means[1],
        control_variance=own + float(slopes[1] @ around @ slopes[1]),
        covariance=float(slopes[0] @ around @ slopes[1]),
        degrees=welch_degrees((lefts[0], treated.n - more), (lefts[1], control.n - more)),
        units=_units(sum(lefts), variance),
    )


def _slopes(arm: Moments, first: int = 1) -> Floats:
    """Return the coefficients of column 0 on the columns from `first`, whatever their units."""
    scale = np.sqrt(np.maximum(np.diag(arm.comoment)[first:], 1e-300))
    among = arm.comoment[first:, first:] / np.outer(scale, scale)
    return np.asarray(np.linalg.lstsq(among, arm.comoment[first:, 0] / scale, rcond=None)[0] / scale)


def paired_difference(pairs: Moments) -> Difference:
    """Return the mean difference within pairs: column 0 is variant minus control, column 1 the control's outcome.

    Further columns are covariates, variant minus control; by chance they are 0 on average, and what they are not is
    taken away by regression (Imbens and Rubin 2015, section 10.6).
    """
    n, cov = pairs.n, pairs.covariance
    more = len(pairs.mean) - 2
    plain = float(cov[0, 0]) / n
    absolute, variance, slope = float(pairs.mean[0]), plain, np.zeros(more)
    if more and n > more + 2:
        slope = _slopes(pairs, 2)
        absolute -= float(slope @ pairs.mean[2:])
        left = max(0.0, float(pairs.comoment[0, 0] - slope @ pairs.comoment[2:, 0]))
        variance = left / (n - 1 - more) / n
    control = float(pairs.mean[1])
    own = float(cov[1, 1]) / n
    shared = own + (float(cov[0, 1]) - float(slope @ cov[2:, 1])) / n if n > 1 else 0.0
    return Difference(absolute, variance, control + absolute, control, own, shared, plain, n - 1.0 - more, n)


def interval(found: Difference, multiplier: float) -> Interval | None:
    """Return the interval of the absolute lift, None when nothing varies yet or there are too few units."""
    if found.variance <= 0:
        return None
    wide = for_few_units(multiplier, found.degrees) * np.sqrt(found.variance)
    if not np.isfinite(wide):
        return None
    return found.absolute - float(wide), found.absolute + float(wide)


def relative_interval(found: Difference, multiplier: float) -> Interval | None:
    """Return the interval of treated / control - 1, None when the control's mean may be nothing.

    Fieller's theorem (1954): the ratios r for which treated - r control is not told apart from 0. It leaves 0 out
    exactly when the interval of the absolute lift does, which the delta method does not.
    """
    times = for_few_units(multiplier, found.degrees)
    if not np.isfinite(times) or found.variance <= 0:
        return None
    square = times**2
    # With u = treated - control and c = control: (u - r c)^2 <= times^2 (var u - 2 r cov(u, c) + r^2 var c).
    cov = found.covariance - found.control_variance
    a = found.control**2 - square * found.control_variance
    b = found.absolute * found.control - square * cov
    c = found.absolute**2 - square * found.variance
    under = b**2 - a * c
    if a <= 0 or under < 0:
        return None
    low, high = sorted(((b - under**0.5) / a, (b + under**0.5) / a))
    return float(low), float(high)


def best_covariates(arms: Sequence[Moments]) -> list[int]:
    """Return the columns (from 1) worth taking into account for column 0, best first; the arm plays no part in it.

    Taken one by one as long as the Bayesian information criterion of the pooled regression within arms falls (Schwarz
    1978). Each arm's own mean is taken out first, so that an effect cannot choose its covariates.
    """
    within = np.sum([arm.comoment for arm in arms], axis=0)
    n = sum(arm.n for arm in arms)
    chosen: list[int] = []
    left, penalty = within.copy(), np.log(max(n, 2.0)) / max(n, 1.0)
    while len(chosen) < min(len(within) - 1, n - len(arms) - 3):
        own = np.diag(left)[1:]
        fine = own > _LEAST_OWN_SHARE * np.maximum(np.diag(within)[1:], 1e-300)
        gains = np.where(fine, left[0, 1:] ** 2 / np.where(fine, own, 1.0), 0.0)
        best = int(np.argmax(gains)) + 1
        share = gains[best - 1] / left[0, 0] if left[0, 0] > 0 else 0.0
        if -np.log1p(-min(share, 1.0 - 1e-12)) <= penalty:
            break
        chosen.append(best)
        left = left - np.outer(left[:, best], left[best]) / left[best, best]
    return chosen
