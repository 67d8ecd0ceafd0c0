"""Write keys: made, listed, revoked, and recognised quickly. A key opens the collect API and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time

from nahbar.campaigns.collect import tables
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

KEY_BYTES = 24
LONGEST_NAME = 200
# A revoked key may work for this long in a process that knew it.
KNOWN_SECONDS = 1.0
# A key that was just made must work at once; guesses make us look no more often than this.
UNKNOWN_SECONDS = 0.1


def add_key(house: House, name: str, who: str) -> str:
    """Make the write key `name` and return it, this once; raises Conflict when the name is taken."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BadInput(
            msg("A write key needs a name of at most {n:raw} characters.", n=LONGEST_NAME),
            msg("Name it after what sends with it, as in “shop”."),
            kind="key-name",
        )
    secret = secrets.token_urlsafe(KEY_BYTES)
    with house.store.write() as connection:
        if not tables.add_key(connection, name, hashed(secret), now()):
            raise Conflict(
                msg("There is a write key “{name}” already.", name=name),
                msg("Choose another name; one that was revoked keeps its own."),
                kind="key-exists",
            )
        record(connection, who, "write_key.add", name, now())
    return secret


def revoke_key(house: House, name: str, who: str) -> None:
    """Revoke the write key `name`; raises NotFound."""
    with house.store.write() as connection:
        if not tables.revoke_key(connection, name, now()):
            raise NotFound(
                msg("There is no write key “{name}” in force.", name=name),
                msg("List them with: nahbar collect key list"),
                kind="unknown-key",
            )
        record(connection, who, "write_key.revoke", name, now())


def hashed(secret: str) -> str:
    """Return what the store knows of a key; it is random, so that a quick hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class Keyring:
    """The keys in force, in memory."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: frozenset[str] = frozenset()
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()

    async def holds(self, secret: str) -> bool:
        """Return whether `secret` is a key in force."""
        digest = hashed(secret)
        if self._age() > (KNOWN_SECONDS if digest in self._known else UNKNOWN_SECONDS):
            # Whoever comes meanwhile waits for the same look.
            async with self._looking:
                if self._age() > UNKNOWN_SECONDS:
                    self._known = await asyncio.to_thread(self._read)
                    self._looked_at = time.monotonic()
        return digest in self._known

    def _age(self) -> float:
        return time.monotonic() - self._looked_at

    def _read(self) -> frozenset[str]:
        with self._house.store.read() as connection:
            return tables.hashes_in_force(connection)
