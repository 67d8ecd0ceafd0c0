"""The newest texts of creators: what search, fit and themes read of posts and comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.creators.tables.schema import comment, post

Texts = dict[int, list[str]]


def newest_posts(connection: sa.Connection, ids: Sequence[int], most: int) -> dict[int, list[sa.Row[Any]]]:
    """Return each creator's newest posts with a text (post_key, text, posted_at, url, media_path)."""
    return _newest(connection, ids, most, (post.c.text.is_not(None), post.c.text != ""))


def newest_pictures(connection: sa.Connection, ids: Sequence[int], most: int) -> dict[int, list[sa.Row[Any]]]:
    """Return each creator's newest posts with a path to a medium, in the same columns."""
    return _newest(connection, ids, most, (post.c.media_path.is_not(None), post.c.media_path != ""))


def _newest(
    connection: sa.Connection, ids: Sequence[int], most: int, which: tuple[sa.ColumnElement[bool], ...]
) -> dict[int, list[sa.Row[Any]]]:
    names = ("creator_id", "post_key", "text", "posted_at", "url", "media_path")
    place = sa.func.row_number().over(partition_by=post.c.creator_id, order_by=(post.c.posted_at.desc(), post.c.id))
    dated = (post.c.creator_id.in_(ids), post.c.posted_at.is_not(None), *which)
    inner = sa.select(*(post.c[name] for name in names), place.label("place")).where(*dated).subquery()
    chosen = sa.select(*(inner.c[name] for name in names)).where(inner.c.place <= most)
    found: dict[int, list[sa.Row[Any]]] = {}
    for row in connection.execute(chosen.order_by(inner.c.creator_id, inner.c.place)):
        found.setdefault(row.creator_id, []).append(row)
    return found


def telling_comments(connection: sa.Connection, ids: Sequence[int], most: int) -> Texts:
    """Return comments on these creators' posts that say something: no stock praise, not emoji alone; spread by text."""
    place = sa.func.row_number().over(partition_by=post.c.creator_id, order_by=comment.c.text_key)
    telling = (post.c.creator_id.in_(ids), comment.c.is_emoji.is_(False), comment.c.is_generic.is_(False))
    inner = (
        sa.select(post.c.creator_id, comment.c.text, place.label("place"))
        .join(post, post.c.id == comment.c.post_id)
        .where(*telling)
        .subquery()
    )
    chosen = sa.select(inner.c.creator_id, inner.c.text).where(inner.c.place <= most)
    found: Texts = {}
    for one, text in connection.execute(chosen.order_by(inner.c.creator_id, inner.c.place)):
        found.setdefault(one, []).append(text)
    return found
