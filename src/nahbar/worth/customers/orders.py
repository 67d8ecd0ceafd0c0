"""Order files as columns: a table with customer, date, value, or the layout in which CDNOW was published."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular import Cell, Table, open_table
from nahbar.kernel.tabular.times import parse_day
from nahbar.kernel.tabular.values import NumberStyle, Unreadable, guess_number_style, is_blank, parse_decimal
from nahbar.worth.customers.contracts import Refusal

HEADERS = {
    "customer": ("customer", "customer_id", "person", "id"),
    "date": ("date", "day", "order_date", "time"),
    "value": ("value", "amount", "total", "dollars"),
}
# Customer, in the sample also a running number, the date as 19970101, CDs, dollars; blanks between.
CDNOW = re.compile(r"^\s*(\d+)(?:\s+\d+)?\s+((?:19|20)\d{6})\s+\d+\s+(\d+(?:\.\d+)?)\s*$")
CDNOW_HEAD = re.compile(r"^\s*customer_id\s+date\s+number_of_cds\s+dollar_value\s*$")
GZIP_MAGIC = b"\x1f\x8b"
STYLE_ROWS = 1000
SHOWN_REFUSALS = 100


@dataclass(slots=True)
class Orders:
    """Orders as columns; `day` counts from 1970-01-01, values are in units of the currency."""

    customer: list[str] = field(default_factory=list)
    day: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    currency: str = ""

    def add(self, customer: str, day: int, value: float) -> None:
        """Add an order."""
        self.customer.append(customer)
        self.day.append(day)
        self.value.append(value)

    def refuse(self, row: int, reason: Unreadable) -> None:
        """Count a row that cannot be used; the first hundred are kept with their reason."""
        self.refused += 1
        if len(self.refusals) < SHOWN_REFUSALS:
            self.refusals.append(Refusal(row, reason.reason))

    def table(self) -> pa.Table:
        """Return the orders for the engine."""
        return pa.table(
            {
                "customer": pa.array(self.customer, pa.string()),
                "day": pa.array(self.day, pa.int64()),
                "value": pa.array(self.value, pa.float64()),
            }
        )


def read_orders(path: Path) -> Orders:
    """Return the orders of a file. Raises BadInput or NotFound when it is none or no row of it can be used."""
    if path.is_file() and _is_cdnow(path):
        return _read_cdnow(path)
    table = open_table(path)
    places = _places(table.headers, path.name)
    style = _style(table, places["value"])
    orders = Orders()
    for row in table.rows():
        if row.problem is not None:
            orders.refuse(row.number, Unreadable(row.problem))
            continue
        try:
            orders.add(*_order(row.values, places, style))
        except Unreadable as reason:
            orders.refuse(row.number, reason)
    if not orders.day:
        raise _nothing(path, orders)
    return orders


def _lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        packed = file.read(2) == GZIP_MAGIC
    # Every byte is a letter in this encoding, so that looking at a file of another kind raises nothing.
    with (gzip.open if packed else open)(path, "rt", encoding="latin-1") as lines:
        yield from lines


def _is_cdnow(path: Path) -> bool:
    try:
        first = next(_lines(path), "")
    except (OSError, EOFError):
        return False
    return bool(CDNOW.match(first) or CDNOW_HEAD.match(first))


def _read_cdnow(path: Path) -> Orders:
    orders = Orders()
    for number, line in enumerate(_lines(path), start=1):
        found = CDNOW.match(line)
        if found is None:
            if line.strip() and not CDNOW_HEAD.match(line):
                orders.refuse(number, Unreadable(msg("The line has not the form of the others.")))
            continue
        try:
            text = found[2]
            day = parse_day(f"{text[:4]}-{text[4:6]}-{text[6:]}")
            assert day is not None
            orders.add(found[1], day, float(found[3]))
        except Unreadable as reason:
            orders.refuse(number, reason)
    return orders


def _places(headers: Sequence[str], file: str) -> dict[str, int]:
    known = {header.strip().casefold(): index for index, header in reversed(list(enumerate(headers)))}
    found = {column: next((known[name] for name in names if name in known), None) for column, names in HEADERS.items()}
    places = {column: place for column, place in found.items() if place is not None}
    if len(places) < len(HEADERS):
        raise BadInput(
            msg("{file} has no column “customer”, “date” or “value”.", file=file),
            msg("An order file has the columns customer, date, value: a row an order."),
            kind="columns",
        )
    return places


def _style(table: Table, place: int) -> NumberStyle | None:
    return guess_number_style(row.values[place] for row in islice(table.rows(), STYLE_ROWS) if row.problem is None)


def _order(cells: Sequence[Cell], places: dict[str, int], style: NumberStyle | None) -> tuple[str, int, float]:
    customer = cells[places["customer"]]
    if customer is None or is_blank(str(customer)):
        raise Unreadable(msg("The customer is empty."))
    day = parse_day(cells[places["date"]])
    if day is None:
        raise Unreadable(msg("The date is empty."))
    value = parse_decimal(cells[places["value"]], style)
    if value is None or not value.is_finite() or value < 0:
        raise Unreadable(msg("The value is empty or below 0; leave refunds and refunded orders out."))
    return str(customer).strip(), day, float(value)


def _nothing(path: Path, orders: Orders) -> BadInput:
    first = orders.refusals[0] if orders.refusals else None
    remedy = msg("Row {row}: {reason}", row=first.row, reason=first.reason) if first else msg("Add rows below them.")
    return BadInput(msg("No row of {file} can be used.", file=path.name), remedy, kind="no-orders")
