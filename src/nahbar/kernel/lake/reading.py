"""Touchpoints for the engine: sealed or not, each once, also while a batch is being sealed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from nahbar.kernel.engine import Pieces
from nahbar.kernel.house import House
from nahbar.kernel.journal.schema import journal, journal_batch, marked_until
from nahbar.kernel.lake.sealing import arrow_rows, differs, lake_lock
from nahbar.kernel.lake.table import COLUMNS, files_of, open_lake, sealed_batch

# A seal that ends between two looks makes us look again; that happens twice only when we are much slower than it.
LOOKS = 3


def touchpoints(house: House, columns: Sequence[str] = COLUMNS) -> Pieces:
    """Return the relation of all touchpoints with `columns`; pass it to the engine under a name of your choice.

    The journal is read first and the lake after it. Rows whose batch the lake has are left out here; a lake that has a
    batch which the journal did not know yet is too new, and both are read again. Raises Unavailable when lake and store
    do not belong together.
    """
    for _ in range(LOOKS):
        found = _look(house, columns)
        if found is not None:
            return found
    with lake_lock(house.workspace):
        found = _look(house, columns)
    if found is None:
        raise differs(sealed_batch(open_lake(house.workspace)))
    return found


def _look(house: House, columns: Sequence[str]) -> Pieces | None:
    with house.store.read() as connection:
        newest = connection.execute(sa.select(sa.func.max(journal_batch.c.number))).scalar() or 0
        marked = connection.execute(sa.select(marked_until)).scalar_one()
        rows = connection.execute(sa.select(journal.c.seq, *(journal.c[name] for name in columns))).all()
    table = open_lake(house.workspace)
    there = sealed_batch(table)
    if there > newest:
        return None
    # All batches but the newest are sealed, and their rows gone.
    taken = marked if there == newest else 0
    kept = [row[1:] for row in rows if row[0] > taken]
    rest = arrow_rows(kept, columns)
    return Pieces([] if table is None else files_of(house.workspace, table), rest)
