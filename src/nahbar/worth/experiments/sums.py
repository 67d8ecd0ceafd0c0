"""Runs the reductions over the people of an experiment: moments of each arm, whatever was drawn.

The queries take six columns at once; more columns go through in blocks, so that every pair of columns meets once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.kernel.engine import Engine, load_query
from nahbar.measure.moments import Moments, moments_from_sums

Floats = npt.NDArray[np.float64]

PACKAGE = "nahbar.worth"
SLOTS = "abcdef"
HALF = len(SLOTS) // 2


def arm_moments(
    engine: Engine, arm: Any, columns: Sequence[Any], arms: int, known: Sequence[Mapping[str, float]] | None = None
) -> list[Moments]:
    """Return the moments of each arm over Arrow columns of floats; `arm` are codes from 0 to arms - 1.

    `known` are the columns' ranges, where they were asked for already.
    """
    k = len(columns)
    centre = np.array([one["mean"] for one in known or ranges(engine, columns)])
    n, sums, products = np.zeros(arms), np.zeros((arms, k)), np.zeros((arms, k, k))
    for block in _blocks(k):
        people = {"arm": arm} | _slots([columns[at] for at in block])
        middle = {slot: [centre[block[place]] if place < len(block) else 0.0] for place, slot in enumerate(SLOTS)}
        answer = engine.reduce(
            load_query(PACKAGE, "experiment_sums"), {"people": pa.table(people), "centre": pa.table(middle)}
        )
        for row in answer.to_pylist():
            n[row["arm"]] = row["n"]
            for i, slot in enumerate(SLOTS[: len(block)]):
                sums[row["arm"], block[i]] = row[f"sum_{slot}"]
                for j, other in enumerate(SLOTS[i : len(block)], start=i):
                    products[row["arm"], block[i], block[j]] = row[f"sum_{slot}{other}"]
                    products[row["arm"], block[j], block[i]] = row[f"sum_{slot}{other}"]
    return [moments_from_sums(n[one], sums[one], products[one], centre) for one in range(arms)]


def ranges(engine: Engine, columns: Sequence[Any]) -> list[Mapping[str, float]]:
    """Return mean, least and most of each column over everybody."""
    found: list[Mapping[str, float]] = []
    for start in range(0, len(columns), len(SLOTS)):
        block = columns[start : start + len(SLOTS)]
        answer = engine.reduce(load_query(PACKAGE, "experiment_ranges"), {"people": pa.table(_slots(block))})
        row = answer.to_pylist()[0]
        found += [{word: row[f"{word}_{slot}"] for word in ("mean", "least", "most")} for slot in SLOTS[: len(block)]]
    return found


def by_unit(engine: Engine, query: str, names: Mapping[str, Any], columns: Sequence[Any]) -> tuple[Any, list[Any]]:
    """Return the rows of a reduction by unit (a cluster, or a pair and arm) and the columns reduced alike."""
    heads, reduced = None, []
    for start in range(0, len(columns), len(SLOTS)):
        block = columns[start : start + len(SLOTS)]
        answer = engine.reduce(load_query(PACKAGE, query), {"people": pa.table(dict(names) | _slots(block))})
        heads = answer if heads is None else heads
        reduced += [answer.column(slot) for slot in SLOTS[: len(block)]]
    return heads, reduced


def _blocks(k: int) -> list[list[int]]:
    if k <= len(SLOTS):
        return [list(range(k))]
    thirds = [list(range(start, min(start + HALF, k))) for start in range(0, k, HALF)]
    return [[*one, *other] for one, other in combinations_with_replacement(thirds, 2) if one is not other]


def _slots(columns: Sequence[Any]) -> dict[str, Any]:
    nothing = pa.array(np.zeros(len(columns[0])))
    return {slot: columns[place] if place < len(columns) else nothing for place, slot in enumerate(SLOTS)}
