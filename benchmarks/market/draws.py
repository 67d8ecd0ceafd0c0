"""The few ways in which the made-up market draws: shares, spans, factors and choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Span = tuple[float, float]
T = TypeVar("T")


def chance(rng: np.random.Generator, share: float) -> bool:
    """Return True with probability `share`."""
    return rng.random() < share


def whole(rng: np.random.Generator, low: int, below: int) -> int:
    """Return a whole number from `low` up to, and without, `below`."""
    return int(rng.integers(low, below))


def pick(rng: np.random.Generator, among: Sequence[T]) -> T:
    """Return one of `among`, each equally often."""
    return among[int(rng.integers(len(among)))]


def pick_some(rng: np.random.Generator, among: Sequence[T], count: int) -> list[T]:
    """Return `count` different ones of `among` in a random order."""
    return [among[place] for place in rng.permutation(len(among))[:count]]


def within(rng: np.random.Generator, span: Span) -> float:
    """Return a number within the span, uniformly."""
    return float(rng.uniform(*span))


def log_within(rng: np.random.Generator, span: Span) -> float:
    """Return a number within the span whose logarithm is uniform: for sizes that differ by orders of magnitude."""
    return float(np.exp(rng.uniform(np.log(span[0]), np.log(span[1]))))


def factor(rng: np.random.Generator, spread: float) -> float:
    """Return a log-normal factor around 1; `spread` is the standard deviation of its logarithm."""
    return float(np.exp(rng.normal(0, spread)))


def weekday_factors(rng: np.random.Generator, spread: float) -> Floats:
    """Return a factor for each weekday, Monday first, shape (7,); their mean is 1."""
    factors: Floats = np.exp(rng.normal(0, spread, 7))
    factors /= factors.mean()
    return factors
