"""Work beside the serving: once or again and again in a thread, or in a process of its own."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from nahbar.kernel.errors import Conflict, NahbarError

log = logging.getLogger("nahbar.beside")


class Repeated:
    """A thread that takes a turn, rests and takes the next one, until it is stopped; what fails is tried again.

    In a house of several workers each has its own; a turn that finds another at the same work (Conflict) is over.
    """

    name = ""
    # What the log says when a turn fails, as in "clicks could not be counted yet".
    trouble = ""
    # How long `stop` waits for a turn that runs; None: to its end.
    end_seconds: float | None = None

    def __init__(self, pause_seconds: float) -> None:
        self._pause_seconds = pause_seconds
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    def turn(self) -> float | None:
        """Do what there is to do; return the seconds until the next turn, None for the usual pause."""
        raise NotImplementedError

    @property
    def goes_on(self) -> bool:
        """Whether nobody has asked for the end."""
        return not self._ending.is_set()

    def start(self) -> None:
        """Begin; the first turn comes after the first pause."""
        self._thread.start()

    def stop(self) -> None:
        """End after the turn that runs, or when it takes too long."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(self.end_seconds)

    def _run(self) -> None:
        rest = self._pause_seconds
        while not self._ending.wait(rest):
            rest = self._taken() or self._pause_seconds

    def _taken(self) -> float | None:
        try:
            with contextlib.suppress(Conflict):
                return self.turn()
        except NahbarError as error:
            log.warning("%s: %s", self.trouble, error.one_line())
        except Exception:
            log.exception(self.trouble)
        return None


def in_background(name: str, work: Callable[[], None]) -> threading.Thread:
    """Do a piece of work in a thread that ends with the process; what fails is written to the log."""

    def guarded() -> None:
        try:
            work()
        except NahbarError as error:
            log.warning("%s: %s", name, error)
        except Exception:
            log.exception("%s failed", name)

    thread = threading.Thread(target=guarded, name=name, daemon=True)
    thread.start()
    return thread


def start_process(module: str, folder: Path) -> subprocess.Popen[bytes]:
    """Run one of our own modules on a workspace."""
    words = [sys.executable, "-m", module, str(folder.resolve())]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603 -- our own module, no shell


def end_process(process: subprocess.Popen[bytes] | None) -> None:
    """End a process that may run; whatever it does is done in transactions, so that nothing is lost."""
    if process is not None:
        process.terminate()
        process.wait()
