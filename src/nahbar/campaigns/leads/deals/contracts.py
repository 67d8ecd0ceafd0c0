"""Frozen values of a list of deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.campaigns.leads.contracts import CLICK, CODE, LINK, SAID, KeptDeal

SORTS = ("at", "value_cents", "refunded_cents", "campaign", "channel", "shop")
# Columns of the table that are filtered by their whole value.
EQUAL = ("campaign", "post", "link", "code", "channel", "shop")
# Columns of which several values may be asked for, parted by commas.
PLACES = ("came_from", "country")
FILTERS = ("q", "from", "to", "creator", "by", "refunded", *EQUAL, *PLACES)
# How it was credited, as an address says it; "none" where nothing decided.
NOTHING = "none"
BYS = (CLICK, LINK, CODE, SAID, NOTHING)


@dataclass(frozen=True, slots=True)
class Sum:
    """Deals of one currency: how many, their value, how much of it was given back, and of how many deals."""

    currency: str
    deals: int
    value_cents: int
    refunded_cents: int
    refunded_deals: int


@dataclass(frozen=True, slots=True)
class Sender:
    """The creator of a deal: "platform/handle" and the name."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Deals:
    """One page of deals; `total` and `sums` (most deals first) are of all that pass the filters."""

    deals: Sequence[KeptDeal]
    total: int
    sums: Sequence[Sum]
    senders: Mapping[int, Sender]
