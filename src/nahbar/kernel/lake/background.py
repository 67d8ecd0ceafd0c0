"""Seals and compacts beside the serving, in a process of its own."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from nahbar.kernel.beside import Repeated, end_process, start_process
from nahbar.kernel.clock import now_micros
from nahbar.kernel.errors import Conflict, NahbarError
from nahbar.kernel.house import House, open_house
from nahbar.kernel.journal.schema import journal, marked_until
from nahbar.kernel.lean import leave_out_pandas

log = logging.getLogger("nahbar.lake")

LOOK_SECONDS = 60.0
# A batch of this size makes a file that engines like to read; smaller ones wait until they are an hour old.
ROWS_WORTH_IT = 50_000
OLDEST_MICROS = 3_600 * 1_000_000
# From so many files on, questions spend more time opening them than reading.
MANY_FILES = 48


class SealingThread(Repeated):
    """Looks regularly whether there is something to seal; the lock of the lake lets one worker seal.

    A seal that is cut off is finished by the next one; until then the touchpoints stay in the journal, where every
    question finds them too.
    """

    name = "lake"
    trouble = "nothing could be sealed yet"

    def __init__(self, house: House, look_seconds: float = LOOK_SECONDS) -> None:
        super().__init__(look_seconds)
        self._house = house
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End; a seal that runs is cut off."""
        super().stop()
        end_process(self._process)

    def turn(self) -> None:
        """Begin to seal when it is worth it."""
        runs = self._process is not None and self._process.poll() is None
        if not runs and is_worth_it(self._house):
            self._process = start_process("nahbar.kernel.lake.background", self._house.workspace.folder)


def is_worth_it(house: House) -> bool:
    """Whether enough touchpoints wait in the journal, or some for long enough."""
    free = journal.c.seq > marked_until
    with house.store.read() as connection:
        oldest = connection.execute(
            sa.select(journal.c.received_at).where(free).order_by(journal.c.seq).limit(1)
        ).scalar()
        if oldest is None:
            return False
        some = sa.select(journal.c.seq).where(free).limit(ROWS_WORTH_IT).subquery()
        many = connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()
    return bool(many >= ROWS_WORTH_IT or now_micros() - oldest > OLDEST_MICROS)


def seal_all(folder: Path) -> None:
    """Seal what waits in a workspace, and put small files together when there are many."""
    from nahbar.kernel.lake.keeping import compact
    from nahbar.kernel.lake.sealing import seal
    from nahbar.kernel.lake.table import open_lake

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
    leave_out_pandas()
    seal_all(Path(sys.argv[1]))
