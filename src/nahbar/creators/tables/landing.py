"""Lands imported rows: what is new is inserted, what is known is compared, what changes is kept for the undo.

An empty value never overwrites a known one: empty means unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.tables.schema import (
    audience_sketch,
    comment,
    creator,
    follower,
    follower_mark,
    followers_daily,
    import_change,
    insight,
    overlap,
    post,
    price,
    vetting,
)
from nahbar.kernel.wanted import joined_on_keys

Values = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a kind of row lands: its table and the columns that make a row the same row."""

    table: sa.Table
    key: tuple[str, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        """The primary key's columns: how a changed row is found again."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def row_key(self) -> sa.ColumnElement[str]:
        """The primary key as one text, as `import_change.row_key` holds it."""
        parts = [sa.cast(self.table.c[name], sa.String) for name in self.identity]
        return parts[0] if len(parts) == 1 else parts[0] + ":" + parts[1]


TARGETS: Mapping[str, Target] = {
    "creator": Target(creator, ("platform", "handle_key")),
    "followers_daily": Target(followers_daily, ("creator_id", "day")),
    "post": Target(post, ("creator_id", "post_key")),
    "comment": Target(comment, ("post_id", "comment_key")),
    "follower": Target(follower, ("creator_id", "person_key")),
    "overlap": Target(overlap, ("creator_a", "creator_b")),
    "insight": Target(insight, ("creator_id", "dimension", "value", "observed_at")),
    "price": Target(price, ("creator_id",)),
}


@dataclass(slots=True)
class Landed:
    """Counts of rows so far; of several rows on one known thing, one counts as changed when it ends up different."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(slots=True)
class _Batch:
    existing: dict[Key, Values]
    fresh: dict[Key, Values] = field(default_factory=dict)
    before: dict[Key, Values] = field(default_factory=dict)


def land(connection: sa.Connection, target: Target, import_id: int, rows: Sequence[Values], counts: Landed) -> None:
    """Insert or merge `rows` (column to value; every row with the same columns) and add to `counts`."""
    if not rows:
        return
    keys = [tuple(row[name] for name in target.key) for row in rows]
    batch = _Batch(_existing(connection, target, set(keys), rows))
    for key, row in zip(keys, rows, strict=True):
        if key in batch.existing:
            _merge_known(batch, key, row, counts)
        elif key in batch.fresh:
            _merge_fresh(batch.fresh[key], row, counts)
        else:
            batch.fresh[key] = {**row, "import_id": import_id}
            counts.new += 1
    _settle(batch, counts)
    _write(connection, target, batch, import_id)


def _existing(connection: sa.Connection, target: Target, keys: set[Key], rows: Sequence[Values]) -> dict[Key, Values]:
    table = target.table
    names = list(dict.fromkeys((*target.identity, *target.key, *rows[0], "import_id")))
    columns = [table.c[name] for name in names]
    found: dict[Key, Values] = {}
    wanted = joined_on_keys(connection, table, target.key, keys)
    for row in connection.execute(sa.select(*columns).select_from(wanted)):
        values = dict(zip(names, row, strict=True))
        found[tuple(values[name] for name in target.key)] = values
    return found


def _merge_known(batch: _Batch, key: Key, row: Values, counts: Landed) -> None:
    known = batch.existing[key]
    differing = {name: value for name, value in row.items() if value is not None and value != known[name]}
    if not differing:
        counts.same += 1
        return
    counts.same += key in batch.before
    counts.changed += key not in batch.before
    kept = batch.before.setdefault(key, {})
    for name in differing:
        kept.setdefault(name, known[name])
    known.update(differing)


def _settle(batch: _Batch, counts: Landed) -> None:
    """Drop what later rows of the batch took back: a file that names a thing twice changes nothing the second time."""
    for key, before in list(batch.before.items()):
        known = batch.existing[key]
        left = {name: value for name, value in before.items() if known[name] != value}
        if left:
            batch.before[key] = left
        else:
            del batch.before[key]
            counts.changed -= 1
            counts.same += 1


def _merge_fresh(pending: Values, row: Values, counts: Landed) -> None:
    differing = {name: value for name, value in row.items() if value is not None and value != pending[name]}
    pending.update(differing)
    if differing:
        counts.changed += 1
    else:
        counts.same += 1


def _write(connection: sa.Connection, target: Target, batch: _Batch, import_id: int) -> None:
    if batch.fresh:
        _insert(connection, target.table, list(batch.fresh.values()))
    for key, before in batch.before.items():
        known = batch.existing[key]
        same_row = [target.table.c[name] == known[name] for name in target.identity]
        connection.execute(target.table.update().where(*same_row).values({name: known[name] for name in before}))
    kept = [
        _kept(target, batch.existing[key], before, import_id)
        for key, before in batch.before.items()
        if batch.existing[key]["import_id"] != import_id
    ]
    if kept:
        connection.execute(import_change.insert(), kept)


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Values]) -> None:
    """Hand the rows to the driver as they are: the values need no conversion, and millions come this way."""
    compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = compiled.positiontup
    given: Any = [tuple(row[name] for name in order) for row in rows] if order else list(rows)
    connection.exec_driver_sql(str(compiled), given)


def _kept(target: Target, known: Mapping[str, Any], values: Values, import_id: int) -> Values:
    row_key = ":".join(str(known[name]) for name in target.identity)
    before = msgspec.json.encode(values).decode()
    return {"import_id": import_id, "table": target.table.name, "row_key": row_key, "before": before}


def settle_changes(connection: sa.Connection, import_id: int, counts: Landed) -> None:
    """Join what several batches of one import changed on the same row, and forget what ended where it began."""
    mine = import_change.c.import_id == import_id
    place = (import_change.c.table, import_change.c.row_key)
    several = sa.select(*place).where(mine).group_by(*place).having(sa.func.count() > 1)
    for table, row_key in connection.execute(several).all():
        here = (mine, import_change.c.table == table, import_change.c.row_key == row_key)
        newest_first = sa.select(import_change.c.before).where(*here).order_by(import_change.c.id.desc())
        records = connection.execute(newest_first).scalars().all()
        before: Values = {}
        for record in records:
            before.update(msgspec.json.decode(record))
        target = TARGETS[table]
        now = dict(connection.execute(sa.select(target.table).where(*_same_row(target, row_key))).mappings().one())
        left = {name: value for name, value in before.items() if now[name] != value}
        connection.execute(import_change.delete().where(*here))
        if left:
            connection.execute(import_change.insert().values(**_kept(target, now, left, import_id)))
        taken_back = len(records) - bool(left)
        counts.changed -= taken_back
        counts.same += taken_back


def _same_row(target: Target, row_key: str) -> list[sa.ColumnElement[bool]]:
    parts = [int(part) for part in row_key.split(":")]
    return [target.table.c[name] == part for name, part in zip(target.identity, parts, strict=True)]


def restore_changes(connection: sa.Connection, import_id: int) -> None:
    """Give every row that the import changed its values of before, latest change first."""
    changes = connection.execute(
        sa.select(import_change).where(import_change.c.import_id == import_id).order_by(import_change.c.id.desc())
    ).all()
    for change in changes:
        target = TARGETS[change.table]
        same_row = _same_row(target, change.row_key)
        connection.execute(target.table.update().where(*same_row).values(**msgspec.json.decode(change.before)))
    connection.execute(import_change.delete().where(import_change.c.import_id == import_id))


def remove_rows(connection: sa.Connection, import_id: int) -> None:
    """Remove every row that the import brought, dependants first."""
    mine = sa.select(creator.c.id).where(creator.c.import_id == import_id)
    for table in (vetting, follower_mark, audience_sketch):
        connection.execute(table.delete().where(table.c.creator_id.in_(mine)))
    for name in ("comment", "follower", "followers_daily", "insight", "overlap", "price", "post", "creator"):
        table = TARGETS[name].table
        connection.execute(table.delete().where(table.c.import_id == import_id))


def later_imports(connection: sa.Connection, import_id: int) -> Sequence[int]:
    """Return the imports that changed, or hang on, rows of this one; they must be undone before it."""
    found: set[int] = set()
    mine = sa.select(import_change.c.table, import_change.c.row_key).where(import_change.c.import_id == import_id)
    changed_too = sa.select(import_change.c.import_id).where(
        import_change.c.import_id > import_id, sa.tuple_(import_change.c.table, import_change.c.row_key).in_(mine)
    )
    found.update(connection.execute(changed_too.distinct()).scalars())
    for statement in (*_changes_of_my_rows(import_id), *_rows_on_my_rows(import_id)):
        found.update(one for one in connection.execute(statement).scalars() if one is not None)
    return sorted(found)


def _changes_of_my_rows(import_id: int) -> Iterable[sa.Select[tuple[Any]]]:
    for name, target in TARGETS.items():
        mine = sa.select(target.row_key).where(target.table.c.import_id == import_id)
        yield (
            sa.select(import_change.c.import_id)
            .where(
                import_change.c.import_id > import_id, import_change.c.table == name, import_change.c.row_key.in_(mine)
            )
            .distinct()
        )


def _rows_on_my_rows(import_id: int) -> Iterable[sa.Select[tuple[Any]]]:
    my_creators = sa.select(creator.c.id).where(creator.c.import_id == import_id)
    my_posts = sa.select(post.c.id).where(post.c.import_id == import_id)
    links = [
        (table, table.c.creator_id.in_(my_creators)) for table in (post, followers_daily, follower, insight, price)
    ] + [
        (comment, comment.c.post_id.in_(my_posts)),
        (overlap, sa.or_(overlap.c.creator_a.in_(my_creators), overlap.c.creator_b.in_(my_creators))),
    ]
    for table, condition in links:
        yield sa.select(table.c.import_id).where(condition, table.c.import_id > import_id).distinct()


def raise_versions(connection: sa.Connection, creators: Iterable[int]) -> None:
    """Mark what was computed for these creators as old."""
    identities = sorted(creators)
    for start in range(0, len(identities), 10_000):
        chunk = identities[start : start + 10_000]
        connection.execute(creator.update().where(creator.c.id.in_(chunk)).values(version=creator.c.version + 1))


def creators_of_import(connection: sa.Connection, import_id: int) -> set[int]:
    """Return the creators whose rows the import brought or changed; a price says nothing that vetting reads."""
    found = set(connection.execute(sa.select(creator.c.id).where(creator.c.import_id == import_id)).scalars())
    for table in (post, followers_daily, follower, insight):
        rows = sa.select(table.c.creator_id).where(table.c.import_id == import_id, table.c.creator_id.is_not(None))
        found.update(connection.execute(rows.distinct()).scalars())
    on_posts = sa.select(post.c.creator_id).join(comment, comment.c.post_id == post.c.id)
    rows = on_posts.where(comment.c.import_id == import_id, post.c.creator_id.is_not(None))
    found.update(connection.execute(rows.distinct()).scalars())
    for side in (overlap.c.creator_a, overlap.c.creator_b):
        found.update(connection.execute(sa.select(side).where(overlap.c.import_id == import_id).distinct()).scalars())
    return found | _creators_changed(connection, import_id)


def _creators_changed(connection: sa.Connection, import_id: int) -> set[int]:
    rows = connection.execute(
        sa.select(import_change.c.table, import_change.c.row_key).where(import_change.c.import_id == import_id)
    ).all()
    direct = {
        int(row.row_key.split(":")[0]) for row in rows if row.table not in ("post", "comment", "insight", "price")
    }
    direct |= {int(row.row_key.split(":")[1]) for row in rows if row.table == "overlap"}
    posts = [int(row.row_key) for row in rows if row.table == "post"]
    comments = [int(row.row_key) for row in rows if row.table == "comment"]
    stated = [int(row.row_key) for row in rows if row.table == "insight"]
    for start in range(0, len(stated), 10_000):
        chunk = insight.c.id.in_(stated[start : start + 10_000])
        direct.update(connection.execute(sa.select(insight.c.creator_id).where(chunk)).scalars())
    for start in range(0, len(comments), 10_000):
        chunk = comment.c.id.in_(comments[start : start + 10_000])
        posts += connection.execute(sa.select(comment.c.post_id).where(chunk)).scalars()
    for start in range(0, len(posts), 10_000):
        chunk = post.c.id.in_(posts[start : start + 10_000])
        found = connection.execute(sa.select(post.c.creator_id).where(chunk)).scalars()
        direct.update(one for one in found if one is not None)
    return direct
