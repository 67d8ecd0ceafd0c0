"""Followers that a person of this workspace checked: which accounts of a creator's list are fake and which are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from nahbar.creators.tables.schema import follower, follower_mark
from nahbar.kernel.wanted import joined_on_keys


def keep_marks(
    connection: sa.Connection, creator_id: int, verdicts: Mapping[int, bool], who: str, marked_at: int
) -> None:
    """Keep the verdicts (pseudonym to whether it is fake); a follower who was marked before gets the new one."""
    drop_marks(connection, creator_id, list(verdicts))
    rows = [
        {"creator_id": creator_id, "person_key": key, "is_fake": fake, "who": who, "marked_at": marked_at}
        for key, fake in verdicts.items()
    ]
    if rows:
        connection.execute(follower_mark.insert(), rows)


def drop_marks(connection: sa.Connection, creator_id: int, keys: Sequence[int]) -> None:
    """Forget the verdicts on these followers."""
    mine = follower_mark.c.creator_id == creator_id
    for start in range(0, len(keys), 500):
        some = follower_mark.c.person_key.in_(keys[start : start + 500])
        connection.execute(follower_mark.delete().where(mine, some))


def read_marks(connection: sa.Connection, creator_id: int) -> dict[int, bool]:
    """Return the verdicts on followers that are in the creator's list now."""
    joined = follower_mark.join(
        follower,
        sa.and_(
            follower.c.creator_id == follower_mark.c.creator_id, follower.c.person_key == follower_mark.c.person_key
        ),
    )
    statement = sa.select(follower_mark.c.person_key, follower_mark.c.is_fake).select_from(joined)
    rows = connection.execute(statement.where(follower_mark.c.creator_id == creator_id)).all()
    return {int(row.person_key): bool(row.is_fake) for row in rows}


def listed_among(connection: sa.Connection, creator_id: int, keys: Sequence[int]) -> set[int]:
    """Return those of these pseudonyms that are in the creator's follower list."""
    wanted = joined_on_keys(connection, follower, ("creator_id", "person_key"), {(creator_id, key) for key in keys})
    return set(connection.execute(sa.select(follower.c.person_key).select_from(wanted)).scalars())
