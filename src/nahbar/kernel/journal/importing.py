"""Import of touchpoints from a table: row by row into the journal, where each event id is kept once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from nahbar.kernel.clock import now, now_micros
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.importing import Imported, Wishes, match_headers
from nahbar.kernel.journal.appending import append
from nahbar.kernel.journal.cells import COLUMNS, REQUIRED, RowReader
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Row, Table, open_table
from nahbar.kernel.touchpoints import NotATouchpoint, Touchpoint

# One transaction each, so that others who write wait for moments only.
BATCH_ROWS = 2_000
SAMPLE_ROWS = 200
LOCK_WAIT_SECONDS = 20.0

Progress = Callable[[float], None]


def import_touchpoints(house: House, path: Path, wishes: Wishes, progress: Progress = lambda done: None) -> Imported:
    """Import the table `path` and return the counts; an event that is known already counts as the same.

    A refused row does not stop the others, unless `wishes.strict`: then the file is read once before anything is kept.
    Cut off in between, what was kept stays, and running it again adds the rest. Raises BadInput for a file or columns
    that cannot be read, Conflict when another import runs for longer than the wait.
    """
    table = open_table(path)
    index, left = match_headers(table.headers, COLUMNS, wishes.columns)
    missing = [name for name in REQUIRED if name not in index]
    if missing:
        raise BadInput(
            msg("{file}: no header gives {columns}.", file=path.name, columns=", ".join(missing)),
            msg(
                'Name it with --map "Header=column". The headers are: {headers}.',
                headers=", ".join(table.headers)[:500],
            ),
            kind="missing-columns",
        )
    sample = list(itertools.islice(table.rows(), SAMPLE_ROWS))
    creator = f"{wishes.platform}/{wishes.handle}" if wishes.platform and wishes.handle else None
    reader = RowReader(index, sample, now(), creator=creator, currency=house.workspace.settings.currency)
    with house.workspace.lock("import", LOCK_WAIT_SECONDS):
        if wishes.strict:
            _check(table, reader)
        done = _bring_in(house, table, reader, progress)
    done.notes = [*table.notes, *_notes(left, reader.naive)]
    return done


def _listed(headers: Sequence[str], chars: int) -> str:
    return ", ".join(headers)[:chars]


def _notes(left: Sequence[str], naive: bool) -> Iterator[Message]:
    if left:
        yield msg("Left out, since a touchpoint has no such column: {headers}.", headers=_listed(left, 300))
    if naive:
        yield msg("Times of {column} without a zone are taken as UTC.", column="time")


def _check(table: Table, reader: RowReader) -> None:
    for row in table.rows():
        try:
            reader.read(row)
        except NotATouchpoint as error:
            raise BadInput(
                msg(
                    "Row {row:raw} is refused ({column}): {why:raw}",
                    row=row.number,
                    column=error.column or "-",
                    why=error.reason,
                ),
                msg("Correct the row, or import without --strict. Nothing was imported."),
                kind="refused-row",
            ) from error


def _bring_in(house: House, table: Table, reader: RowReader, progress: Progress) -> Imported:
    done = Imported()
    rows = table.rows()
    while batch := list(itertools.islice(rows, BATCH_ROWS)):
        good = list(_good(batch, reader, done))
        with house.store.write() as connection:
            new = append(connection, good, now_micros())
        done.read += len(batch)
        done.new += new
        done.same += len(good) - new
        progress(table.bytes_read)
    return done


def _good(batch: list[Row], reader: RowReader, done: Imported) -> Iterator[Touchpoint]:
    for row in batch:
        try:
            yield reader.read(row)
        except NotATouchpoint as error:
            done.refuse(row.number, error.column, error.reason)
