"""What the fit reads of the store: the brand, insights, posts with their pictures, comments that tell a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.creators.tables.schema import brand, comment, creator, insight, post

THE_ONE = 1


def get_brand(connection: sa.Connection) -> sa.Row[Any] | None:
    """Return the brand's row; None while nobody has written one."""
    return connection.execute(sa.select(brand).where(brand.c.id == THE_ONE)).first()


def put_brand(connection: sa.Connection, profile: str, who: str, at: int) -> int:
    """Keep the profile and return its version."""
    known = get_brand(connection)
    version = 1 if known is None else known.version + 1
    values = {"version": version, "profile": profile, "who": who, "changed_at": at}
    if known is None:
        connection.execute(brand.insert().values(id=THE_ONE, **values))
    else:
        connection.execute(brand.update().where(brand.c.id == THE_ONE).values(**values))
    return version


def names_of(connection: sa.Connection, ids: Sequence[int]) -> Sequence[sa.Row[Any]]:
    """Return (id, version, platform, handle, name, followers) of these creators by id."""
    columns = [creator.c[name] for name in ("id", "version", "platform", "handle", "name", "followers")]
    return connection.execute(sa.select(*columns).where(creator.c.id.in_(ids)).order_by(creator.c.id)).all()


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


def insights_of(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str, float, int]]]:
    """Return (dimension, value, share, observed_at) by creator."""
    names = ("creator_id", "dimension", "value", "share", "observed_at")
    rows = sa.select(*(insight.c[name] for name in names)).where(insight.c.creator_id.in_(ids))
    found: dict[int, list[tuple[str, str, float, int]]] = {}
    for one, *rest in connection.execute(rows.order_by(insight.c.creator_id, insight.c.id)):
        dimension, value, share, observed_at = rest
        found.setdefault(one, []).append((dimension, value, share, observed_at))
    return found


def telling_comments(connection: sa.Connection, ids: Sequence[int], most: int) -> dict[int, list[str]]:
    """Return comments on these creators' posts that are more than emoji, spread by text."""
    place = sa.func.row_number().over(partition_by=post.c.creator_id, order_by=comment.c.text_key)
    inner = (
        sa.select(post.c.creator_id, comment.c.text, place.label("place"))
        .join(post, post.c.id == comment.c.post_id)
        .where(post.c.creator_id.in_(ids), comment.c.is_emoji.is_(False), comment.c.is_generic.is_(False))
        .subquery()
    )
    chosen = sa.select(inner.c.creator_id, inner.c.text).where(inner.c.place <= most)
    found: dict[int, list[str]] = {}
    for one, text in connection.execute(chosen.order_by(inner.c.creator_id, inner.c.place)):
        found.setdefault(one, []).append(text)
    return found
