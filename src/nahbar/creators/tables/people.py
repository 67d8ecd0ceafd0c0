"""Everything that the store holds on one person: as a creator, as the author of comments, as a follower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.creators.tables.schema import (
    comment,
    creator,
    follower,
    import_change,
    import_refusal,
    import_run,
    insight,
    post,
    saved_search,
)
from nahbar.kernel.store import metadata
from nahbar.kernel.tables import audit, guest_link

# Keys of this workspace; they say nothing to a person.
LEFT_OUT = {"person_key", "author_key", "text_key", "hash"}
# In the `info` of a table whose rows are somebody else's too: they stay, without the creator and these columns.
KEPT = "kept_without_creator"


def links_to_creators() -> Iterator[tuple[sa.Table, sa.Column[Any]]]:
    """Yield every column of any table that names a creator; a table that is added later is among them."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is creator.c.id for key in column.foreign_keys):
                yield table, column


def rows_of_creator(connection: sa.Connection, creator_id: int) -> Mapping[str, list[dict[str, Any]]]:
    """Return all rows on a creator by table; the follower list, which is about others, as a count."""
    found = {"creator": _plain(connection, sa.select(creator).where(creator.c.id == creator_id))}
    for table, column in links_to_creators():
        if table is follower:
            mine = sa.select(sa.func.count().label("followers listed")).where(column == creator_id)
            found["follower"] = _plain(connection, mine)
        else:
            found.setdefault(table.name, []).extend(_plain(connection, sa.select(table).where(column == creator_id)))
    subject = f"creator:{creator_id}"
    for table in (guest_link, audit):
        found[table.name] = _plain(connection, sa.select(table).where(table.c.subject == subject))
    return found


def rows_of_person(connection: sa.Connection, person: int) -> Mapping[str, list[dict[str, Any]]]:
    """Return the comments that a person wrote and the follower lists that they stand on."""
    wrote = sa.select(post.c.platform, post.c.post_key, comment).join(post).where(comment.c.author_key == person)
    follows = sa.select(creator.c.platform, creator.c.handle, follower).join(creator)
    return {
        "comments": _plain(connection, wrote),
        "follows": _plain(connection, follows.where(follower.c.person_key == person)),
    }


def _plain(connection: sa.Connection, statement: sa.Select[Any]) -> list[dict[str, Any]]:
    rows = connection.execute(statement).mappings()
    return [{key: _said(value) for key, value in row.items() if key not in LEFT_OUT} for row in rows]


def _said(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def remove_creator(connection: sa.Connection, creator_id: int, name: str, spellings: Sequence[str]) -> int:
    """Delete every row on a creator and what imports keep of them; return the number of rows."""
    mine = sa.select(post.c.id).where(post.c.creator_id == creator_id)
    changed = [
        *_changes("comment", sa.select(comment.c.id).where(comment.c.post_id.in_(mine))),
        *_changes("post", mine),
        *_changes("insight", sa.select(insight.c.id).where(insight.c.creator_id == creator_id)),
        *_changes("creator", sa.select(creator.c.id).where(creator.c.id == creator_id)),
    ]
    # Tables with several keys: the creator's number is one of the parts.
    pairs = sa.or_(import_change.c.row_key.like(f"{creator_id}:%"), import_change.c.row_key.like(f"%:{creator_id}"))
    with_pairs = import_change.c.table.in_(("followers_daily", "follower", "overlap", "price"))
    gone: list[sa.Delete | sa.Update] = [import_change.delete().where(condition) for condition in changed]
    gone.append(import_change.delete().where(with_pairs, sa.or_(pairs, import_change.c.row_key == str(creator_id))))
    gone.append(comment.delete().where(comment.c.post_id.in_(mine)))
    links = [(table, column) for table, column in links_to_creators() if table is not creator]
    kept = [(table, column) for table, column in links if KEPT in table.info]
    gone += [table.update().where(column == creator_id).values(_without(table, column)) for table, column in kept]
    gone += [table.delete().where(column == creator_id) for table, column in reversed(links)]
    gone.append(creator.delete().where(creator.c.id == creator_id))
    gone.append(guest_link.delete().where(guest_link.c.subject == f"creator:{creator_id}"))
    gone += [saved_search.delete().where(saved_search.c.question.like(f"%{_escaped(name)}%", escape="\\"))]
    gone += list(_traces(spellings))
    return sum(connection.execute(statement).rowcount for statement in gone)


def _without(table: sa.Table, column: sa.Column[Any]) -> dict[str, None]:
    """Return what is taken from a row that stays without its creator."""
    return dict.fromkeys((column.name, *table.info[KEPT]))


def _changes(table: str, rows: sa.Select[Any]) -> Iterator[sa.ColumnElement[bool]]:
    keys = sa.select(sa.cast(rows.subquery().c.id, sa.String))
    yield sa.and_(import_change.c.table == table, import_change.c.row_key.in_(keys))


def remove_traces(connection: sa.Connection, spellings: Sequence[str]) -> None:
    """Take a name out of what imports remember in words."""
    for statement in _traces(spellings):
        connection.execute(statement)


def _traces(spellings: Sequence[str]) -> Iterator[Any]:
    """What imports remember in words: reasons of refused rows, problems, names of files and options."""
    for spelling in spellings:
        like = f"%{_escaped(spelling.lower())}%"
        yield import_refusal.delete().where(sa.func.lower(import_refusal.c.reason).like(like, escape="\\"))
        columns = {"file": "-", "options": "{}", "problem": None, "who": "-"}
        for name, blank in columns.items():
            named = sa.func.lower(import_run.c[name]).like(like, escape="\\")
            yield import_run.update().where(named).values({name: blank})


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def remove_person(connection: sa.Connection, person: int) -> tuple[int, Sequence[int]]:
    """Delete what a person wrote and where they follow; return the number of rows and whose data that changes."""
    wrote = sa.select(comment.c.id).where(comment.c.author_key == person)
    theirs = sa.select(post.c.creator_id).join(comment, comment.c.post_id == post.c.id)
    touched = set(connection.execute(theirs.where(comment.c.author_key == person)).scalars())
    follows = sa.select(follower.c.creator_id).where(follower.c.person_key == person)
    touched |= set(connection.execute(follows).scalars())
    gone = [import_change.delete().where(condition) for condition in _changes("comment", wrote)]
    follow_key = import_change.c.row_key.like(f"%:{person}")
    gone.append(import_change.delete().where(import_change.c.table == "follower", follow_key))
    gone.append(comment.delete().where(comment.c.author_key == person))
    marks = metadata.tables["follower_mark"]
    gone += [table.delete().where(table.c.person_key == person) for table in (follower, marks)]
    count = sum(connection.execute(statement).rowcount for statement in gone)
    return count, sorted(one for one in touched if one is not None)
