"""Statements on links: found, kept, changed with their history, listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from nahbar.campaigns.links.contracts import ACTIVE, EXPIRED, PAUSED, Change, Link, LinkLine, Target
from nahbar.campaigns.links.tables.schema import link_change, link_hour, link_target, link_version, tracking_link
from nahbar.kernel.wanted import joined_on_keys

FIELDS = ("creator", "campaign", "post", "variant", "expires_at", "paused_at")
SORTS = ("slug", "creator", "campaign", "post", "variant", "created_at", "expires_at", "people", "bots", "repeats")


def raise_version(connection: sa.Connection) -> int:
    """Begin an edit: return the next version of all links, which makes every worker look again.

    Its row stays locked until the transaction ends, so versions become visible in their order.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(link_version).values(id=1, version=1)
    raised = statement.on_conflict_do_update(index_elements=["id"], set_={"version": link_version.c.version + 1})
    version: int = connection.execute(raised.returning(link_version.c.version)).scalar_one()
    return version


def version(connection: sa.Connection) -> int:
    """Return the number that every edit raises."""
    return connection.execute(sa.select(link_version.c.version)).scalar() or 0


def find(connection: sa.Connection, slugs: Sequence[str]) -> dict[str, Link]:
    """Return the links of these slugs by slug."""
    if not slugs:
        return {}
    wanted = joined_on_keys(connection, tracking_link, ["slug"], [(slug,) for slug in slugs])
    return {one.slug: one for one in _links(connection, sa.select(tracking_link).select_from(wanted))}


def by_ids(connection: sa.Connection, ids: Sequence[int]) -> list[Link]:
    """Return the links of these ids."""
    if not ids:
        return []
    wanted = joined_on_keys(connection, tracking_link, ["id"], [(one,) for one in ids])
    return _links(connection, sa.select(tracking_link).select_from(wanted))


def since(connection: sa.Connection, revision: int) -> list[Link]:
    """Return the links that changed after a version of all links; 0 is before all."""
    return _links(connection, sa.select(tracking_link).where(tracking_link.c.revision > revision))


def _links(connection: sa.Connection, statement: sa.Select[Any]) -> list[Link]:
    rows = connection.execute(statement).all()
    targets: dict[int, list[Target]] = {row.id: [] for row in rows}
    wanted = joined_on_keys(connection, link_target, ["link_id"], [(row.id,) for row in rows])
    found = sa.select(link_target).select_from(wanted).order_by(link_target.c.link_id, link_target.c.position)
    for row in connection.execute(found):
        targets[row.link_id].append(Target(row.url, row.weight))
    return [_link(row, tuple(targets[row.id])) for row in rows]


def _link(row: sa.Row[Any], targets: tuple[Target, ...]) -> Link:
    return Link(
        **{name: getattr(row, name) for name in Link.__dataclass_fields__ if name != "targets"}, targets=targets
    )


def add(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Add links and return their ids in order; `targets` of a row are kept beside it."""
    columns = [{name: value for name, value in row.items() if name != "targets"} for row in rows]
    ids: dict[str, int] = {}
    for start in range(0, len(columns), 1_000):
        statement = tracking_link.insert().returning(tracking_link.c.id, tracking_link.c.slug)
        for made in connection.execute(statement, columns[start : start + 1_000]):
            ids[made.slug] = made.id
    _put_targets(connection, [(ids[row["slug"]], one) for row in rows for one in enumerate(row["targets"])])
    return [ids[row["slug"]] for row in rows]


def _put_targets(connection: sa.Connection, targets: Sequence[tuple[int, tuple[int, Target]]]) -> None:
    values = [
        {"link_id": link_id, "position": place, "url": one.url, "weight": one.weight}
        for link_id, (place, one) in targets
    ]
    connection.execute(link_target.insert(), values)


def change(connection: sa.Connection, link: Link, values: Mapping[str, Any], changes: Sequence[Change]) -> None:
    """Give a link other values and keep what they were before."""
    columns = {name: value for name, value in values.items() if name != "targets"}
    if columns:
        connection.execute(tracking_link.update().where(tracking_link.c.id == link.id).values(**columns))
    if "targets" in values:
        connection.execute(link_target.delete().where(link_target.c.link_id == link.id))
        _put_targets(connection, [(link.id, one) for one in enumerate(values["targets"])])
    log(connection, link.id, changes)


def log(connection: sa.Connection, link_id: int, changes: Sequence[Change]) -> None:
    """Add lines to the history of a link."""
    rows = [{"link_id": link_id, "at": one.at, "who": one.who, "field": one.field} for one in changes]
    for row, one in zip(rows, changes, strict=True):
        row |= {"before": one.before, "after": one.after}
    if rows:
        connection.execute(link_change.insert(), rows)


def history(connection: sa.Connection, link_id: int) -> Sequence[Change]:
    """Return the edits of a link, newest first."""
    statement = sa.select(link_change).where(link_change.c.link_id == link_id).order_by(link_change.c.id.desc())
    return [Change(row.at, row.who, row.field, row.before, row.after) for row in connection.execute(statement)]


def page(
    connection: sa.Connection, filters: Mapping[str, str], sort: str, offset: int, limit: int | None, now: int
) -> tuple[Sequence[LinkLine], int]:
    """Return one page of the list and the number of links that pass the filters."""
    counted = _counted()
    state = _state(now)
    first = link_target.alias("first_target")
    many = sa.select(sa.func.count()).where(link_target.c.link_id == tracking_link.c.id).scalar_subquery()
    sums = {name: sa.func.coalesce(counted.c[name], 0).label(name) for name in ("people", "bots", "repeats")}
    joined = tracking_link.outerjoin(counted, counted.c.link_id == tracking_link.c.id)
    joined = joined.join(first, sa.and_(first.c.link_id == tracking_link.c.id, first.c.position == 0))
    statement = sa.select(
        tracking_link, first.c.url.label("target"), many.label("targets"), state.label("state"), *sums.values()
    ).select_from(joined)
    statement = statement.where(*_conditions(filters, state, first))
    total = connection.execute(sa.select(sa.func.count()).select_from(statement.subquery())).scalar_one()
    name = sort.removeprefix("-")
    column: sa.ColumnElement[Any] = sums[name] if name in sums else tracking_link.c[name]
    order = column.desc() if sort.startswith("-") else column.asc()
    rows = connection.execute(statement.order_by(order.nulls_last(), tracking_link.c.slug).offset(offset).limit(limit))
    return [_line(row) for row in rows], total


def _line(row: sa.Row[Any]) -> LinkLine:
    texts: dict[str, Any] = {name: getattr(row, name) or "" for name in ("creator", "campaign", "post", "variant")}
    names = ("slug", "target", "targets", "state", "expires_at", "created_at", "people", "bots", "repeats")
    return LinkLine(**texts, **{name: getattr(row, name) for name in names})


def _counted() -> sa.Subquery:
    names = ("people", "bots", "repeats")
    # Sums of whole numbers come back from PostgreSQL as decimals.
    sums = [sa.cast(sa.func.sum(link_hour.c[name]), sa.BigInteger).label(name) for name in names]
    return sa.select(link_hour.c.link_id, *sums).group_by(link_hour.c.link_id).subquery("counted")


def _state(now: int) -> sa.ColumnElement[str]:
    return sa.case(
        (tracking_link.c.paused_at.is_not(None), PAUSED), (tracking_link.c.expires_at <= now, EXPIRED), else_=ACTIVE
    )


def _conditions(
    filters: Mapping[str, str], state: sa.ColumnElement[str], first: sa.FromClause
) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if words := filters.get("q"):
        places = [tracking_link.c[name] for name in ("slug", "creator", "campaign", "post", "variant")]
        found.append(sa.or_(*(one.icontains(words, autoescape=True) for one in [*places, first.c.url])))
    found += [tracking_link.c[name] == filters[name] for name in ("creator", "campaign") if name in filters]
    if "state" in filters:
        found.append(state == filters["state"])
    return found


def names_in_use(connection: sa.Connection, column: str) -> Sequence[str]:
    """Return the values of `column` ("creator" or "campaign") that links have."""
    one = tracking_link.c[column]
    return list(connection.execute(sa.select(one).where(one.is_not(None)).distinct().order_by(one)).scalars())
