"""One row of a path file: which headers mean what, and its cells read or refused with a reason. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell
from nahbar.kernel.tabular.headers import check_once
from nahbar.kernel.tabular.values import NumberStyle, Unreadable, is_blank, parse_count, parse_decimal

SEPARATOR = ">"
HEADERS: Mapping[str, tuple[str, ...]] = {
    "path": ("path",),
    "conversions": ("conversions", "total_conversions"),
    "value": ("value", "total_conversion_value"),
    "null": ("null", "total_null"),
}
# Beyond this a count is no longer a whole number in the arithmetic of all engines.
MOST_JOURNEYS = 10**12


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand among the headers; None for those that a file does not have."""

    path: int
    conversions: int
    value: int | None
    null: int | None


@dataclass(frozen=True, slots=True)
class PathRow:
    """A readable row: its steps, the journeys that converted and those that did not, the value of the first."""

    steps: tuple[str, ...]
    conversions: int
    nulls: int
    value: float


def find_columns(headers: Sequence[str], file: str) -> Columns:
    """Return where the columns are, by name without regard to case. Raises BadInput when path or conversions lack."""
    known = {header.strip().casefold(): index for index, header in reversed(list(enumerate(headers)))}
    found = {column: next((known[name] for name in names if name in known), None) for column, names in HEADERS.items()}
    path, conversions = found["path"], found["conversions"]
    if path is None or conversions is None:
        raise BadInput(
            msg("{file} has no column “path” or no column “conversions”.", file=file),
            msg("A path file has the columns path, conversions, value, null; the steps of a path are separated by >."),
            kind="columns",
        )
    for at in found.values():
        if at is not None:
            check_once(headers, headers[at], file)
    return Columns(path, conversions, found["value"], found["null"])


def split_path(text: str) -> tuple[str, ...]:
    """Return the steps of a path without the spaces around them."""
    return tuple(step.strip() for step in text.split(SEPARATOR))


def read_row(cells: Sequence[Cell], columns: Columns, style: NumberStyle | None) -> PathRow:
    """Return the row; raises Unreadable with the reason.

    `style` is the decimal sign of the value column, where it was found out. A file without nulls has none.
    """
    path = cells[columns.path]
    if path is None or is_blank(str(path)):
        raise Unreadable(msg("The path is empty."))
    steps = split_path(str(path))
    if not all(steps):
        raise Unreadable(empty_step())
    conversions = _count(cells[columns.conversions], "conversions")
    nulls = 0 if columns.null is None else _count(cells[columns.null], "null")
    value = 0.0 if columns.value is None else _value(cells[columns.value], conversions, style)
    return PathRow(steps, conversions, nulls, value)


def empty_step() -> Message:
    """Say that a path has two separators with nothing between them."""
    return msg("A step of the path has no name.")


def _count(cell: Cell, column: str) -> int:
    count = parse_count(cell)
    if count is None:
        raise Unreadable(
            msg("{column:raw} is empty; empty means unknown, so write 0 where there was none.", column=column)
        )
    if not 0 <= count <= MOST_JOURNEYS:
        raise Unreadable(msg("{column:raw} is below 0 or too large.", column=column))
    return count


def _value(cell: Cell, conversions: int, style: NumberStyle | None) -> float:
    value = parse_decimal(cell, style)
    if value is None and conversions:
        raise Unreadable(msg("The value is empty although there were conversions."))
    number = float(value or Decimal())
    if not math.isfinite(number) or number < 0:
        raise Unreadable(msg("The value is below 0 or not a number."))
    return number
