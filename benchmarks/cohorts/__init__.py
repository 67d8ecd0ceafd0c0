"""Followers come in cohorts, by day and source, and their interest fades at different speeds.

Likes, views and comments of a post come of the interest that is left in all cohorts on its day: old audiences tire,
cohorts of a giveaway leave, those of a viral post stay without looking, and bought cohorts never had any interest.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.cohorts.deals import QUOTA
from benchmarks.cohorts.life import CASES
from benchmarks.cohorts.making import Plan, make_world, named
from benchmarks.cohorts.rows import World, write_worlds


def _plans(seed: int, honest: int, bought: int) -> list[Plan]:
    rng = np.random.default_rng([seed, 1])
    hard = [CASES[at // 2 % len(CASES)] if at % 2 else "ordinary" for at in range(honest)]
    first = [str(way) for at in range(0, bought, len(QUOTA)) for way in rng.permutation(QUOTA)][:bought]
    cases = [str(rng.choice(CASES)) if rng.random() < 0.5 else "ordinary" for _ in first]
    pairs = [*((case, "") for case in hard), *zip(cases, first, strict=True)]
    return named(rng, [pairs[int(at)] for at in rng.permutation(len(pairs))], seed)


def write_cohorts(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write so many honest creators and so many who bought something; same arguments, same files."""
    plans = _plans(seed, honest, bought)
    worlds: Iterator[World] = (make_world(plan, plans) for plan in plans)
    write_worlds(folder, worlds)
