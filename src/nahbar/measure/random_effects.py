"""Many small experiments together: their average effect, how much they differ, and each one steadied. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import chdtri, ndtri, stdtrit

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
# With fewer experiments nobody can say how much their effects differ.
LEAST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """The average effect with its interval, the spread `tau` of effects between experiments, and each one's own.

    `next_interval` is where the effect of one more such experiment would lie. `shrunken` are the experiments' effects
    drawn towards the average, with `low` and `high`; `weight` is how much of each is its own figure (0 to 1).
    """

    mean: float
    interval: tuple[float, float]
    tau: float
    tau_interval: tuple[float, float]
    next_interval: tuple[float, float]
    shrunken: Floats
    low: Floats
    high: Floats
    weight: Floats


def pool_effects(effects: Floats, errors: Floats, level: float = LEVEL) -> Pooled:
    """Pool effects with their standard errors by a random-effects model.

    The spread tau is where Cochran's Q meets its expectation (Paule and Mandel 1982), its interval from the chi-square
    distribution of Q (Viechtbauer 2007). The average has Hartung and Knapp's interval (2001), the next experiment that
    of Higgins, Thompson and Spiegelhalter (2009). Each experiment is drawn towards the average by what its own error
    leaves (empirical Bayes, Morris 1983). Its interval knows the doubt about the average, and takes tau at the upper
    end of its interval where that is wider: with a handful of experiments tau alone would make it too short.
    Raises ValueError for fewer than 3 experiments or an error that is not above 0.
    """
    if len(effects) < LEAST or np.any(errors <= 0):
        raise ValueError(f"at least {LEAST} effects with errors above 0 are needed")
    k, tail = len(effects), (1.0 - level) / 2.0
    ends = [_tau_where(effects, errors, float(chdtri(k - 1, at))) for at in (tail, 1.0 - tail)]
    tau = _tau_where(effects, errors, float(k - 1))
    mean, variance = _average(effects, errors, tau)
    reach = -float(stdtrit(k - 1, tail))
    further = -float(stdtrit(k - 2, tail)) * (tau**2 + variance) ** 0.5
    wide = reach * variance**0.5
    shrunken, spread, weight = _shrunken(effects, errors, tau)
    wider = np.maximum(spread, _shrunken(effects, errors, ends[1])[1]) * -float(ndtri(tail))
    low, high = shrunken - wider, shrunken + wider
    return Pooled(
        mean, (mean - wide, mean + wide), tau, (ends[0], ends[1]), (mean - further, mean + further),
        shrunken, low, high, weight,
    )  # fmt: skip


def _q(effects: Floats, errors: Floats, tau: float) -> float:
    weights = 1.0 / (errors**2 + tau**2)
    mean = (weights * effects).sum() / weights.sum()
    return float((weights * (effects - mean) ** 2).sum())


def _tau_where(effects: Floats, errors: Floats, wanted: float) -> float:
    if _q(effects, errors, 0.0) <= wanted:
        return 0.0
    highest = float(np.ptp(effects) + errors.max())
    while _q(effects, errors, highest) > wanted:
        highest *= 2.0
    return float(brentq(lambda tau: _q(effects, errors, tau) - wanted, 0.0, highest))


def _average(effects: Floats, errors: Floats, tau: float) -> tuple[float, float]:
    """Return the average and Hartung and Knapp's variance, which is not below that of known errors."""
    weights = 1.0 / (errors**2 + tau**2)
    mean = float((weights * effects).sum() / weights.sum())
    seen = _q(effects, errors, tau) / (len(effects) - 1)
    return mean, float(max(seen, 1.0) / weights.sum())


def _shrunken(effects: Floats, errors: Floats, tau: float) -> tuple[Floats, Floats, Floats]:
    mean, variance = _average(effects, errors, tau)
    own = tau**2 / (tau**2 + errors**2)
    spread = np.sqrt(own * errors**2 + (1.0 - own) ** 2 * variance)
    return own * effects + (1.0 - own) * mean, spread, own
