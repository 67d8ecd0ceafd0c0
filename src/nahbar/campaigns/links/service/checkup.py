"""Invariants of clicks, for `nahbar doctor`."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence

from nahbar.campaigns.links.service.counting import count_all
from nahbar.campaigns.links.spool import FOLDER, SUFFIX, nobody_writes
from nahbar.kernel.checkup import Finding, run_checks
from nahbar.kernel.house import House

# Whoever counts does it every second; a file that lies for longer after its worker has ended was left.
LEFT_SECONDS = 3_600


def examine_clicks(house: House) -> Sequence[Finding]:
    """Count what waits, then check that no file of clicks is left uncounted."""
    return run_checks(house, {"clicks": _counted})


def _counted(house: House) -> Finding:
    count_all(house)
    left = []
    for path in sorted((house.workspace.folder / FOLDER).glob("*" + SUFFIX)):
        with contextlib.suppress(FileNotFoundError):
            if nobody_writes(path) and time.time() - path.stat().st_mtime > LEFT_SECONDS:
                left.append(path.name)
    if left:
        return Finding(
            "clicks", False, f"{left[0]} and {len(left) - 1} more cannot be counted: see the log of the server"
        )
    return Finding("clicks", True, "all counted")
