"""Statements on clicks: sums by hour, how far each file is read, the memory of the last minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from nahbar.campaigns.links.contracts import Clicks, Hour
from nahbar.campaigns.links.counting import Memory
from nahbar.campaigns.links.tables.schema import click_file, click_memory, link_hour

NAMES = ("people", "bots", "repeats")
# No engine takes more values in one statement than 32,766.
MOST_IDS = 10_000


def _insert(connection: sa.Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def add_clicks(connection: sa.Connection, sums: Mapping[tuple[int, int, int], Clicks]) -> None:
    """Add clicks by (link, target, hour) to what is counted already."""
    if not sums:
        return
    statement = _insert(connection, link_hour)
    added = {name: link_hour.c[name] + statement.excluded[name] for name in NAMES}
    keys = ("link_id", "target", "hour")
    # In order, so that two transactions never wait for each other's rows.
    rows = [
        {**dict(zip(keys, key, strict=True)), "people": one.people, "bots": one.bots, "repeats": one.repeats}
        for key, one in sorted(sums.items())
    ]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=added), rows)


def by_target(connection: sa.Connection, link_id: int) -> Mapping[int, Clicks]:
    """Return all clicks on a link by the index of the target."""
    sums = [sa.cast(sa.func.sum(link_hour.c[name]), sa.BigInteger).label(name) for name in NAMES]
    statement = sa.select(link_hour.c.target, *sums).where(link_hour.c.link_id == link_id)
    rows = connection.execute(statement.group_by(link_hour.c.target))
    return {row.target: Clicks(row.people, row.bots, row.repeats) for row in rows}


def people_of(connection: sa.Connection, link_ids: Sequence[int]) -> int:
    """Return how many people clicked on any of these links."""
    found = 0
    for start in range(0, len(link_ids), MOST_IDS):
        mine = link_hour.c.link_id.in_(link_ids[start : start + MOST_IDS])
        found += int(connection.execute(sa.select(sa.func.sum(link_hour.c.people)).where(mine)).scalar() or 0)
    return found


def by_hour(connection: sa.Connection, link_id: int) -> Sequence[Hour]:
    """Return the clicks on a link by the hour, oldest first."""
    sums = [sa.cast(sa.func.sum(link_hour.c[name]), sa.BigInteger).label(name) for name in NAMES]
    statement = sa.select(link_hour.c.hour, *sums).where(link_hour.c.link_id == link_id)
    rows = connection.execute(statement.group_by(link_hour.c.hour).order_by(link_hour.c.hour))
    return [Hour(row.hour, Clicks(row.people, row.bots, row.repeats)) for row in rows]


def files_read(connection: sa.Connection) -> dict[str, int]:
    """Return how many records of each file are counted."""
    return {row.name: row.records for row in connection.execute(sa.select(click_file))}


def keep_read(connection: sa.Connection, name: str, records: int, torn: int) -> None:
    """Remember how far a file is read."""
    statement = _insert(connection, click_file).values(name=name, records=records, torn=torn)
    sums = {"records": statement.excluded.records, "torn": click_file.c.torn + statement.excluded.torn}
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=sums))


def forget_files(connection: sa.Connection, names: Sequence[str]) -> None:
    """Forget files that are gone."""
    connection.execute(click_file.delete().where(click_file.c.name.in_(names)))


def load_memory(connection: sa.Connection) -> Memory:
    """Return what is remembered of the last minute."""
    data = connection.execute(sa.select(click_memory.c.data)).scalar()
    return Memory.from_lists(msgspec.msgpack.decode(data)) if data else Memory()


def packed(memory: Memory) -> bytes:
    """Return the memory of the last minute as it is stored."""
    return msgspec.msgpack.encode(memory.to_lists())


def keep_memory(connection: sa.Connection, data: bytes) -> None:
    """Remember the last minute, `packed` before."""
    statement = _insert(connection, click_memory).values(id=1, data=data)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"data": statement.excluded.data}))
