"""Counts waiting clicks beside the serving: a few in a thread of the worker, a storm in a process of its own.

A thread shares its worker's interpreter with the requests, so it counts only as much as nobody notices. While a storm
lasts clicks are answered and kept, not counted; afterwards, or when much has piled up, a process counts them, a few
thousand at a time, and looks before each turn whether the next storm has begun.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

from nahbar.campaigns.links.records import SIZE
from nahbar.campaigns.links.service.counting import count_clicks
from nahbar.campaigns.links.spool import FOLDER
from nahbar.kernel.beside import Repeated, end_process, start_process
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House, open_house
from nahbar.kernel.lean import leave_out_pandas

log = logging.getLogger("nahbar.links")

PAUSE_SECONDS = 1.0
# For each second of work so many of rest.
REST = 9.0
# A short turn: while it runs, requests of this worker share its core.
MOST_A_TURN = 1_000
# So many clicks a second are a storm: four times what a turn a second in a thread would count.
STORM = 4_000
LOOK_SECONDS = 0.1
# About 100 MB of files: from here on counting begins even in a storm.
MOST_WAITING = 2_000_000


class CountingThread(Repeated):
    """Counts regularly; in a house of several workers one of them at a time."""

    name = "links"
    trouble = "clicks could not be counted yet"

    def __init__(self, house: House) -> None:
        super().__init__(PAUSE_SECONDS)
        self._house = house
        self._drain: subprocess.Popen[bytes] | None = None
        self._rest, self._before = PAUSE_SECONDS, 0

    def stop(self) -> None:
        """End after the turn that runs; the process stops between two transactions or within one."""
        super().stop()
        end_process(self._drain)

    def turn(self) -> float:
        """Count a turn's worth, unless a storm goes on or the process counts."""
        waiting = _waiting(self._house.workspace.folder / FOLDER)
        storm = waiting - self._before > STORM * self._rest and waiting < MOST_WAITING
        self._before = waiting
        if storm or (self._drain is not None and self._drain.poll() is None):
            return self._rest
        began = time.thread_time()
        try:
            if count_clicks(self._house, MOST_A_TURN).more:
                self._drain = start_process("nahbar.campaigns.links.service.background", self._house.workspace.folder)
        finally:
            self._rest = max(PAUSE_SECONDS, REST * (time.thread_time() - began))
        return self._rest


def _waiting(folder: Path) -> int:
    """Return how many clicks lie in files, counted ones of files in use among them."""
    found = 0
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                found += entry.stat().st_size
    return found // SIZE


def drain(folder: Path) -> None:
    """Count everything that waits in a workspace, or until a storm begins."""
    house = open_house(folder, ())
    try:
        while not _storms(house.workspace.folder / FOLDER) and _more(house):
            pass
    finally:
        house.close()


def _storms(folder: Path) -> bool:
    """Whether clicks come in so fast just now that a worker should answer only; it begins a new process afterwards."""
    before = _waiting(folder)
    time.sleep(LOOK_SECONDS)
    after = _waiting(folder)
    return after - before > STORM * LOOK_SECONDS and after < MOST_WAITING


def _more(house: House) -> bool:
    try:
        return count_clicks(house).more
    except NahbarError as error:
        log.warning("clicks could not be counted yet: %s", error.one_line())
        return False


if __name__ == "__main__":
    leave_out_pandas()
    drain(Path(sys.argv[1]))
