"""Rows of a table turned into validated records, or refused with the row, the column and the reason; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nahbar.creators.intake.addresses import post_of, profile_of
from nahbar.creators.intake.cells import (
    PARSERS,
    Parser,
    Value,
    read_count,
    read_day,
    read_free_text,
    read_moment,
    read_post_id,
)
from nahbar.creators.intake.columns import Guess
from nahbar.creators.intake.kinds import Column, Kind, Type
from nahbar.creators.intake.money import currency_in, price_style, read_price
from nahbar.creators.intake.record_types import (
    CommentRecord,
    CreatorRecord,
    FollowerRecord,
    FollowersDailyRecord,
    InsightRecord,
    OverlapRecord,
    PostRecord,
    PriceRecord,
    Record,
)
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Row
from nahbar.kernel.tabular.values import NumberStyle, Unreadable, guess_number_style, read_time

TYPES: dict[str, type[Any]] = {
    "creators": CreatorRecord,
    "followers-daily": FollowersDailyRecord,
    "posts": PostRecord,
    "comments": CommentRecord,
    "followers": FollowerRecord,
    "overlaps": OverlapRecord,
    "insights": InsightRecord,
    "prices": PriceRecord,
}
KEYED = ("handle", "author", "follower", "handle_a", "handle_b")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not taken: `row` counts data rows from 1, `line` is its line in the file, `column` the column."""

    row: int
    column: str | None
    reason: Message
    line: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What only the column as a whole tells, by index of the header.

    `styles` is the decimal sign of a column, `day_first` whether its "3/4/2024" starts with the day, `naive` the
    columns whose times carry no zone and are therefore read as UTC.
    """

    styles: Mapping[int, NumberStyle] = field(default_factory=dict)
    day_first: Mapping[int, bool] = field(default_factory=dict)
    naive: tuple[str, ...] = ()


Mapped = Mapping[int, Guess] | Mapping[int, str]
RowReader = Callable[[Row], Record | Refusal]


def assess(kind: Kind, mapping: Mapped, sample: Sequence[Row]) -> Assessment:
    """Judge the columns by their first rows: decimal signs, order of day and month, missing time zones."""
    styles: dict[int, NumberStyle] = {}
    day_first: dict[int, bool] = {}
    naive: list[str] = []
    for index, column in _typed(kind, mapping):
        cells = [row.values[index] for row in sample if len(row.values) > index]
        if column.type is Type.COUNT and (style := guess_number_style(cells)):
            styles[index] = style
        if column.type is Type.PRICE and (style := price_style(cells)):
            styles[index] = style
        if column.type in (Type.TIME, Type.DAY) and (order := _day_order(cells)) is not None:
            day_first[index] = order
        if column.type is Type.TIME and any(_naive(cell) for cell in cells):
            naive.append(column.name)
    return Assessment(styles, day_first, tuple(naive))


def _typed(kind: Kind, mapping: Mapped) -> list[tuple[int, Column]]:
    found = ((index, kind.column(_name(target))) for index, target in mapping.items())
    return [(index, column) for index, column in found if column is not None]


def _name(target: Guess | str) -> str:
    return target if isinstance(target, str) else target.column


def _day_order(cells: Sequence[Cell]) -> bool | None:
    """Return whether slashed dates start with the day, None when none of the cells tells."""
    orders: set[bool] = set()
    for cell in cells:
        parts = str(cell).strip().replace("-", "/").split("/")
        if (
            isinstance(cell, str)
            and len(parts) >= 3
            and parts[0].isdigit()
            and parts[1].isdigit()
            and len(parts[0]) <= 2
        ):
            orders.update([True] * (int(parts[0]) > 12) + [False] * (int(parts[1]) > 12))
    return orders.pop() if len(orders) == 1 else None


def _naive(cell: Cell) -> bool:
    try:
        moment = read_time(cell, day_first=True)
    except Unreadable:
        return False
    return moment is not None and moment.naive


def validate(
    kind: Kind,
    mapping: Mapped,
    row: Row,
    defaults: Mapping[str, str],
    *,
    headers: Sequence[str],
    now: int,
    assessment: Assessment | None = None,
) -> Record | Refusal:
    """Turn one row into a record; see `compile_rows`, which is the way to read many."""
    return compile_rows(kind, headers, mapping, defaults, now=now, assessment=assessment)(row)


def compile_rows(
    kind: Kind,
    headers: Sequence[str],
    mapping: Mapped,
    defaults: Mapping[str, str],
    *,
    now: int,
    assessment: Assessment | None = None,
) -> RowReader:
    """Return the function that turns rows of one table into records of `kind`.

    `mapping` gives the column of a header by index, `defaults` fills a column where the file has none or the cell is
    empty (`--platform`, `--handle`), `now` is in seconds since 1970-01-01T00:00Z. Headers without a column go to
    `extra`. A creator's platform and handle, and a post's id, are taken from `url` when nothing else gives them.

    Refused with a reason: an empty required column, counts below 0 or above 1e12, times before 2004 or more than two
    days after `now`, texts over 100,000 characters, ids that a spreadsheet has rounded.
    Raises Unreadable when a default cannot be read itself.
    """
    return _Reader(kind, headers, mapping, defaults, now, assessment or Assessment()).read


class _Reader:
    """The parsers of one table, laid out in the order of its record's fields."""

    def __init__(
        self,
        kind: Kind,
        headers: Sequence[str],
        mapping: Mapped,
        defaults: Mapping[str, str],
        now: int,
        assessment: Assessment,
    ) -> None:
        self.kind = kind
        self.now = now
        self.make = TYPES[kind.name]
        self.columns = {column.name: column for column in kind.columns}
        self.index = {_name(target): index for index, target in mapping.items() if _name(target) in self.columns}
        used = set(self.index.values())
        self.extra = [(index, header) for index, header in enumerate(headers) if index not in used]
        self.parsers = {name: self._parser(column, assessment) for name, column in self.columns.items()}
        self.defaults = {name: self.parsers[name](text) for name, text in defaults.items() if name in self.columns}
        self.plan = [self._step(name) for name in self.make.__struct_fields__ if name in self.columns]
        fields = [name for name in self.make.__struct_fields__ if name != "extra"]
        self.keyed = tuple((fields.index(f"{name}_key"), name) for name in KEYED if f"{name}_key" in fields)
        self.url = self.index.get("url")

    def _parser(self, column: Column, assessment: Assessment) -> Parser:
        index = self.index.get(column.name, -1)
        if column.type is Type.COUNT:
            return read_count(assessment.styles.get(index))
        if column.type is Type.PRICE:
            return read_price(assessment.styles.get(index))
        if column.type is Type.TIME:
            return read_moment(self.now, assessment.day_first.get(index))
        if column.type is Type.DAY:
            return read_day(self.now, assessment.day_first.get(index))
        if column.name == "post_id":
            return read_post_id
        return PARSERS[column.type]

    def _step(self, name: str) -> tuple[str, Parser, int, Value, bool]:
        return name, self.parsers[name], self.index.get(name, -1), self.defaults.get(name), self.columns[name].required

    def read(self, row: Row) -> Record | Refusal:
        if row.problem is not None:
            return Refusal(row.number, None, row.problem, row.line)
        cells = row.values
        fields: list[Any] = []
        name = ""
        try:
            for name, parse, index, default, required in self.plan:
                value = parse(cells[index]) if index >= 0 else None
                if value is None:
                    value = default
                    if value is None and (required or row.more):
                        value = self._found(name, row)
                        if value is None and required:
                            return Refusal(row.number, name, self._empty(name), row.line)
                fields.append(value)
            for position, _ in self.keyed:
                fields.insert(position, fields[position - 1].casefold())
            name = ""
            extra = self._extra(row) if self.extra or row.more else {}
        except Unreadable as error:
            return Refusal(row.number, name or None, error.reason, row.line)
        record: Record = self.make(*fields, extra)
        return self._ordered(record)

    def _found(self, name: str, row: Row) -> Value:
        """Return a value from a late JSON field of the column's own name, or out of the address in `url`."""
        if row.more and name in row.more:
            return self.parsers[name](row.more[name])
        if name == "currency" and "price" in self.index:
            return currency_in(row.values[self.index["price"]])
        address = row.values[self.url] if self.url is not None else None
        if not isinstance(address, str):
            return None
        if name == "post_id":
            post = post_of(address)
            return post.post_id if post else None
        if name not in ("platform", "handle"):
            return None
        found = (post_of(address) if self.kind.name == "posts" else None) or profile_of(address)
        handle_or_platform: str | None = getattr(found, name, None)
        return handle_or_platform

    def _empty(self, name: str) -> Message:
        if name in self.index:
            return msg("The cell is empty, but {column} is needed.", column=name)
        return msg("No header gives {column}, which is needed: name one, or give a value for all rows.", column=name)

    def _extra(self, row: Row) -> dict[str, str]:
        pairs = [(header, row.values[index]) for index, header in self.extra]
        if row.more:
            pairs += [(header, cell) for header, cell in row.more.items() if header not in self.columns]
        read = ((header, read_free_text(cell)) for header, cell in pairs if cell is not None and cell != "")
        return {header: str(text) for header, text in read if text is not None}

    def _ordered(self, record: Record) -> Record:
        """Bring a pair of handles into one order, so that (a, b) and (b, a) are the same row."""
        if not isinstance(record, OverlapRecord) or record.handle_a_key <= record.handle_b_key:
            return record
        a, b = (record.handle_b, record.handle_b_key), (record.handle_a, record.handle_a_key)
        return OverlapRecord(record.platform, *a, *b, record.shared, record.extra)
