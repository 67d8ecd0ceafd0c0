"""Who brought a lead or a deal: the click that it names, else the link, else the code. Pure.

A click id was given to one visitor with consent; a link says which post; a code may be told on by anybody. The
strongest that leads anywhere decides, and `by` says which it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from nahbar.campaigns.leads.contracts import CLICK, CODE, LINK, SAID, Origin, Traces

HASH_BYTES = 16


def credit(traces: Traces, *, by_click: Origin | None, by_link: Origin | None, by_code: Origin | None) -> Origin:
    """Return where something came from, of what each trace leads to (None: nowhere); traces stay as they were said."""
    found = ((CLICK, by_click), (LINK, by_link), (CODE, by_code))
    decided = next(((by, one) for by, one in found if one is not None), None)
    if decided is None:
        origin = Origin(campaign=traces.campaign, by=SAID if traces.campaign else "")
    else:
        origin = replace(decided[1], by=decided[0], campaign=decided[1].campaign or traces.campaign)
    return replace(
        origin,
        link=origin.link or traces.link,
        code=traces.code or origin.code,
        click=traces.click,
        channel=origin.channel or channel_of(origin.creator),
    )


def channel_of(creator: str | None) -> str | None:
    """Return the platform of "platform/handle"."""
    return (creator or "").partition("/")[0] or None


def pick_code(codes: Sequence[str], known: Sequence[str]) -> str | None:
    """Return which of an order's codes counts: the first that belongs to a creator, else the first."""
    return next((one for one in codes if one in known), codes[0] if codes else None)


def touchpoint_id(kind: str, key: str) -> str:
    """Return the event id of a lead, deal or refund: always the same for the same key, and without the key itself."""
    return f"{kind}-{hashlib.blake2b(key.encode(), digest_size=HASH_BYTES).hexdigest()}"


def order_name(shop: str, number: str) -> str:
    """Return what every way in calls an order: its shop, and the number that the customer sees."""
    return f"{shop}:#{' '.join(number.split()).removeprefix('#').casefold()}"


def deal_touchpoint_id(key: str, shop: str | None, number: str | None) -> str:
    """Return the event id of a deal; that of an order is the same whichever way it comes in."""
    return touchpoint_id("deal", order_name(shop, number) if shop and number else key)


def merged(before: Traces, after: Traces) -> Traces:
    """Return the traces that are known after another word on the same thing: silence takes nothing back."""
    names = ("click", "link", "code", "campaign")
    return Traces(**{name: getattr(after, name) or getattr(before, name) for name in names})
