"""One lead, deal or refund within a transaction: added with its touchpoint, changed, or left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.contracts import (
    CHANGED,
    NEW,
    QUALIFIED_STAGES,
    SAME,
    STAGES,
    Kept,
    NewDeal,
    NewLead,
    NewRefund,
    Origin,
)
from nahbar.campaigns.leads.crediting import deal_touchpoint_id, touchpoint_id
from nahbar.campaigns.leads.qualify.service import judged
from nahbar.campaigns.leads.schema import deal, lead, refund
from nahbar.creators import creators_by_id
from nahbar.kernel.clock import now_micros
from nahbar.kernel.journal import append, complete
from nahbar.kernel.touchpoints import Touchpoint

MICROS = 1_000_000
ERASED = "erased:"
Row = Mapping[str, Any]


def keep_lead(
    connection: sa.Connection,
    given: NewLead,
    before: Row | None,
    origin: Origin,
    columns: Row,
    who: str,
    at: int,
    currency: str,
) -> Kept:
    """Add a lead, or change what is known of it; what is not said takes nothing back.

    Where nobody says whether a new lead is qualified, the brand's rule does; `currency` is that of values in it.
    """
    if before is not None and (before["key"].startswith(ERASED) or _is_late(given.version, before)):
        return Kept(before["id"], SAME)
    values = {**_said(given, ("person", "reason", "source_said", "consent", "stage")), **columns}
    if given.value_cents is not None:
        values |= {"value_cents": given.value_cents, "currency": given.currency}
    qualified = True if given.stage in QUALIFIED_STAGES and given.qualified is None else given.qualified
    values |= {} if qualified is None else {"qualified": qualified, "rule_version": None}
    if before is None:
        if qualified is None:
            said, version = judged(connection, given, columns, given.stage or STAGES[0], currency)
            values |= {"qualified": said, "rule_version": version}
        number = _new_lead(connection, given, values, origin, at)
        return Kept(number, NEW)
    changed = _change(connection, lead, before, values, given.version, at)
    if "stage" in changed:
        move = {"from_stage": before["stage"], "to_stage": given.stage, "reason": given.reason}
        rows.add_step(connection, {"lead_id": before["id"], "at": at, "who": who, **move})
    told = _keep_contact(connection, before["id"], given)
    return Kept(before["id"], CHANGED if changed or told else SAME)


def _new_lead(connection: sa.Connection, given: NewLead, values: Row, origin: Origin, at: int) -> int:
    fixed = {"key": given.key, "came_at": given.came_at, "via": given.via, "version": given.version, "changed_at": at}
    number = rows.insert(connection, lead, {"stage": STAGES[0], **values, **fixed})
    _keep_contact(connection, number, given)
    money = (given.value_cents, given.currency) if given.value_cents is not None else (None, None)
    point = _touchpoint("lead", given.key, given.came_at, origin, given.person, *money, consent=given.consent)
    append(connection, [point], now_micros())
    return number


def _keep_contact(connection: sa.Connection, lead_id: int, given: NewLead) -> bool:
    said: dict[str, Any] = _said(given, ("email", "name"))
    if given.answers:
        said["answers"] = msgspec.json.encode(given.answers, order="sorted").decode()
    before = rows.contact_of(connection, lead_id)
    if not said or (before is not None and all(before[name] == value for name, value in said.items())):
        return False
    rows.keep_contact(connection, lead_id, said, known=before is not None)
    return True


def keep_deal(
    connection: sa.Connection,
    given: NewDeal,
    before: Row | None,
    origin: Origin,
    columns: Row,
    who: str,
    at: int,
    currency: str,
) -> Kept:
    """Add a deal, or change what is known of it, and take refunds off that came before it."""
    del who, currency
    before = before if before is not None else _adopted(connection, given)
    if before is not None and (before["key"].startswith(ERASED) or _is_late(given.version, before)):
        return Kept(before["id"], SAME)
    values = {**_said(given, ("person", "order_number", "shop", "items", "came_from", "country")), **columns}
    values |= {"value_cents": given.value_cents, "currency": given.currency}
    if given.lead and given.lead in (found := rows.by_keys(connection, lead, [given.lead])):
        values["lead_id"] = found[given.lead]["id"]
    if before is None:
        fixed = {"key": given.key, "at": given.at, "version": given.version, "changed_at": at}
        number = rows.insert(connection, deal, {**values, **fixed})
        _point_deal(connection, given, number, origin)
        changed = True
    else:
        number = before["id"]
        changed = bool(_change(connection, deal, before, values, given.version, at))
    paid_back = _said_back(connection, given)
    taken = settle(connection, given.key)
    outcome = NEW if before is None else CHANGED if changed or paid_back or taken else SAME
    return Kept(number, outcome)


def _adopted(connection: sa.Connection, given: NewDeal) -> Row | None:
    """Return the deal that a table brought under the number of this order alone, now under its own key."""
    if not given.shop or not given.order_number:
        return None
    plain = given.order_number.removeprefix("#")
    numbered = {f"{given.shop}:{number}" for number in (plain, f"#{plain}")} - {given.key}
    for key, row in rows.by_keys(connection, deal, numbered).items():
        if row["shop"] == given.shop and (row["order_number"] or "").removeprefix("#") == plain:
            rows.change(connection, deal, row["id"], {"key": given.key})
            connection.execute(refund.update().where(refund.c.deal_key == key).values(deal_key=given.key))
            return {**row, "key": given.key}
    return None


def _point_deal(connection: sa.Connection, given: NewDeal, number: int, origin: Origin) -> None:
    """Put a new deal into the journal, once: a page or a server may have told of the order before its shop did.

    Then that touchpoint stays, and is credited as the shop's word is while it waits to be sealed.
    """
    money = (given.value_cents, given.currency)
    point = _touchpoint("deal", given.key, given.at, origin, given.person, *money)
    named = msgspec.structs.replace(point, id=deal_touchpoint_id(given.key, given.shop, given.order_number))
    if append(connection, [named], now_micros()) or named.id == point.id:
        return
    twin = sa.select(deal.c.id).where(
        deal.c.shop == given.shop, deal.c.order_number == given.order_number, deal.c.id != number
    )
    if connection.execute(twin).first() is not None:
        # A table may hold a column of numbers that name no single order.
        append(connection, [point], now_micros())
    else:
        complete(connection, named)


def _said_back(connection: sa.Connection, given: NewDeal) -> bool:
    if not given.refunded_cents:
        return False
    whole = NewRefund(f"{given.key}#refunded", given.key, given.at, given.refunded_cents, given.currency, whole=True)
    return _add_refund(connection, whole)


def keep_refund(connection: sa.Connection, given: NewRefund, erased: str) -> Kept:
    """Add a refund and take it off its deal; one whose deal is not there yet waits for it."""
    there = rows.by_keys(connection, deal, [given.deal_key, erased])
    found = there.get(given.deal_key) or there.get(erased)
    if found is not None and found["key"].startswith(ERASED):
        return Kept(found["id"], SAME)
    new = _add_refund(connection, given)
    if found is not None:
        settle(connection, found["key"])
    return Kept(found["id"] if found else None, NEW if new else SAME)


def _add_refund(connection: sa.Connection, given: NewRefund) -> bool:
    """Add a refund; of what is said to be all so far, the largest counts."""
    before = rows.by_keys(connection, refund, [given.key]).get(given.key)
    if before is None:
        values = {name: getattr(given, name) for name in ("key", "at", "cents", "currency", "whole")}
        rows.insert(connection, refund, {**values, "deal_key": given.deal_key})
        return True
    if given.whole and given.cents > before["cents"]:
        rows.change(connection, refund, before["id"], {"cents": given.cents})
        return True
    return False


def settle(connection: sa.Connection, deal_key: str) -> bool:
    """Bring a deal up to its refunds; what is more than before becomes a touchpoint. Return whether it was more.

    The event id holds the sum given back so far, so that the refunds in the journal always add up to that of the deal,
    whatever came twice or in which order.
    """
    row = rows.by_keys(connection, deal, [deal_key])[deal_key]
    mine = [one for one in rows.refunds_of(connection, deal_key) if one.currency == row["currency"]]
    single = sum(one.cents for one in mine if not one.whole)
    total = min(row["value_cents"], max([single, *(one.cents for one in mine if one.whole)], default=0))
    more: int = total - row["refunded_cents"]
    if more == 0:
        return False
    rows.change(connection, deal, row["id"], {"refunded_cents": total})
    if more > 0:
        at = max(one.at for one in mine)
        origin = Origin(**{name: row[name] for name in ("campaign", "post", "link", "code", "channel")})
        origin = _with_creator(connection, origin, row["creator_id"])
        key = f"{deal_key}#{total}"
        point = _touchpoint("refund", key, at, origin, row["person"], more, row["currency"])
        append(connection, [point], now_micros())
    return True


def _with_creator(connection: sa.Connection, origin: Origin, creator_id: int | None) -> Origin:
    if creator_id is None:
        return origin
    one = creators_by_id(connection, [creator_id])[creator_id]
    return replace(origin, creator=f"{one.platform}/{one.handle}".lower())


def _touchpoint(
    kind: str,
    key: str,
    at: int,
    origin: Origin,
    person: str | None,
    cents: int | None,
    currency: str | None,
    *,
    consent: bool | None = None,
) -> Touchpoint:
    return Touchpoint(
        id=touchpoint_id(kind, key),
        time=at * MICROS,
        kind=kind,
        person=person,
        creator=origin.creator,
        post=origin.post,
        campaign=origin.campaign,
        link=origin.link,
        code=origin.code,
        channel=origin.channel,
        value_cents=cents,
        currency=currency,
        assignment=origin.assignment,
        consent=consent,
    )


def _said(given: NewLead | NewDeal, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(given, name) for name in names if getattr(given, name) not in (None, "")}


def _is_late(version: int, before: Row) -> bool:
    return bool(0 < version < before["version"])


def _change(
    connection: sa.Connection, table: sa.Table, before: Row, values: Row, version: int, at: int
) -> Mapping[str, Any]:
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed or version > before["version"]:
        newest = max(version, before["version"])
        rows.change(connection, table, before["id"], {**changed, "version": newest, "changed_at": at})
    return changed
