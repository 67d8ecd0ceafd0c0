"""What creators answered to their own report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.creators.tables.schema import creator, reply


def add_reply(connection: sa.Connection, values: Mapping[str, Any]) -> None:
    """Keep an answer."""
    connection.execute(reply.insert().values(**values))


def count_replies(connection: sa.Connection, guest_link_id: int) -> int:
    """Return how many answers came through a guest link."""
    mine = reply.c.guest_link_id == guest_link_id
    return int(connection.execute(sa.select(sa.func.count()).select_from(reply).where(mine)).scalar_one())


def replies_of(connection: sa.Connection, creator_id: int) -> Sequence[Any]:
    """Return the answers of a creator, oldest first."""
    return list(connection.execute(sa.select(reply).where(reply.c.creator_id == creator_id).order_by(reply.c.id)))


def name_of(connection: sa.Connection, creator_id: int) -> tuple[str, str | None] | None:
    """Return "platform/handle" and the language of a creator."""
    columns = (creator.c.platform, creator.c.handle, creator.c.language)
    row = connection.execute(sa.select(*columns).where(creator.c.id == creator_id)).first()
    return (f"{row.platform}/{row.handle}", row.language) if row else None


def waiting_erasures(connection: sa.Connection) -> Sequence[str]:
    """Return "platform/handle" of creators who have asked for erasure."""
    asked = sa.select(creator.c.platform, creator.c.handle).join(reply, reply.c.creator_id == creator.c.id)
    rows = connection.execute(asked.where(reply.c.kind == "erasure").distinct())
    return [f"{row.platform}/{row.handle}" for row in rows]
