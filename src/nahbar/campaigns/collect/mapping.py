"""Which events become touchpoints, of which kind, when, of whom, and what of them is kept; pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from nahbar.campaigns.collect.consent import consent_of
from nahbar.campaigns.collect.events import Context, Event, Properties, Refused
from nahbar.campaigns.collect.orders import order_id, order_number, shop_of
from nahbar.campaigns.leads.contracts import ANY_SHOP
from nahbar.campaigns.pseudonyms import pseudonym
from nahbar.kernel.messages import msg
from nahbar.kernel.touchpoints import MOST_CENTS, NotATouchpoint, Touchpoint

# Names of Segment's e-commerce, lead and A/B specifications and of Google's recommended events, without case and signs.
KINDS_OF_EVENTS = {
    "ordercompleted": "deal", "purchase": "deal",
    "orderrefunded": "refund", "refund": "refund",
    "lead": "lead", "leadsubmitted": "lead", "leadcreated": "lead", "generatelead": "lead", "demorequested": "lead",
    "quoterequested": "lead",
    "linkclicked": "click", "productclicked": "click", "promotionclicked": "click", "selectpromotion": "click",
    "productviewed": "view", "productlistviewed": "view", "promotionviewed": "view", "viewitem": "view",
    "contentviewed": "view",
    "experimentviewed": "exposure",
}  # fmt: skip
KINDS_OF_TYPES = {"page": "visit", "screen": "visit"}
TYPES = frozenset({"track", "page", "screen", "identify", "group", "alias"})
MONEY = frozenset({"deal", "refund", "lead"})
# An id or a label, no sentence; without "@" no address of an e-mail fits in either.
LONGEST_LABEL = 100
LABEL = re.compile(r"[\w .:/+-]{1,100}")
CODE = re.compile(r"[\w.-]{1,64}")
CURRENCY = re.compile(r"[A-Z]{3}")
LONGEST_MESSAGE_ID = 100
# Clocks of servers differ by this much without anybody being wrong.
AHEAD_MICROS = 60_000_000
MICROS = dt.timedelta(microseconds=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for all events of a request: its type where the path says it, when it came, what the browser asked.

    `shops` are the names of the shops that send webhooks.
    """

    type: str | None
    received_at: int
    asked_not_to: bool
    key: bytes
    currency: str
    sent_at: str | None = None
    context: Context | None = None
    shops: frozenset[str] = frozenset()


def to_touchpoint(event: Event, around: Circumstances, spare_id: str) -> Touchpoint | None:
    """Return the touchpoint of an event, None for one that is taken and not kept. Raises Refused.

    `spare_id` is used for an event without a messageId; such an event is kept again when it is sent again.
    """
    kind = _kind(event, around.type)
    if kind is None:
        return None
    context, properties = event.context or around.context, event.properties or _NOTHING
    if kind == "refund" and _shop_says(properties, around.shops):
        return None
    consent = consent_of(context, asked_not_to=around.asked_not_to)
    cents, currency = _money(properties, around.currency, kind == "refund") if kind in MONEY else (None, None)
    campaign = context.campaign if context else None
    try:
        return Touchpoint(
            id=(_order(properties, around.shops) if kind == "deal" else None) or _id(event, spare_id),
            time=_time(event, around),
            kind=kind,
            person=_person(event, around.key) if consent else None,
            creator=_label(properties.creator),
            post=_label(properties.post),
            campaign=_label(campaign.name) if campaign else None,
            link=_label(properties.link),
            code=_code(properties.coupon),
            channel=_channel(campaign.source, campaign.medium) if campaign else None,
            value_cents=cents,
            currency=currency,
            assignment=_assignment(properties) if kind == "exposure" else None,
            consent=consent,
        )
    except NotATouchpoint as error:
        raise Refused({"id": "messageId", "time": "timestamp"}.get(error.column, error.column), error.reason) from error


_NOTHING = Properties()


def _kind(event: Event, type_of_path: str | None) -> str | None:
    spoken = type_of_path or event.type
    if spoken not in TYPES:
        raise Refused("type", msg("It is none of: {kinds}.", kinds=", ".join(sorted(TYPES))))
    if spoken != "track":
        return KINDS_OF_TYPES.get(spoken)
    if not event.event:
        raise Refused("event", msg("A track event needs its name."))
    return kind_of_event(event.event)


@lru_cache(maxsize=4_096)
def kind_of_event(name: str) -> str | None:
    """Return the kind of touchpoint that a named event is, None when it is none."""
    return KINDS_OF_EVENTS.get(re.sub(r"[\W_]+", "", name[:200]).casefold())


def _id(event: Event, spare_id: str) -> str:
    if event.message_id is None:
        return f"collect:{spare_id}"
    if not event.message_id or len(event.message_id) > LONGEST_MESSAGE_ID:
        raise Refused("messageId", msg("It must have 1 to {n:raw} printable characters.", n=LONGEST_MESSAGE_ID))
    return f"collect:{event.message_id}"


def _order(properties: Properties, shops: frozenset[str]) -> str | None:
    """Return the event id of an order, by which it counts once whichever way it comes; None where it cannot be told."""
    number, shop = order_number(properties), shop_of(properties.affiliation, shops, ANY_SHOP)
    return order_id(shop, number) if number and shop else None


def _shop_says(properties: Properties, shops: frozenset[str]) -> bool:
    """Whether a refund is one that its connected shop tells of: a shop numbers refunds, an event does not."""
    named = shop_of(properties.affiliation, shops, "")
    return bool(named) and order_number(properties) is not None


def _person(event: Event, key: bytes) -> str | None:
    # The anonymous id first: it stays the same before and after somebody signs in.
    visitor = event.anonymous_id if event.anonymous_id not in (None, "") else event.user_id
    return None if visitor in (None, "") else pseudonym(key, str(visitor))


def _time(event: Event, around: Circumstances) -> int:
    """Return when it happened by our clock: as long before it was received as it was before it was sent.

    What still lies ahead happened when it was received.
    """
    said = _moment("timestamp", event.timestamp or event.original_timestamp)
    if said is None:
        return around.received_at
    sent = _moment("sentAt", event.sent_at or around.sent_at)
    time = said if sent is None else around.received_at - max(0, sent - said)
    return around.received_at if time > around.received_at + AHEAD_MICROS else time


def _moment(field: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(field, msg("It is no time as ISO 8601 writes it.")) from error
    exact = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return (exact - EPOCH) // MICROS


def _money(properties: Properties, currency: str, given_back: bool) -> tuple[int | None, str | None]:
    for field in ("total", "revenue", "value"):
        value = getattr(properties, field)
        if value is not None:
            cents = _cents(f"properties.{field}", value)
            if cents < 0 and not given_back:
                raise Refused(f"properties.{field}", msg("It is below zero."))
            # Some clients write what was given back below zero; it is taken off all the same.
            return abs(cents), _currency(properties.currency, currency)
    return None, None


def _cents(field: str, value: Any) -> int:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise InvalidOperation
        cents = (Decimal(str(value)) * 100).to_integral_value()
        if not abs(cents) <= MOST_CENTS:
            raise InvalidOperation
    except InvalidOperation as error:
        raise Refused(field, msg("It is no amount of money, as in 49.90.")) from error
    return int(cents)


def _currency(value: Any, currency: str) -> str:
    if value is None:
        return currency
    code = value.upper() if isinstance(value, str) else ""
    if not CURRENCY.fullmatch(code):
        raise Refused("properties.currency", msg("It is no code of three letters (ISO 4217)."))
    return code


def _label(value: Any) -> str | None:
    """Return a short label; what could be a sentence or an address is left out, for it has no place in the lake."""
    if value.__class__ is str:
        return _label_of(value)
    return _label_of(str(value)) if value.__class__ is int else None


# Labels repeat from event to event; long texts are not worth keeping in mind.
@lru_cache(maxsize=8_192)
def _short_label(text: str) -> str | None:
    return text if LABEL.fullmatch(text) else None


def _label_of(text: str) -> str | None:
    stripped = text.strip()
    return _short_label(stripped) if len(stripped) <= LONGEST_LABEL else None


def _code(value: Any) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    return text.upper() if CODE.fullmatch(text) else None


def _channel(source: Any, medium: Any) -> str | None:
    parts = [part.casefold() for part in (_label(source), _label(medium)) if part]
    return " / ".join(parts) or None


def _assignment(properties: Properties) -> str | None:
    experiment, variation = _label(properties.experiment_id), _label(properties.variation_id)
    return f"{experiment}/{variation}" if experiment and variation else None
