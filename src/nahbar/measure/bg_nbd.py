"""Who will buy again, and how often: the BG/NBD model of people who buy at random times and some day stop. Pure.

Fader, Hardie and Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD model", Marketing
Science 24 (2). While a customer is there, orders come at a rate that is gamma(r, alpha) over customers; after each one
the customer leaves for ever with a probability that is beta(a, b) over customers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Below e^-12 or above e^12 the data do not tell a parameter from nothing or from the same for everybody.
_EDGE = 12.0
# Beyond e^7 (1,100) gamma and beta distributions are so narrow that parameters only say "all alike".
_RUN_AWAY = 7.0
# Standard deviation of the weak prior of the logarithms: four of them span a factor of 400. Fitted on nothing.
PRIOR_SPREAD = 1.5
# Step of the numerical second derivative, in logarithms of the parameters.
_STEP = 1e-3
PARAMETERS = ("r", "alpha", "a", "b")


class NotFittedError(ValueError):
    """The orders do not determine the model: too few people came back, or nobody ever left."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What is known of n customers: `repeats` after the first order, when the last was, how long each was watched.

    `last` and `watched` count from the customer's first order, in one unit (weeks); `last` is 0 without repeats.
    """

    repeats: Ints
    last: Floats
    watched: Floats

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if np.any(self.repeats < 0) or np.any(self.last < 0) or np.any(self.last > self.watched):
            raise ValueError("repeats and last must not be below zero, and last not after the end of watching")


@dataclass(frozen=True, slots=True, eq=False)
class BgNbd:
    """The fitted model: r, alpha (in the unit of time), a, b; `spread` is the covariance of their logarithms, 4 x 4."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    spread: Floats

    def drawn(self, draws: int, rng: np.random.Generator) -> Floats:
        """Return parameters as the doubt of the fit leaves them, draws x 4 (normal in logarithms)."""
        centre = np.log([self.r, self.alpha, self.a, self.b])
        return np.exp(rng.multivariate_normal(centre, self.spread, size=draws, method="eigh"))

    def intervals(self, level_z: float = 1.959964) -> Floats:
        """Return the 95 % interval of each parameter, 4 x 2 (normal in logarithms)."""
        centre = np.log([self.r, self.alpha, self.a, self.b])
        half = level_z * np.sqrt(np.diag(self.spread))
        return np.exp(np.stack([centre - half, centre + half], axis=1))


def fit_bg_nbd(history: History, steadied: bool = False) -> BgNbd:
    """Return the model that makes the histories most likely (equation 6 of the paper, in logarithms).

    With few customers a parameter often runs away: everybody alike, or nobody ever leaving, explains them best. Then
    `steadied` helps: the most likely model under a weak prior, which says that parameters lie within a factor of
    e^(2 PRIOR_SPREAD) of one (alpha: of the usual time of watching). Raises NotFittedError when nobody came back or,
    without `steadied`, a parameter runs away.
    """
    if not np.any(history.repeats > 0):
        raise NotFittedError("nobody came back")
    grouped = _grouped(history)
    scale = float(np.mean(history.watched)) or 1.0
    # In logarithms: one order in the usual time of watching, any chance of leaving. There is one top in practice.
    start = np.array([0.0, np.log(scale), 0.0, 0.0])

    def cost(x: Floats) -> float:
        prior = float(np.sum((x - start) ** 2)) / (2.0 * PRIOR_SPREAD**2) if steadied else 0.0
        return prior - _total(x, *grouped)

    found = minimize(cost, start, method="L-BFGS-B", bounds=[(-_EDGE, _EDGE)] * 4)
    found = minimize(cost, found.x, method="Nelder-Mead", options={"xatol": 1e-7})
    if np.any(np.abs(found.x) > _RUN_AWAY):
        raise NotFittedError("a parameter runs away")
    spread = inverse_information(found.x, cost)
    r, alpha, a, b = np.exp(found.x)
    return BgNbd(float(r), float(alpha), float(a), float(b), _total(found.x, *grouped), spread)


def _grouped(history: History) -> tuple[Floats, Floats, Floats, Floats]:
    """Return different histories and how many customers share each: many have bought once, on one of few days."""
    rows = np.stack([history.repeats.astype(np.float64), history.last, history.watched], axis=1)
    kinds, count = np.unique(rows, axis=0, return_counts=True)
    return kinds[:, 0], kinds[:, 1], kinds[:, 2], count.astype(np.float64)


def _total(logs: Floats, x: Floats, last: Floats, watched: Floats, count: Floats) -> float:
    with np.errstate(all="ignore"):
        total = float(np.sum(count * log_likelihood(np.exp(logs), x, last, watched)))
    return total if np.isfinite(total) else -1e300


def log_likelihood(parameters: Floats, x: Floats, last: Floats, watched: Floats) -> Floats:
    """Return the log likelihood of each history under (r, alpha, a, b)."""
    r, alpha, a, b = parameters
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
    there = -(r + x) * np.log(alpha + watched)
    gone = np.where(
        x > 0, np.log(a) - np.log(np.maximum(b + x - 1.0, 1e-300)) - (r + x) * np.log(alpha + last), -np.inf
    )
    return np.asarray(common + np.logaddexp(there, gone))


def inverse_information(at: Floats, cost: Callable[[Floats], float]) -> Floats:
    """Return the inverse of the observed information, by central differences."""
    steps = np.eye(len(at)) * _STEP
    curve = np.array(
        [[cost(at + i + j) - cost(at + i - j) - cost(at - i + j) + cost(at - i - j) for j in steps] for i in steps]
    ) / (4.0 * _STEP**2)
    size, way = np.linalg.eigh(curve)
    if size[0] <= 0:
        raise NotFittedError("the orders do not tell the parameters apart")
    return np.asarray((way / size) @ way.T)


def chance_there(model: BgNbd, history: History) -> Floats:
    """Return the probability that each customer has not left (Fader, Hardie and Lee 2008, note on P(alive))."""
    x = history.repeats.astype(np.float64)
    ratio = (model.r + x) * (np.log(model.alpha + history.watched) - np.log(model.alpha + history.last))
    with np.errstate(over="ignore"):
        gone = np.exp(ratio) * model.a / np.maximum(model.b + x - 1.0, 1e-300)
    return np.where(x > 0, 1.0 / (1.0 + gone), 1.0)


def expected_repeats(model: BgNbd, history: History, ahead: float) -> Floats:
    """Return the orders that each customer is expected to make within `ahead` (equation 10 of the paper)."""
    x = history.repeats.astype(np.float64)
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    if abs(a - 1.0) < 1e-9:
        a += 1e-6
    series = hyp2f1(r + x, b + x, a + b + x - 1.0, ahead / (alpha + history.watched + ahead))
    shrunk = np.exp((r + x) * (np.log(alpha + history.watched) - np.log(alpha + history.watched + ahead)))
    if_there = (a + b + x - 1.0) / (a - 1.0) * (1.0 - shrunk * series)
    return np.asarray(if_there * chance_there(model, history))


def drawn_repeats(parameters: Floats, history: History, ahead: float, rng: np.random.Generator) -> Ints:
    """Return one draw of the orders that each customer makes within `ahead`, under (r, alpha, a, b).

    A customer who is there has a rate gamma(r + x, alpha + watched) and a chance of leaving beta(a, b + x); the orders
    are the smaller of a Poisson number and the number at which the customer leaves.
    """
    r, alpha, a, b = parameters
    x = history.repeats.astype(np.float64)
    model = BgNbd(r, alpha, a, b, 0.0, np.zeros((4, 4)))
    there = rng.random(len(x)) < chance_there(model, history)
    rate = rng.gamma(r + x) / (alpha + history.watched)
    leaving = np.clip(rng.beta(a, b + x), 1e-12, 1.0)
    orders = np.minimum(rng.poisson(rate * ahead), rng.geometric(leaving))
    return np.where(there, orders, 0).astype(np.int64)
