"""Intervals from sums that many machines can add: journeys fall into random buckets, buckets are drawn again. Pure.

Each journey falls into one of BUCKETS buckets by chance; whatever is summed is summed by bucket. Sums of buckets are
exchangeable, so drawing buckets with replacement (Efron 1979; for sums by bucket, Chamandy, Muralidharan, Najmi and
Naidu 2012, "Estimating uncertainty for massive data streams") gives the spread of any function of the sums. With
fewer journeys than buckets this is nearly the bootstrap of single journeys.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# The spread estimated from G buckets has itself a relative error of about 1 / sqrt(2 G): 5 % for 200.
BUCKETS = 200
# The 2.5 % quantile of 1,000 draws is known to about 5 % of the interval's width.
DRAWS = 1000
LEVEL = 0.95
# Up to so many journeys of one row are thrown one by one; beyond that a multinomial draw is cheaper.
ONE_BY_ONE = 64


@dataclass(frozen=True, slots=True, eq=False)
class Thrown:
    """Journeys that fell into buckets: of row `row`, `count` journeys into `bucket`."""

    row: Ints
    bucket: Ints
    count: Ints


def throw(counts: Ints, seed: tuple[int, ...]) -> Thrown:
    """Return the buckets of `counts[i]` journeys of every row i; a row may come up several times, even in a bucket."""
    rng = np.random.default_rng(seed)
    few = np.flatnonzero((counts > 0) & (counts <= ONE_BY_ONE))
    row = few if counts.max(initial=0) <= 1 else np.repeat(few, counts[few])
    thrown = Thrown(row, rng.integers(0, BUCKETS, len(row)), np.ones(len(row), dtype=np.int64))
    many = np.flatnonzero(counts > ONE_BY_ONE)
    if not len(many):
        return thrown
    spread = rng.multinomial(counts[many], np.full(BUCKETS, 1.0 / BUCKETS))
    at, bucket = np.nonzero(spread)
    return Thrown(
        np.concatenate([row, many[at]]),
        np.concatenate([thrown.bucket, bucket]),
        np.concatenate([thrown.count, spread[at, bucket]]),
    )


def bucket_weights(seed: int, draws: int = DRAWS) -> Floats:
    """Return how often each bucket was drawn, draws x BUCKETS; every draw takes BUCKETS buckets with replacement."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(BUCKETS, np.full(BUCKETS, 1.0 / BUCKETS), size=draws).astype(np.float64)


def quantile_interval(drawn: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Return the lower and the upper bound of each column of `drawn` (draws x figures)."""
    tail = (1.0 - level) / 2.0
    # Sorting once is ten times faster than np.quantile on many short columns.
    ordered = np.sort(drawn, axis=0)
    return _at(ordered, tail), _at(ordered, 1.0 - tail)


def _at(ordered: Floats, share: float) -> Floats:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    between: Floats = ordered[below] + (place - below) * (ordered[above] - ordered[below])
    return between
