"""Adding to the journal within a transaction of the caller's; an event that is known already is left as it is."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import chain
from typing import Any, TypeAlias

import sqlalchemy as sa

from nahbar.kernel.clock import MICROS_A_DAY
from nahbar.kernel.journal.schema import journal, known_event, marked_until
from nahbar.kernel.touchpoints import Touchpoint, event_key

Row: TypeAlias = tuple[Any, ...]

CREDIT = ("creator", "post", "campaign", "link", "code", "channel", "assignment")
FIELDS = Touchpoint.__struct_fields__
COLUMNS = ("key", "received_at", *FIELDS)
KEY, TIME = COLUMNS.index("key"), COLUMNS.index("time")
# Whoever adds to PostgreSQL shares this, and whoever says where a batch ends holds it alone: no row with a lower number
# can come to light afterwards. SQLite has one writer at a time and needs no lock for it.
MARKING_LOCK = 7_310_001
_TYPES = {"key": "bigint", "received_at": "bigint", "time": "bigint", "value_cents": "bigint", "consent": "boolean"}
_KEPT = ", ".join(COLUMNS[1:])
_ARRAYS = ", ".join(f"%s::{_TYPES.get(name, 'text')}[]" for name in COLUMNS)

# Only names of our own columns are put into the statements.
LAST_SEQ = "SELECT seq FROM sqlite_sequence WHERE name = 'journal'"
POSTGRESQL = (
    f"WITH sent AS (SELECT * FROM unnest({_ARRAYS}) AS sent ({', '.join(COLUMNS)})),"  # noqa: S608 - as said above
    " new AS (INSERT INTO known_event (key, seq, day)"
    f" SELECT key, nextval(pg_get_serial_sequence('journal', 'seq')), time / {MICROS_A_DAY} FROM sent"
    " ON CONFLICT (key) DO NOTHING RETURNING key, seq)"
    f" INSERT INTO journal (seq, {_KEPT}) SELECT new.seq, {_KEPT} FROM new JOIN sent USING (key)"
)
# Python's driver asks for the interpreter's lock after each row of a list, and waits for it while requests are read;
# after a statement of many rows it asks once.
ROWS_A_STATEMENT = 100


def append(connection: sa.Connection, touchpoints: Sequence[Touchpoint], received_at: int) -> int:
    """Add touchpoints to the journal and return how many were new; an event id that is known is ignored.

    `received_at` is in microseconds since 1970-01-01T00:00Z. They are kept once the transaction of `connection` is.
    """
    return append_rows(connection, journal_rows(touchpoints, received_at))


def complete(connection: sa.Connection, point: Touchpoint) -> bool:
    """Tell a touchpoint that is known by its id who brought it; return whether it still waited to be sealed.

    What `point` credits (creator to channel, and assignment) takes the place of what was there, when it names
    a creator; its person is added where none was named. Time, value and consent stay. Call it after `append` in the
    same transaction, which keeps sealing away.
    """
    values: dict[str, Any] = {"person": sa.func.coalesce(journal.c.person, point.person)}
    if point.creator is not None:
        values |= {name: getattr(point, name) for name in CREDIT}
    seq = sa.select(known_event.c.seq).where(known_event.c.key == event_key(point.id)).scalar_subquery()
    waiting = journal.c.seq > marked_until
    return bool(connection.execute(journal.update().where(journal.c.seq == seq, waiting).values(**values)).rowcount)


def append_rows(connection: sa.Connection, rows: Sequence[Row]) -> int:
    """Add rows made by `journal_rows`; see `append`."""
    if not rows:
        return 0
    rows = _once(rows)
    if connection.dialect.name == "sqlite":
        return _append_to_sqlite(connection, rows)
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock_shared(%s)", (MARKING_LOCK,))
    return connection.exec_driver_sql(POSTGRESQL, columns_of(rows)).rowcount


def _once(rows: Sequence[Row]) -> Sequence[Row]:
    first: dict[int, Row] = {}
    for row in rows:
        first.setdefault(row[KEY], row)
    return list(first.values())


def _append_to_sqlite(connection: sa.Connection, rows: Sequence[Row]) -> int:
    last, count = connection.exec_driver_sql(LAST_SEQ).scalar() or 0, 0
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        numbered = list(enumerate(rows[start : start + ROWS_A_STATEMENT], last + 1))
        new = _become_known(connection, numbered)
        if new:
            values = chain.from_iterable((seq, *row[1:]) for seq, row in new)
            connection.exec_driver_sql(_insert_many("journal", ("seq", *COLUMNS[1:]), len(new)), tuple(values))
            last, count = new[-1][0], count + len(new)
    return count


def _become_known(connection: sa.Connection, numbered: Sequence[tuple[int, Row]]) -> Sequence[tuple[int, Row]]:
    """Keep the keys of rows that have their number, and return those that were not known before."""
    values = tuple(chain.from_iterable((row[KEY], seq, row[TIME] // MICROS_A_DAY) for seq, row in numbered))
    insert = _insert_many("known_event", ("key", "seq", "day"), len(numbered)) + " ON CONFLICT (key) DO NOTHING"
    if connection.exec_driver_sql(insert, values).rowcount == len(numbered):
        return numbered
    marks = ", ".join("?" * len(numbered))
    mine = f"SELECT seq FROM known_event WHERE key IN ({marks}) AND seq >= ?"  # noqa: S608 - nothing but question marks
    keys = (*(row[KEY] for _, row in numbered), numbered[0][0])
    new = set(connection.exec_driver_sql(mine, keys).scalars())
    return [(seq, row) for seq, row in numbered if seq in new]


@functools.cache
def _insert_many(table: str, columns: tuple[str, ...], count: int) -> str:
    values = ", ".join([f"({', '.join('?' * len(columns))})"] * count)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 - our own names


def journal_rows(touchpoints: Sequence[Touchpoint], received_at: int) -> list[Row]:
    """Return the rows of the journal for touchpoints, in the order of COLUMNS."""
    return [
        (
            event_key(one.id), received_at, one.id, one.time, one.kind, one.person, one.creator, one.post, one.campaign,
            one.link, one.code, one.channel, one.value_cents, one.currency, one.assignment, one.consent,
        )
        for one in touchpoints
    ]  # fmt: skip


def columns_of(rows: Sequence[Row]) -> tuple[list[Any], ...]:
    """Return rows turned into columns, as PostgreSQL takes many rows in one statement."""
    return tuple(list(column) for column in zip(*rows, strict=True))
