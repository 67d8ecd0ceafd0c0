"""Counts of many units that share groups: rates and slopes, partially pooled, with the doubt of the pooling. Pure.

Model: y ~ negative binomial (mean mu, size k), log mu = offset + X b + u_1[group] + u_2[group] + ...; u_g ~ normal(0,
s_g^2). Given the spreads s_g and k, b and u are found by Newton's method and their posterior is taken as normal
(Laplace; Breslow and Clayton 1993); spreads and k are integrated over adaptive Gauss-Hermite nodes (Naylor and Smith
1982; the scheme of Rue, Martino and Chopin 2009), because with a handful of creators intervals that take them for
known are too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.special import gammaln, ndtr, polygamma

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Weak priors, fitted on nothing: groups differ by a factor of about e^0.7, within a factor of 7 of that; posts of one
# group scatter with a size of about 1, within a factor of 20; slopes and levels are within e^(2 * 5) of one.
_SPREAD, _SPREAD_DOUBT = np.log(0.7), 1.0
_SIZE, _SIZE_DOUBT = 0.0, 1.5
_LEVEL_DOUBT = 5.0
# Gauss-Hermite nodes (for a normal weight) and their weights.
_NODES, _WEIGHTS = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)]), np.array([1 / 6, 2 / 3, 1 / 6])
# With more unknowns the spreads are known well enough to be taken as they are.
MOST_INTEGRATED = 400
_MOST_STEPS, _CLOSE, _STEP = 50, 1e-8, 0.05
# Likely logarithms of spread and size: outside, the search has left the data behind.
_LOW, _HIGH = -6.0, 6.0
_DENSE = 500_000


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Units: counts `y`, logarithm of the exposure, columns of X (the first is the level), and codes of each group."""

    y: Floats
    offset: Floats
    x: Floats
    groups: Sequence[Ints]

    def width(self) -> int:
        """Return the number of unknowns: columns of X and members of all groups."""
        return int(self.x.shape[1] + sum(int(codes.max()) + 1 for codes in self.groups))


@dataclass(frozen=True, slots=True, eq=False)
class CountPool:
    """Posterior on J nodes with `weight`: unknowns `mean` (J x d) and `spread` (J x d x d), log spreads and log size.

    Unknowns stand in the order: columns of X, then the members of each group.
    """

    weight: Floats
    mean: Floats
    spread: Floats
    hyper: Floats

    def linear(self, combination: Floats, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
        """Return median and interval of linear combinations (m x d) of the unknowns, each of length m."""
        mean = self.mean @ combination.T
        variance = np.einsum("md,jde,me->jm", combination, self.spread, combination)
        return _mixture(self.weight, mean, np.sqrt(variance), level)

    def drawn(self, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Return draws of the unknowns (draws x d) and of log spreads and log size (draws x h)."""
        node = rng.choice(len(self.weight), size=draws, p=self.weight)
        roots = [np.linalg.cholesky(one + 1e-12 * np.eye(len(one))) for one in self.spread]
        normal = rng.standard_normal((draws, self.mean.shape[1]))
        moved = np.stack([roots[j] @ z for j, z in zip(node, normal, strict=True)])
        return self.mean[node] + moved, self.hyper[node]


def fit_counts(counted: Counted) -> CountPool:
    """Return the posterior of levels, slopes and groups. Raises ValueError without any count above zero."""
    if not np.any(counted.y > 0):
        raise ValueError("nothing was counted")
    fitting = _Fitting(counted)
    start = np.array([_SPREAD] * len(counted.groups) + [_SIZE])
    found = minimize(lambda h: -fitting.height(h), start, method="Nelder-Mead", options={"xatol": 0.02, "fatol": 0.01})
    if counted.width() > MOST_INTEGRATED:
        nodes, density = found.x[None, :], np.zeros(1)
    else:
        nodes, density = _hyper_nodes(found.x, fitting)
    heights = np.array([fitting.height(node) for node in nodes])
    weight = np.exp(heights - heights.max() + density)
    kept = weight > 1e-4 * weight.max()
    solved = [fitting.solve(node) for node in nodes[kept]]
    return CountPool(
        weight[kept] / weight[kept].sum(),
        np.stack([theta for theta, _ in solved]),
        np.stack([np.linalg.inv(curve) for _, curve in solved]),
        nodes[kept],
    )


def _hyper_nodes(centre: Floats, fitting: _Fitting) -> tuple[Floats, Floats]:
    """Return nodes around the mode and the logarithm of their quadrature weight over the normal density."""
    d = len(centre)
    eye = np.eye(d) * _STEP * 4

    def value(move: Floats) -> float:
        return -fitting.height(centre + move)

    curve = np.array([[value(i + j) - value(i - j) - value(j - i) + value(-i - j) for j in eye] for i in eye])
    size, way = np.linalg.eigh(curve / (4.0 * (_STEP * 4) ** 2))
    # A direction that the data leave open is as wide as the prior says.
    scale = way / np.sqrt(np.maximum(size, 1.0 / _SIZE_DOUBT**2))
    z = np.array(list(product(_NODES, repeat=d)))
    weights = np.array([np.prod(one) for one in product(_WEIGHTS, repeat=d)])
    return centre + z @ scale.T, np.log(weights) + 0.5 * np.sum(z**2, axis=1)


class _Fitting:
    """The height of the marginal posterior at given spreads and size; the last solution is where the next begins."""

    def __init__(self, counted: Counted) -> None:
        self.counted = counted
        n = len(counted.y)
        parts: list[Any] = [sp.csr_matrix(counted.x)]
        self.sizes = [int(codes.max()) + 1 for codes in counted.groups]
        for codes, size in zip(counted.groups, self.sizes, strict=True):
            parts.append(sp.csr_matrix((np.ones(n), (np.arange(n), codes)), shape=(n, size)))
        design = sp.hstack(parts).tocsr()
        # For small tables the bookkeeping of a sparse matrix costs more than its zeros.
        self.design: Any = design if np.prod(design.shape) > _DENSE else design.toarray()
        self.theta = np.zeros(design.shape[1])
        total, exposed = float(counted.y.sum()), float(np.exp(counted.offset).sum())
        self.theta[0] = np.log(total / exposed)

    def _precision(self, hyper: Floats) -> Floats:
        fixed = np.full(self.counted.x.shape[1], _LEVEL_DOUBT**-2)
        spreads = [np.full(size, np.exp(-2.0 * log)) for size, log in zip(self.sizes, hyper[:-1], strict=True)]
        return np.concatenate([fixed, *spreads])

    def height(self, hyper: Floats) -> float:
        """Return the logarithm of the marginal posterior of log spreads and log size, up to a constant."""
        if np.any(hyper < _LOW) or np.any(hyper > _HIGH):
            return -1e300
        theta, curve = self.solve(hyper)
        precision, k = self._precision(hyper), float(np.exp(hyper[-1]))
        y, eta = self.counted.y, self.counted.offset + self.design @ theta
        log_p = gammaln(y + k) - gammaln(k) + k * np.log(k) + y * eta - (y + k) * np.log(k + np.exp(eta))
        prior = -0.5 * np.sum(precision * theta**2) + 0.5 * np.sum(np.log(precision))
        spread = -0.5 * np.sum(((hyper[:-1] - _SPREAD) / _SPREAD_DOUBT) ** 2)
        size = -0.5 * ((hyper[-1] - _SIZE) / _SIZE_DOUBT) ** 2
        return float(np.sum(log_p) + prior - 0.5 * np.linalg.slogdet(curve)[1] + spread + size)

    def solve(self, hyper: Floats) -> tuple[Floats, Floats]:
        """Return the most likely unknowns and the curvature there, by Newton's method with halved steps."""
        precision, k, theta = self._precision(hyper), float(np.exp(hyper[-1])), self.theta.copy()
        here = self._cost(theta, precision, k)
        for _ in range(_MOST_STEPS):
            slope, curve = self._slope(theta, precision, k)
            step = cho_solve(cho_factor(curve), slope)
            length = 1.0
            while (there := self._cost(theta - length * step, precision, k)) > here + 1e-10 and length > 1e-4:
                length /= 2.0
            theta = theta - length * step
            done = here - there < _CLOSE
            here = there
            if done:
                break
        self.theta = theta
        return theta, self._slope(theta, precision, k)[1]

    def _cost(self, theta: Floats, precision: Floats, k: float) -> float:
        eta = self.counted.offset + self.design @ theta
        fit = self.counted.y * eta - (self.counted.y + k) * np.logaddexp(np.log(k), eta)
        return float(0.5 * np.sum(precision * theta**2) - np.sum(fit))

    def _slope(self, theta: Floats, precision: Floats, k: float) -> tuple[Floats, Floats]:
        mu = np.exp(np.clip(self.counted.offset + self.design @ theta, -50.0, 50.0))
        y = self.counted.y
        slope = precision * theta - self.design.T @ (k * (y - mu) / (k + mu))
        weight = (y + k) * k * mu / (k + mu) ** 2
        if isinstance(self.design, np.ndarray):
            curve = (self.design.T * weight) @ self.design
        else:
            curve = (self.design.T @ self.design.multiply(weight[:, None])).toarray()
        return np.asarray(slope), np.asarray(curve + np.diag(precision))


def _mixture(weight: Floats, mean: Floats, spread: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    """Return median, lower and upper bound of mixtures of normals (nodes x figures), by halving intervals."""
    tail = (1.0 - level) / 2.0
    found = []
    for share in (0.5, tail, 1.0 - tail):
        low, high = (mean - 8 * spread).min(axis=0), (mean + 8 * spread).max(axis=0)
        for _ in range(50):
            middle = (low + high) / 2.0
            below = weight @ ndtr((middle - mean) / np.maximum(spread, 1e-12)) < share
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        found.append((low + high) / 2.0)
    return found[0], found[1], found[2]


def explained_share(
    pool: CountPool, x: Floats, columns: Sequence[int], draws: int, rng: np.random.Generator
) -> tuple[float, float, float]:
    """Return median and 95 % interval of the share of what differs between units that `columns` of X explain.

    Var(X b) / (Var(X b) + spreads^2 + trigamma(k)), on the scale of logarithms (the marginal R2 of Nakagawa, Johnson
    and Schielzeth 2017, without the part that is chance in counting): chance is nobody's to explain.
    """
    unknown, hyper = pool.drawn(draws, rng)
    fitted = unknown[:, list(columns)] @ x[:, list(columns)].T
    by_x = fitted.var(axis=1)
    rest = np.sum(np.exp(2.0 * hyper[:, :-1]), axis=1) + polygamma(1, np.exp(hyper[:, -1]))
    low, middle, high = np.quantile(by_x / (by_x + rest), [0.025, 0.5, 0.975])
    return float(middle), float(low), float(high)


def size_of(pool: CountPool) -> float:
    """Return the size k of the negative binomial, the middle of its posterior in logarithms."""
    return float(np.exp(pool.weight @ pool.hyper[:, -1]))
