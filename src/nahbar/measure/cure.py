"""Time until something happens that never happens to many: a mixture cure model with censoring. Pure.

A share of all will ever get there, after a Weibull time; the others never (Boag 1949; Farewell 1982). Who has not got
there yet counts as "not yet" for as long as they were watched, and not as "never".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, logit

from nahbar.measure.bg_nbd import NotFittedError, inverse_information

Floats = npt.NDArray[np.float64]

# Fewer events say nothing of a time with two parameters and a share with one.
LEAST_EVENTS = 8
# Half the 95 % quantile of chi-squared with one degree of freedom: what a profile likelihood may drop.
_DROP = 1.920729
# Weak prior of the logarithm of the shape: times of people are neither clockwork nor spread over ages. Without it a
# short watch is explained best by absurd times.
_SHAPE_SPREAD = 0.7
_GRID = np.concatenate([np.linspace(-9.0, 4.0, 53), [5.0, 6.0, 8.0]])


@dataclass(frozen=True, slots=True, eq=False)
class Waits:
    """Groups of units: time (above zero), whether it happened then (else: watched until then), and how many."""

    time: Floats
    happened: npt.NDArray[np.bool_]
    count: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cure:
    """The share that will ever get there with its 95 % profile interval, and the Weibull time of those who do.

    `spread` is the covariance of (logit share, log shape, log scale). `high` is 1 where the watch was too short.
    """

    share: float
    low: float
    high: float
    shape: float
    scale: float
    log_likelihood: float
    spread: Floats

    def by(self, time: Floats) -> Floats:
        """Return the share of those who will ever get there that has got there by `time`."""
        return np.asarray(1.0 - np.exp(-((np.maximum(time, 0.0) / self.scale) ** self.shape)))

    def drawn(self, draws: int, rng: np.random.Generator) -> Floats:
        """Return share, shape and scale as the doubt of the fit leaves them, draws x 3."""
        centre = np.array([logit(self.share), np.log(self.shape), np.log(self.scale)])
        found = rng.multivariate_normal(centre, self.spread, size=draws, method="eigh")
        return np.stack([expit(found[:, 0]), np.exp(found[:, 1]), np.exp(found[:, 2])], axis=1)


def fit_cure(waits: Waits) -> Cure:
    """Return the most likely mixture; raises NotFittedError below eight events or where times tell nothing."""
    if float(waits.count[waits.happened].sum()) < LEAST_EVENTS:
        raise NotFittedError("too few events")
    middle = float(np.average(waits.time[waits.happened], weights=waits.count[waits.happened]))
    start = np.array([0.0, 0.0, np.log(max(middle, 1e-6))])
    found = minimize(lambda x: _cost(x, waits), start, method="Nelder-Mead", options={"maxiter": 2000, "xatol": 1e-6})
    centre = found.x.copy()
    centre[0] = np.clip(centre[0], -9.0, 8.0)
    low, high = _profile(centre, float(found.fun), waits)
    try:
        spread = inverse_information(centre, lambda x: _cost(x, waits))
    except NotFittedError:
        # The share runs to one: the watch is too short to see anybody stay away.
        rest = inverse_information(centre[1:], lambda x: _cost(np.append(centre[0], x), waits))
        spread = np.diag([1.0, *np.diag(rest)])
    share, shape, scale = float(expit(centre[0])), float(np.exp(centre[1])), float(np.exp(centre[2]))
    return Cure(share, low, high, shape, scale, -float(found.fun), spread)


def _cost(x: Floats, waits: Waits) -> float:
    share, shape, scale = expit(x[0]), np.exp(np.clip(x[1], -5, 5)), np.exp(np.clip(x[2], -20, 20))
    gone = (waits.time / scale) ** shape
    log_density = np.log(shape / scale) + (shape - 1.0) * np.log(waits.time / scale) - gone
    happened = np.log(share) + log_density
    waiting = np.log1p(-share * -np.expm1(-gone))
    total = np.sum(waits.count * np.where(waits.happened, happened, waiting))
    return float(0.5 * (x[1] / _SHAPE_SPREAD) ** 2 - total)


def _profile(centre: Floats, best: float, waits: Waits) -> tuple[float, float]:
    """Return where the profile likelihood of the share has dropped by half the chi-squared quantile."""
    grid = np.unique(np.append(_GRID, centre[0]))
    middle = int(np.searchsorted(grid, centre[0]))
    ends = []
    for order, edge in ((range(middle - 1, -1, -1), 0.0), (range(middle + 1, len(grid)), 1.0)):
        inner, at, last = centre[1:], float(centre[0]), 0.0
        end = edge
        for k in order:
            found = minimize(lambda y, g=grid[k]: _cost(np.append(g, y), waits), inner, method="Nelder-Mead")
            inner, drop = found.x, float(found.fun) - best
            if drop > _DROP:
                # Between two nodes the drop is nearly a parabola; its root is taken as linear.
                share = (np.sqrt(_DROP) - np.sqrt(max(last, 0.0))) / (np.sqrt(drop) - np.sqrt(max(last, 0.0)))
                end = float(expit(at + share * (grid[k] - at)))
                break
            at, last = float(grid[k]), drop
        ends.append(end)
    return ends[0], ends[1]


def still_to_come(cure: Cure, waits: Waits, seed: int, draws: int = 400) -> tuple[float, float, float]:
    """Return how many of those who are waiting will get there yet: the expectation and its 95 % interval."""
    rng = np.random.default_rng(seed)
    time, count = waits.time[~waits.happened], waits.count[~waits.happened]
    sums = [_coming(time, count, *row) for row in cure.drawn(draws, rng)]
    drawn = rng.poisson(np.maximum(sums, 0.0))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return _coming(time, count, cure.share, cure.shape, cure.scale), float(low), float(high)


def _coming(time: Floats, count: Floats, share: float, shape: float, scale: float) -> float:
    left = np.exp(-((time / scale) ** shape))
    return float(np.sum(count * share * left / (1.0 - share + share * left)))


def kaplan_meier(waits: Waits) -> tuple[Floats, Floats]:
    """Return the times of events and the share that had got there by each (Kaplan and Meier 1958), without a model."""
    times = np.unique(waits.time[waits.happened])
    at_risk = np.array([waits.count[waits.time >= time].sum() for time in times])
    events = np.array([waits.count[(waits.time == time) & waits.happened].sum() for time in times])
    return times, 1.0 - np.cumprod(1.0 - events / at_risk)
