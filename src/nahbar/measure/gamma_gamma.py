"""What an order of a customer is worth: the gamma-gamma model of values that differ within and between people. Pure.

Fader and Hardie (2013), "The gamma-gamma model of monetary value", note 25 on brucehardie.com; after Colombo and Jiang
(1999). Values of one customer are gamma(p, v) with v gamma(q, gamma) over customers, whatever the number of orders.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import gammaln

from nahbar.measure.bg_nbd import NotFittedError, inverse_information

Floats = npt.NDArray[np.float64]

_EDGE = 12.0
# Fewer returning customers than parameters with some room tell nothing of how people differ.
LEAST_CUSTOMERS = 10


@dataclass(frozen=True, slots=True, eq=False)
class GammaGamma:
    """The fitted model: p, q and gamma (in the unit of value); `spread` is the covariance of their logarithms."""

    p: float
    q: float
    gamma: float
    log_likelihood: float
    spread: Floats

    def drawn(self, draws: int, rng: np.random.Generator) -> Floats:
        """Return parameters as the doubt of the fit leaves them, draws x 3 (normal in logarithms)."""
        centre = np.log([self.p, self.q, self.gamma])
        return np.exp(rng.multivariate_normal(centre, self.spread, size=draws, method="eigh"))


def fit_gamma_gamma(orders: npt.NDArray[np.int64], mean: Floats) -> GammaGamma:
    """Return the model that makes the mean values of customers with `orders` orders each most likely.

    `mean` must be above zero. Raises NotFittedError with fewer than ten customers or when a parameter runs away.
    """
    if len(orders) < LEAST_CUSTOMERS:
        raise NotFittedError("too few customers came back")
    x, m = orders.astype(np.float64), mean.astype(np.float64)
    unit = float(np.mean(m))
    found = minimize(lambda t: -_total(t, x, m / unit), np.zeros(3), method="Nelder-Mead", options={"maxiter": 4000})
    found = minimize(lambda t: -_total(t, x, m / unit), found.x, method="BFGS")
    if np.any(np.abs(found.x) > _EDGE):
        raise NotFittedError("a parameter runs away")
    p, q, gamma = np.exp(found.x)
    # The density of the mean in its own unit is that of the scaled mean over the unit.
    height = -float(found.fun) - len(x) * float(np.log(unit))
    spread = inverse_information(found.x, lambda t: -_total(t, x, m / unit))
    return GammaGamma(float(p), float(q), float(gamma * unit), height, spread)


def _total(logs: Floats, x: Floats, m: Floats) -> float:
    if np.any(np.abs(logs) > 2 * _EDGE):
        return -1e300
    p, q, gamma = np.exp(logs)
    each = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
    each = each + (p * x - 1.0) * np.log(m) + p * x * np.log(x) - (p * x + q) * np.log(gamma + m * x)
    return float(np.sum(each))


def expected_value(model: GammaGamma, orders: npt.NDArray[np.int64], mean: Floats) -> Floats:
    """Return the mean value that a further order of each customer is expected to have (equation 5 of the note).

    NaN where q is 1 or less for a customer without orders: then the mean over people has no bound.
    """
    x = orders.astype(np.float64)
    below = model.p * x + model.q - 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, model.p * (model.gamma + np.where(x > 0, mean * x, 0.0)) / below, np.nan)


def drawn_values(
    parameters: Floats,
    orders: npt.NDArray[np.int64],
    mean: Floats,
    further: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> Floats:
    """Return one draw of the summed value of `further` orders of each customer under (p, q, gamma); 0 without any."""
    p, q, gamma = parameters
    x = orders.astype(np.float64)
    level = rng.gamma(p * x + q) / (gamma + np.where(x > 0, mean * x, 0.0))
    sums = rng.gamma(np.maximum(p * further, 1e-9)) / level
    return np.where(further > 0, sums, 0.0)
