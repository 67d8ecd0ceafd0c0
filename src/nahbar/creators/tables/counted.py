"""Reads what is counted on every post, for rooms that set it beside what the posts earned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.tables.reading import arrow_rows
from nahbar.creators.tables.schema import comment, creator, post
from nahbar.kernel.wanted import joined_on_keys

COUNTED = pa.schema(
    [
        ("platform", pa.string()),
        ("handle", pa.string()),
        ("post", pa.string()),
        ("posted_at", pa.int64()),
        ("followers", pa.int64()),
        ("likes", pa.int64()),
        ("comments", pa.int64()),
        ("shares", pa.int64()),
        ("saves", pa.int64()),
        ("views", pa.int64()),
    ]
)
WROTE = pa.schema(
    [("platform", pa.string()), ("handle", pa.string()), ("author", pa.int64()), ("written_at", pa.int64())]
)


def read_counted(connection: sa.Connection) -> Any:
    """Return all posts of known creators whose time is known (schema COUNTED); `handle` as it is compared."""
    columns = [creator.c.platform, creator.c.handle_key, post.c.post_key, post.c.posted_at, creator.c.followers]
    columns += [post.c[name] for name in ("likes", "comments", "shares", "saves", "views")]
    statement = sa.select(*columns).join(creator, creator.c.id == post.c.creator_id)
    return arrow_rows(connection, statement.where(post.c.posted_at.is_not(None)).order_by(post.c.id), COUNTED)


def read_openings(
    connection: sa.Connection, wanted: Iterable[tuple[str, str]], letters: int
) -> dict[tuple[str, str], str]:
    """Return how the texts of posts begin, by ("platform/handle", post); those without a text are left out."""
    asked = set(wanted)
    keys = [(name.partition("/")[0], key) for name, key in asked]
    columns = [creator.c.platform, creator.c.handle_key, post.c.post_key, sa.func.substr(post.c.text, 1, letters)]
    found = joined_on_keys(connection, post, ["platform", "post_key"], keys)
    statement = sa.select(*columns).select_from(found.join(creator, creator.c.id == post.c.creator_id))
    rows = connection.execute(statement.where(post.c.text.is_not(None)))
    named = {(f"{platform}/{handle}", key): text for platform, handle, key, text in rows}
    return {key: text for key, text in named.items() if key in asked and text.strip()}


def read_written(connection: sa.Connection) -> Any:
    """Return every comment on posts of known creators (schema WROTE); the creator's own comments are left out."""
    columns = [creator.c.platform, creator.c.handle_key, comment.c.author_key, comment.c.written_at]
    statement = sa.select(*columns).select_from(
        comment.join(post, post.c.id == comment.c.post_id).join(creator, creator.c.id == post.c.creator_id)
    )
    return arrow_rows(connection, statement.where(comment.c.author_key != creator.c.person_key), WROTE)
