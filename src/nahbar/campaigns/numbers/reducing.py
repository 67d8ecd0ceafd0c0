"""What the engine and the store say of a campaign, reduced to small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from nahbar.campaigns.agree.keys import names_campaign
from nahbar.campaigns.numbers import rows
from nahbar.campaigns.numbers.contracts import Day, Qualified, Row, Target
from nahbar.creators import creators_by_id
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House

COLUMNS = ("kind", "time", "creator", "post", "campaign", "link", "code", "value_cents", "currency", "assignment")


@dataclass(frozen=True, slots=True)
class Reduced:
    """The small tables of one campaign."""

    sums: Sequence[Row]
    days: Sequence[Day]
    qualified: Sequence[Qualified]
    targets: Sequence[Target] = ()


def reduce_campaign(house: House, campaign: str) -> Reduced:
    """Return what touchpoints and leads say of a campaign, by the key that links and touchpoints carry."""
    from nahbar.kernel.lake import despite_erasure

    with house.store.read() as connection:
        links, codes = rows.links_of(connection, campaign), rows.codes_of(connection, campaign)
        targets = rows.split_targets(connection, [one["link"] for one in links])
        leads = rows.qualified_leads(connection, campaign)
        known = creators_by_id(connection, sorted({row.creator_id for row in leads if row.creator_id is not None}))
    tables = {"links": _table(links, rows.LINK_COLUMNS), "codes": _table(codes, rows.CODE_COLUMNS)}
    sums, days, counts = despite_erasure(lambda: _ask(house, campaign, tables, targets))
    names = {number: f"{one.platform}/{one.handle}".lower() for number, one in known.items()}
    return Reduced(sums, days, _qualified(leads, names, links, codes), counts)


def _table(found: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([one[name] for one in found], pa.string()) for name in columns})


def _ask(
    house: House, campaign: str, tables: Mapping[str, Any], targets: Sequence[Target]
) -> tuple[Sequence[Row], Sequence[Day], Sequence[Target]]:
    from nahbar.kernel.lake import touchpoints

    # Read once for all, so that they speak of the same moment.
    all_of_them = touchpoints(house, COLUMNS)
    names = house.engine.reduce(load_query("nahbar.campaigns", "campaign_names"), {"touchpoints": all_of_them})
    told = {one for table in (names, *tables.values()) for one in table.column("campaign").to_pylist()}
    spelled = sorted(name for name in told if names_campaign(name, campaign))
    asked = pa.table({"campaign": pa.array(spelled, pa.string())})
    given = {**tables, "touchpoints": all_of_them, "asked": asked}
    sums = house.engine.reduce(load_query("nahbar.campaigns", "campaign_sums"), given).to_pylist()
    days = house.engine.reduce(load_query("nahbar.campaigns", "campaign_days"), given).to_pylist()
    return [_row(one) for one in sums], [Day(**one) for one in days], _counted(house, all_of_them, targets)


def _counted(house: House, all_of_them: Any, targets: Sequence[Target]) -> Sequence[Target]:
    """Return the targets of split links with what came by each."""
    if not targets:
        return []
    asked = pa.table({"assignment": [f"{one.link}/{one.letter}" for one in targets]})
    given = {"touchpoints": all_of_them, "targets": asked}
    found = house.engine.reduce(load_query("nahbar.campaigns", "split_targets"), given).to_pylist()
    counts = {(one["assignment"], one["kind"]): int(one["touchpoints"]) for one in found}

    def of(target: Target, kind: str) -> int:
        return counts.get((f"{target.link}/{target.letter}", kind), 0)

    return [replace(one, clicks=of(one, "click"), leads=of(one, "lead"), deals=of(one, "deal")) for one in targets]


def _row(one: Mapping[str, Any]) -> Row:
    return Row(**{**one, "creator": one["creator"].lower(), "by_link": int(one["by_link"])})


def _qualified(
    leads: Sequence[Any],
    names: Mapping[int, str],
    links: Sequence[Mapping[str, Any]],
    codes: Sequence[Mapping[str, Any]],
) -> Sequence[Qualified]:
    """Return qualified leads with the creator's name; a creator who is not known here is named by link or code."""
    by_link = {one["link"]: one["creator"] for one in links}
    by_code = {one["code"]: one["creator"] for one in codes}
    found = []
    for row in leads:
        creator = names.get(row.creator_id) or by_link.get(row.link) or by_code.get(row.code) or ""
        day = int(row.second) // rows.DAY_SECONDS
        found.append(Qualified(creator.lower(), row.post or "", row.variant or "", day, int(row.leads)))
    return found
