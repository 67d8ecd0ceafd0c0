"""What a choice of creators reads: prices, who they are, and every evidence of who follows several of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.tables.reading import arrow_rows
from nahbar.creators.tables.schema import audience_sketch, comment, creator, follower, overlap, post, price, vetting

CHUNK = 5_000
PEOPLE = pa.schema([("creator_id", pa.int64()), ("person_key", pa.int64())])
VETTED = (
    "verdict", "rate", "rate_low", "rate_high", "percentile", "audit_n", "audit_share", "audit_low", "audit_high",
    "posts_used",
)  # fmt: skip

Keys = npt.NDArray[np.int64]


def usual_currency(connection: sa.Connection) -> str:
    """Return the currency that most prices have, an empty text without prices."""
    counted = sa.select(price.c.currency).group_by(price.c.currency)
    most = counted.order_by(sa.func.count().desc(), price.c.currency).limit(1)
    return str(connection.execute(most).scalar() or "")


def prices(connection: sa.Connection) -> Mapping[int, tuple[int, str]]:
    """Return the price (hundredths, currency) of every creator that has one."""
    return {row.creator_id: (row.price_cents, row.currency) for row in connection.execute(sa.select(price))}


def sizes(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """Return (id, platform, followers) of every creator whose followers are known."""
    columns = [creator.c[name] for name in ("id", "platform", "followers")]
    return connection.execute(sa.select(*columns).where(creator.c.followers > 0).order_by(creator.c.id)).all()


def candidates(connection: sa.Connection, ids: Sequence[int]) -> Sequence[sa.Row[Any]]:
    """Return these creators with the figures of their vetting."""
    names = ("id", "version", "platform", "handle", "name", "followers", "category", "language")
    columns = [creator.c[name] for name in names] + [vetting.c[name] for name in VETTED]
    fresh = (vetting.c.version == creator.c.version).label("fresh")
    found: list[sa.Row[Any]] = []
    for chunk in _chunks(ids):
        statement = sa.select(*columns, vetting.c.method, fresh).select_from(creator.outerjoin(vetting))
        found.extend(connection.execute(statement.where(creator.c.id.in_(chunk)).order_by(creator.c.id)))
    return found


def reports(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, bytes]:
    """Return the kept vetting reports of these creators."""
    found: dict[int, bytes] = {}
    for chunk in _chunks(ids):
        columns = (vetting.c.creator_id, vetting.c.report)
        for row in connection.execute(sa.select(*columns).where(vetting.c.creator_id.in_(chunk))):
            found[row.creator_id] = row.report
    return found


def list_sizes(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, int]:
    """Return how many followers of these creators are listed, by creator."""
    found: dict[int, int] = {}
    for chunk in _chunks(ids):
        statement = sa.select(follower.c.creator_id, sa.func.count()).where(follower.c.creator_id.in_(chunk))
        rows = connection.execute(statement.group_by(follower.c.creator_id))
        found.update({row[0]: row[1] for row in rows})
    return found


def followers(connection: sa.Connection, ids: Sequence[int], below: int | None) -> Mapping[int, Keys]:
    """Return the pseudonyms of the listed followers by creator; with `below` only those nearer to zero than that."""
    condition = [] if below is None else [follower.c.person_key.between(1 - below, below - 1)]
    statement = sa.select(follower.c.creator_id, follower.c.person_key).where(*condition)
    return _people(connection, statement, follower.c.creator_id, ids)


def commenters(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, Keys]:
    """Return the pseudonyms of those who commented on posts of these creators."""
    statement = sa.select(post.c.creator_id, comment.c.author_key).join(post, post.c.id == comment.c.post_id).distinct()
    return _people(connection, statement, post.c.creator_id, ids)


def _people(
    connection: sa.Connection, statement: sa.Select[Any], column: sa.ColumnElement[Any], ids: Sequence[int]
) -> Mapping[int, Keys]:
    found: dict[int, Keys] = {}
    for chunk in _chunks(ids):
        table = arrow_rows(connection, statement.where(column.in_(chunk)), PEOPLE)
        owner, person = (table.column(name).to_numpy() for name in ("creator_id", "person_key"))
        order = np.argsort(owner, kind="stable")
        owner, person = owner[order], person[order]
        known, starts = np.unique(owner, return_index=True)
        for one, keys in zip(known.tolist(), np.split(person, starts[1:]), strict=False):
            found[one] = keys
    return found


def overlaps(connection: sa.Connection, ids: Sequence[int]) -> Sequence[tuple[int, int, int]]:
    """Return (creator, creator, shared people) of the pairs in the table of overlaps that are both among `ids`."""
    wanted = set(ids)
    rows = connection.execute(sa.select(overlap.c.creator_a, overlap.c.creator_b, overlap.c.shared))
    return [(a, b, shared) for a, b, shared in rows if a in wanted and b in wanted]


def sketches(connection: sa.Connection, ids: Sequence[int]) -> Iterator[tuple[int, str, bytes]]:
    """Yield (creator, name of the salt, sketch)."""
    columns = (audience_sketch.c.creator_id, audience_sketch.c.salt_name, audience_sketch.c.sketch)
    for chunk in _chunks(ids):
        for row in connection.execute(sa.select(*columns).where(audience_sketch.c.creator_id.in_(chunk))):
            yield row.creator_id, row.salt_name, row.sketch


def sketch_names(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, tuple[str, float]]:
    """Return the name of the salt and the size of the audience for creators with a sketch."""
    found: dict[int, tuple[str, float]] = {}
    for chunk in _chunks(ids):
        columns = (audience_sketch.c.creator_id, audience_sketch.c.salt_name, audience_sketch.c.size)
        for row in connection.execute(sa.select(*columns).where(audience_sketch.c.creator_id.in_(chunk))):
            found[row.creator_id] = (row.salt_name, row.size)
    return found


def keep_sketch(connection: sa.Connection, values: Mapping[str, Any]) -> None:
    """Put a creator's sketch in the place of an earlier one."""
    connection.execute(audience_sketch.delete().where(audience_sketch.c.creator_id == values["creator_id"]))
    connection.execute(audience_sketch.insert(), [dict(values)])


def drop_sketch(connection: sa.Connection, creator_id: int) -> bool:
    """Forget a creator's sketch; return whether there was one."""
    done = connection.execute(audience_sketch.delete().where(audience_sketch.c.creator_id == creator_id))
    return bool(done.rowcount)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
