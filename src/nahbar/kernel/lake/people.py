"""Data protection: the touchpoints of one person handed out, or erased from every file of the workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import DeltaTable, write_deltalake

from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import NotFound
from nahbar.kernel.house import House
from nahbar.kernel.journal.schema import journal
from nahbar.kernel.lake.asking import ask
from nahbar.kernel.lake.sealing import lake_lock, settle
from nahbar.kernel.lake.table import SCHEMA, open_lake, sync_newest
from nahbar.kernel.messages import msg

BATCH_ROWS = 65_536


def touchpoints_of(house: House, person: str) -> Sequence[Mapping[str, Any]]:
    """Return every touchpoint of the pseudonym `person`, sealed or not."""
    rows: list[Mapping[str, Any]] = ask(house, "touchpoints_of_person", asked={"person": person}).to_pylist()
    return rows


def export_touchpoints(house: House, person: str) -> Mapping[str, Any]:
    """Return what the pseudonym `person` left, for the person to take along. Raises NotFound when there is nothing."""
    found = touchpoints_of(house, person)
    if not found:
        raise _unknown(person)
    return {
        "person": person,
        "touchpoints": [{**row, "time": _iso(row["time"]), "received_at": _iso(row["received_at"])} for row in found],
    }


def _iso(micros: int) -> str:
    return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=micros)).isoformat()


def erase_pseudonym(house: House, person: str, who: str) -> tuple[int, Sequence[str]]:
    """Erase the pseudonym `person` from every file of the workspace; return the touchpoints and the files that went.

    Backups that lie in the workspace are deleted, since nothing can be taken out of them. Raises NotFound when nothing
    was kept; what an erasure that was cut off left behind in files is gone then too.
    """
    count = erase_touchpoints(house, person)
    files = sorted(house.workspace.files.glob("before-*.tar.gz"))
    for path in files:
        path.unlink()
    if count:
        with house.store.write() as connection:
            record(connection, who, "person.erase", "", now())
    house.store.compact()
    if not count:
        raise _unknown(person)
    return count, [path.name for path in files]


def _unknown(person: str) -> NotFound:
    return NotFound(
        msg("Nothing is kept on “{name}”.", name=person),
        msg("Write a creator or commenter as platform/handle; a pseudonym is written as touchpoints carry it."),
        kind="unknown-person",
    )


def erase_touchpoints(house: House, person: str) -> int:
    """Erase the touchpoints of the pseudonym `person` from journal and lake, and return how many there were.

    Months of the lake that hold the person are written anew and the old files deleted at once; queries that run at this
    moment may have to be asked again. Cut off, it can be run again. The keys of the events stay, so that one that is
    sent again does not come back. Files of the store are written anew by `house.store.compact()`, which is the caller's
    to call.
    """
    with lake_lock(house.workspace):
        settle(house)
        with house.store.write() as connection:
            count = connection.execute(journal.delete().where(journal.c.person == person)).rowcount
        table = open_lake(house.workspace)
        if table is None:
            return count
        for month in _months_of(table, person):
            count += _rewrite(table, month, person)
            sync_newest(house.workspace)
        # Also files of a write that was cut off, which no log names; nobody else writes while we hold the lock.
        table.vacuum(0, dry_run=False, enforce_retention_duration=False, full=True)
    return count


def _months_of(table: DeltaTable, person: str) -> list[str]:
    found = table.to_pyarrow_dataset().scanner(columns=["month"], filter=ds.field("person") == person)
    return sorted({month for batch in found.to_batches() for month in batch.column("month").to_pylist()})


def _rewrite(table: DeltaTable, month: str, person: str) -> int:
    """Write one month of the lake without the person; return how many rows went.

    Not by `DELETE WHERE person = ...`: the log would keep that condition.
    """
    data = table.to_pyarrow_dataset()
    here = ds.field("month") == month
    others = ds.field("person").is_null() | (ds.field("person") != person)
    gone = data.count_rows(filter=here & (ds.field("person") == person))
    kept = data.scanner(columns=SCHEMA.names, filter=here & others, batch_size=BATCH_ROWS)
    rows = pa.RecordBatchReader.from_batches(SCHEMA, (batch.cast(SCHEMA) for batch in kept.to_batches()))
    write_deltalake(table, rows, mode="overwrite", predicate=f"month = '{month}'")
    return int(gone)


# What names a creator in a touchpoint: themselves, and what is made of their name.
OF_CREATOR = ("creator", "post", "link", "code")


def forget_creator_of_touchpoints(house: House, creator: str) -> int:
    """Take a creator ("platform/handle") out of journal and lake; return how many touchpoints named them, which stay.

    Months of the lake that name the creator are written anew and the old files deleted at once.
    """
    spellings = {creator, creator.lower()}
    blank = dict.fromkeys(OF_CREATOR)
    with lake_lock(house.workspace):
        settle(house)
        with house.store.write() as connection:
            mine = journal.c.creator.in_(spellings)
            count = connection.execute(journal.update().where(mine).values(**blank)).rowcount
        table = open_lake(house.workspace)
        if table is None:
            return count
        named = ds.field("creator").isin(sorted(spellings))
        found = table.to_pyarrow_dataset().scanner(columns=["month"], filter=named)
        months = {month for batch in found.to_batches() for month in batch.column("month").to_pylist()}
        for month in sorted(months):
            count += _blank(table, month, spellings)
            sync_newest(house.workspace)
        table.vacuum(0, dry_run=False, enforce_retention_duration=False, full=True)
    return count


def _blank(table: DeltaTable, month: str, spellings: set[str]) -> int:
    """Write one month of the lake in which nothing names the creator any more; return how many rows did."""
    data = table.to_pyarrow_dataset()
    here = ds.field("month") == month
    count = data.count_rows(filter=here & ds.field("creator").isin(sorted(spellings)))
    kept = data.scanner(columns=SCHEMA.names, filter=here, batch_size=BATCH_ROWS)
    batches = (_without(batch.cast(SCHEMA), spellings) for batch in kept.to_batches())
    rows = pa.RecordBatchReader.from_batches(SCHEMA, batches)
    write_deltalake(table, rows, mode="overwrite", predicate=f"month = '{month}'")
    return int(count)


def _without(batch: pa.RecordBatch, spellings: set[str]) -> pa.RecordBatch:
    theirs = pc.is_in(batch.column("creator"), value_set=pa.array(sorted(spellings)))
    columns = [
        pc.if_else(theirs, pa.scalar(None, pa.string()), column) if name in OF_CREATOR else column
        for name, column in zip(SCHEMA.names, batch.columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
