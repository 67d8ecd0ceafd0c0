"""Use case: what came in within a period and within the time before it, by whom and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from nahbar.campaigns.earned import rows
from nahbar.campaigns.earned.contracts import Brought, Earned, KnownCampaign
from nahbar.campaigns.links.tagging import tag
from nahbar.campaigns.numbers.contracts import OtherMoney, Sums
from nahbar.campaigns.numbers.rows import CODE_COLUMNS, LINK_COLUMNS
from nahbar.creators import creators_by_id
from nahbar.kernel.clock import MICROS_A_DAY, SECONDS_A_DAY
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.measure.earned_sums import Values

COLUMNS = ("kind", "time", "creator", "post", "campaign", "link", "code", "value_cents", "currency")
MONEY_KINDS = ("deal", "refund")


def earned_between(house: House, since: int, middle: int, until: int) -> Earned:
    """Return what came in from the day `middle` to before the day `until`, and from `since` to before `middle`.

    Leads, deals, refunds and clicks are touchpoints, each once; whether a lead is qualified is what is known of it now,
    counted on the day when it came in. Days are those of UTC.
    """
    from nahbar.kernel.lake import despite_erasure

    with house.store.read() as connection:
        links, codes = rows.all_links(connection), rows.all_codes(connection)
        campaigns = {row.key: KnownCampaign(row.id, row.name) for row in rows.all_campaigns(connection)}
        seconds = (day * SECONDS_A_DAY for day in (since, middle, until))
        leads = rows.judged_leads(connection, *seconds)
        ids = sorted({row.creator_id for row in leads if row.creator_id is not None})
        known = creators_by_id(connection, ids) if ids else {}
    asked = {"since": since * MICROS_A_DAY, "middle": middle * MICROS_A_DAY, "until": until * MICROS_A_DAY}
    tables = {
        "links": _table(links, LINK_COLUMNS),
        "codes": _table(codes, CODE_COLUMNS),
        "asked": pa.table({name: [value] for name, value in asked.items()}),
    }
    found = despite_erasure(lambda: _ask(house, tables))
    currency = house.workspace.settings.currency
    names = {number: one.label.lower() for number, one in known.items()}
    brought = [_brought(one, campaigns, currency) for one in found]
    named = {one["link"]: one for one in links}, {one["code"]: one for one in codes}
    brought += _qualified(leads, names, campaigns, *named)
    unjudged = sum(row.leads for row in leads if row.present and row.qualified is None)
    return Earned(since, middle, until, currency, brought, campaigns, unjudged, _others(found, currency))


def _table(found: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([one[name] for one in found], pa.string()) for name in columns})


def _ask(house: House, tables: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    from nahbar.kernel.lake import touchpoints

    given = {**tables, "touchpoints": touchpoints(house, COLUMNS)}
    found: Sequence[Mapping[str, Any]] = house.engine.reduce(
        load_query("nahbar.campaigns", "period_sums"), given
    ).to_pylist()
    return found


def _key(campaign: str, campaigns: Mapping[str, KnownCampaign]) -> str:
    """Return the key of the campaign that a text names; a text that names none stays as it is."""
    key = tag(campaign)
    return key if key in campaigns else campaign


def _brought(one: Mapping[str, Any], campaigns: Mapping[str, KnownCampaign], currency: str) -> Brought:
    return Brought(
        present=bool(one["present"]),
        creator=one["creator"].lower(),
        campaign=_key(one["campaign"], campaigns),
        post=one["post"],
        link=one["link"],
        code=one["code"],
        sums=_sums(one, currency),
    )


def _sums(one: Mapping[str, Any], currency: str) -> Sums:
    n = int(one["touchpoints"])
    if one["kind"] == "click":
        return Sums(clicks=n)
    if one["kind"] == "lead":
        return Sums(leads=n)
    values = Values(n, one["cents"], one["squares"], one["most"]) if one["currency"] == currency else Values()
    return Sums(refunds=values) if one["kind"] == "refund" else Sums(orders=n, deals=values)


def _qualified(
    leads: Iterable[Any],
    names: Mapping[int, str],
    campaigns: Mapping[str, KnownCampaign],
    links: Mapping[str, Mapping[str, Any]],
    codes: Mapping[str, Mapping[str, Any]],
) -> Sequence[Brought]:
    """Return the qualified leads; a creator who is not known here is named by link or code."""
    found = []
    for row in leads:
        if row.qualified is not True:
            continue
        named = links.get(row.link) or codes.get(row.code) or {}
        creator = names.get(row.creator_id) or (named.get("creator") or "").lower()
        places = (row.post or "", row.link or "", row.code or "")
        sums = Sums(qualified=row.leads)
        found.append(Brought(bool(row.present), creator, _key(row.campaign or "", campaigns), *places, sums))
    return found


def _others(found: Iterable[Mapping[str, Any]], currency: str) -> Sequence[OtherMoney]:
    sums: dict[str, OtherMoney] = {}
    for one in found:
        if not one["present"] or one["kind"] not in MONEY_KINDS or one["currency"] == currency:
            continue
        name, deal = one["currency"], one["kind"] == "deal"
        before = sums.get(name, OtherMoney(name, 0, 0.0, 0.0))
        sums[name] = OtherMoney(
            name,
            before.deals + deal * int(one["touchpoints"]),
            before.revenue_cents + deal * one["cents"],
            before.refunds_cents + (not deal) * one["cents"],
        )
    return [sums[name] for name in sorted(sums)]
