"""Adding to the journal within a transaction of the caller's; an event that is known already is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, TypeAlias

import sqlalchemy as sa

from nahbar.kernel.journal.schema import journal
from nahbar.kernel.touchpoints import Touchpoint, event_key

Row: TypeAlias = tuple[Any, ...]

CREDIT = ("creator", "post", "campaign", "link", "code", "channel", "assignment")
FIELDS = Touchpoint.__struct_fields__
# Whoever moves rows out of the journal holds this alone: an event that is sent again at that moment must find either
# its row or its key. SQLite has one writer at a time and needs no lock for it.
SEALING_LOCK = 7_310_001
COLUMNS = ("key", "received_at", *FIELDS)
_TYPES = {"key": "bigint", "received_at": "bigint", "time": "bigint", "value_cents": "bigint", "consent": "boolean"}
_NAMES = ", ".join(COLUMNS)
_ARRAYS = ", ".join(f"%s::{_TYPES.get(name, 'text')}[]" for name in COLUMNS)

# Only names of our own columns are put into the statements.
SQLITE = (
    f"INSERT INTO journal ({_NAMES}) SELECT {', '.join('?' * len(COLUMNS))}"  # noqa: S608 - constants, as said above
    " WHERE NOT EXISTS (SELECT 1 FROM sealed_key WHERE sealed_key.key = ?1) ON CONFLICT (key) DO NOTHING"
)
# Python's driver asks for the interpreter's lock after each row of a list, and waits for it while requests are read;
# after a statement of many rows it asks once.
ROWS_A_STATEMENT = 100
_ROW = f"({', '.join('?' * len(COLUMNS))})"
SQLITE_MANY = (
    f"INSERT INTO journal ({_NAMES})"  # noqa: S608 - constants, as said above
    f" SELECT {', '.join(f'column{place}' for place in range(1, len(COLUMNS) + 1))}"
    f" FROM (VALUES {', '.join([_ROW] * ROWS_A_STATEMENT)})"
    " WHERE NOT EXISTS (SELECT 1 FROM sealed_key WHERE sealed_key.key = column1) ON CONFLICT (key) DO NOTHING"
)
POSTGRESQL = (
    f"INSERT INTO journal ({_NAMES}) SELECT {_NAMES}"  # noqa: S608 - constants, as said above
    f" FROM unnest({_ARRAYS}) AS sent ({_NAMES})"
    " WHERE NOT EXISTS (SELECT 1 FROM sealed_key WHERE sealed_key.key = sent.key) ON CONFLICT (key) DO NOTHING"
)


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
    waiting = (journal.c.key == event_key(point.id), journal.c.batch.is_(None))
    return bool(connection.execute(journal.update().where(*waiting).values(**values)).rowcount)


def append_rows(connection: sa.Connection, rows: Sequence[Row]) -> int:
    """Add rows made by `journal_rows`; see `append`."""
    if not rows:
        return 0
    if connection.dialect.name == "sqlite":
        return _append_to_sqlite(connection, rows)
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock_shared(%s)", (SEALING_LOCK,))
    return connection.exec_driver_sql(POSTGRESQL, columns_of(rows)).rowcount


def _append_to_sqlite(connection: sa.Connection, rows: Sequence[Row]) -> int:
    whole, new = len(rows) - len(rows) % ROWS_A_STATEMENT, 0
    for start in range(0, whole, ROWS_A_STATEMENT):
        values = tuple(chain.from_iterable(rows[start : start + ROWS_A_STATEMENT]))
        new += connection.exec_driver_sql(SQLITE_MANY, values).rowcount
    rest = rows[whole:]
    return new + (connection.exec_driver_sql(SQLITE, rest).rowcount if rest else 0)


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
