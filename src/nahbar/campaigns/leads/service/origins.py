"""Looks up where clicks, links and codes lead, for many leads or deals at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from nahbar.campaigns.leads.contracts import Origin, Traces
from nahbar.campaigns.leads.crediting import credit
from nahbar.campaigns.links.contracts import Link
from nahbar.campaigns.links.service.counting import count_all
from nahbar.campaigns.links.tables import links as link_tables
from nahbar.campaigns.links.tables.codes import all_codes
from nahbar.creators import find_creator
from nahbar.kernel.engine import load_query
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.journal import journal, known_event
from nahbar.kernel.touchpoints import event_key
from nahbar.kernel.wanted import joined_on_keys

CLICK_COLUMNS = ("id", "kind", "link", "creator", "campaign", "post", "channel", "assignment")
# A click is counted within a second; a lead can be faster.
COUNT_SECONDS = 1.0


def origins_of(house: House, traces: Sequence[Traces]) -> list[Origin]:
    """Return where each came from, in their order."""
    clicks = _clicks(house, {one.click for one in traces if one.click})
    slugs = {one.link.lower() for one in traces if one.link} | {one.link for one in clicks.values() if one.link}
    with house.store.read() as connection:
        links = {slug: _of_link(link) for slug, link in link_tables.find(connection, sorted(slugs)).items()}
        codes = _codes(connection, {one.code for one in traces if one.code})
    return [
        credit(
            one,
            by_click=_of_click(clicks.get(one.click or ""), links),
            by_link=links.get((one.link or "").lower()),
            by_code=codes.get(one.code or ""),
        )
        for one in traces
    ]


def _of_link(link: Link) -> Origin:
    return Origin(
        creator=link.creator, campaign=link.campaign, post=link.post, variant=link.variant, link=link.slug
    )  # fmt: skip


def _of_click(click: Origin | None, links: Mapping[str, Origin]) -> Origin | None:
    """Return what the click says, with the variant, which only its link knows."""
    if click is None:
        return None
    link = links.get(click.link or "", Origin())
    names = ("creator", "campaign", "post", "link", "channel", "assignment")
    values = {name: getattr(click, name) or getattr(link, name) for name in names}
    return Origin(**values, variant=link.variant)


def _codes(connection: sa.Connection, wanted: Collection[str]) -> Mapping[str, Origin]:
    if not wanted:
        return {}
    return {
        row.code: Origin(creator=row.creator, campaign=row.campaign, code=row.code)
        for row in all_codes(connection)
        if row.code in wanted
    }


def _clicks(house: House, ids: Collection[str]) -> Mapping[str, Origin]:
    """Return the clicks of these ids, also those that wait to be counted or lie in the lake."""
    if not ids:
        return {}
    found, sealed = _look(house, ids)
    if missing := set(ids) - set(found) - sealed:
        count_all(house, COUNT_SECONDS)
        again, sealed_since = _look(house, missing)
        found, sealed = {**found, **again}, sealed | sealed_since
    return {**found, **_in_lake(house, sealed - set(found))}


def _look(house: House, ids: Collection[str]) -> tuple[dict[str, Origin], set[str]]:
    keys = {event_key(one): one for one in ids}
    with house.store.read() as connection:
        mine = joined_on_keys(connection, known_event, ["key"], [(key,) for key in keys])
        rows = mine.outerjoin(journal, journal.c.seq == known_event.c.seq)
        known = connection.execute(sa.select(known_event.c.key, journal).select_from(rows)).all()
    found = {row.id: _said(dict(row._mapping)) for row in known if row.kind == "click" and row.id in ids}
    return found, {keys[row.key] for row in known if row.id is None}


def _said(row: Mapping[str, Any]) -> Origin:
    return Origin(**{name: row[name] for name in CLICK_COLUMNS[2:]})


def _in_lake(house: House, ids: Collection[str]) -> Mapping[str, Origin]:
    if not ids:
        return {}
    from nahbar.kernel.lake import despite_erasure, touchpoints

    query = load_query("nahbar.campaigns", "clicks_by_id")
    asked = pa.table({"id": sorted(ids)})
    rows = despite_erasure(
        lambda: house.engine.reduce(query, {"touchpoints": touchpoints(house, CLICK_COLUMNS), "asked": asked})
    )
    return {row["id"]: _said(row) for row in rows.to_pylist()}


def creator_ids(connection: sa.Connection, origins: Sequence[Origin]) -> Mapping[str, int]:
    """Return the numbers of the creators that are known here, by "platform/handle"."""
    found: dict[str, int] = {}
    for name in {one.creator for one in origins if one.creator}:
        try:
            found[name] = find_creator(connection, name).id
        except (NotFound, BadInput):
            continue
    return found
