"""Sealing: rows of the journal go to the lake in numbered batches, each exactly once, wherever it is cut off.

    mark    the next batch is all rows up to a number of theirs      store
    write   they are added, together with the number of the batch    lake, one commit
    drop    the rows are deleted; that their events are known stays  store, in chunks

Cut off after `mark`, the lake does not know the number: the batch is written again. Cut off after `write`, it does:
only the rest of `drop` is left to do. Readers follow the lake's number too (nahbar.kernel.lake.reading).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from nahbar.kernel.clock import now
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.journal.appending import MARKING_LOCK
from nahbar.kernel.journal.brief import brief_write
from nahbar.kernel.journal.schema import journal, journal_batch, marked_until
from nahbar.kernel.lake.table import COLUMNS, ROW_SCHEMA, open_lake, sealed_batch, write_batch
from nahbar.kernel.messages import msg
from nahbar.kernel.workspace import LAKE_LOCK, Workspace

# A Parquet file of about 10 MB, and about 200 MB of memory while it is made.
ROWS_A_BATCH = 200_000
# What other writers wait for at most while rows are dropped: about ten milliseconds.
ROWS_A_CHUNK = 5_000
LOCK_WAIT_SECONDS = 20.0

Step = Callable[[str], None]


@contextlib.contextmanager
def lake_lock(workspace: Workspace, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[None]:
    """Hold the right to change the lake; raises Conflict when another process keeps it longer than the wait."""
    with workspace.lock(LAKE_LOCK, wait_seconds):
        yield


def seal(house: House, step: Step = lambda name: None) -> int:
    """Bring all rows of the journal to the lake and return how many; more that come in meanwhile may stay.

    `step` is told what has just been done. Raises Conflict when another process seals longer than the wait, and
    Unavailable when lake and store do not belong together.
    """
    with lake_lock(house.workspace):
        step("locked")
        count = settle(house, step)
        newest = _newest_row(house)
        while number := _mark(house, newest, step):
            count += _bring(house, number, step)
        return count


def settle(house: House, step: Step = lambda name: None) -> int:
    """Finish the batch that was cut off, if one was; return its rows. The lock of the lake must be held."""
    number, whole = newest_batch(house)
    return 0 if whole else _bring(house, number, step)


def newest_batch(house: House) -> tuple[int, bool]:
    """Return the number of the newest batch (0: there is none) and whether it is sealed. The lock must be held.

    Raises Unavailable unless the lake ends with that batch, or with the one before it when it was cut off.
    """
    newest = sa.select(journal_batch.c.number, journal_batch.c.sealed_at).order_by(journal_batch.c.number.desc())
    with house.store.read() as connection:
        row = connection.execute(newest.limit(1)).first()
    number, whole = (0, True) if row is None else (row.number, row.sealed_at is not None)
    there = sealed_batch(open_lake(house.workspace))
    if there == number or (not whole and there == number - 1):
        return number, whole
    raise differs(there)


def differs(there: int) -> Unavailable:
    """Return the error of a lake that is not of one time with its store."""
    return Unavailable(
        msg("The lake ends with batch {n:raw}, and the store with another: they are not of one time.", n=there),
        msg("Restore the newest backup into a new folder: it holds both. Nothing was changed."),
        kind="lake-differs",
    )


def _newest_row(house: House) -> int:
    with house.store.read() as connection:
        newest: int = connection.execute(sa.select(sa.func.coalesce(sa.func.max(journal.c.seq), 0))).scalar_one()
    return newest


def _mark(house: House, newest: int, step: Step) -> int | None:
    """Give the oldest rows up to `newest` the next number and return it, None when there are none."""
    free = sa.select(journal.c.seq).where(journal.c.seq > marked_until, journal.c.seq <= newest)
    oldest = free.order_by(journal.c.seq).limit(ROWS_A_BATCH).subquery()
    with house.store.read() as connection:
        last = connection.execute(sa.select(sa.func.max(oldest.c.seq))).scalar()
    if last is None:
        return None
    with brief_write(house.workspace, house.store) as connection:
        if not house.store.is_sqlite:
            # Others may still be on their way with lower numbers; after this nobody is.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (MARKING_LOCK,))
        number: int = connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(journal_batch.c.number), 0) + 1)
        ).scalar_one()
        connection.execute(journal_batch.insert().values(number=number, last_seq=last, marked_at=now()))
    step("marked")
    return number


def _bring(house: House, number: int, step: Step) -> int:
    """Write a marked batch unless the lake has it, then drop its rows from the journal."""
    if sealed_batch(open_lake(house.workspace)) < number:
        rows = _rows_of(house, number)
        step("read")
        write_batch(house.workspace, rows, number)
        step("written")
    return _drop(house, number, step)


def _rows_of(house: House, number: int) -> pa.Table:
    # In pieces: SQLite cannot use its log again while somebody looks at what stood there before. Marked rows stay.
    pieces, last = [arrow_rows([])], 0
    while found := _piece_of(house, number, last):
        last = found[-1].seq
        pieces.append(arrow_rows([row[1:] for row in found]))
    return pa.concat_tables(pieces)


def _piece_of(house: House, number: int, after: int) -> Sequence[sa.Row[Any]]:
    wanted = sa.select(journal.c.seq, *(journal.c[name] for name in COLUMNS))
    mine = wanted.where(journal.c.seq > after, journal.c.seq <= _end_of(number)).order_by(journal.c.seq)
    with house.store.read() as connection:
        return connection.execute(mine.limit(ROWS_A_CHUNK)).all()


def _end_of(number: int) -> sa.ScalarSelect[int]:
    return sa.select(journal_batch.c.last_seq).where(journal_batch.c.number == number).scalar_subquery()


def arrow_rows(rows: Sequence[Sequence[Any]], names: Sequence[str] = COLUMNS) -> pa.Table:
    """Return rows of the journal, with these columns, as an Arrow table."""
    schema = pa.schema([ROW_SCHEMA.field(name) for name in names])
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        [pa.array(column, field.type) for field, column in zip(schema, columns, strict=True)], schema=schema
    )


def _drop(house: House, number: int, step: Step) -> int:
    count = 0
    while dropped := _drop_chunk(house, number):
        count += dropped
        step("dropped")
    with brief_write(house.workspace, house.store) as connection:
        connection.execute(journal_batch.update().where(journal_batch.c.number == number).values(sealed_at=now()))
    step("settled")
    return count


def _drop_chunk(house: House, number: int) -> int:
    mine = journal.c.seq <= _end_of(number)
    oldest = sa.select(journal.c.seq).where(mine).order_by(journal.c.seq).limit(ROWS_A_CHUNK).subquery()
    with house.store.read() as connection:
        last = connection.execute(sa.select(sa.func.max(oldest.c.seq))).scalar()
    if last is None:
        return 0
    with brief_write(house.workspace, house.store) as connection:
        return connection.execute(journal.delete().where(journal.c.seq <= last)).rowcount
