"""How far background work is, and the wish to stop it: two small files, so that every worker process sees them.

The work holds a lock on its file. The operating system drops it when the process ends, however it ends: what was killed
does not look as if it went on.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from nahbar.kernel.errors import Conflict
from nahbar.kernel.messages import msg

WRITE_SECONDS = 0.3


class StoppedByPerson(Conflict):
    """Somebody pressed cancel; what the work had done so far is taken back by its transaction."""

    default_kind = "cancelled"

    def __init__(self) -> None:
        super().__init__(msg("The work was cancelled."), msg("Nothing of it was kept. Start it again when you like."))


@dataclass(frozen=True, slots=True)
class Reached:
    """How much is done of how much, in the unit of the work; (0, 0) before anything was said."""

    done: int
    total: int


class ProgressFile:
    """The progress of one piece of work, kept in `folder` under `name`."""

    def __init__(self, folder: Path, name: str = "progress") -> None:
        self._progress = folder / name
        self._wish = folder / f"{name}-cancel"
        self._last = 0.0
        self._said = (-1, -1)
        self._held: IO[str] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is; raises StoppedByPerson when somebody asked to stop."""
        if time.monotonic() - self._last < WRITE_SECONDS:
            return
        self._last = time.monotonic()
        if self._wish.exists():
            raise StoppedByPerson
        if self._said != (done, total):
            self._said = (done, total)
            with contextlib.suppress(OSError):
                self._progress.write_text(f"{done} {total}")

    def begin(self) -> None:
        """Forget what an earlier run left."""
        self.end()
        self._said = (-1, -1)
        self._progress.parent.mkdir(parents=True, exist_ok=True)
        self._held = self._progress.open("w")
        fcntl.flock(self._held, fcntl.LOCK_EX)
        # Past the buffer: on a full disk closing would say it once more.
        with contextlib.suppress(OSError):
            os.write(self._held.fileno(), b"0 0")

    def end(self) -> None:
        """Forget the work."""
        self._progress.unlink(missing_ok=True)
        self._wish.unlink(missing_ok=True)
        if self._held is not None:
            self._held.close()
            self._held = None

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._progress.parent.is_dir():
            self._wish.touch()

    def running(self) -> bool:
        """Whether the work has begun and neither ended nor was killed."""
        try:
            with self._progress.open() as found:
                fcntl.flock(found, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def reached(self) -> Reached:
        """Return how far the work is."""
        with contextlib.suppress(OSError, ValueError):
            done, total = self._progress.read_text().split()
            return Reached(int(done), int(total))
        return Reached(0, 0)
