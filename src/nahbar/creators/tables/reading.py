"""Reads the rows of some creators as Arrow tables, for reductions and for pictures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.tables.packed import packed_rows
from nahbar.creators.tables.schema import comment, creator, follower, followers_daily, post
from nahbar.kernel.wanted import joined_on_keys

FETCH_ROWS = 20_000
POSTS = pa.schema(
    [
        ("creator_id", pa.int64()),
        ("post_id", pa.int64()),
        ("owner_key", pa.int64()),
        ("followers", pa.int64()),
        ("posted_at", pa.int64()),
        ("likes", pa.int64()),
        ("comments", pa.int64()),
        ("shares", pa.int64()),
        ("saves", pa.int64()),
        ("views", pa.int64()),
        ("paid_label", pa.bool_()),
        ("post_key", pa.string()),
        ("text", pa.string()),
    ]
)
COMMENTS = pa.schema(
    [
        ("comment_id", pa.int64()),
        ("post_id", pa.int64()),
        ("author_key", pa.int64()),
        ("text_key", pa.int64()),
        ("written_at", pa.int64()),
        ("is_generic", pa.bool_()),
        ("is_emoji", pa.bool_()),
        ("letters", pa.int64()),
        ("name_digits", pa.int64()),
    ]
)
DAYS = pa.schema([("creator_id", pa.int64()), ("day", pa.int64()), ("followers", pa.int64())])
FOLLOWERS = pa.schema(
    [
        ("person_key", pa.int64()),
        ("posts", pa.int64()),
        ("following", pa.int64()),
        ("followers", pa.int64()),
        ("has_picture", pa.bool_()),
        ("is_private", pa.bool_()),
        ("username_length", pa.int64()),
        ("username_digits", pa.int64()),
        ("bio_length", pa.int64()),
    ]
)


def arrow_rows(connection: sa.Connection, statement: sa.Select[Any], schema: Any) -> Any:
    """Return the answer as an Arrow table of `schema`.

    It is fetched in blocks, so that the Python rows of a large answer never lie in memory all at once.

    The driver's own rows are read: building SQLAlchemy rows of millions of comments would take as long as the query.
    """
    cursor: Any = connection.execute(statement).cursor
    batches = []
    while rows := cursor.fetchmany(FETCH_ROWS):
        columns = zip(*rows, strict=True)
        arrays = [_array(values, field) for values, field in zip(columns, schema, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _array(values: Sequence[Any], field: Any) -> Any:
    if pa.types.is_boolean(field.type):
        # SQLite keeps 0 and 1.
        return pa.array(values).cast(pa.bool_())
    return pa.array(values, type=field.type)


def creator_ids(connection: sa.Connection, limit: int | None = None) -> Sequence[int]:
    """Return the ids of all creators, or of the first ones."""
    return list(connection.execute(sa.select(creator.c.id).order_by(creator.c.id).limit(limit)).scalars())


def spread_ids(connection: sa.Connection, platform: str, most: int) -> Sequence[int]:
    """Return the ids of at most `most` creators of a platform who have posts, spread evenly over all of them."""
    posted = sa.exists().where(post.c.creator_id == creator.c.id)
    rows = sa.select(creator.c.id).where(creator.c.platform == platform, posted).order_by(creator.c.id)
    ids = list(connection.execute(rows).scalars())
    return ids if len(ids) <= most else [ids[k * len(ids) // most] for k in range(most)]


def creator_rows(connection: sa.Connection, ids: Sequence[int]) -> Sequence[sa.Row[Any]]:
    """Return the rows of these creators by id."""
    return connection.execute(sa.select(creator).where(creator.c.id.in_(ids)).order_by(creator.c.id)).all()


def read_posts(connection: sa.Connection, ids: Sequence[int] | None) -> Any:
    """Return the posts (schema POSTS) of these creators, or of all, by creator and time."""
    columns = [creator.c.id, post.c.id, creator.c.person_key, creator.c.followers, post.c.posted_at]
    columns += [post.c[name] for name in ("likes", "comments", "shares", "saves", "views", "paid_label", "post_key")]
    statement = sa.select(*columns, post.c.text).join(creator, creator.c.id == post.c.creator_id)
    statement = statement.where(post.c.posted_at.is_not(None), *([creator.c.id.in_(ids)] if ids is not None else []))
    return arrow_rows(connection, statement.order_by(creator.c.id, post.c.posted_at, post.c.id), POSTS)


RATE_COLUMNS = ("creator_id", "followers", "likes", "comments", "shares", "saves", "views")
RATES = pa.schema([POSTS.field(name) for name in RATE_COLUMNS])


def read_rates(connection: sa.Connection) -> Any:
    """Return the counts of all posts with their creator's platform and size (schema RATES and platform)."""
    columns = [creator.c.id, creator.c.followers]
    columns += [post.c[name] for name in ("likes", "comments", "shares", "saves", "views")]
    statement = sa.select(*columns).join(creator, creator.c.id == post.c.creator_id)
    rates = packed_rows(connection, statement.where(post.c.posted_at.is_not(None)), creator.c.id, RATES)
    people = connection.execute(sa.select(creator.c.id, creator.c.platform).order_by(creator.c.id)).all()
    places = np.searchsorted([row.id for row in people], rates.column("creator_id").to_numpy())
    return rates.append_column("platform", pa.array([row.platform for row in people], pa.string()).take(places))


def count_posts(connection: sa.Connection) -> int:
    """Return the number of posts."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(post)).scalar_one())


def read_comments(connection: sa.Connection, ids: Sequence[int]) -> Any:
    """Return the comments (schema COMMENTS, without their text) on posts of these creators."""
    names = ("post_id", "author_key", "text_key", "written_at", "is_generic", "is_emoji", "letters", "name_digits")
    columns = [comment.c.id, *(comment.c[name] for name in names)]
    statement = sa.select(*columns).join(post, post.c.id == comment.c.post_id).where(post.c.creator_id.in_(ids))
    return packed_rows(connection, statement, post.c.creator_id, COMMENTS)


def read_days(connection: sa.Connection, ids: Sequence[int]) -> Any:
    """Return the daily follower counts (schema DAYS) of these creators by day."""
    table = followers_daily.c
    statement = sa.select(table.creator_id, table.day, table.followers).where(table.creator_id.in_(ids))
    return arrow_rows(connection, statement.order_by(table.creator_id, table.day), DAYS)


def read_followers(connection: sa.Connection, creator_id: int, limit: int, also: Collection[int] = ()) -> Any:
    """Return `limit` followers (schema FOLLOWERS) by pseudonym, which makes a cut a random sample, and those `also`."""
    columns = [follower.c[field.name] for field in FOLLOWERS]
    statement = sa.select(*columns).where(follower.c.creator_id == creator_id)
    first = arrow_rows(connection, statement.order_by(follower.c.person_key).limit(limit), FOLLOWERS)
    beyond = set(also).difference(first.column("person_key").to_pylist())
    if not beyond:
        return first
    wanted = joined_on_keys(connection, follower, ("creator_id", "person_key"), [(creator_id, key) for key in beyond])
    return pa.concat_tables([first, arrow_rows(connection, sa.select(*columns).select_from(wanted), FOLLOWERS)])


def count_followers(connection: sa.Connection, creator_id: int) -> int:
    """Return how many followers of a creator are listed."""
    statement = sa.select(sa.func.count()).where(follower.c.creator_id == creator_id)
    return int(connection.execute(statement).scalar_one())


def creators_with_followers(connection: sa.Connection, ids: Sequence[int]) -> set[int]:
    """Return those of these creators of whom a follower list exists."""
    statement = sa.select(follower.c.creator_id).where(follower.c.creator_id.in_(ids)).distinct()
    return set(connection.execute(statement).scalars())


def read_people(connection: sa.Connection, ids: Sequence[int] | None) -> Any:
    """Return (creator_id, person_key) of these creators, or of all, to find creators among commenters."""
    schema = pa.schema([("creator_id", pa.int64()), ("person_key", pa.int64())])
    statement = sa.select(creator.c.id, creator.c.person_key)
    if ids is not None:
        statement = statement.where(creator.c.id.in_(ids))
    return arrow_rows(connection, statement, schema)


def comment_texts(connection: sa.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the texts of these comments by id."""
    wanted = joined_on_keys(connection, comment, ("id",), [(one,) for one in ids])
    rows = connection.execute(sa.select(comment.c.id, comment.c.text).select_from(wanted))
    return {row.id: row.text for row in rows}


def quoted_comments(connection: sa.Connection, creator_id: int, limit: int) -> Sequence[Any]:
    """Return comments (text, author_key, written_at, post_key) that are generic or repeated, most repeated first."""
    same = comment.alias()
    times = (
        sa.select(same.c.text_key, sa.func.count().label("times"), sa.func.min(same.c.id).label("first"))
        .join(post, post.c.id == same.c.post_id)
        .where(post.c.creator_id == creator_id, same.c.text_key != 0)
        .group_by(same.c.text_key)
        .subquery()
    )
    statement = (
        sa.select(comment.c.text, comment.c.author_key, comment.c.written_at, post.c.post_key, times.c.times)
        .join(times, times.c.first == comment.c.id)
        .join(post, post.c.id == comment.c.post_id)
        .where(sa.or_(times.c.times > 1, comment.c.is_generic))
        .order_by(times.c.times.desc(), comment.c.id)
        .limit(limit)
    )
    return connection.execute(statement).all()


def newest_posts(connection: sa.Connection, creator_id: int, limit: int) -> Sequence[Any]:
    """Return the newest posts of a creator with their texts, newest first."""
    columns = (post.c.post_key, post.c.posted_at, post.c.text, post.c.kind, post.c.url, post.c.paid_label)
    mine = post.c.creator_id == creator_id
    return connection.execute(sa.select(*columns).where(mine).order_by(post.c.posted_at.desc()).limit(limit)).all()
