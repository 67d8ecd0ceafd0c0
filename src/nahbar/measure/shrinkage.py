"""A creator's typical log rate from a few over-dispersed, outlying counts, shrunk towards an expectation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, psi, zeta

from nahbar.measure.small_counts import SMALL, SPREADS, small_count_likelihood

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Tails of posts around their creator's typical post. Standardised log rates of 12,559 TikTok posts have 97.5 % and
# 99.5 % quantiles of 2.5 and 3.9 (by followers), a t distribution of 5 degrees of freedom 2.3 and 3.7.
TAIL = 5.0
# Successive posts resemble each other; the lag-1 correlation of the same posts averages 0.2 around a
# fitted middle, about 0.25 without that bias. It is worth 20 posts.
_USUAL_CORRELATION = 0.25
_CORRELATION_POSTS = 20.0
_MOST_CORRELATION = 0.8
# Grid over the typical log rate, in standard errors.
_RATE_STEPS = np.linspace(-5.5, 5.5, 45)
# Prior standard deviation of the log of a creator's spread of posts, and how far out it is integrated.
_SPREAD_DOUBT = 0.5
_SPREAD_REACH = 2.5
_ROUNDS = 8
# Median absolute difference of two t variables with TAIL degrees of freedom (4 million draws).
MEDIAN_DIFFERENCE = 1.098
_LEAST_SPREAD = 0.03
# Below this middle count the start is taken from pooled counts.
_FEW = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class LogCounts:
    """Counts on the log scale: the posterior mean and variance of each post's log rate under its count alone."""

    value: Floats
    variance: Floats
    count: Floats
    log_base: Floats


def log_counts(count: Floats, base: Floats) -> LogCounts:
    """Return log rates of Poisson counts over positive bases; zero counts have a value too, with a large variance.

    Under the Jeffreys prior the rate is Gamma(count + 1/2), whose logarithm has mean psi(count + 1/2) - log(base) and
    variance psi'(count + 1/2).
    """
    log_base = np.log(base)
    return LogCounts(np.asarray(psi(count + 0.5) - log_base), trigamma(count + 0.5), count, log_base)


def trigamma(value: Floats) -> Floats:
    """Return psi'(value), the Hurwitz zeta function of 2."""
    return np.asarray(zeta(2.0, value))


def neighbour_spread(posts: LogCounts) -> float:
    """Return a creator's spread of posts from successive posts alone; NaN below two posts.

    Needs no middle, so it is biased by at most an eighth for three posts, and drift over months does not enter: for
    `fit_size_curve`, which takes the median over creators. Median absolute difference over that of two t variables
    (MEDIAN_DIFFERENCE), less the part that the counts' own error explains.
    """
    if len(posts.value) < 2:
        return float("nan")
    apart = float(np.median(np.abs(np.diff(posts.value)))) / MEDIAN_DIFFERENCE
    square = apart**2 / (1.0 - _USUAL_CORRELATION) - float(np.median(posts.variance))
    return float(np.sqrt(max(square, _LEAST_SPREAD**2)))


@dataclass(frozen=True, slots=True)
class Typical:
    """Posterior of the typical log rate (mean, standard deviation, interval) and the spread of posts around it.

    `doubt` includes that successive posts resemble each other (`correlation`).
    """

    mean: float
    doubt: float
    low: float
    high: float
    post_spread: float
    correlation: float


def typical_log_rate(posts: LogCounts, prior_mean: float, prior_sd: float, post_spread: float, level: float) -> Typical:
    """Return the posterior of the median log rate of a creator's posts.

    Model: log rate of a post ~ t(mean, spread, TAIL degrees of freedom) plus the Poisson error of its count; the mean
    is normal around the expectation (Efron and Morris 1975), the log of the spread normal around the usual one. Both
    are integrated on a grid; small counts by their exact likelihood. The log-likelihood is multiplied by
    (1 - r) / (1 + r), the effective share of posts at lag-1 correlation r. Posts are in the order of time; none are
    needed.
    """
    if len(posts.value) == 0:
        half = float(ndtri((1.0 + level) / 2.0)) * prior_sd
        return Typical(prior_mean, prior_sd, prior_mean - half, prior_mean + half, post_spread, _USUAL_CORRELATION)
    centre, error, correlation = _start(posts, prior_mean, prior_sd, post_spread)
    rates = centre + error * _RATE_STEPS
    steps = np.log(SPREADS / post_spread) / _SPREAD_DOUBT
    chosen = np.flatnonzero(np.abs(steps) <= max(_SPREAD_REACH, float(np.abs(steps).min())))
    spreads = SPREADS[chosen]
    log_density = (1.0 - correlation) / (1.0 + correlation) * _log_likelihood(posts, rates, chosen)
    log_density += (-0.5 * ((rates - prior_mean) / prior_sd) ** 2)[None, :] - 0.5 * (steps[chosen] ** 2)[:, None]
    density = np.exp(log_density - log_density.max())
    density /= density.sum()
    return _summary(rates, density.sum(axis=0), spreads @ density.sum(axis=1), correlation, level)


def _start(posts: LogCounts, prior_mean: float, prior_sd: float, post_spread: float) -> tuple[float, float, float]:
    """Return where the posterior lies, about how wide it is, and the shrunk lag-1 correlation of the posts."""
    if float(np.median(posts.count)) < _FEW:
        return _start_low(posts, prior_mean, prior_sd, post_spread)
    weight = 1.0 / (post_spread**2 + posts.variance)
    centre = (posts.value @ weight + prior_mean / prior_sd**2) / (weight.sum() + prior_sd**-2)
    scale = 1.0
    for _ in range(_ROUNDS):
        square = (posts.value - centre) ** 2 * weight
        tail = (TAIL + 1.0) / (TAIL + square / scale)
        scale = float(tail @ square) / len(square) + 0.01
        robust = tail * weight / scale
        centre = (posts.value @ robust + prior_mean / prior_sd**2) / (robust.sum() + prior_sd**-2)
    correlation = serial_correlation((posts.value - centre) * np.sqrt(robust))
    effective = weight.sum() / max(scale, 0.1) * (1.0 - correlation) / (1.0 + correlation)
    return float(centre), float((0.7 * effective + prior_sd**-2) ** -0.5), correlation


def _start_low(posts: LogCounts, prior_mean: float, prior_sd: float, post_spread: float) -> tuple[float, float, float]:
    """As `_start` from pooled counts: single small counts have no useful logarithm; a few large ones are capped."""
    capped = np.minimum(posts.count, np.median(posts.count) + _FEW)
    total, base = float(capped.sum()) + 0.5, float(np.exp(posts.log_base).sum())
    kept = (1.0 - _USUAL_CORRELATION) / (1.0 + _USUAL_CORRELATION)
    variance = (1.0 / total + post_spread**2 / len(capped)) / kept
    precision = 1.0 / variance + prior_sd**-2
    centre = ((np.log(total / base) - 0.5 * post_spread**2) / variance + prior_mean / prior_sd**2) / precision
    return float(centre), float((0.5 / variance + prior_sd**-2) ** -0.5), _USUAL_CORRELATION


def serial_correlation(residual: Floats) -> float:
    """Return the lag-1 correlation shrunk towards the usual one, within 0 to 0.8."""
    n = len(residual)
    square = float(residual @ residual)
    # The estimate from n posts around a fitted mean is too low by about (1 + 3 r) / n (Kendall 1954).
    raw = float(residual[1:] @ residual[:-1]) / square + (1.0 + 3.0 * _USUAL_CORRELATION) / n if square > 0.0 else 0.0
    shrunk = (n * raw + _CORRELATION_POSTS * _USUAL_CORRELATION) / (n + _CORRELATION_POSTS)
    return min(max(shrunk, 0.0), _MOST_CORRELATION)


def _log_likelihood(posts: LogCounts, rates: Floats, chosen: Ints) -> Floats:
    """Return (chosen spreads, rates) log-likelihoods up to a constant."""
    small = posts.count < SMALL
    if not small.any():
        return _large_likelihood(posts.value, posts.variance, rates, SPREADS[chosen])
    count = posts.count[small].astype(np.int64)
    exact = small_count_likelihood(count, posts.log_base[small], rates, chosen, TAIL)
    return exact + _large_likelihood(posts.value[~small], posts.variance[~small], rates, SPREADS[chosen])


def _large_likelihood(value: Floats, count_variance: Floats, rates: Floats, spreads: Floats) -> Floats:
    square = (value[:, None] - rates[None, :]) ** 2
    rows = []
    for spread in spreads:
        variance = spread**2 + count_variance
        # log(1 + x) and not log1p: five times faster, and a relative error of 1e-16 in 1 + x does not matter here.
        tails = np.log(1.0 + square * (1.0 / (TAIL * variance))[:, None]).sum(axis=0)
        rows.append(-0.5 * (TAIL + 1.0) * tails - 0.5 * np.log(variance).sum())
    return np.array(rows)


def _summary(rates: Floats, mass: Floats, spread: float, correlation: float, level: float) -> Typical:
    mean = float(rates @ mass)
    doubt = float(np.sqrt(mass @ (rates - mean) ** 2))
    reached = np.cumsum(mass) - 0.5 * mass
    low, high = np.interp([(1.0 - level) / 2.0, (1.0 + level) / 2.0], reached, rates)
    return Typical(mean, doubt, float(low), float(high), float(spread), correlation)
