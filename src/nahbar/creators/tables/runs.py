"""The list of imports: begun, finished, undone, and the rows they refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.contracts import ImportRun, Refused
from nahbar.creators.tables.schema import import_refusal, import_run
from nahbar.kernel.messages import Message

# A file in which everything is wrong needs no more examples than this; the count goes on.
KEPT_REFUSALS = 1_000


def begin_run(connection: sa.Connection, values: Mapping[str, Any]) -> int:
    """Add an import and return its id."""
    added = connection.execute(import_run.insert().values(**values).returning(import_run.c.id))
    return int(added.scalar_one())


def change_run(connection: sa.Connection, import_id: int, **values: Any) -> None:
    """Change columns of an import."""
    connection.execute(import_run.update().where(import_run.c.id == import_id).values(**values))


def add_refusals(connection: sa.Connection, import_id: int, refusals: Sequence[Refused]) -> None:
    """Keep the first refused rows with their reasons."""
    rows = [
        {
            "import_id": import_id,
            "row": one.row,
            "column": one.column[:200],
            "reason": msgspec.json.encode(one.reason.to_list()).decode(),
        }
        for one in refusals[:KEPT_REFUSALS]
    ]
    if rows:
        connection.execute(import_refusal.insert(), rows)


def list_refusals(connection: sa.Connection, import_id: int, limit: int = 100) -> Sequence[Refused]:
    """Return the first refused rows of an import."""
    rows = connection.execute(
        sa.select(import_refusal)
        .where(import_refusal.c.import_id == import_id)
        .order_by(import_refusal.c.id)
        .limit(limit)
    )
    return [Refused(row.row, row.column, Message.from_list(msgspec.json.decode(row.reason))) for row in rows]


def get_run(connection: sa.Connection, import_id: int) -> ImportRun | None:
    """Return one import."""
    row = connection.execute(sa.select(import_run).where(import_run.c.id == import_id)).first()
    return _run(row) if row else None


def list_runs(connection: sa.Connection, limit: int = 100) -> Sequence[ImportRun]:
    """Return the newest imports."""
    rows = connection.execute(sa.select(import_run).order_by(import_run.c.id.desc()).limit(limit))
    return [_run(row) for row in rows]


def running_runs(connection: sa.Connection) -> Sequence[int]:
    """Return the imports that say they are running."""
    return list(connection.execute(sa.select(import_run.c.id).where(import_run.c.state == "running")).scalars())


def open_runs(connection: sa.Connection) -> Sequence[ImportRun]:
    """Return the imports of which a file or pages may still lie there."""
    still = import_run.c.state.in_(("uploaded", "failed", "stopped"))
    return [_run(row) for row in connection.execute(sa.select(import_run).where(still))]


def count_waiting(connection: sa.Connection, who: str) -> int:
    """Return how many files that somebody brought wait to be looked at."""
    mine = (import_run.c.who == who, import_run.c.state == "uploaded")
    return connection.execute(sa.select(sa.func.count()).where(*mine)).scalar_one()


def delete_run(connection: sa.Connection, import_id: int) -> None:
    """Forget an import that never ran."""
    connection.execute(import_refusal.delete().where(import_refusal.c.import_id == import_id))
    connection.execute(import_run.delete().where(import_run.c.id == import_id))


def _run(row: sa.Row[Any]) -> ImportRun:
    options = msgspec.json.decode(row.options)
    problem = msgspec.json.decode(row.problem, type=list[Any]) if row.problem else None
    return ImportRun(
        id=row.id,
        kind=row.kind,
        file=row.file,
        checksum=row.checksum,
        state=row.state,
        options=options,
        who=row.who,
        created_at=row.created_at,
        finished_at=row.finished_at,
        read=row.read,
        new=row.new,
        changed=row.changed,
        same=row.same,
        refused=row.refused,
        problem=tuple(Message.from_list(one) for one in problem) if problem else (),
    )
