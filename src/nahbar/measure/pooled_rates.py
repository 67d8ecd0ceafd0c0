"""Rates of several groups, each steadied by the others: a beta-binomial model with its hyper-parameters' doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betainc, betaincinv, betaln, expit, logit

Floats = npt.NDArray[np.float64]

# Weak prior of the hyper-parameters. Middle rate: about 3 % (e^-3.5), within a factor of 20 (two standard deviations)
# of it; it counts when there are hardly any hits. Weight of the others in observations, as mean and standard deviation
# of its logarithm. APART: about 55 (e^4), within a factor of 50, so that two groups neither collapse into one nor stand
# alone. ALIKE: about 250 (e^5.5), within a factor of 150; at a rate of 3 % that is what `anytime_rates.USUAL_LOG_RATIO`
# expects, rates that differ by a factor of 1.6 or so. Few groups cannot tell how much they differ: an interval is right
# more often under APART, a claim that one is better under ALIKE (benchmarks/campaign_numbers.py). Fitted on nothing.
Prior = tuple[float, float]
_MIDDLE, _MIDDLE_SPREAD = -3.5, 1.5
APART: Prior = (4.0, 2.0)
ALIKE: Prior = (5.5, 2.5)
# Nodes around the mode, in standard deviations, with which the hyper-parameters' doubt is integrated.
_STEPS = np.linspace(-3.0, 3.0, 7)
# Nodes that together weigh less than this are left out.
_LEAST_NODE = 1e-3
# Beyond so many groups the hyper-parameters are known well enough to be taken as they are.
MOST_INTEGRATED = 50
# Newton's steps towards a quantile end when they are shorter than this share of it, or than a rate of nothing.
_MOST_STEPS = 60
_CLOSE, _NOTHING = 1e-6, 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Posterior of the hyper-parameters on a few nodes: `a`, `b` of the beta prior, and the nodes' `weight` (sum 1)."""

    a: Floats
    b: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Rate:
    """A group's rate: `hits` of `n`, posterior mean and equal-tailed interval; `raw` is hits/n, None without any n."""

    hits: int
    n: int
    mean: float
    low: float
    high: float

    @property
    def raw(self) -> float | None:
        """The plain share."""
        return self.hits / self.n if self.n else None


def fit_pool(hits: Sequence[int], n: Sequence[int], prior: Prior = APART) -> Pool:
    """Return what the groups together say about where rates lie and how much they differ.

    Model: hits ~ binomial(n, rate), rate ~ beta(m k, (1 - m) k). (logit m, log k) have the weak normal prior above; the
    mode of their posterior is found (empirical Bayes: Casella 1985), and their doubt is integrated over a grid around
    it scaled by the curvature (as Rue, Martino and Chopin 2009, section 3), because with a handful of groups intervals
    that take the mode for the truth are too narrow. `prior` is APART or ALIKE. Raises ValueError when
    hits are not within 0 to n.
    """
    k, m = np.asarray(hits, dtype=np.float64), np.asarray(n, dtype=np.float64)
    if k.shape != m.shape or np.any(k < 0) or np.any(k > m):
        raise ValueError("hits must lie between 0 and n")
    k, m = k[m > 0], m[m > 0]
    start = _start(k, m, prior)
    found = minimize(lambda x: -_log_posterior(x[None, :], k, m, prior)[0], start, method="Nelder-Mead")
    nodes = found.x[None, :] if k.size > MOST_INTEGRATED else _nodes(found.x, k, m, prior)
    height = _log_posterior(nodes, k, m, prior)
    weight = np.exp(height - height.max())
    weight /= weight.sum()
    kept = weight >= _LEAST_NODE * weight.max()
    middle, size = expit(nodes[kept, 0]), np.exp(nodes[kept, 1])
    return Pool(middle * size, (1.0 - middle) * size, weight[kept] / weight[kept].sum())


def _start(k: Floats, m: Floats, prior: Prior) -> Floats:
    share = (k.sum() + expit(_MIDDLE)) / (m.sum() + 1.0)
    return np.array([logit(min(share, 1.0 - 1e-6)), prior[0]])


def _log_posterior(x: Floats, k: Floats, m: Floats, prior: Prior) -> Floats:
    """Return the log posterior at each row (logit of the middle, log of the weight), up to a constant."""
    middle, size = expit(np.clip(x[:, :1], -20.0, 20.0)), np.exp(np.clip(x[:, 1:], -8.0, 18.0))
    a, b = middle * size, (1.0 - middle) * size
    likelihood = (betaln(a + k, b + m - k) - betaln(a, b)).sum(axis=1)
    doubt = ((x[:, 0] - _MIDDLE) / _MIDDLE_SPREAD) ** 2 + ((x[:, 1] - prior[0]) / prior[1]) ** 2
    return np.asarray(likelihood - 0.5 * doubt)


def _nodes(mode: Floats, k: Floats, m: Floats, prior: Prior) -> Floats:
    """Return (49, 2) points around the mode along the axes of the curvature there."""
    step = 0.05
    moves = step * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, -1], [1, -1], [-1, 1]])
    f = _log_posterior(mode + moves, k, m, prior)
    cross = (f[5] + f[6] - f[7] - f[8]) / (4 * step**2)
    curve = np.array([[2 * f[0] - f[1] - f[2], 0.0], [0.0, 2 * f[0] - f[3] - f[4]]]) / step**2
    curve[0, 1] = curve[1, 0] = -cross
    values, axes = np.linalg.eigh(curve)
    # The prior alone bends at least so much; less is rounding.
    scale = axes / np.sqrt(np.maximum(values, prior[1] ** -2 / 4.0))
    z = np.stack(np.meshgrid(_STEPS, _STEPS), axis=-1).reshape(-1, 2)
    return np.asarray(mode + z @ scale.T)


def pooled_rates(
    hits: Sequence[int], n: Sequence[int], pool: Pool | None = None, level: float = 0.95
) -> Sequence[Rate]:
    """Return each group's posterior rate under `pool` (their own when None); a group with n = 0 is the pool's guess."""
    pool = pool or fit_pool(hits, n)
    k, m = np.asarray(hits, dtype=np.float64)[:, None], np.asarray(n, dtype=np.float64)[:, None]
    a, b = pool.a + k, pool.b + m - k
    mean = (a / (a + b)) @ pool.weight
    tail = (1.0 - level) / 2.0
    low, high = _mixture_quantile(a, b, pool.weight, tail), _mixture_quantile(a, b, pool.weight, 1.0 - tail)
    rows = zip(hits, n, mean, low, high, strict=True)
    return [Rate(int(one), int(of), float(mid), float(lo), float(hi)) for one, of, mid, lo, hi in rows]


def _mixture_quantile(a: Floats, b: Floats, weight: Floats, tail: float) -> Floats:
    """Return the quantile of each row's mixture of betas: Newton's steps, held between its components' quantiles."""
    each = betaincinv(a, b, tail)
    low, high = each.min(axis=1), each.max(axis=1)
    found = np.asarray(each @ weight)
    if each.shape[1] == 1:
        return found
    constant = betaln(a, b)
    for _ in range(_MOST_STEPS):
        x = np.clip(found, 1e-300, 1.0 - 1e-16)[:, None]
        over = betainc(a, b, x) @ weight - tail
        low, high = np.where(over < 0.0, found, low), np.where(over < 0.0, high, found)
        density = np.exp((a - 1.0) * np.log(x) + (b - 1.0) * np.log1p(-x) - constant) @ weight
        step = found - over / np.maximum(density, 1e-300)
        before, found = found, np.where((step > low) & (step < high), step, 0.5 * (low + high))
        if np.all(np.abs(found - before) < _CLOSE * found + _NOTHING):
            break
    return found


def probability_above(first: Rate, second: Rate, pool: Pool) -> float:
    """Return the posterior probability that the first group's rate is above the second's."""
    above = [
        beta_above(a + first.hits, b + first.n - first.hits, a + second.hits, b + second.n - second.hits)
        for a, b in zip(pool.a, pool.b, strict=True)
    ]
    return float(np.clip(np.asarray(above) @ pool.weight, 0.0, 1.0))


# Trapezoids over x = centre + width sinh(u), the logit of a beta variable: its density is smooth and falls off
# exponentially at both ends (doubly exponentially in u), so that the error falls exponentially with their number
# (Trefethen and Weideman 2014).
_TRAPEZOIDS = 401
_END = 1e-12


def beta_above(a1: float, b1: float, a2: float, b2: float) -> float:
    """Return P(X > Y) for independent X ~ beta(a1, b1) and Y ~ beta(a2, b2), by quadrature, to about 1e-9.

    The narrower one's density is integrated against the other's distribution function, so that the grid resolves both.
    """
    if _logit_spread(a1, b1) > _logit_spread(a2, b2):
        return 1.0 - beta_above(a2, b2, a1, b1)
    centre, width = np.log(a1 / b1), _logit_spread(a1, b1) ** 0.5
    # Ten widths, and beyond them the tails of the logit, which are exponential with rates a and b.
    left, right = np.arcsinh(10.0 - np.log(_END) / np.minimum([a1, b1], 40.0) / width)
    u = np.linspace(-left, right, _TRAPEZOIDS)
    x = centre + width * np.sinh(u)
    log_density = -a1 * np.logaddexp(0.0, -x) - b1 * np.logaddexp(0.0, x)
    density = np.exp(log_density - log_density.max()) * np.cosh(u)
    # From the nearer end: close to 1 a float has no room left.
    below = np.where(x < 0.0, betainc(a2, b2, expit(x)), 1.0 - betainc(b2, a2, expit(-x)))
    return float(density @ below / density.sum())


def _logit_spread(a: float, b: float) -> float:
    return float(1.0 / a + 1.0 / b)
