"""What clients of the Segment HTTP tracking API send, as typed values, or refused by the field that is wrong; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from nahbar.kernel.messages import Message, msg

# Segment's own limits; its libraries keep to them.
EVENT_BYTES = 32 * 1024
REQUEST_BYTES = 500 * 1024
# 500 KB hold no more events than this that say anything.
MOST_EVENTS = 5_000
# What a path of the API says the type is; the short forms are those of Segment's browser library.
TYPES = {
    "track": "track", "t": "track", "page": "page", "p": "page", "identify": "identify", "i": "identify",
    "screen": "screen", "s": "screen", "group": "group", "g": "group", "alias": "alias", "a": "alias",
}  # fmt: skip
BATCHES = ("batch", "b")
PLACE = re.compile(r" - at `\$\.?(.*)`$")


class Refused(ValueError):
    """A request that is not taken: `field` names the part of it, `reason` says why."""

    def __init__(self, field: str, reason: Message, status: int = 400) -> None:
        super().__init__(f"{field}: {reason.render()}")
        self.field = field
        self.reason = reason
        self.status = status


class Campaign(msgspec.Struct, frozen=True):
    """The UTM parameters of the page."""

    name: Any = None
    source: Any = None
    medium: Any = None


class Context(msgspec.Struct, frozen=True, rename="camel"):
    """Of everything that clients tell about their surroundings, what is looked at."""

    campaign: Campaign | None = None
    consent: Any = None
    consent_management: Any = None


class Properties(msgspec.Struct, frozen=True):
    """Of the properties of an event, what a touchpoint has a place for."""

    total: Any = None
    revenue: Any = None
    value: Any = None
    currency: Any = None
    coupon: Any = None
    order_id: Any = None
    transaction_id: Any = None
    affiliation: Any = None
    experiment_id: Any = None
    variation_id: Any = None
    creator: Any = None
    post: Any = None
    link: Any = None


class Event(msgspec.Struct, frozen=True, rename="camel"):
    """One event; fields that are not named here are not even looked at."""

    type: str | None = None
    event: str | None = None
    message_id: str | None = None
    user_id: str | int | None = None
    anonymous_id: str | int | None = None
    timestamp: str | None = None
    original_timestamp: str | None = None
    sent_at: str | None = None
    write_key: str | None = None
    context: Context | None = None
    properties: Properties | None = None


class Batch(msgspec.Struct, frozen=True, rename="camel"):
    """Many events in one request, and what holds for all of them."""

    batch: list[msgspec.Raw]
    sent_at: str | None = None
    write_key: str | None = None
    context: Context | None = None


class _Events(msgspec.Struct, frozen=True):
    batch: list[Event]


_event = msgspec.json.Decoder(Event)
_events = msgspec.json.Decoder(_Events)
_batch = msgspec.json.Decoder(Batch)


def read_event(body: bytes) -> Event:
    """Return the one event of a request. Raises Refused."""
    if len(body) > EVENT_BYTES:
        raise Refused("", msg("The event has more than {n} bytes.", n=EVENT_BYTES), 413)
    event: Event = _decoded(_event, body, "")
    return event


def read_batch(body: bytes) -> tuple[Batch, Sequence[Event]]:
    """Return a batch and its events. Raises Refused, naming the event by its place."""
    batch: Batch = _decoded(_batch, body, "")
    if len(batch.batch) > MOST_EVENTS:
        raise Refused("batch", msg("The batch has more than {n} events.", n=MOST_EVENTS), 413)
    for index, raw in enumerate(batch.batch):
        if memoryview(raw).nbytes > EVENT_BYTES:
            raise Refused(f"batch[{index}]", msg("The event has more than {n} bytes.", n=EVENT_BYTES), 413)
    try:
        # All at once: half the time of one by one, which is only needed to say which of them is wrong.
        return batch, _events.decode(body).batch
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return batch, [_decoded(_event, raw, f"batch[{index}]") for index, raw in enumerate(batch.batch)]


def _decoded(decoder: msgspec.json.Decoder[Any], body: bytes | msgspec.Raw, place: str) -> Any:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        found = PLACE.search(str(error))
        field = found[1] if found else ""
        why = PLACE.sub("", str(error)).replace("`", "")
        raise Refused(".".join(filter(None, (place, field))), msg("{why:raw}", why=why)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(place, msg("The body is no JSON: {why:raw}", why=str(error)[:200])) from error
