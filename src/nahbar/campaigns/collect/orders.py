"""Orders that events tell of, under the name that shops and tables give them; and which shops are connected."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Collection
from typing import Any

from nahbar.campaigns.collect.events import Properties
from nahbar.campaigns.leads.crediting import order_name, touchpoint_id
from nahbar.kernel.house import House

NUMBER = re.compile(r"#?[\w.:/-]{1,60}")
# A shop that was just connected is known after this long in every process.
KNOWN_SECONDS = 1.0


def order_number(properties: Properties) -> str | None:
    """Return the number of an order (Segment: order_id, Google: transaction_id); None where none is said."""
    value: Any = properties.order_id if properties.order_id is not None else properties.transaction_id
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    plain = text.strip() if isinstance(text, str) else ""
    return plain if NUMBER.fullmatch(plain) else None


def shop_of(affiliation: Any, connected: Collection[str], unnamed: str) -> str | None:
    """Return which shop an order is of: the one that is named, else the only one, else `unnamed` where there is none.

    None where several are connected and none of them is named: then equal numbers may be different orders.
    """
    named = affiliation.strip().casefold() if isinstance(affiliation, str) else ""
    if named in connected:
        return named
    return next(iter(connected), unnamed) if len(connected) < 2 else None


def order_id(shop: str, number: str) -> str:
    """Return the event id of an order."""
    return touchpoint_id("deal", order_name(shop, number))


class Shops:
    """The names of the shops that send webhooks, in memory."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._names: frozenset[str] = frozenset()
        self._looked_at = float("-inf")

    async def connected(self) -> frozenset[str]:
        """Return the names."""
        if time.monotonic() - self._looked_at > KNOWN_SECONDS:
            self._names = await asyncio.to_thread(self._read)
            self._looked_at = time.monotonic()
        return self._names

    def _read(self) -> frozenset[str]:
        from nahbar.campaigns.leads.service.importing import connected_shops

        return frozenset(connected_shops(self._house))
