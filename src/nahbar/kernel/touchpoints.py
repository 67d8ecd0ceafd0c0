"""The touchpoint: the one fact of the house, and what makes it lawful and whole.

A touchpoint says that something happened between a person and the brand: a click, an order, a lead. It never carries
free text, and it names a person only with consent, or where a contract (an order, a lead form) allows it.
"""

from __future__ import annotations

import hashlib
from operator import attrgetter

import msgspec

from nahbar.kernel.messages import Message, msg

KINDS = ("view", "click", "visit", "reply", "gesture", "lead", "deal", "refund", "exposure")
# Kinds that rest on a contract or on steps towards one that the person asked for (Art. 6 (1) b GDPR).
BY_CONTRACT = frozenset({"lead", "deal", "refund"})
# Names and ids, not texts: no id or name of a campaign that we have seen is longer.
LONGEST_NAME = 200
# Microseconds since 1970-01-01T00:00Z: the years 2000 to 2099. Anything else is a clock that was never set.
EARLIEST, LATEST = 946_684_800_000_000, 4_102_444_800_000_000
# Fits into 64 bits with room to add a hundred million of them up.
MOST_CENTS = 10**11
NAMES = ("person", "creator", "post", "campaign", "link", "code", "channel", "assignment")

_kinds = frozenset(KINDS)
_names = attrgetter(*NAMES)


class NotATouchpoint(ValueError):
    """A value that no touchpoint may have: `column` names it, `reason` says why."""

    def __init__(self, column: str, reason: Message) -> None:
        super().__init__(f"{column}: {reason.render()}")
        self.column = column
        self.reason = reason


class Touchpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One fact; raises NotATouchpoint when it is made of what it may not be.

    `time` is in microseconds since 1970-01-01T00:00Z. `person` is a pseudonym, `creator` is "platform/handle",
    `value_cents` is in hundredths of the unit of `currency` (ISO 4217), `assignment` is "experiment/variant".
    `consent` is None where nobody was asked.
    """

    id: str
    time: int
    kind: str
    person: str | None = None
    creator: str | None = None
    post: str | None = None
    campaign: str | None = None
    link: str | None = None
    code: str | None = None
    channel: str | None = None
    value_cents: int | None = None
    currency: str | None = None
    assignment: str | None = None
    consent: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what no touchpoint may have."""
        if self.kind not in _kinds:
            raise NotATouchpoint("kind", msg("It is none of: {kinds}.", kinds=", ".join(KINDS)))
        if not _is_name(self.id):
            raise NotATouchpoint("id", _NO_NAME)
        if not EARLIEST <= self.time < LATEST:
            raise NotATouchpoint("time", msg("It is not between the years 2000 and 2099."))
        for value in _names(self):
            if value is not None and not _is_name(value):
                raise NotATouchpoint(NAMES[_names(self).index(value)], _NO_NAME)
        if self.person is not None and self.consent is not True and self.kind not in BY_CONTRACT:
            raise NotATouchpoint("person", _NO_CONSENT)
        if self.value_cents is not None or self.currency is not None:
            _check_money(self.value_cents, self.currency)


_NO_NAME = msg("It must have 1 to {n:raw} printable characters.", n=LONGEST_NAME)
_NO_CONSENT = msg("A person may be named only with consent, or in a lead, deal or refund.")


def _is_name(value: str) -> bool:
    return 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _check_money(value_cents: int | None, currency: str | None) -> None:
    if currency is None or value_cents is None:
        missing = "currency" if currency is None else "value"
        raise NotATouchpoint(missing, msg("A value needs its currency, and a currency its value."))
    if not -MOST_CENTS <= value_cents <= MOST_CENTS:
        raise NotATouchpoint("value", msg("It is larger than any order."))
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()):
        raise NotATouchpoint("currency", msg("It is no code of three capital letters (ISO 4217)."))


def event_key(event_id: str) -> int:
    """Return the number under which an event id is recognised: the first 8 bytes of BLAKE2b, signed.

    Among n events the expected number of two different ids with one key is n^2 / 2^65 (birthday bound): 3 in a million
    for ten million events.
    """
    return int.from_bytes(hashlib.blake2b(event_id.encode(), digest_size=8).digest(), "big", signed=True)
