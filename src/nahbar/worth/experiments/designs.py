"""Use cases: tables of switchbacks (a row a period) and of staggered starts (a row a creator and period)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Table, open_table
from nahbar.measure.permutation import DRAWS, Redrawn, staggered, switchback
from nahbar.measure.steps import Steps, unsaid
from nahbar.worth.experiments.cells import figure_cell, name_cell
from nahbar.worth.experiments.contracts import LEVEL
from nahbar.worth.experiments.refusals import bad_cell, empty_cell, find_column

Floats = npt.NDArray[np.float64]

SEED = 20_261_122
# A redrawn lot keeps a row of flags; above this a file of periods would fill the memory.
MOST_PERIODS = 20_000


# Draws the lots again; what it is handed is told how many.
Redrawing = Callable[[Steps], Redrawn]


def switchback_file(path: Path, columns: tuple[str, str, str], control: str, burn: int = 0) -> Redrawn:
    """Return the effect in a table of periods in order of time; raises BadInput as `read_switchback` does."""
    return read_switchback(path, columns, control, burn)(unsaid)


def read_switchback(path: Path, columns: tuple[str, str, str], control: str, burn: int = 0) -> Redrawing:
    """Read a table of periods in order of time, to draw its lots again; `columns` name outcome, arm and block.

    Raises BadInput when a column is missing, a cell cannot be read, there are not two arms, or no block has both.
    """
    names, figures = _read(open_table(path), columns[1:], columns[:1])
    arms, blocks = names
    if len(arms) > MOST_PERIODS:
        raise _no_design(msg("{file} has more than {n} periods.", file=path.name, n=MOST_PERIODS))
    if control not in arms or len(set(arms)) != 2:
        raise BadInput(
            msg("A switchback has two arms, and “{control:raw}” must be one of them.", control=control),
            msg("Its values are: {values:raw}.", values=", ".join(sorted(set(arms))[:8])),
            kind="control",
        )
    index = np.unique(np.array(blocks), return_inverse=True)[1]
    treated = np.array([arm != control for arm in arms])
    redrawn = partial(switchback, figures[0], treated, index, SEED, burn)
    try:
        # The lot that was really drawn says at once whether there is anything to compare.
        redrawn(0)
    except ValueError as error:
        raise _no_design(msg("No block has periods of both arms.")) from error
    return lambda steps: redrawn(DRAWS, steps=steps)


def staggered_file(path: Path, columns: tuple[str, str, str, str]) -> Redrawn:
    """Return the effect in a table of units that start in turn; raises BadInput as `read_staggered` does."""
    return read_staggered(path, columns)(unsaid)


def read_staggered(path: Path, columns: tuple[str, str, str, str]) -> Redrawing:
    """Read a table with a row for each unit and period; `columns` name outcome, unit, period and start.

    Periods are numbers; the start is the first period with it, empty for units that never start. Raises BadInput when a
    column is missing, a cell cannot be read, a unit lacks a period or has two starts, or nothing can be compared.
    """
    table = open_table(path)
    names, figures = _read(table, columns[1:2], (columns[0], columns[2], columns[3]), may_be_empty=columns[3])
    outcome, period, begun = figures
    units, row_unit = np.unique(np.array(names[0]), return_inverse=True)
    periods, row_period = np.unique(period, return_inverse=True)
    grid = np.full((len(units), len(periods)), np.nan)
    grid[row_unit, row_period] = outcome
    if len(outcome) != grid.size or np.isnan(grid).any():
        raise _no_design(msg("Every unit needs one row for every period."))
    # Whoever never starts, starts after the last period.
    first = np.where(np.isnan(begun), np.inf, begun)
    start = np.searchsorted(periods, first)
    if any(len(set(start[row_unit == unit].tolist())) > 1 for unit in range(len(units))):
        raise _no_design(msg("A unit has two different starts."))
    each = np.zeros(len(units), dtype=np.int64)
    each[row_unit] = start
    redrawn = partial(staggered, grid, each, SEED)
    try:
        redrawn(0)
    except ValueError as error:
        raise _no_design(msg("No unit has periods before and after its start beside units that wait.")) from error
    return lambda steps: redrawn(DRAWS, steps=steps)


def _read(
    table: Table, names: Sequence[str], figures: Sequence[str], may_be_empty: str = ""
) -> tuple[list[list[str]], list[Floats]]:
    file = table.path.name
    at = {name: find_column(table.headers, name, file) for name in (*names, *figures)}
    texts: list[list[str]] = [[] for _ in names]
    numbers: list[list[float]] = [[] for _ in figures]
    for row in table.rows():
        if row.problem is not None:
            raise bad_cell(file, row.number, row.problem)
        for k, name in enumerate(names):
            texts[k].append(name_cell(row.values[at[name]], file, row.number, name))
        for k, name in enumerate(figures):
            figure = figure_cell(row.values[at[name]], None, file, row.number, name)
            if figure is None and name != may_be_empty:
                raise empty_cell(file, row.number, name)
            numbers[k].append(np.nan if figure is None else figure)
    return texts, [np.array(column, dtype=np.float64) for column in numbers]


def redrawn_words(found: Redrawn) -> Message:
    """Return in one sentence what redrawn lots say."""
    if found.least_p > 1.0 - LEVEL:
        return msg(
            "Cannot tell, and more outcomes will not help: so few lots were drawn that no result could be clear. "
            "Draw more periods or creators."
        )
    if found.interval is None or found.interval[0] <= 0.0 <= found.interval[1]:
        return msg("Cannot tell: other lots would have shown as much by chance (p = {p}).", p=found.p)
    low, high = found.interval
    return msg("The effect is {effect} ({low} to {high}).", effect=found.effect, low=low, high=high)


def _no_design(reason: Message) -> BadInput:
    return BadInput(reason, msg("Check the columns; the page on experiments says what they hold."), kind="design")
