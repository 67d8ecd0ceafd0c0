"""Rows of a table of touchpoints brought to touchpoints, or refused with the column and the reason; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Row
from nahbar.kernel.tabular.values import (
    NumberStyle,
    Unreadable,
    guess_number_style,
    is_blank,
    parse_bool,
    parse_decimal,
    quoted,
    read_time,
)
from nahbar.kernel.touchpoints import NotATouchpoint, Touchpoint

REQUIRED = ("id", "time", "kind")
COLUMNS = (
    *REQUIRED, "person", "creator", "post", "campaign", "link", "code", "channel", "value", "currency", "assignment",
    "consent",
)  # fmt: skip
MICROS = 1_000_000
# Clocks and time zones differ by up to 14 hours; two days are beyond doubt.
FUTURE_MICROS = 2 * 86_400 * MICROS
EXACT_DIGITS = 10**15
ROUNDED_ID = re.compile(r"^\d(?:[.,]\d+)?[eE][+]?\d{1,2}$")


class RowReader:
    """Reads the rows of one table; `index` tells which cell gives a column, `creator` and `currency` fill gaps."""

    def __init__(
        self, index: Mapping[str, int], sample: Sequence[Row], now: int, *, creator: str | None, currency: str
    ) -> None:
        self._index = index
        self._latest = now * MICROS + FUTURE_MICROS
        self._creator = creator
        self._currency = currency
        values = [_cell(row, index, "value") for row in sample]
        self._style: NumberStyle | None = guess_number_style(values)
        self.naive = any(_is_naive(_cell(row, index, "time")) for row in sample)

    def read(self, row: Row) -> Touchpoint:
        """Return the touchpoint of a row. Raises NotATouchpoint."""
        if row.problem is not None:
            raise NotATouchpoint("", row.problem)
        values: dict[str, Any] = {}
        for column in COLUMNS:
            try:
                values[column] = self._reader(column)(_cell(row, self._index, column))
            except Unreadable as error:
                raise NotATouchpoint(column, error.reason) from error
            if column in REQUIRED and values[column] is None:
                raise NotATouchpoint(column, self._missing(column))
        value = values.pop("value")
        if value is not None and values["currency"] is None:
            values["currency"] = self._currency
        if values["creator"] is None:
            values["creator"] = self._creator
        return Touchpoint(**values, value_cents=value)

    def _missing(self, column: str) -> Message:
        if column in self._index:
            return msg("The cell is empty, but {column} is needed.", column=column)
        return msg("No header gives {column}, which is needed: name one.", column=column)

    def _reader(self, column: str) -> Callable[[Cell], Any]:
        return {
            "time": self._time,
            "value": self._cents,
            "currency": _currency,
            "consent": parse_bool,
            "kind": _kind,
        }.get(column, read_name)

    def _time(self, cell: Cell) -> int | None:
        micros = read_micros(cell)
        if micros is not None and micros > self._latest:
            raise Unreadable(msg("{value} lies in the future.", value=quoted(cell)))
        return micros

    def _cents(self, cell: Cell) -> int | None:
        value = parse_decimal(cell, self._style)
        if value is not None and value * 100 != int(value * 100):
            raise Unreadable(msg("{value} has more than two decimals.", value=quoted(cell)))
        return None if value is None else int(value * 100)


def _cell(row: Row, index: Mapping[str, int], column: str) -> Cell:
    at = index.get(column)
    if at is not None and at < len(row.values):
        return row.values[at]
    return row.more.get(column) if row.more else None


def read_name(cell: Cell) -> str | None:
    """Return an id or a name, None where the cell says unknown. Raises Unreadable for what a spreadsheet rounded."""
    if cell is None or (isinstance(cell, str) and is_blank(cell)):
        return None
    if isinstance(cell, bool | dt.datetime):
        raise Unreadable(msg("{value} is no name.", value=quoted(cell)))
    rounded = cell >= EXACT_DIGITS or not cell.is_integer() if isinstance(cell, float) else False
    if rounded or (isinstance(cell, str) and ROUNDED_ID.match(cell.strip())):
        raise Unreadable(msg("{value} was rounded by a spreadsheet: export it as text.", value=quoted(cell)))
    return str(int(cell)) if isinstance(cell, float) else str(cell).strip()


def read_micros(cell: Cell) -> int | None:
    """Return microseconds since 1970-01-01T00:00Z, None where the cell says unknown. Raises Unreadable."""
    moment = read_time(cell)
    if moment is None:
        return None
    exact = cell if isinstance(cell, dt.datetime) else None
    if isinstance(cell, str):
        try:
            exact = dt.datetime.fromisoformat(cell.strip())
        except ValueError:
            exact = None
    return moment.seconds * MICROS + (0 if exact is None else exact.microsecond)


def _is_naive(cell: Cell) -> bool:
    try:
        moment = read_time(cell)
    except Unreadable:
        return False
    return moment is not None and moment.naive


def _kind(cell: Cell) -> str | None:
    name = read_name(cell)
    return None if name is None else name.casefold()


def _currency(cell: Cell) -> str | None:
    name = read_name(cell)
    return None if name is None else name.upper()
