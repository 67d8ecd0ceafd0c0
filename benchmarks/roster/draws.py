"""The ways of drawing that the roster has beside those of the market: spans, slow drifts, clumped counts."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, Span

Counts = npt.NDArray[np.int64]


def log_between(rng: np.random.Generator, span: Span) -> float:
    """Return a number within the span whose logarithm is uniform.

    As the market's `log_within`, but by `math`, whose last digit may differ from numpy's, and with it a file.
    """
    return math.exp(rng.uniform(math.log(span[0]), math.log(span[1])))


def drift(rng: np.random.Generator, days: int, spread: float, memory_days: float) -> Floats:
    """Return a path of shape (days,) around 0 that comes back slowly: an Ornstein-Uhlenbeck process, day by day."""
    kept, path = math.exp(-1 / memory_days), np.empty(days)
    path[0] = rng.normal(0, spread)
    steps = rng.normal(0, spread * math.sqrt(1 - kept * kept), days)
    for day in range(1, days):
        path[day] = kept * path[day - 1] + steps[day]
    return path


def clumped(rng: np.random.Generator, mean: Floats, clumping: float) -> Counts:
    """Return counts of the shape of `mean` whose variance is above Poisson's by the mean squared times `clumping`."""
    mean = np.maximum(mean, 1e-9)
    return rng.poisson(mean * rng.gamma(1 / clumping, clumping, np.shape(mean)))


def factors(rng: np.random.Generator, spread: float, count: int) -> Floats:
    """Return log-normal factors around 1 of shape (count,); `spread` is the deviation of their logarithm."""
    return np.exp(rng.normal(0, spread, count))
