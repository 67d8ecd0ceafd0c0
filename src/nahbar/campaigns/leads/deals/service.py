"""Use case: the deals behind a figure, by period, creator, campaign, post, link, code, channel, and what decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.deals.contracts import BYS, EQUAL, NOTHING, PLACES, SORTS, Deals, Sender, Sum
from nahbar.campaigns.leads.schema import deal
from nahbar.creators import creators_by_id, find_creator
from nahbar.kernel.clock import SECONDS_A_DAY, read_day
from nahbar.kernel.errors import NotFound
from nahbar.kernel.house import House

# "Everything" for a CSV; a workspace has fewer deals.
ALL = 1_000_000
SEARCHED = ("key", "order_number", "code", "link", "post")


def list_deals(house: House, filters: Mapping[str, str], sort: str, offset: int, limit: int = ALL) -> Deals:
    """Return one page of the deals that pass the filters, their sums by currency, and their creators.

    `filters` are some of FILTERS: `from` and `to` are days, `creator` is "platform/handle", `by` one of BYS, `refunded`
    yes or no. What is not understood filters nothing; a creator whom nobody knows has no deals.
    """
    name = sort.removeprefix("-")
    column = deal.c[name if name in SORTS else "at"]
    order = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    with house.store.read() as connection:
        where = _conditions(connection, filters)
        sums = _sums(connection, where)
        found = rows.page_of_deals(connection, where, order, offset, limit)
        ids = sorted({one.creator_id for one in found if one.creator_id is not None})
        known = creators_by_id(connection, ids) if ids else {}
    senders = {number: Sender(one.label, one.name) for number, one in known.items()}
    return Deals(found, sum(one.deals for one in sums), sums, senders)


def values_in_use(house: House, name: str) -> Sequence[str]:
    """Return what deals have in a column of EQUAL, for a filter."""
    with house.store.read() as connection:
        used = sa.select(deal.c[name]).where(deal.c[name].is_not(None)).distinct().order_by(deal.c[name])
        return connection.execute(used).scalars().all()


def _sums(connection: sa.Connection, where: Sequence[sa.ColumnElement[bool]]) -> Sequence[Sum]:
    counted = sa.func.count()
    back = sa.func.sum(sa.case((deal.c.refunded_cents > 0, 1), else_=0))
    sums = (sa.func.sum(deal.c.value_cents), sa.func.sum(deal.c.refunded_cents), back)
    grouped = sa.select(deal.c.currency, counted, *sums).where(*where).group_by(deal.c.currency)
    found = connection.execute(grouped.order_by(counted.desc(), deal.c.currency))
    return [Sum(row[0], *(int(figure) for figure in row[1:])) for row in found]


def _conditions(connection: sa.Connection, filters: Mapping[str, str]) -> list[sa.ColumnElement[bool]]:
    given = {name: text.replace("\0", "") for name, text in filters.items()}
    where = [deal.c[name] == given[name] for name in EQUAL if given.get(name)]
    where += [deal.c[name].in_(given[name].split(",")) for name in PLACES if given.get(name)]
    if words := given.get("q", ""):
        like = f"%{words.lower()}%"
        where.append(sa.or_(*(sa.func.lower(deal.c[name]).like(like) for name in SEARCHED)))
    if given.get("by") in BYS:
        where.append(deal.c.by == ("" if given["by"] == NOTHING else given["by"]))
    if given.get("refunded") in ("yes", "no"):
        where.append(deal.c.refunded_cents > 0 if given["refunded"] == "yes" else deal.c.refunded_cents == 0)
    if given.get("creator"):
        where.append(_of_creator(connection, given["creator"]))
    return where + _period(given)


def _of_creator(connection: sa.Connection, label: str) -> sa.ColumnElement[bool]:
    try:
        return deal.c.creator_id == find_creator(connection, label).id
    except NotFound:
        return sa.false()


def _period(given: Mapping[str, str]) -> list[sa.ColumnElement[bool]]:
    since, until = (_day(given.get(name, "")) for name in ("from", "to"))
    found: list[sa.ColumnElement[bool]] = []
    if since is not None:
        found.append(deal.c.at >= since * SECONDS_A_DAY)
    if until is not None:
        found.append(deal.c.at < (until + 1) * SECONDS_A_DAY)
    return found


def _day(text: str) -> int | None:
    try:
        return read_day(text) if text else None
    except ValueError:
        return None
