"""Single cells of a table of an experiment: names of arms and units, figures of outcomes and covariates. Pure."""

from __future__ import annotations

import math

from nahbar.kernel.messages import msg
from nahbar.kernel.tabular import Cell
from nahbar.kernel.tabular.values import NumberStyle, Unreadable, is_blank, parse_bool, parse_decimal, quoted
from nahbar.worth.experiments.refusals import bad_cell, empty_cell

# The square of a larger figure, summed over millions of people, would be endless.
LARGEST_FIGURE = 1e100


def name_cell(cell: Cell, file: str, row: int, column: str) -> str:
    """Return the name of an arm or a unit; raises BadInput with the row where there is none."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell).strip()
    if not text:
        raise empty_cell(file, row, column)
    return text


def figure_cell(cell: Cell, style: NumberStyle | None, file: str, row: int, column: str) -> float | None:
    """Return a figure, 1 and 0 for yes and no, None for an empty cell; raises BadInput with the row for text."""
    if cell is None or (isinstance(cell, str) and is_blank(cell)):
        return None
    try:
        number = parse_decimal(cell, style)
    except Unreadable:
        number = None
    if number is None:
        return _yes_or_no(cell, file, row, column)
    if not math.isfinite(number) or abs(number) > LARGEST_FIGURE:
        raise _no_figure(cell, file, row, column)
    return float(number)


def _yes_or_no(cell: Cell, file: str, row: int, column: str) -> float:
    try:
        said = parse_bool(cell)
    except Unreadable as error:
        raise _no_figure(cell, file, row, column) from error
    if said is None:
        raise _no_figure(cell, file, row, column)
    return float(said)


def _no_figure(cell: Cell, file: str, row: int, column: str) -> Exception:
    reason = msg("“{value}” in the column {column:raw} is no figure.", value=quoted(cell), column=column)
    return bad_cell(file, row, reason)
