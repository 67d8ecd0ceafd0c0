"""The table of write keys, and its statements: who may send events to this workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

write_key = sa.Table(
    "write_key",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
)


def add_key(connection: sa.Connection, name: str, hashed: str, at: int) -> bool:
    """Keep a write key under a name of its own; False when the name is taken."""
    taken = sa.select(write_key.c.id).where(write_key.c.name == name)
    if connection.execute(taken).first() is not None:
        return False
    connection.execute(write_key.insert().values(name=name, hash=hashed, created_at=at))
    return True


def revoke_key(connection: sa.Connection, name: str, at: int) -> bool:
    """Say that a key is not taken any more; False when there is none of that name in force."""
    mine = (write_key.c.name == name) & write_key.c.revoked_at.is_(None)
    return connection.execute(write_key.update().where(mine).values(revoked_at=at)).rowcount > 0


def list_keys(connection: sa.Connection) -> Sequence[Any]:
    """Return the name of each key, when it was made and when it was revoked, oldest first."""
    columns = (write_key.c.name, write_key.c.created_at, write_key.c.revoked_at)
    return connection.execute(sa.select(*columns).order_by(write_key.c.id)).all()


def hashes_in_force(connection: sa.Connection) -> frozenset[str]:
    """Return the hashes of all keys that are not revoked."""
    found = connection.execute(sa.select(write_key.c.hash).where(write_key.c.revoked_at.is_(None)))
    return frozenset(found.scalars())
