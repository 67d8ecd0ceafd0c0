"""Invariants of this room, for `nahbar doctor`."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.creators.pseudonyms import KEY_NAME
from nahbar.creators.service.imports.keys import strangers
from nahbar.creators.service.lists import verdict_counts
from nahbar.creators.tables import reading, runs
from nahbar.kernel.checkup import Finding, run_checks
from nahbar.kernel.errors import Conflict
from nahbar.kernel.house import House

CHECKED_CREATORS = 100


def examine_creators(house: House) -> Sequence[Finding]:
    """Check pseudonyms, cut-off imports and stale vettings."""
    return run_checks(house, {"pseudonyms": _pseudonyms, "imports": _cut_off, "vetting": _stale})


def _pseudonyms(house: House) -> Finding:
    keyed = house.workspace.key_path(KEY_NAME).exists()
    with house.store.read() as connection:
        creators = reading.creator_ids(connection, CHECKED_CREATORS)
        if not creators:
            return _no_creators(keyed, bool(runs.list_runs(connection, 1)))
        wrong = not keyed or strangers(house.workspace.key(KEY_NAME), connection, creators)
    text = "do not fit keys/handles.key: bring back the key of this workspace" if wrong else "fit the key in keys/"
    return Finding("pseudonyms", not wrong, text)


def _no_creators(keyed: bool, imported: bool) -> Finding:
    # The key is made by the first import, which also stands in the list of imports.
    if keyed and not imported:
        text = "the store is empty, although keys/ says that it was filled: restore the newest backup"
        return Finding("pseudonyms", False, text)
    return Finding("pseudonyms", True, "there are none yet")


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
