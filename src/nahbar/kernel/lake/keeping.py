"""Compaction and retention of the lake."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from nahbar.kernel.clock import MICROS_A_DAY, date_of, day_number, day_of, months_on, now
from nahbar.kernel.house import House
from nahbar.kernel.journal.schema import journal, known_event
from nahbar.kernel.lake.sealing import lake_lock, settle
from nahbar.kernel.lake.table import open_lake

# Longer than any query runs, so that none loses the files that it reads.
KEPT_FILES_HOURS = 24


@dataclass(frozen=True, slots=True)
class Compacted:
    """What a compaction did: files before and after, files deleted from the disk, the first day that is kept."""

    files_before: int
    files_after: int
    files_deleted: int
    kept_from: dt.date | None


def compact(house: House) -> Compacted:
    """Put the small files of each month together, drop what is older than `touchpoints.retention_months`.

    The months that are kept are whole ones, this one not counted. Files that are no longer needed go after a day.
    Raises Conflict when another process changes the lake for longer than the wait.
    """
    kept_from = first_kept_day(house.workspace.settings.touchpoints.retention_months, day_of(now()))
    with lake_lock(house.workspace):
        settle(house)
        if kept_from is not None:
            _forget_before(house, kept_from)
        table = open_lake(house.workspace)
        if table is None:
            return Compacted(0, 0, 0, kept_from)
        before = len(table.file_uris())
        table.optimize.compact()
        deleted = table.vacuum(KEPT_FILES_HOURS, dry_run=False, enforce_retention_duration=False)
        return Compacted(before, len(table.file_uris()), len(deleted), kept_from)


def first_kept_day(months: int, today: int) -> dt.date | None:
    """Return the first day that is kept on the day number `today`, None when all are (`months` is 0)."""
    if not months:
        return None
    return months_on(date_of(today), -months)


def _forget_before(house: House, first: dt.date) -> None:
    day = day_number(first)
    table = open_lake(house.workspace)
    if table is not None:
        table.delete(f"month < '{first:%Y-%m}'")
    with house.store.write() as connection:
        connection.execute(journal.delete().where(journal.c.time < day * MICROS_A_DAY))
        connection.execute(known_event.delete().where(known_event.c.day < day))
