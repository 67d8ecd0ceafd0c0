"""Where orders with a code came from and went, counted, beside all other orders; and which orders those are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from nahbar.campaigns.leads.schema import deal
from nahbar.kernel.clock import SECONDS_A_DAY, day_of
from nahbar.kernel.house import House

_CUSTOMER = sa.func.coalesce(deal.c.person, deal.c.key)
# Written out: PostgreSQL takes two parameters for two expressions, and would not group by the one that is selected.
_DAY = deal.c.at // sa.literal_column(str(SECONDS_A_DAY), sa.BigInteger)


@dataclass(frozen=True, slots=True)
class OrderPlaces:
    """Orders with a code by the host that they came from, its customers by country; the same of all other orders.

    `other_countries` are those of the days from the first to the last order with the code; there a customer counts once
    a day. Orders that do not say it are in none of them.
    """

    hosts: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    other_hosts: Mapping[str, int] = field(default_factory=dict)
    other_countries: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """One order: its number here, what the customer and the shop call it, when, from which host, to which country."""

    id: int
    order: str
    at: int
    came_from: str | None
    country: str | None


def order_places(house: House, codes: Collection[str]) -> Mapping[str, OrderPlaces]:
    """Return what is known of the places of orders by code; codes without any are left out."""
    with house.store.read() as connection:
        hosts = _own(connection, codes, deal.c.came_from, sa.func.count())
        countries = _own(connection, codes, deal.c.country, sa.func.count(_CUSTOMER.distinct()))
        all_hosts = _all_hosts(connection) if hosts else Counter()
        times = _times(connection, countries)
        by_day = _countries_by_day(connection, times)
    found = {}
    for code in sorted({*hosts, *countries}):
        others: Counter[str] = Counter()
        for (day, country), n in by_day.items():
            first, last = times.get(code, (1, 0))
            if first <= day <= last:
                others[country] += n
        mine, went = hosts.get(code, Counter()), countries.get(code, Counter())
        found[code] = OrderPlaces(mine, went, all_hosts - mine, others - went)
    return found


def _own(
    connection: sa.Connection, codes: Collection[str], place: sa.Column[str | None], counted: sa.ColumnElement[int]
) -> Mapping[str, Counter[str]]:
    rows = sa.select(deal.c.code, place, counted).where(deal.c.code.in_(sorted(codes)), place.is_not(None))
    found: dict[str, Counter[str]] = {}
    for code, name, n in connection.execute(rows.group_by(deal.c.code, place)):
        found.setdefault(code, Counter())[name] = n
    return found


def _all_hosts(connection: sa.Connection) -> Counter[str]:
    rows = sa.select(deal.c.came_from, sa.func.count()).where(deal.c.came_from.is_not(None))
    return Counter({row[0]: row[1] for row in connection.execute(rows.group_by(deal.c.came_from))})


def _times(connection: sa.Connection, codes: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """Return the days of the first and the last order of each code whose country is known."""
    if not codes:
        return {}
    told = (deal.c.code.in_(sorted(codes)), deal.c.country.is_not(None))
    rows = sa.select(deal.c.code, sa.func.min(deal.c.at), sa.func.max(deal.c.at)).where(*told).group_by(deal.c.code)
    return {code: (day_of(first), day_of(last)) for code, first, last in connection.execute(rows)}


def _countries_by_day(connection: sa.Connection, times: Mapping[str, tuple[int, int]]) -> Mapping[tuple[int, str], int]:
    if not times:
        return {}
    first, last = min(one for one, _ in times.values()), max(one for _, one in times.values())
    span = (deal.c.at >= first * SECONDS_A_DAY, deal.c.at < (last + 1) * SECONDS_A_DAY)
    rows = sa.select(_DAY, deal.c.country, sa.func.count(_CUSTOMER.distinct())).where(
        deal.c.country.is_not(None), *span
    )
    return {(int(day), country): n for day, country, n in connection.execute(rows.group_by(_DAY, deal.c.country))}


def orders_placed(
    house: House, code: str, hosts: Sequence[str], countries: Sequence[str], limit: int
) -> Sequence[PlacedOrder]:
    """Return the newest orders with a code that came from one of the hosts or went to one of the countries."""
    columns = (deal.c.id, deal.c.order_number, deal.c.key, deal.c.at, deal.c.came_from, deal.c.country)
    place = sa.or_(deal.c.came_from.in_(hosts), deal.c.country.in_(countries))
    mine = sa.select(*columns).where(deal.c.code == code, place).order_by(deal.c.at.desc(), deal.c.id.desc())
    with house.store.read() as connection:
        rows = connection.execute(mine.limit(limit)).all()
    return [PlacedOrder(row.id, row.order_number or row.key, row.at, row.came_from, row.country) for row in rows]
