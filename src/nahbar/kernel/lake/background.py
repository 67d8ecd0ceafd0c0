"""Seals and compacts beside the serving, in a process that the system runs when nobody else wants the processor."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import sqlalchemy as sa

from nahbar.kernel.clock import now_micros
from nahbar.kernel.errors import Conflict, NahbarError
from nahbar.kernel.house import House, open_house
from nahbar.kernel.journal.schema import journal

log = logging.getLogger("nahbar.lake")

LOOK_SECONDS = 60.0
# A batch of this size makes a file that engines like to read; smaller ones wait until they are an hour old.
ROWS_WORTH_IT = 50_000
OLDEST_MICROS = 3_600 * 1_000_000
# From so many files on, questions spend more time opening them than reading.
MANY_FILES = 48


class SealingThread:
    """Looks regularly whether there is something to seal, until it is stopped.

    In a house of several workers each looks; the lock of the lake lets one of them seal.
    """

    def __init__(self, house: House, look_seconds: float = LOOK_SECONDS) -> None:
        self._house = house
        self._look_seconds = look_seconds
        self._ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="lake-seal", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End. A seal that runs is cut off; the next one finishes its batch."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def _run(self) -> None:
        while not self._ending.wait(self._look_seconds):
            if self._process is not None and self._process.poll() is None:
                continue
            try:
                if is_worth_it(self._house):
                    self._process = _start(self._house.workspace.folder)
            except NahbarError as error:
                # The touchpoints stay in the journal, where every question finds them too.
                log.warning("nothing could be sealed yet: %s", error.one_line())
            except Exception:
                log.exception("nothing could be sealed yet")


def is_worth_it(house: House) -> bool:
    """Whether enough touchpoints wait in the journal, or some for long enough."""
    free = journal.c.batch.is_(None)
    with house.store.read() as connection:
        oldest = connection.execute(
            sa.select(journal.c.received_at).where(free).order_by(journal.c.seq).limit(1)
        ).scalar()
        if oldest is None:
            return False
        some = sa.select(journal.c.seq).where(free).limit(ROWS_WORTH_IT).subquery()
        many = connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()
    return bool(many >= ROWS_WORTH_IT or now_micros() - oldest > OLDEST_MICROS)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "nahbar.kernel.lake.background", str(folder.resolve())]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603 -- our own module, no shell


def seal_all(folder: Path) -> None:
    """Seal what waits in a workspace, and put small files together when there are many."""
    from nahbar.kernel.lake.keeping import compact
    from nahbar.kernel.lake.sealing import seal
    from nahbar.kernel.lake.table import open_lake

    if hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    house = open_house(folder, ())
    # A worker that seals at this moment does it for all.
    try:
        with contextlib.suppress(Conflict):
            seal(house)
            table = open_lake(house.workspace)
            if table is not None and len(table.file_uris()) > MANY_FILES:
                compact(house)
    except NahbarError as error:
        log.warning("nothing could be sealed yet: %s", error.one_line())
    finally:
        house.close()


if __name__ == "__main__":
    seal_all(Path(sys.argv[1]))
