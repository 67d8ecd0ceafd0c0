"""What WooCommerce sends: orders with their refunds as deals. Pure; from the public contract of its REST API v3.

An order carries its refunds in every update; its "order attribution" notes the address at which the visit began.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nahbar.campaigns.leads.contracts import NewDeal, NewRefund, Traces
from nahbar.campaigns.leads.crediting import merged, pick_code
from nahbar.campaigns.leads.hooks import payload
from nahbar.campaigns.leads.places import country_of, from_elsewhere, host_of
from nahbar.campaigns.leads.traces import clean_code, traces_in_address, traces_in_attributes

SIGNATURE, TOPIC = b"x-wc-webhook-signature", b"x-wc-webhook-topic"
ORDERS = frozenset({"order.created", "order.updated", "order.restored"})
UNPAID = frozenset({"pending", "on-hold", "failed", "checkout-draft", "auto-draft", "draft", "trash"})
CANCELLED = "cancelled"
# Where the address lies at which the visit began.
ENTRY = "_wc_order_attribution_session_entry"
# Where the page lies that the visit came from; the source names its host too, or a campaign.
BEFORE = ("_wc_order_attribution_referrer", "_wc_order_attribution_utm_source")
# What WooCommerce sends, unsigned, when somebody saves a webhook.
PING = b"webhook_id="
Json = Mapping[str, Any]


def is_signed(secret: bytes, body: bytes, signature: bytes) -> bool:
    """Whether `signature` is the base64 of the HMAC-SHA256 of the body under the webhook's secret; in constant time."""
    mine = base64.b64encode(hmac.digest(secret, body, hashlib.sha256))
    return hmac.compare_digest(mine, signature.strip())


def read(topic: str, given: Json, shop: str, known: Sequence[str], now: int) -> list[NewDeal | NewRefund]:
    """Return what a delivery means, nothing for a topic that is none of ours or an order that nobody has paid yet.

    `known` are the codes of creators. Raises Refused, which names the field.
    """
    if topic not in ORDERS:
        return []
    key = f"{shop}:{payload.needed(given, 'id')}"
    state = payload.needed(given, "status").lower()
    value, currency = payload.cents_of(given, "total"), payload.currency_of(given)
    at = _moment(given, "date_created", now)
    if state == CANCELLED:
        return [NewRefund(f"{key}#cancelled", key, at, value, currency, whole=True)]
    if state in UNPAID:
        return []
    return [_order(given, key, shop, (value, currency, at), known), *_refunds(given, key, shop, currency, now)]


def _moment(given: Json, name: str, now: int) -> int:
    utc = f"{name}_gmt"
    return payload.moment_of(given, utc if given.get(utc) else name, now=now)


def _order(given: Json, key: str, shop: str, money: tuple[int, str, int], known: Sequence[str]) -> NewDeal:
    customer = given.get("customer_id")
    email = payload.text_of(payload.part_of(given, "billing"), "email", "billing.")
    return NewDeal(
        key=key,
        at=money[2],
        value_cents=money[0],
        currency=money[1],
        traces=_traces(given, known),
        person=email or (f"{shop}:{customer}" if isinstance(customer, int) and customer else None),
        order_number=payload.text_of(given, "number") or None,
        shop=shop,
        items=payload.count_of(payload.list_of(given, "line_items")),
        version=payload.version_of(given, "date_modified_gmt") or payload.version_of(given, "date_modified"),
        came_from=_came_from(given),
        country=_country(given),
    )


def _came_from(given: Json) -> str | None:
    notes = dict(_notes(given))
    entry = host_of(notes.get(ENTRY))
    return next((host for name in BEFORE if (host := from_elsewhere(host_of(notes.get(name)), entry))), None)


def _country(given: Json) -> str | None:
    addresses = (payload.part_of(given, name) for name in ("shipping", "billing"))
    return next((code for one in addresses if (code := country_of(one.get("country")))), None)


def _notes(given: Json) -> Sequence[tuple[str, str]]:
    return [(one["key"], one["value"]) for one in payload.list_of(given, "meta_data") if _is_text(one)]


def _traces(given: Json, known: Sequence[str]) -> Traces:
    notes = _notes(given)
    entry = next((value for name, value in notes if name == ENTRY), "")
    codes = [code for one in payload.list_of(given, "coupon_lines") if (code := clean_code(str(one.get("code", ""))))]
    found = merged(traces_in_address(entry), traces_in_attributes(notes))
    return replace(found, code=pick_code(codes, known) or found.code)


def _is_text(note: Json) -> bool:
    """Whether a note is a text under a name: plugins leave lists and objects there too."""
    return isinstance(note.get("key"), str) and isinstance(note.get("value"), str)


def _refunds(given: Json, key: str, shop: str, currency: str, now: int) -> list[NewRefund]:
    changed = "date_modified" if given.get("date_modified") or given.get("date_modified_gmt") else "date_created"
    at = _moment(given, changed, now)
    found = []
    for place, one in enumerate(payload.list_of(given, "refunds")):
        path = f"refunds[{place}]."
        number, cents = payload.needed(one, "id", path), payload.cents_of(one, "total", path, given_back=True)
        if cents:
            found.append(NewRefund(f"{shop}:refund:{number}", key, at, cents, currency))
    return found
