"""Invariants of journal and lake, for `nahbar doctor`."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.kernel.checkup import Finding, run_checks
from nahbar.kernel.errors import Conflict
from nahbar.kernel.house import House
from nahbar.kernel.lake.asking import ask, count_by_kind
from nahbar.kernel.lake.sealing import lake_lock, newest_batch


def examine_lake(house: House) -> Sequence[Finding]:
    """Check that store and lake belong together, that no seal was cut off, and that each touchpoint is there once."""
    return run_checks(house, {"lake": _belongs, "touchpoints": _once})


def _belongs(house: House) -> Finding:
    try:
        with lake_lock(house.workspace, 0.0):
            return _at_rest(house)
    except Conflict:
        return Finding("lake", True, "is being written to at this moment")


def _at_rest(house: House) -> Finding:
    number, whole = newest_batch(house)
    if not whole:
        text = f"batch {number} was cut off, nothing of it is lost: nahbar touchpoints seal"
        return Finding("lake", False, text)
    return Finding("lake", True, f"{number} batches, as the store says" if number else "nothing was sealed yet")


def _once(house: House) -> Finding:
    repeats = ask(house, "touchpoint_repeats", ("id",)).to_pylist()
    if repeats:
        text = f"{repeats[0]['id']} is there {repeats[0]['times']} times: restore the newest backup"
        return Finding("touchpoints", False, text)
    return Finding("touchpoints", True, f"{sum(count_by_kind(house).values()):,}, each once")
