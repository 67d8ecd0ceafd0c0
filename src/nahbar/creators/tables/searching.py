"""What the search index reads of the store: texts of creators, the figures that filters compare, saved searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.search.documents import MOST_COMMENTS, MOST_POSTS, Document
from nahbar.creators.search.facts import NAMED
from nahbar.creators.tables.reading import arrow_rows
from nahbar.creators.tables.schema import comment, creator, import_run, post, price, saved_search, vetting

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
    posts = _grouped(connection.execute(_newest_posts(ids)))
    comments = _grouped(connection.execute(_some_comments(ids)))
    for row in rows:
        yield Document(
            creator_id=row.id,
            version=row.version,
            handle=row.handle,
            name=row.name or "",
            bio=row.bio or "",
            category=row.category or "",
            posts=posts.get(row.id, ()),
            comments=comments.get(row.id, ()),
        )


def _newest_posts(ids: Sequence[int]) -> sa.Select[Any]:
    place = sa.func.row_number().over(partition_by=post.c.creator_id, order_by=post.c.posted_at.desc())
    with_text = (post.c.creator_id.in_(ids), post.c.text.is_not(None), post.c.text != "")
    ranked = sa.select(post.c.creator_id, post.c.text, place.label("place")).where(*with_text).subquery()
    chosen = sa.select(ranked.c.creator_id, ranked.c.text).where(ranked.c.place <= MOST_POSTS)
    return chosen.order_by(ranked.c.creator_id, ranked.c.place)


def _some_comments(ids: Sequence[int]) -> sa.Select[Any]:
    """Comments that say something, at most one of each text."""
    place = sa.func.row_number().over(partition_by=post.c.creator_id, order_by=comment.c.text_key)
    telling = (post.c.creator_id.in_(ids), comment.c.is_generic.is_(False), comment.c.is_emoji.is_(False))
    ranked = (
        sa.select(post.c.creator_id, comment.c.text, place.label("place"))
        .join(post, post.c.id == comment.c.post_id)
        .where(*telling)
        .subquery()
    )
    chosen = sa.select(ranked.c.creator_id, ranked.c.text).where(ranked.c.place <= MOST_COMMENTS)
    return chosen.order_by(ranked.c.creator_id, ranked.c.place)


def _grouped(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for creator_id, text in rows:
        found.setdefault(creator_id, []).append(text)
    return found


FACTS = pa.schema(
    [("id", pa.int64())]
    + [(name, pa.string()) for name in NAMED]
    + [(name, pa.float64()) for name in ("followers", "rate", "percentile", "paid_share", "price_cents", "last_post")]
)


def facts(connection: sa.Connection) -> Any:
    """Return the figures of every creator that filters compare (schema FACTS), in rising order of id."""
    last = sa.select(post.c.creator_id, sa.func.max(post.c.posted_at).label("last_post")).group_by(post.c.creator_id)
    posted = last.subquery()
    columns = [creator.c[name] for name in ("id", "platform", "language", "country")]
    columns += [vetting.c.verdict, creator.c.followers]
    columns += [vetting.c[name] for name in ("rate", "percentile", "paid_share")]
    joined = creator.outerjoin(vetting).outerjoin(posted, posted.c.creator_id == creator.c.id)
    joined = joined.outerjoin(price, price.c.creator_id == creator.c.id)
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


def newest_posts(connection: sa.Connection, ids: Sequence[int], most: int) -> dict[int, list[tuple[str, str]]]:
    """Return (post key, text) of each creator's newest posts with a text."""
    place = sa.func.row_number().over(partition_by=post.c.creator_id, order_by=post.c.posted_at.desc())
    with_text = (post.c.creator_id.in_(ids), post.c.text.is_not(None), post.c.text != "")
    ranked = sa.select(post.c.creator_id, post.c.post_key, post.c.text, place.label("place")).where(*with_text)
    inner = ranked.subquery()
    chosen = sa.select(inner.c.creator_id, inner.c.post_key, inner.c.text).where(inner.c.place <= most)
    found: dict[int, list[tuple[str, str]]] = {}
    for creator_id, key, text in connection.execute(chosen.order_by(inner.c.creator_id, inner.c.place)):
        found.setdefault(creator_id, []).append((key, text))
    return found


def comments_of(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the comments that are searched of these creators."""
    return _grouped(connection.execute(_some_comments(ids)))


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


def drop_search(connection: sa.Connection, search_id: int) -> None:
    """Forget a saved search."""
    connection.execute(saved_search.delete().where(saved_search.c.id == search_id))
