"""Chance: numbered PCG64 streams, a few draws, and an integer mixer for single words."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

T = TypeVar("T")
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
MASK = (1 << 64) - 1


def stream(seed: int, *key: int) -> Generator:
    """The stream of draws that belongs to `key`, whatever other streams have been used for."""
    return Generator(PCG64(SeedSequence([seed, *key])))


def log_uniform(rng: Generator, low: float, high: float) -> float:
    """A number between `low` and `high` (both above 0) whose logarithm is uniform."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def spread(rng: Generator, median: float, sd: float, low: float = 0.0, high: float = 1e12) -> float:
    """A log-normal number around `median`, `sd` in natural logarithms, cut to `low`..`high`."""
    return float(min(max(median * np.exp(sd * rng.standard_normal()), low), high))


def pick(rng: Generator, items: Sequence[T]) -> T:
    """One of the items, all alike."""
    return items[int(rng.integers(len(items)))]


def weighted(rng: Generator, table: Sequence[tuple[T, float]]) -> T:
    """One item of (item, weight) pairs."""
    left = float(rng.random()) * sum(weight for _, weight in table)
    for item, weight in table:
        left -= weight
        if left < 0:
            return item
    return table[-1][0]


def chance(rng: Generator, share: float) -> bool:
    """True in `share` (0 to 1) of all calls."""
    return bool(rng.random() < share)


def counts(rng: Generator, mean: Floats, noise: float) -> Ints:
    """Whole numbers around `mean`: Poisson, with `noise` as relative spread on top."""
    if noise > 0:
        mean = mean * rng.gamma(1 / noise**2, noise**2, size=len(mean))
    return rng.poisson(np.maximum(mean, 0.0)).astype(np.int64)


def mix(*parts: int) -> int:
    """One 64-bit number out of several."""
    state = 0
    for part in parts:
        state = Quick((state ^ part) & MASK).next()
    return state


class Quick:
    """SplitMix64: a stream for the words of one comment, cheaper to start than a generator."""

    __slots__ = ("state",)

    def __init__(self, seed: int) -> None:
        self.state = seed & MASK

    def next(self) -> int:
        """The next 64 bits."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return (self.next() >> 11) * n >> 53

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of all calls."""
        return (self.next() >> 11) < share * (1 << 53)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all alike."""
        return items[self.below(len(items))]
