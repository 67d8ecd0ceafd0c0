"""What the search index reads of the store: texts of creators, the figures that filters compare, saved searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.search.documents import MOST_COMMENTS, MOST_POSTS, Document
from nahbar.creators.search.facts import NAMED
from nahbar.creators.tables.newest import newest_posts, telling_comments
from nahbar.creators.tables.portfolio import usual_currency
from nahbar.creators.tables.reading import arrow_rows
from nahbar.creators.tables.schema import creator, import_run, post, price, saved_search, vetting

CHUNK_CREATORS = 2_000


def import_state(connection: sa.Connection) -> str:
    """Return a text that changes with every import and undo; cheap, however many creators there are."""
    counts = (sa.func.count(), sa.func.max(import_run.c.id), sa.func.max(import_run.c.finished_at))
    ended = sa.select(*counts).where(import_run.c.state.in_(("done", "undone")))
    undone = sa.select(sa.func.count()).select_from(import_run).where(import_run.c.state == "undone")
    return ":".join(str(value) for value in (*connection.execute(ended).one(), connection.execute(undone).scalar_one()))


def versions(connection: sa.Connection) -> tuple[Sequence[int], Sequence[int]]:
    """Return the ids of all creators in rising order, and the versions of their data."""
    rows = connection.execute(sa.select(creator.c.id, creator.c.version).order_by(creator.c.id)).all()
    return [row.id for row in rows], [row.version for row in rows]


def documents(connection: sa.Connection, ids: Sequence[int]) -> Iterator[Document]:
    """Yield what is searched of these creators (ids in rising order)."""
    for start in range(0, len(ids), CHUNK_CREATORS):
        yield from _chunk(connection, ids[start : start + CHUNK_CREATORS])


def _chunk(connection: sa.Connection, ids: Sequence[int]) -> Iterator[Document]:
    columns = ("id", "version", "handle", "name", "bio", "category")
    rows = connection.execute(
        sa.select(*(creator.c[name] for name in columns)).where(creator.c.id.in_(ids)).order_by(creator.c.id)
    ).all()
    posts = newest_posts(connection, ids, MOST_POSTS)
    comments = telling_comments(connection, ids, MOST_COMMENTS)
    for row in rows:
        yield Document(
            creator_id=row.id,
            version=row.version,
            handle=row.handle,
            name=row.name or "",
            bio=row.bio or "",
            category=row.category or "",
            posts=[one.text for one in posts.get(row.id, ())],
            comments=comments.get(row.id, ()),
        )


FACTS = pa.schema(
    [("id", pa.int64())]
    + [(name, pa.string()) for name in NAMED]
    + [(name, pa.float64()) for name in ("followers", "rate", "percentile", "paid_share", "price_cents", "last_post")]
)


def facts(connection: sa.Connection) -> Any:
    """Return the figures of every creator that filters compare (schema FACTS), in rising order of id.

    Prices are those in the usual currency alone: others cannot be compared with them.
    """
    last = sa.select(post.c.creator_id, sa.func.max(post.c.posted_at).label("last_post")).group_by(post.c.creator_id)
    posted = last.subquery()
    columns = [creator.c[name] for name in ("id", "platform", "language", "country")]
    columns += [vetting.c.verdict, creator.c.followers]
    columns += [vetting.c[name] for name in ("rate", "percentile", "paid_share")]
    joined = creator.outerjoin(vetting).outerjoin(posted, posted.c.creator_id == creator.c.id)
    comparable = sa.and_(price.c.creator_id == creator.c.id, price.c.currency == usual_currency(connection))
    joined = joined.outerjoin(price, comparable)
    statement = sa.select(*columns, price.c.price_cents, posted.c.last_post).select_from(joined)
    return arrow_rows(connection, statement.order_by(creator.c.id), FACTS)


def vetting_state(connection: sa.Connection) -> str:
    """Return a text that changes when reports are made."""
    row = connection.execute(sa.select(sa.func.count(), sa.func.max(vetting.c.made_at)).select_from(vetting)).one()
    return f"{row[0]}:{row[1]}"


def lines(connection: sa.Connection, ids: Sequence[int]) -> Sequence[Any]:
    """Return what a hit shows of these creators."""
    names = ("id", "version", "platform", "handle", "name", "bio", "category", "followers", "country", "language")
    columns: list[Any] = [creator.c[name] for name in names]
    columns += [vetting.c[name] for name in ("verdict", "rate", "rate_low", "rate_high", "percentile", "paid_share")]
    joined = creator.outerjoin(vetting).outerjoin(price, price.c.creator_id == creator.c.id)
    statement = sa.select(*columns, price.c.price_cents, price.c.currency).select_from(joined)
    return list(connection.execute(statement.where(creator.c.id.in_(ids))))


def list_searches(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """Return the saved searches by name."""
    return connection.execute(sa.select(saved_search).order_by(saved_search.c.name)).all()


def get_search(connection: sa.Connection, search_id: int) -> sa.Row[Any] | None:
    """Return one saved search."""
    return connection.execute(sa.select(saved_search).where(saved_search.c.id == search_id)).first()


def add_search(connection: sa.Connection, values: dict[str, Any]) -> int:
    """Keep a search and return its id; one of the same name is replaced."""
    connection.execute(saved_search.delete().where(saved_search.c.name == values["name"]))
    return int(connection.execute(saved_search.insert().values(**values).returning(saved_search.c.id)).scalar_one())


def change_search(connection: sa.Connection, search_id: int, **values: Any) -> None:
    """Change columns of a saved search."""
    connection.execute(saved_search.update().where(saved_search.c.id == search_id).values(**values))


def drop_search(connection: sa.Connection, search_id: int) -> bool:
    """Forget a saved search; return whether there was one."""
    return connection.execute(saved_search.delete().where(saved_search.c.id == search_id)).rowcount > 0
