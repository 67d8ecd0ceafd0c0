"""Turns between processes that write all the time, so that each comes to it soon.

SQLite lets whoever waits for its lock look again after ever longer pauses, up to a tenth of a second; a process that
writes again at once takes the lock in between, again and again. Here whoever has waited is next.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

LOOK_SECONDS = 0.0005


class Turns:
    """Turns at one thing for all processes that name the same files; a courtesy, not a lock.

    Who waits holds the place of the next one, and whoever has had a turn must get that place first.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._next, self._now = (
            os.open(folder / f".{name}-{part}.lock", os.O_WRONLY | os.O_CREAT, 0o600) for part in ("next", "now")
        )

    @contextlib.contextmanager
    def turn(self, patience_seconds: float) -> Iterator[None]:
        """Take a turn; where it does not come within the time it is taken all the same."""
        deadline = time.monotonic() + patience_seconds
        _wait_for(self._next, deadline)
        _wait_for(self._now, deadline)
        fcntl.flock(self._next, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(self._now, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give up place and turn."""
        os.close(self._next)
        os.close(self._now)


def _wait_for(descriptor: int, deadline: float) -> None:
    while time.monotonic() < deadline:
        with contextlib.suppress(BlockingIOError):
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(LOOK_SECONDS)
    return None
