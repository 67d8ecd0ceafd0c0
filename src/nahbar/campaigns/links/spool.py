"""Files of clicks: one for each worker, written by one system call a click, synced to the disk every 100 ms.

A click is handed to the operating system before it is answered, so that a killed process loses none; a power cut loses
at most what the last sync did not hold. The worker locks its file as long as it lives: whoever can lock it knows that
no more will come.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import secrets
import threading
import time
from pathlib import Path

from nahbar.campaigns.links.records import SIZE

log = logging.getLogger("nahbar.links")

FOLDER = "clicks"
SUFFIX = ".clicks"
SYNC_SECONDS = 0.1
# 87,000 clicks: large enough to roll over seldom, small enough to be counted in one go.
MOST_BYTES = 4_194_288
assert MOST_BYTES % SIZE == 0


class Full(Exception):
    """A click could not be handed to the operating system."""


class Spool:
    """The file that one worker appends clicks to; `append` belongs to one thread, the sync has its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = -1
        self._bytes = 0
        self._left: list[int] = []
        self._ending = threading.Event()
        self._syncing = threading.Thread(target=self._sync_regularly, name="clicks-sync", daemon=True)
        self._synced = 0
        # Whether the folder's own entry for the file is on the disk.
        self._named = True

    def start(self) -> None:
        """Make the folder and begin to sync; the file is made with the first click."""
        self._folder.mkdir(exist_ok=True)
        self._syncing.start()

    def append(self, record: bytes) -> None:
        """Hand one record to the operating system; raises Full when it does not take it whole."""
        if self._bytes >= MOST_BYTES or self._file < 0:
            self._roll()
        try:
            written = os.write(self._file, record)
        except OSError as error:
            raise Full(str(error)) from error
        if written != SIZE:
            self._cut()
            raise Full("only a part was written")
        self._bytes += SIZE

    def _cut(self) -> None:
        # What was written of a record that was not answered must not shift those that follow.
        try:
            os.ftruncate(self._file, self._bytes)
        except OSError:
            self._left.append(self._file)
            self._file = -1

    def _roll(self) -> None:
        if self._file >= 0:
            self._left.append(self._file)
            self._file = -1
        try:
            self._file = _locked_file(self._folder)
        except OSError as error:
            raise Full(str(error)) from error
        self._bytes, self._synced, self._named = 0, 0, False

    def _sync_regularly(self) -> None:
        while not self._ending.wait(SYNC_SECONDS):
            self.sync()

    def sync(self) -> None:
        """Have everything that was appended on the disk, and let go of files that are full."""
        while self._left:
            descriptor = self._left.pop()
            _to_disk(descriptor)
            os.close(descriptor)
        reached = self._bytes
        if self._file >= 0 and reached != self._synced:
            _to_disk(self._file)
            self._synced = reached
            if not self._named:
                self._named = True
                _folder_to_disk(self._folder)

    def stop(self) -> None:
        """Sync once more and let go of the file."""
        self._ending.set()
        if self._syncing.is_alive():
            self._syncing.join()
        if self._file >= 0:
            self._left.append(self._file)
            self._file = -1
        self.sync()


def _locked_file(folder: Path) -> int:
    name = f"{time.time_ns() // 1000}-{os.getpid()}-{secrets.token_hex(3)}{SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
    draft = folder / f".{name}"
    made = os.open(draft, flags, 0o600)
    try:
        fcntl.flock(made, fcntl.LOCK_EX)
        # Under its name only once it is locked: a file that nobody holds is deleted by whoever counts.
        draft.rename(folder / name)
    except OSError:
        os.close(made)
        raise
    return made


def _folder_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _to_disk(descriptor: int) -> None:
    try:
        os.fdatasync(descriptor)
    except OSError:
        log.exception("clicks could not be synced to the disk; they are with the operating system")


def nobody_writes(path: Path) -> bool:
    """Whether the worker that wrote a file has let go of it, however it ended."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
