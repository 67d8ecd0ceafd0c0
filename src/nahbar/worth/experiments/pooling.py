"""Use case: many small experiments together, from a table with one row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import ndtri

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import open_table
from nahbar.measure.random_effects import LEAST, Pooled, pool_effects
from nahbar.worth.experiments.cells import figure_cell, name_cell
from nahbar.worth.experiments.refusals import bad_cell, empty_cell, find_column

COLUMNS = ("experiment", "lift", "low", "high")
# Between the bounds of a 95 % interval lie so many standard errors.
BOUNDS_ERRORS = -2.0 * float(ndtri(0.025))


@dataclass(frozen=True, slots=True)
class PooledFile:
    """The experiments of a file with their own lifts, and what they say together."""

    names: Sequence[str]
    lifts: Sequence[float]
    bounds: Sequence[tuple[float, float]]
    pooled: Pooled
    said: Message


def pool_file(path: Path, columns: Sequence[str] = COLUMNS) -> PooledFile:
    """Pool a table with the columns experiment, lift, low, high (95 % intervals for one look), or as `columns` say.

    Raises BadInput when a column is missing, a cell cannot be read, or there are fewer than three experiments.
    """
    table = open_table(path)
    at = [find_column(table.headers, name, path.name) for name in columns]
    names, rows = [], []
    for row in table.rows():
        if row.problem is not None:
            raise bad_cell(path.name, row.number, row.problem)
        names.append(name_cell(row.values[at[0]], path.name, row.number, columns[0]))
        figures = [
            figure_cell(row.values[k], None, path.name, row.number, columns[j + 1]) for j, k in enumerate(at[1:])
        ]
        if any(one is None for one in figures):
            raise empty_cell(path.name, row.number, ", ".join(columns[1:]))
        rows.append(figures)
    found = np.array(rows, dtype=np.float64)
    errors = (found[:, 2] - found[:, 1]) / BOUNDS_ERRORS
    if np.any(errors <= 0):
        row_number = int(np.argmax(errors <= 0)) + 1
        raise bad_cell(
            path.name, row_number, msg("{high:raw} is not above {low:raw}.", high=columns[3], low=columns[2])
        )
    if len(names) < LEAST:
        raise BadInput(
            msg(
                "{file} has {n} {n|experiment|experiments}; at least {least} are needed to pool.",
                file=path.name,
                n=len(names),
                least=LEAST,
            ),
            msg("Wait until there are more."),
            kind="too-few",
        )
    pooled = pool_effects(found[:, 0], errors)
    bounds = [(float(low), float(high)) for low, high in found[:, 1:]]
    return PooledFile(names, found[:, 0].tolist(), bounds, pooled, _said(pooled, len(names)))


def _said(pooled: Pooled, n: int) -> Message:
    low, high = pooled.interval
    if low <= 0.0 <= high:
        return msg(
            "Cannot tell from {n} experiments whether such gestures do anything on average ({low} to {high}).",
            n=n,
            low=low,
            high=high,
        )
    return msg(
        "On average over {n} experiments such gestures change the outcome by {mean} ({low} to {high}).",
        n=n,
        mean=pooled.mean,
        low=low,
        high=high,
    )
