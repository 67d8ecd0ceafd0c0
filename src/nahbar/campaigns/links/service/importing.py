"""Imports thousands of links from a table: rows that cannot be used are named, the rest comes in as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from nahbar.campaigns.links.contracts import Link, LinkWish
from nahbar.campaigns.links.service.keeping import new_row, own_hosts
from nahbar.campaigns.links.tables import links as tables
from nahbar.campaigns.links.wishes import COLUMNS, changes_between, read_wish
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Row, open_table

REQUIRED = ("slug", "target")
MOST_REFUSALS = 1_000
# Everything is checked before anything is written, and so is held in memory.
MOST_ROWS = 500_000
# Files that leave a column out leave what stands there alone.
FIELD_OF = {"target": "targets"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be used, the column, and why; rows count from 1 below the header."""

    row: int
    column: str
    reason: Message


@dataclass(slots=True)
class Outcome:
    """What an import did; refusals beyond the first thousand are counted only."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def refuse(self, row: int, column: str, reason: Message) -> None:
        """Count a row that cannot be used."""
        self.refused += 1
        if len(self.refusals) < MOST_REFUSALS:
            self.refusals.append(Refusal(row, column, reason))


def import_links(house: House, path: Path, who: str, *, strict: bool = False) -> Outcome:
    """Import the links of a table in one transaction. Raises BadInput when columns are missing or nothing may come in.

    With `strict` nothing is imported when a row is refused.
    """
    outcome = Outcome()
    fields, rows = _open(path, outcome)
    wishes = list(_wishes(house, rows, outcome))
    if strict and outcome.refused:
        first = outcome.refusals[0]
        raise BadInput(
            msg("Row {row}: {why}", row=first.row, why=first.reason),
            msg("Nothing was imported. Correct the row, or leave out --strict."),
            kind="refused-rows",
        )
    with house.store.write() as connection:
        _keep(connection, wishes, fields, who, outcome)
        if outcome.new or outcome.changed:
            record(connection, who, "links.import", path.name, now())
    return outcome


def _open(path: Path, outcome: Outcome) -> tuple[Sequence[str], Iterator[tuple[Row, Mapping[str, str]]]]:
    table = open_table(path)
    places = {name.strip().casefold().lstrip("\ufeff"): index for index, name in reversed([*enumerate(table.headers)])}
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise BadInput(
            msg("The file has no column {columns}.", columns=", ".join(missing)),
            msg("Its first line needs slug and target; it may have creator, campaign, post, variant, expires_at."),
            kind="missing-columns",
        )
    outcome.notes += table.notes
    columns = {name: places[name] for name in COLUMNS if name in places}
    left = [name for name in table.headers if name.strip().casefold() not in COLUMNS]
    if left:
        outcome.notes.append(msg("Not read: {columns}.", columns=", ".join(left)[:300]))
    rows = ((row, _texts(row, columns)) for row in table.rows())
    return [FIELD_OF.get(name, name) for name in columns if name != "slug"], rows


def _texts(row: Row, columns: Mapping[str, int]) -> Mapping[str, str]:
    if row.problem is not None:
        return {}
    return {name: _text(row.values[index]) if index < len(row.values) else "" for name, index in columns.items()}


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)


def _wishes(
    house: House, rows: Iterator[tuple[Row, Mapping[str, str]]], outcome: Outcome
) -> Iterator[tuple[int, LinkWish]]:
    own, zone = own_hosts(house), house.workspace.settings.timezone
    seen: dict[str, int] = {}
    for row, texts in rows:
        outcome.read += 1
        if outcome.read > MOST_ROWS:
            raise BadInput(
                msg("The file has more than {n} rows.", n=MOST_ROWS),
                msg("Split it. Nothing came in."),
                kind="rows",
            )
        if row.problem is not None:
            outcome.refuse(row.number, "", row.problem)
            continue
        try:
            wish = read_wish(texts, own, zone)
        except BadInput as error:
            outcome.refuse(row.number, error.kind, error.message)
            continue
        first = seen.setdefault(wish.slug, row.number)
        if first != row.number:
            outcome.refuse(row.number, "slug", msg("Row {row} has the same slug.", row=first))
            continue
        yield row.number, wish


def _keep(
    connection: sa.Connection,
    wishes: Sequence[tuple[int, LinkWish]],
    fields: Sequence[str],
    who: str,
    outcome: Outcome,
) -> None:
    revision = tables.raise_version(connection)
    known: dict[str, Link] = tables.find(connection, [wish.slug for _, wish in wishes])
    moment = now()
    fresh = [new_row(wish, who, moment, revision) for _, wish in wishes if wish.slug not in known]
    if fresh:
        tables.add(connection, fresh)
    outcome.new = len(fresh)
    for _, wish in wishes:
        link = known.get(wish.slug)
        if link is None:
            continue
        values, lines = changes_between(link, wish, who, moment, fields)
        if lines:
            tables.change(connection, link, {**values, "revision": revision}, lines)
        outcome.changed += bool(lines)
        outcome.same += not lines
