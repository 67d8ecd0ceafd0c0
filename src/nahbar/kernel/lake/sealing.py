"""Sealing: rows of the journal go to the lake in numbered batches, each exactly once, wherever it is cut off.

    mark    the oldest rows get the number of the next batch         store
    write   they are added, together with that number                lake, one commit
    move    their keys are kept, the rows deleted                    store, in chunks

Cut off after `mark`, the lake does not know the number: the batch is written again. Cut off after `write`, it does:
only the rest of `move` is left to do. Readers follow the lake's number too (nahbar.kernel.lake.reading).
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
from nahbar.kernel.journal.appending import SEALING_LOCK
from nahbar.kernel.journal.schema import journal, journal_batch, sealed_key
from nahbar.kernel.lake.table import COLUMNS, ROW_SCHEMA, open_lake, sealed_batch, write_batch
from nahbar.kernel.messages import msg
from nahbar.kernel.workspace import LAKE_LOCK, Workspace

# A Parquet file of about 10 MB, and about 200 MB of memory while it is made.
ROWS_A_BATCH = 200_000
# What other writers wait for at most while rows are marked or moved: some tens of milliseconds.
ROWS_A_CHUNK = 5_000
LOCK_WAIT_SECONDS = 20.0
MICROS_A_DAY = 86_400_000_000

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
        left = _unmarked(house)
        while left > 0 and (number := _mark(house, step)):
            moved = _bring(house, number, step)
            count += moved
            left -= moved
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


def _unmarked(house: House) -> int:
    with house.store.read() as connection:
        return connection.execute(sa.select(sa.func.count()).where(journal.c.batch.is_(None))).scalar_one()


def _mark(house: House, step: Step) -> int | None:
    """Give the oldest rows the next number and return it, None when there are no rows."""
    number = None
    for _ in range(ROWS_A_BATCH // ROWS_A_CHUNK):
        with house.store.write() as connection:
            free = sa.select(journal.c.seq).where(journal.c.batch.is_(None)).order_by(journal.c.seq).limit(ROWS_A_CHUNK)
            last = connection.execute(sa.select(sa.func.max(free.subquery().c.seq))).scalar()
            if last is None:
                break
            if number is None:
                top = connection.execute(sa.select(sa.func.max(journal_batch.c.number))).scalar()
                number = (top or 0) + 1
                connection.execute(journal_batch.insert().values(number=number, marked_at=now()))
            taken = journal.c.batch.is_(None) & (journal.c.seq <= last)
            connection.execute(journal.update().where(taken).values(batch=number))
        step("marked")
    return number


def _bring(house: House, number: int, step: Step) -> int:
    """Write a marked batch unless the lake has it, then move its rows out of the journal."""
    if sealed_batch(open_lake(house.workspace)) < number:
        rows = _rows_of(house, number)
        step("read")
        write_batch(house.workspace, rows, number)
        step("written")
    return _move(house, number, step)


def _rows_of(house: House, number: int) -> pa.Table:
    # In pieces: SQLite cannot use its log again while somebody looks at what stood there before. Marked rows stay.
    pieces, last = [arrow_rows([])], 0
    while found := _piece_of(house, number, last):
        last = found[-1].seq
        pieces.append(arrow_rows([row[1:] for row in found]))
    return pa.concat_tables(pieces)


def _piece_of(house: House, number: int, after: int) -> Sequence[sa.Row[Any]]:
    wanted = sa.select(journal.c.seq, *(journal.c[name] for name in COLUMNS))
    mine = wanted.where(journal.c.batch == number, journal.c.seq > after).order_by(journal.c.seq)
    with house.store.read() as connection:
        return connection.execute(mine.limit(ROWS_A_CHUNK)).all()


def arrow_rows(rows: Sequence[Sequence[Any]], names: Sequence[str] = COLUMNS) -> pa.Table:
    """Return rows of the journal, with these columns, as an Arrow table."""
    schema = pa.schema([ROW_SCHEMA.field(name) for name in names])
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        [pa.array(column, field.type) for field, column in zip(schema, columns, strict=True)], schema=schema
    )


def _move(house: House, number: int, step: Step) -> int:
    count = 0
    while moved := _move_chunk(house, number):
        count += moved
        step("moved")
    with house.store.write() as connection:
        connection.execute(journal_batch.update().where(journal_batch.c.number == number).values(sealed_at=now()))
    step("settled")
    return count


def _move_chunk(house: House, number: int) -> int:
    mine = journal.c.batch == number
    with house.store.write() as connection:
        if not house.store.is_sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (SEALING_LOCK,))
        chunk = sa.select(journal.c.seq).where(mine).order_by(journal.c.seq).limit(ROWS_A_CHUNK)
        last = connection.execute(sa.select(sa.func.max(chunk.subquery().c.seq))).scalar()
        if last is None:
            return 0
        mine &= journal.c.seq <= last
        # In the order of the keys, so that each page of their tree is touched once.
        keys = sa.select(journal.c.key, journal.c.time.op("/")(MICROS_A_DAY)).where(mine).order_by(journal.c.key)
        connection.execute(sealed_key.insert().from_select(["key", "day"], keys))
        return connection.execute(journal.delete().where(mine)).rowcount
