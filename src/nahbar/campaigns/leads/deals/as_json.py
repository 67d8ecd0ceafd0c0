"""Deals for programs and spreadsheets."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from nahbar.campaigns.leads.contracts import KeptDeal
from nahbar.campaigns.leads.deals.contracts import Deals, Sender
from nahbar.kernel.clock import iso_time

HEADER = (
    "key", "at", "order_number", "shop", "value", "given_back", "currency", "creator", "by", "campaign", "post",
    "variant", "link", "code", "channel", "lead", "items",
    "came_from", "country",
)  # fmt: skip
# Who bought is no part of the list: neither the pseudonym nor the click of a visitor.
_PRIVATE = ("person", "click")


def cells(one: KeptDeal, sender: Sender | None) -> list[object]:
    """Return a deal under HEADER, money in whole units."""
    more: dict[str, object] = {
        "at": iso_time(one.at),
        "value": f"{one.value_cents / 100:.2f}",
        "given_back": f"{one.refunded_cents / 100:.2f}",
        "creator": sender.label if sender else "",
        "lead": one.lead_id,
    }
    return [more[name] if name in more else getattr(one, name) for name in HEADER]


def deals_json(found: Deals) -> dict[str, Any]:
    """Return a page of deals with the sums of all that pass the filters; money in hundredths."""
    lines = []
    for one in found.deals:
        own = {name: value for name, value in asdict(one).items() if name not in (*_PRIVATE, "creator_id", "lead_id")}
        sender = found.senders.get(one.creator_id or 0)
        creator = sender.label if sender else ""
        lines.append(own | {"at": iso_time(one.at), "creator": creator, "lead": one.lead_id})
    return {"total": found.total, "sums": [asdict(one) for one in found.sums], "deals": lines}
