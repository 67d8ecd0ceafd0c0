"""Spread of counts beyond what counting itself brings: logs of likes, shares of comments, and two-group mixtures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.measure.robust import spread

Floats = npt.NDArray[np.float64]

LEAST_VALUES = 6  # below it a spread is a guess
LEAST_VARIANCE = 0.0025  # of log counts; keeps two nearly constant groups from an endless gain


def excess_log_sd(counts: Floats, residual: Floats) -> float:
    """Return the robust standard deviation of log counts beyond Poisson counting (delta method: variance 1/count).

    `residual` are the log counts around their trend. This is the square root of the negative binomial's extra variance
    on the log scale (Hilbe, 2011); NaN for fewer than six values, at least 0.02.
    """
    if counts.size < LEAST_VALUES:
        return float("nan")
    counting = float(np.mean(1.0 / (counts + 1.0)))
    return float(np.sqrt(max(spread(residual) ** 2 - counting, 0.0004)))


def beta_binomial_rho(successes: Floats, trials: Floats) -> float:
    """Return the intra-group correlation of shares by the analysis-of-variance estimator, in [0, 1].

    0 means that every group draws from one share; a high value that some groups differ wholly (Donner, 1986). NaN for
    fewer than three groups or without any trial beyond one a group.
    """
    groups, total = trials.size, float(trials.sum())
    if groups < 3 or total <= groups:
        return float("nan")
    share = successes / trials
    mean = float(successes.sum()) / total
    between = float(np.sum(trials * (share - mean) ** 2)) / (groups - 1)
    within = float(np.sum(trials * share * (1 - share))) / (total - groups)
    size = (total - float(np.sum(trials**2)) / total) / (groups - 1)
    bottom = between + (size - 1) * within
    return float(np.clip((between - within) / bottom, 0.0, 1.0)) if bottom > 0 else 0.0


def intraclass(sums: Floats, square: float, counts: Floats) -> float:
    """Return the correlation of values of one group by one-way analysis of variance, ICC(1) (Shrout and Fleiss, 1979).

    `sums` and `counts` have one entry a group, `square` is the sum of all squared values; groups of unequal sizes count
    with Snedecor's mean size. 0 means that groups differ by chance alone, 1 that values differ between groups alone;
    below 0 is possible. NaN for fewer than three groups or no value beyond one a group.
    """
    groups, total = counts.size, float(counts.sum())
    if groups < 3 or total <= groups:
        return float("nan")
    explained = float(np.sum(sums**2 / counts))
    between = (explained - float(sums.sum()) ** 2 / total) / (groups - 1)
    within = max(square - explained, 0.0) / (total - groups)
    size = (total - float(np.sum(counts**2)) / total) / (groups - 1)
    bottom = between + (size - 1) * within
    return (between - within) / bottom if bottom > 1e-12 else 0.0


def two_groups(values: Floats) -> tuple[float, float, npt.NDArray[np.bool_]]:
    """Return the gain in log likelihood of two groups over one, the distance of their means, and who is above.

    The split is the one of Otsu (1979), which maximises the variance between the groups; the gain is the classification
    likelihood of two normals of one spread (Scott and Symons, 1971) less that of one normal. It is negative for one
    group. Nothing (0, 0, nobody) for fewer than six values.
    """
    n = values.size
    if n < LEAST_VALUES:
        return 0.0, 0.0, np.zeros(n, dtype=np.bool_)
    ordered = np.sort(values)
    centred = ordered - ordered.mean()
    left = np.cumsum(centred)[1:-2]  # at least two values in each group
    k = np.arange(2, n - 1, dtype=np.float64)
    between = left**2 * n / (k * (n - k))
    best = int(np.argmax(between))
    total = float(np.sum(centred**2)) + n * LEAST_VARIANCE
    within = max(total - float(between[best]), n * LEAST_VARIANCE)
    share = k[best] / n
    entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
    distance = -left[best] * n / (k[best] * (n - k[best]))
    gain = n * (0.5 * np.log(total / within) - entropy)
    return float(gain), float(distance), values > ordered[int(k[best]) - 1]
