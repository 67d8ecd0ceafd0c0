"""Posts by what they brought: counts steadied by creator and platform, and the range of each place. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nahbar.measure.count_pooling import Counted, fit_counts
from nahbar.measure.earned_sums import count_interval
from nahbar.worth.content.contracts import LEAST_EVENTS, LEAST_POSTS, Figure
from nahbar.worth.earned_posts import EarnedPost

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 600


def plain(counts: Sequence[int]) -> list[Figure]:
    """Return each count with its exact Poisson interval."""
    found = []
    for count in counts:
        interval = count_interval(count)
        found.append(Figure(float(count), interval.low, interval.value if interval.high is None else interval.high))
    return found


def enough(counts: Sequence[int]) -> bool:
    """Whether there is enough to steady posts by each other."""
    return len(counts) >= LEAST_POSTS and sum(counts) >= LEAST_EVENTS


def steadied(posts: Sequence[EarnedPost], counts: Sequence[int], seed: int) -> tuple[list[Figure], Floats]:
    """Return what each post brings on average, and its draws (DRAWS x posts).

    Given creator, platform and size, a post's mean is gamma((k + y), (k / mu + 1)): the usual shrinkage of a count
    (Efron and Morris 1973, for gamma-Poisson), with all of that drawn too.
    """
    y = np.array(counts, dtype=np.float64)
    platform = np.unique([one.platform for one in posts], return_inverse=True)[1].astype(np.int64)
    creator = np.unique([one.creator for one in posts], return_inverse=True)[1].astype(np.int64)
    pool = fit_counts(Counted(y, np.zeros(len(y)), np.ones((len(y), 1)), [platform, creator]))
    rng = np.random.default_rng(seed)
    unknown, hyper = pool.drawn(DRAWS, rng)
    level = unknown[:, :1] + unknown[:, 1 + platform] + unknown[:, 2 + int(platform.max()) + creator]
    mean, size = np.exp(np.clip(level, -30, 30)), np.exp(hyper[:, -1:])
    drawn = rng.gamma(size + y[None, :]) / (size / mean + 1.0)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return [Figure(float(a), float(b), float(c)) for a, b, c in zip(drawn.mean(axis=0), low, high, strict=True)], drawn


def places(drawn: Floats) -> list[tuple[int, int]]:
    """Return the 95 % range of each post's place (1 is first), from draws of what posts bring."""
    ranked = 1 + np.argsort(np.argsort(-drawn, axis=1), axis=1)
    low, high = np.quantile(ranked, [0.025, 0.975], axis=0, method="nearest")
    return [(int(a), int(b)) for a, b in zip(low, high, strict=True)]
