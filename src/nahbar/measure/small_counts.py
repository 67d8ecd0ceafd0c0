"""Likelihood of small counts whose log rate scatters by Student's t: a table made once, read by interpolation."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# From this count on the log rate's likelihood is close enough to normal (its skewness is below 1/4).
SMALL = 20
# Spreads of posts between which the posterior is integrated: 0.3 apart on the log scale, 0.03 to 2.7.
SPREADS = np.exp(np.arange(-3.5, 1.01, 0.3))
SPREADS.flags.writeable = False
_STEP = 0.1
_LOG_MEANS = np.arange(-8.0, 8.0 + _STEP / 2.0, _STEP)
_NODES = 81


@lru_cache(maxsize=2)
def _table(tail: float) -> Floats:
    """Return log likelihoods (spreads, counts, log means) of Poisson counts with t scatter of `tail` freedom."""
    nodes = np.sinh(np.linspace(-3.5, 3.5, _NODES))
    density = np.cosh(np.arcsinh(nodes)) * (1.0 + nodes**2 / tail) ** (-0.5 * (tail + 1.0))
    density /= density.sum()
    counts = np.arange(SMALL)[:, None, None]
    tables = []
    for spread in SPREADS:
        log_mean = (_LOG_MEANS[:, None] + spread * nodes[None, :])[None]
        log_mass = counts * log_mean - np.exp(np.minimum(log_mean, 300.0)) - gammaln(counts + 1.0)
        tables.append(np.log(np.maximum(np.exp(log_mass) @ density, 1e-300)))
    return np.array(tables)


def small_count_likelihood(count: Ints, log_base: Floats, log_rates: Floats, chosen: Ints, tail: float) -> Floats:
    """Return (chosen spreads, log rates): the log likelihood of all counts, each below SMALL.

    `log_base` has one entry a count, `chosen` indexes SPREADS.
    """
    # Posts of one creator often share the base and, when counts are small, the count: look each pair up once.
    # A pair is written as one complex number because that is sorted five times faster than rows are.
    pairs, times = np.unique(count + 1j * log_base, return_counts=True)
    place = np.clip((pairs.imag[:, None] + log_rates[None, :] - _LOG_MEANS[0]) / _STEP, 0.0, len(_LOG_MEANS) - 1.001)
    left = place.astype(np.int64)
    part = place - left
    rows = pairs.real.astype(np.int64)[:, None]
    table = _table(tail)
    found = [times @ (table[k][rows, left] * (1.0 - part) + table[k][rows, left + 1] * part) for k in chosen]
    return np.array(found)
