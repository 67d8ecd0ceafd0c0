"""Lists and look-ups of creators: by key, by near spelling, filtered, sorted and paged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.creators.contracts import CreatorLine
from nahbar.creators.tables.schema import comment, creator, follower, followers_daily, post, vetting

SORTS: Mapping[str, sa.ColumnElement[Any]] = {
    "name": sa.func.lower(sa.func.coalesce(creator.c.name, creator.c.handle)),
    "platform": creator.c.platform,
    "followers": creator.c.followers,
    "rate": vetting.c.rate,
    "percentile": vetting.c.percentile,
    "verdict": sa.case({"strong signs": 3, "look closer": 2, "no sign": 1, "cannot tell": 0}, value=vetting.c.verdict),
}

MOST_DIGITS = 12  # of a bound that a visitor types; no store takes any whole number


def find_creator(connection: sa.Connection, platform: str, handle_key: str) -> sa.Row[Any] | None:
    """Return the row of one creator."""
    same = (creator.c.platform == platform, creator.c.handle_key == handle_key)
    return connection.execute(sa.select(creator).where(*same)).first()


def all_names(connection: sa.Connection, limit: int = 200_000) -> Sequence[str]:
    """Return "platform/handle" of all creators, for near matches."""
    rows = connection.execute(sa.select(creator.c.platform, creator.c.handle).limit(limit))
    return [f"{row.platform}/{row.handle}" for row in rows]


def platforms(connection: sa.Connection) -> Sequence[str]:
    """Return the platforms that creators are on."""
    return list(connection.execute(sa.select(creator.c.platform).distinct().order_by(creator.c.platform)).scalars())


def count_creators(connection: sa.Connection, filters: Mapping[str, str]) -> int:
    """Return how many creators pass the filters."""
    statement = sa.select(sa.func.count()).select_from(creator.outerjoin(vetting)).where(*_conditions(filters))
    return int(connection.execute(statement).scalar_one())


def count_verdicts(connection: sa.Connection) -> Mapping[str, int]:
    """Return the number of creators by verdict; "" counts those not vetted since their data last changed."""
    fresh = sa.case((vetting.c.version == creator.c.version, vetting.c.verdict), else_="")
    rows = connection.execute(
        sa.select(fresh.label("verdict"), sa.func.count().label("n"))
        .select_from(creator.outerjoin(vetting))
        .group_by(fresh)
    )
    return {row.verdict: row.n for row in rows}


def list_creators(
    connection: sa.Connection, filters: Mapping[str, str], sort: str, offset: int, limit: int | None
) -> Sequence[CreatorLine]:
    """Return one page of creators with the short form of their vetting; unknown values come last."""
    column = SORTS[sort.removeprefix("-")]
    order = column.desc() if sort.startswith("-") else column.asc()
    statement = (
        sa.select(creator, vetting.c.verdict, vetting.c.rate, vetting.c.rate_low, vetting.c.rate_high)
        .add_columns(
            vetting.c.percentile, vetting.c.posts_used, (vetting.c.version == creator.c.version).label("fresh")
        )
        .select_from(creator.outerjoin(vetting))
        .where(*_conditions(filters))
        .order_by(order.nulls_last(), creator.c.id)
        .offset(offset)
        .limit(limit)
    )
    return [_line(row) for row in connection.execute(statement)]


def _line(row: sa.Row[Any]) -> CreatorLine:
    return CreatorLine(
        platform=row.platform,
        handle=row.handle,
        name=row.name or row.handle,
        followers=row.followers,
        country=row.country,
        language=row.language,
        category=row.category,
        verdict=row.verdict,
        fresh=bool(row.fresh),
        rate=row.rate,
        rate_low=row.rate_low,
        rate_high=row.rate_high,
        percentile=row.percentile,
        posts_used=row.posts_used,
    )


def _conditions(filters: Mapping[str, str]) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if text := filters.get("q"):
        like = f"%{_escaped(text.removeprefix('@').lower())}%"
        columns = (creator.c.handle_key, creator.c.name, creator.c.bio, creator.c.category)
        found.append(sa.or_(*(sa.func.lower(column).like(like, escape="\\") for column in columns)))
    if platform := filters.get("platform"):
        found.append(creator.c.platform == platform)
    if verdict := filters.get("verdict"):
        found.append(vetting.c.verdict == verdict if verdict != "none" else vetting.c.verdict.is_(None))
    for name, column, least in (("from", creator.c.followers, True), ("to", creator.c.followers, False)):
        if filters.get(name, "").isdecimal():
            bound = int(filters[name][:MOST_DIGITS])
            found.append(column >= bound if least else column <= bound)
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def count_rows(connection: sa.Connection, creator_id: int) -> Mapping[str, int]:
    """Return how many rows of each kind there are on one creator."""
    counts = {}
    for name, table in (("posts", post), ("days", followers_daily), ("followers", follower)):
        statement = sa.select(sa.func.count()).select_from(table).where(table.c.creator_id == creator_id)
        counts[name] = int(connection.execute(statement).scalar_one())
    on_posts = sa.select(sa.func.count()).select_from(comment.join(post)).where(post.c.creator_id == creator_id)
    return {**counts, "comments": int(connection.execute(on_posts).scalar_one())}


def neighbours(connection: sa.Connection, platform: str, but: int, limit: int) -> Sequence[tuple[int, float]]:
    """Return (followers, rate) of other vetted creators on a platform."""
    known = (creator.c.platform == platform, creator.c.id != but, vetting.c.rate.is_not(None))
    statement = sa.select(creator.c.followers, vetting.c.rate).join(vetting).where(*known, creator.c.followers > 0)
    return [(row.followers, row.rate) for row in connection.execute(statement.limit(limit))]
