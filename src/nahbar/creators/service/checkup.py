"""Invariants of this room, for `nahbar doctor`."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.creators.pseudonyms import KEY_NAME, person_key
from nahbar.creators.service.lists import verdict_counts
from nahbar.creators.tables import reading, runs
from nahbar.kernel.checkup import Finding
from nahbar.kernel.errors import Conflict
from nahbar.kernel.house import House

CHECKED_CREATORS = 100


def examine_creators(house: House) -> Sequence[Finding]:
    """Check pseudonyms, cut-off imports and stale vettings."""
    return [_pseudonyms(house), _cut_off(house), _stale(house)]


def _pseudonyms(house: House) -> Finding:
    key = house.workspace.key(KEY_NAME)
    with house.store.read() as connection:
        rows = reading.creator_rows(connection, reading.creator_ids(connection)[:CHECKED_CREATORS])
    wrong = [row.handle for row in rows if row.person_key != person_key(key, row.platform, row.handle_key)]
    text = "fit the key in keys/" if not wrong else "do not fit keys/handles.key: bring back the key of this workspace"
    return Finding("pseudonyms", not wrong, text)


def _cut_off(house: House) -> Finding:
    with house.store.read() as connection:
        running = runs.running_runs(connection)
    if not running:
        return Finding("imports", True, "none was cut off")
    try:
        with house.workspace.lock("import"):
            return Finding("imports", False, f"import {running[0]} was cut off: nothing of it was kept; start it again")
    except Conflict:
        return Finding("imports", True, f"import {running[0]} is running")


def _stale(house: House) -> Finding:
    waiting = verdict_counts(house).get("", 0)
    text = "all creators are vetted on today's data" if not waiting else f"{waiting} wait: nahbar creators vet --all"
    return Finding("vetting", True, text)
