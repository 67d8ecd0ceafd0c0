"""Finds, or makes, the creators and posts that imported rows speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from nahbar.creators.tables.schema import creator, import_change, post
from nahbar.kernel.wanted import joined_on_keys

CreatorKey = tuple[str, str]
PostKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post that comments may hang on; `creator_id` is empty while only its comments are known."""

    id: int
    creator_id: int | None


def find_creators(connection: sa.Connection, keys: Iterable[CreatorKey]) -> dict[CreatorKey, int]:
    """Return the ids of the creators that exist, by (platform, handle key)."""
    wanted = joined_on_keys(connection, creator, ("platform", "handle_key"), keys)
    columns = (creator.c.platform, creator.c.handle_key, creator.c.id)
    rows = connection.execute(sa.select(*columns).select_from(wanted))
    return {(row.platform, row.handle_key): row.id for row in rows}


def add_creators(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert creators of whom no more than platform and handle is known."""
    connection.execute(creator.insert(), list(rows))


def find_posts(connection: sa.Connection, keys: Iterable[PostKey]) -> dict[PostKey, list[FoundPost]]:
    """Return the posts by (platform, post key); several when creators use the same post id."""
    wanted = joined_on_keys(connection, post, ("platform", "post_key"), keys)
    found: dict[PostKey, list[FoundPost]] = {}
    columns = (post.c.platform, post.c.post_key, post.c.id, post.c.creator_id)
    for row in connection.execute(sa.select(*columns).select_from(wanted)):
        found.setdefault((row.platform, row.post_key), []).append(FoundPost(row.id, row.creator_id))
    return found


def add_posts(connection: sa.Connection, keys: Sequence[PostKey], import_id: int) -> None:
    """Insert posts of which only comments are known."""
    rows = [{"platform": platform, "post_key": key, "import_id": import_id} for platform, key in keys]
    connection.execute(post.insert(), rows)


def adopt_posts(connection: sa.Connection, found: Mapping[PostKey, int], import_id: int) -> None:
    """Give posts that were known from their comments only the creator that a table of posts names (undone with it)."""
    for (platform, key), creator_id in found.items():
        orphan = (post.c.platform == platform, post.c.post_key == key, post.c.creator_id.is_(None))
        for identity in connection.execute(sa.select(post.c.id).where(*orphan)).scalars().all():
            kept = {"import_id": import_id, "table": "post", "row_key": str(identity), "before": '{"creator_id":null}'}
            connection.execute(import_change.insert().values(**kept))
            connection.execute(post.update().where(post.c.id == identity).values(creator_id=creator_id))
