"""What is known of the uses of codes, gathered and judged: touchpoints, orders, audiences, the brand's settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.leads import OrderPlaces, PlacedOrder, order_places, orders_placed
from nahbar.campaigns.links.leaks import Audience, CouponSites, Leak, OrderCounts, Use, coupon_sites, judge_leak
from nahbar.creators import AudienceCountries, audience_countries
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House

COLUMNS = ("code", "kind", "channel", "creator")
# As many orders are named one by one; the list of deals shows all.
NAMED_ORDERS = 20
Named = Mapping[str, Sequence[PlacedOrder]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a code, and the newest orders that its findings rest on, by the kind of the finding."""

    leak: Leak
    orders: Named


def judge_codes(house: House, rows: Sequence[sa.Row[Any]]) -> Sequence[Judged]:
    """Return the verdicts on codes (rows with `code` and `creator`), in their order."""
    if not rows:
        return []
    uses, places = _uses(house), order_places(house, {row.code for row in rows})
    told = {row.creator for row in rows if row.code in places}
    with house.store.read() as connection:
        audiences = audience_countries(connection, told)
    sites = brand_sites(house)
    found = []
    for row in rows:
        counts = _counts(places.get(row.code), audiences.get(row.creator))
        leak = judge_leak(row.creator, uses.get(row.code, []), counts, sites)
        found.append(Judged(leak, _named(house, row.code, leak)))
    return found


def brand_sites(house: House) -> CouponSites:
    """Return the coupon sites that count here: the shipped ones, the brand's own, less its exceptions."""
    settings = house.workspace.settings.links
    return coupon_sites(settings.coupon_sites, settings.no_coupon_sites)


def _counts(places: OrderPlaces | None, audience: AudienceCountries | None) -> OrderCounts:
    if places is None:
        return OrderCounts()
    stated = None if audience is None else Audience(audience.shares, audience.rest, audience.observed_at)
    return OrderCounts(places.hosts, places.countries, places.other_hosts, places.other_countries, stated)


def _named(house: House, code: str, leak: Leak) -> Named:
    return {
        one.kind: orders_placed(house, code, one.hosts, one.countries, NAMED_ORDERS)
        for one in leak.findings
        if one.hosts or one.countries
    }


def _uses(house: House) -> Mapping[str, Sequence[Use]]:
    from nahbar.kernel.lake import touchpoints

    query = load_query("nahbar.campaigns", "code_uses")
    found: dict[str, list[Use]] = {}
    for row in house.engine.reduce(query, {"touchpoints": touchpoints(house, COLUMNS)}).to_pylist():
        use = Use(row["channel"], row["creator"], row["uses"])
        found.setdefault(row["code"].strip().upper(), []).append(use)
    return found
