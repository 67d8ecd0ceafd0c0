"""Counts waiting clicks beside the serving: a few in a thread of the worker, a storm in an idle process of its own.

A thread shares its worker's interpreter with the requests, so it counts only as much as nobody notices. While a storm
lasts clicks are answered and kept, not counted; afterwards, or when much has piled up, a process that the system runs
when nobody else wants the processor counts them.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from nahbar.campaigns.links.records import SIZE
from nahbar.campaigns.links.service.counting import count_clicks
from nahbar.campaigns.links.spool import FOLDER
from nahbar.kernel.errors import Conflict, NahbarError
from nahbar.kernel.house import House, open_house

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


class CountingThread:
    """Counts regularly until it is stopped; in a house of several workers one of them at a time."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ending = threading.Event()
        self._drain: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="clicks-count", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the turn that runs."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._drain is not None:
            # It stops between two transactions or within one; either way nothing is lost or counted twice.
            self._drain.terminate()
            self._drain.wait()

    def _run(self) -> None:
        rest, before = PAUSE_SECONDS, 0
        while not self._ending.wait(rest):
            waiting = _waiting(self._house.workspace.folder / FOLDER)
            storm, before = waiting - before > STORM * rest and waiting < MOST_WAITING, waiting
            if storm or (self._drain is not None and self._drain.poll() is None):
                continue
            began = time.thread_time()
            if _count(self._house):
                self._drain = _start_drain(self._house.workspace.folder)
            rest = max(PAUSE_SECONDS, REST * (time.thread_time() - began))


def _waiting(folder: Path) -> int:
    """Return how many clicks lie in files, counted ones of files in use among them."""
    found = 0
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                found += entry.stat().st_size
    return found // SIZE


def _count(house: House) -> bool:
    """Count a turn's worth; return whether more is waiting."""
    try:
        with contextlib.suppress(Conflict):
            return count_clicks(house, MOST_A_TURN).more
    except NahbarError as error:
        # The clicks stay in their files until the store can be written again.
        log.warning("clicks could not be counted yet: %s", error.one_line())
    except Exception:
        log.exception("clicks could not be counted yet")
    return False


def _start_drain(folder: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "nahbar.campaigns.links.service.background", str(folder.resolve())]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603 -- our own module, no shell


def drain(folder: Path) -> None:
    """Count everything that waits in a workspace, when nobody else wants the processor."""
    if hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
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
    drain(Path(sys.argv[1]))
