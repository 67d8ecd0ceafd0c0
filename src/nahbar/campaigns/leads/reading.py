"""One row of a table as a lead or a deal. Pure; raises Wrong, which names the column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nahbar.campaigns.leads.contracts import NewDeal, NewLead, Traces
from nahbar.campaigns.leads.places import LONGEST_ADDRESS, NO_PLACE, country_of, host_of
from nahbar.campaigns.leads.stages import find_stage
from nahbar.campaigns.leads.traces import read_traces
from nahbar.creators import currency_in, price_style, read_currency, read_price
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Row
from nahbar.kernel.tabular.values import Unreadable, parse_bool, parse_count, quoted, read_time

LONGEST_TEXT = 2_000
LONGEST_ID = 150
# Clocks and time zones differ by up to 14 hours; two days are beyond doubt.
FUTURE_SECONDS = 2 * 86_400
# No touchpoint may be older: the year 2000.
EARLIEST_SECONDS = 946_684_800
# States of an order that nobody has paid for, and that nobody will.
UNPAID = frozenset({"pending", "ausstehend", "pending payment", "on hold", "in wartestellung", "unpaid", "offen"})
VOID = frozenset({"voided", "storniert", "cancelled", "canceled", "failed", "fehlgeschlagen", "expired", "trash"})


class Wrong(ValueError):
    """A cell that cannot be used: `column` names it, `reason` says why."""

    def __init__(self, column: str, reason: Message) -> None:
        super().__init__(f"{column}: {reason.render()}")
        self.column = column
        self.reason = reason


class Cells:
    """Reads the cells of one table; `index` tells which cell gives a column."""

    def __init__(self, index: Mapping[str, int], sample: Sequence[Row], now: int, currency: str) -> None:
        self._index = index
        self._now = now
        self._currency = currency
        styles = {name: price_style([self.cell(row, name) for row in sample]) for name in ("value", "refunded")}
        self._prices = {name: read_price(styles[name] or styles["value"]) for name in styles}

    def cell(self, row: Row, column: str) -> Cell:
        """Return a cell, None where the table has no such column."""
        at = self._index.get(column)
        if at is not None and at < len(row.values):
            return row.values[at]
        return row.more.get(column) if row.more else None

    def read(self, row: Row, column: str, reader: Callable[[Cell], Any]) -> Any:
        """Return what `reader` makes of a cell."""
        try:
            return reader(self.cell(row, column))
        except Unreadable as error:
            raise Wrong(column, error.reason) from error

    def text(self, row: Row, column: str, longest: int = LONGEST_TEXT) -> str:
        """Return a text with single blanks, "" for an empty cell."""
        cell = self.cell(row, column)
        plain = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str("" if cell is None else cell)
        return " ".join(plain.split())[:longest]

    def key(self, row: Row, column: str = "id") -> str:
        """Return what names the row; raises Wrong for one that is missing or too long."""
        found = self.text(row, column, LONGEST_ID + 1)
        if not found:
            raise Wrong(column, msg("The cell is empty, but {column} is needed.", column=column))
        if len(found) > LONGEST_ID or not found.isprintable():
            raise Wrong(column, msg("It must have 1 to {n:raw} printable characters.", n=LONGEST_ID))
        return found

    def time(self, row: Row, column: str = "time") -> int:
        """Return when it was, in seconds; raises Wrong for what is missing, in the future or before 2000."""
        moment = self.read(row, column, read_time)
        if moment is None:
            raise Wrong(column, msg("The cell is empty, but {column} is needed.", column=column))
        seconds: int = moment.seconds
        if seconds > self._now + FUTURE_SECONDS:
            raise Wrong(column, msg("{value} lies in the future.", value=quoted(self.cell(row, column))))
        if seconds < EARLIEST_SECONDS:
            raise Wrong(column, msg("It is not between the years 2000 and 2099."))
        return seconds

    def money(self, row: Row, column: str = "value") -> tuple[int | None, str]:
        """Return an amount in hundredths (None where unknown) and its currency."""
        cents = self.read(row, column, self._prices[column])
        said = self.read(row, "currency", read_currency) or currency_in(self.cell(row, column))
        return cents, said or self._currency

    def traces(self, row: Row) -> Traces:
        """Return what says where it came from."""
        return read_traces({name: self.text(row, name) for name in ("click", "link", "code", "campaign")})


def read_lead(cells: Cells, row: Row) -> NewLead:
    """Return the lead of a row. Raises Wrong."""
    _usable(row)
    cents, currency = cells.money(row)
    name = cells.text(row, "name", 200)
    name = (
        name or " ".join(part for part in (cells.text(row, "first_name"), cells.text(row, "last_name")) if part)[:200]
    )
    changed = cells.read(row, "changed_at", read_time)
    return NewLead(
        key=cells.key(row),
        came_at=cells.time(row),
        via="import",
        traces=cells.traces(row),
        person=cells.text(row, "person", 200) or None,
        email=cells.text(row, "email", 320),
        name=name,
        source_said=cells.text(row, "source_said"),
        qualified=cells.read(row, "qualified", parse_bool),
        stage=_stage(cells, row),
        reason=cells.text(row, "reason", 500),
        value_cents=cents,
        currency=currency if cents is not None else None,
        consent=cells.read(row, "consent", parse_bool),
        version=changed.seconds if changed else 0,
    )


def _stage(cells: Cells, row: Row) -> str | None:
    """Return the stage that a row says: whether it was won or lost stands in the status, where there is one."""
    said = {name: cells.text(row, name, 100) for name in ("stage", "status")}
    found = {name: find_stage(text) for name, text in said.items() if text}
    ended = next((stage for stage in (found.get("status"), found.get("stage")) if stage in ("won", "lost")), None)
    known = ended or found.get("stage") or found.get("status")
    if found and known is None:
        column = "stage" if said["stage"] else "status"
        text = said[column][:60]
        raise Wrong(column, msg("“{text}” is no stage that we know: new, qualified, offer, won or lost.", text=text))
    return known


def read_deal(cells: Cells, row: Row) -> NewDeal:
    """Return the deal of a row. Raises Wrong."""
    _usable(row)
    cents, currency = cells.money(row)
    if cents is None:
        raise Wrong("value", msg("The cell is empty, but {column} is needed.", column="value"))
    back, _ = cells.money(row, "refunded")
    return NewDeal(
        key=cells.key(row),
        at=cells.time(row),
        value_cents=cents,
        currency=currency,
        traces=cells.traces(row),
        lead=cells.text(row, "lead", LONGEST_ID) or None,
        person=cells.text(row, "person", 200) or cells.text(row, "email", 320) or None,
        refunded_cents=back,
    )


def read_order(cells: Cells, row: Row) -> NewDeal | None:
    """Return the deal of an order, None for one that is not paid or for a further line of one. Raises Wrong."""
    _usable(row)
    payment = cells.text(row, "payment", 60).casefold()
    if not cells.text(row, "value") and not payment and not cells.text(row, "time"):
        return None
    if payment in UNPAID | VOID:
        return None
    deal = read_deal(cells, row)
    items = cells.read(row, "items", parse_count)
    return replace(
        deal,
        items=items,
        order_number=cells.text(row, "number", 100) or deal.key,
        came_from=_came_from(cells, row),
        country=_country(cells, row, "country") or _country(cells, row, "billing_country"),
    )


def _came_from(cells: Cells, row: Row) -> str | None:
    said = cells.text(row, "came_from", LONGEST_ADDRESS)
    if not said or said.casefold() in NO_PLACE:
        return None
    found = host_of(said)
    if found is None:
        raise Wrong(
            "came_from",
            msg("“{text}” is no address of a page: write it as mydealz.de, or leave the cell empty.", text=said[:60]),
        )
    return found


def _country(cells: Cells, row: Row, column: str) -> str | None:
    said = cells.text(row, column, 100)
    found = country_of(said) if said else None
    if said and found is None:
        raise Wrong(
            column,
            msg("“{text}” is no country: write its two letters, as DE, or leave the cell empty.", text=said[:60]),
        )
    return found


def _usable(row: Row) -> None:
    if row.problem is not None:
        raise Wrong("", row.problem)
