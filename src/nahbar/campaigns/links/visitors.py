"""The day's salt: an address becomes a number that nobody can turn back once the salt is gone.

The salt lies in `keys/`, so that all workers share it, and is deleted when its day is over (UTC). A file of clicks
holds hashes of the same day only for as long as it waits to be counted.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from nahbar.kernel.workspace import Workspace

SECONDS_A_DAY = 86_400
DAY = SECONDS_A_DAY * 1_000_000
SALT_NAME = "clicks-{day}"
# Many visitors come back within the day; more than this many at once are hashed anew.
MOST_REMEMBERED = 50_000


class Salted:
    """Hashes addresses with the salt of the day; used by the thread of one event loop."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._until = -1
        self._salt = b""
        self._known: dict[str, int] = {}

    def begin(self, day: int) -> None:
        """Take the salt of `day` (days since 1970) and delete those of days before yesterday's end."""
        self._salt = self._workspace.key(SALT_NAME.format(day=day))
        self._until = (day + 1) * DAY
        self._known = {}
        drop_salts(self._workspace.folder / "keys", day)

    def __call__(self, address: str, moment: int) -> int:
        """Return the 64-bit hash of an address at `moment` (microseconds since 1970)."""
        if moment >= self._until:
            self.begin(moment // DAY)
        known = self._known.get(address)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known = {}
            digest = hashlib.blake2b(address.encode(), digest_size=8, key=self._salt[:64]).digest()
            known = self._known[address] = int.from_bytes(digest, "little")
        return known


def drop_salts(folder: Path, day: int) -> None:
    """Delete the salts of days before `day`."""
    for path in folder.glob(SALT_NAME.format(day="*") + ".key"):
        name = path.stem.removeprefix(SALT_NAME.format(day=""))
        if name.isdecimal() and int(name) < day:
            path.unlink(missing_ok=True)


def drop_old_salts(workspace: Workspace) -> None:
    """Delete the salts of days that are over, also where nobody has clicked since."""
    drop_salts(workspace.folder / "keys", int(time.time() // SECONDS_A_DAY))
