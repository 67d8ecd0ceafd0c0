"""The key of pseudonyms, checked against the store: with another key every known person would become a stranger."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from nahbar.creators.pseudonyms import KEY_NAME, person_key
from nahbar.creators.tables import reading
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg


def trusted_key(house: House, connection: sa.Connection) -> bytes:
    """Return the key that the store's pseudonyms were made with, a new one for a store without creators.

    Raises Unavailable when the key in `keys/` is missing, damaged or another one.
    """
    first = reading.creator_ids(connection, 1)
    missing = not house.workspace.key_path(KEY_NAME).exists()
    if first and (missing or strangers(house.workspace.key(KEY_NAME), connection, first)):
        raise Unavailable(
            msg("keys/handles.key is not the key that this workspace was filled with."),
            msg("Bring the file back from a backup of this workspace. Nothing was changed."),
            kind="wrong-key",
        )
    return house.workspace.key(KEY_NAME)


def strangers(key: bytes, connection: sa.Connection, creators: Sequence[int]) -> Sequence[str]:
    """Return the handles of those creators whose pseudonym was made with another key."""
    rows = reading.creator_rows(connection, creators)
    return [row.handle for row in rows if row.person_key != person_key(key, row.platform, row.handle_key)]
