"""What all creators of one file share: the platforms' purges, outages and moods, and how the file was collected."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS
from benchmarks.outside.dice import Floats, chance, log_uniform, pick, stream, weighted

PLATFORMS = (("instagram", 0.5), ("tiktok", 0.27), ("youtube", 0.23))


@dataclass(frozen=True)
class Export:
    """How posts and comments were fetched: `order` of the comments kept, at most `cap` a post, for the `covers` latest
    posts; at most `posts` posts a creator."""

    order: str
    cap: int
    covers: int
    posts: int


@dataclass(frozen=True)
class Platform:
    """One platform in one file: purges as (day, share of plain accounts removed), outage days, reach a day, export."""

    name: str
    purges: tuple[tuple[int, float], ...]
    outages: tuple[int, ...]
    reach: Floats
    export: Export


def wander(rng: Generator, sd: float, days: float, length: int = DAYS) -> Floats:
    """A slow wave around 0: standard deviation `sd`, memory of `days` days."""
    keep = float(np.exp(-1 / days))
    steps = rng.standard_normal(length) * sd * np.sqrt(1 - keep * keep)
    out = np.empty(length)
    level = sd * float(rng.standard_normal())
    for i in range(length):
        level = keep * level + float(steps[i])
        out[i] = level
    return out


def _export(rng: Generator) -> Export:
    order = weighted(rng, (("newest", 0.45), ("top", 0.3), ("all", 0.25)))
    if order == "all":
        return Export(order, 250, int(rng.integers(20, 40)), pick(rng, (100, 150, 250)))
    return Export(order, pick(rng, (20, 30, 50, 100)), int(rng.integers(25, 90)), pick(rng, (80, 120, 200, 300, 400)))


def platform(seed: int, number: int) -> Platform:
    """The platform `number` of the file with this seed."""
    rng = stream(seed, 1, number)
    purges = tuple(
        (int(rng.integers(200, DAYS - 8)), log_uniform(rng, 0.002, 0.015)) for _ in range(int(rng.integers(0, 4)))
    )
    outages = tuple(int(rng.integers(100, DAYS - 3)) for _ in range(int(rng.integers(1, 4))))
    reach = np.exp(wander(rng, 0.08, 60.0))
    # A change of the feed's rules shifts everybody's reach for good.
    if chance(rng, 0.5):
        reach[int(rng.integers(300, DAYS)) :] *= float(np.exp(rng.normal(0, 0.15)))
    return Platform(PLATFORMS[number][0], purges, outages, reach, _export(rng))


def platforms(seed: int) -> tuple[Platform, ...]:
    """All platforms of the file."""
    return tuple(platform(seed, n) for n in range(len(PLATFORMS)))
