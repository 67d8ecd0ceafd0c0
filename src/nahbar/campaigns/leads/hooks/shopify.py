"""What Shopify sends: orders and refunds as deals. Pure; from the public contract of its webhooks.

A payload is the REST form of an order or a refund. Between the versions of the API fields come and go: ids as numbers,
texts or `admin_graphql_api_id`; amounts in `*_set.shop_money` beside the plain ones; codes in `discount_codes` or
`discount_applications`; a customer without an address where the app may not see it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nahbar.campaigns.collect.events import Refused
from nahbar.campaigns.leads.contracts import NewDeal, NewRefund, Traces
from nahbar.campaigns.leads.crediting import merged, pick_code
from nahbar.campaigns.leads.hooks import payload
from nahbar.campaigns.leads.places import country_of, from_elsewhere, host_of
from nahbar.campaigns.leads.traces import clean_code, traces_in_address, traces_in_attributes
from nahbar.kernel.messages import msg

SIGNATURE, TOPIC, DELIVERY = b"x-shopify-hmac-sha256", b"x-shopify-topic", b"x-shopify-webhook-id"
ORDERS = frozenset({"orders/create", "orders/paid", "orders/updated", "orders/cancelled", "orders/edited"})
REFUNDS = "refunds/create"
# States of the payment under which an order is a deal: the money is there, or the bank has promised it.
PAID = frozenset({"paid", "partially_paid", "partially_refunded", "refunded", "authorized"})
Json = Mapping[str, Any]


def is_signed(secret: bytes, body: bytes, signature: bytes) -> bool:
    """Whether `signature` is the base64 of the HMAC-SHA256 of the body under the app's secret; in constant time."""
    mine = base64.b64encode(hmac.digest(secret, body, hashlib.sha256))
    return hmac.compare_digest(mine, signature.strip())


def read(topic: str, given: Json, shop: str, known: Sequence[str], now: int) -> list[NewDeal | NewRefund]:
    """Return what a delivery means, nothing for a topic that is none of ours or an order that nobody has paid yet.

    `known` are the codes of creators. Raises Refused, which names the field.
    """
    if topic == REFUNDS:
        key = f"{shop}:{_number(given, 'order_id')}"
        return [one for one in [_refund(given, key, shop, "", now)] if one]
    if topic not in ORDERS:
        return []
    key = f"{shop}:{_number(given, 'id')}"
    state = payload.text_of(given, "financial_status").lower()
    value, currency = _value(given)
    if state == "voided":
        at = payload.moment_of(given, "created_at", now=now)
        return [NewRefund(f"{key}#cancelled", key, at, value, currency, whole=True)]
    if state not in PAID:
        return []
    refunds = [_refund(one, key, shop, f"refunds[{place}].", now) for place, one in enumerate(_refunds(given))]
    return [_order(given, key, shop, (value, currency), known, now), *(one for one in refunds if one)]


def _refunds(given: Json) -> Sequence[Json]:
    return payload.list_of(given, "refunds")


def _order(given: Json, key: str, shop: str, money: tuple[int, str], known: Sequence[str], now: int) -> NewDeal:
    customer = payload.part_of(given, "customer")
    email = payload.text_of(given, "email") or payload.text_of(customer, "email") or None
    return NewDeal(
        key=key,
        at=payload.moment_of(given, "created_at", now=now),
        value_cents=money[0],
        currency=money[1],
        traces=_traces(given, known),
        person=email or (f"{shop}:{customer['id']}" if isinstance(customer.get("id"), int) else None),
        order_number=payload.text_of(given, "name") or payload.text_of(given, "order_number") or None,
        shop=shop,
        items=payload.count_of(payload.list_of(given, "line_items")),
        version=payload.version_of(given, "updated_at"),
        came_from=_came_from(given),
        country=_country(given),
    )


def _came_from(given: Json) -> str | None:
    """Return the host of the page before the shop: the shop itself, where the customer gets the receipt, is none."""
    return from_elsewhere(host_of(given.get("referring_site")), *_own_hosts(given))


def _own_hosts(given: Json) -> Sequence[str | None]:
    # The landing page is mostly a path alone; then it names no host.
    pages = (given.get("order_status_url"), given.get("landing_site"))
    return [host_of(one) for one in pages if isinstance(one, str) and "://" in one]


def _country(given: Json) -> str | None:
    addresses = (payload.part_of(given, name) for name in ("shipping_address", "billing_address"))
    return next((code for one in addresses if (code := country_of(one.get("country_code")))), None)


def _traces(given: Json, known: Sequence[str]) -> Traces:
    notes = payload.list_of(given, "note_attributes")
    said = traces_in_attributes((payload.text_of(one, "name"), payload.text_of(one, "value")) for one in notes)
    landed = traces_in_address(payload.text_of(given, "landing_site", longest=4_000))
    listed = [*payload.list_of(given, "discount_codes"), *payload.list_of(given, "discount_applications")]
    codes = [code for one in listed if (code := clean_code(payload.text_of(one, "code")))]
    found = merged(landed, said)
    return replace(found, code=pick_code(codes, known) or found.code)


def _refund(given: Json, deal_key: str, shop: str, path: str, now: int) -> NewRefund | None:
    """Return a refund: the payments that went back and arrived. One of goods alone gives back nothing."""
    number = _number(given, "id", path)
    payments = payload.list_of(given, "transactions", path)
    back = [one for one in payments if one.get("kind") == "refund" and one.get("status") in ("success", None)]
    if not back:
        return None
    parts = [(_money(one, "amount"), f"{path}transactions[{place}].") for place, one in enumerate(back)]
    cents = sum(payload.cents_of(one, "amount", where, given_back=True) for one, where in parts)
    currency = payload.currency_of(parts[0][0], "currency_code", parts[0][1])
    at = payload.moment_of(given, "created_at", path, now=now)
    return NewRefund(f"{shop}:refund:{number}", deal_key, at, cents, currency)


def _value(given: Json) -> tuple[int, str]:
    """Return what an order is worth; a refusal names the fields as they stand in the body."""
    if given.get("total_price_set"):
        money, path = _money(given, "total_price"), "total_price_set.shop_money."
        return payload.cents_of(money, "amount", path), payload.currency_of(money, "currency_code", path)
    return payload.cents_of(given, "total_price"), payload.currency_of(given)


def _money(given: Json, name: str) -> Json:
    """Return amount and currency in the money of the shop, whichever way this version of the API says them."""
    in_shop = payload.part_of(payload.part_of(given, f"{name}_set"), "shop_money")
    if in_shop:
        return in_shop
    return {"amount": given.get(name), "currency_code": given.get("currency")}


def _number(given: Json, name: str, path: str = "") -> str:
    value = given.get(name)
    if value is None and name == "id":
        value = payload.text_of(given, "admin_graphql_api_id", path).rpartition("/")[2]
    number = str(value or "").rpartition("/")[2]
    if not (number.isascii() and number.isdigit() and len(number) < 25):
        raise Refused(path + name, msg("It must be the number that the shop gave it."))
    return number
