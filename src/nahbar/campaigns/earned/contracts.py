"""Frozen values of what came in within a period. Money is in hundredths of the workspace's currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.campaigns.numbers.contracts import OtherMoney, Sums


@dataclass(frozen=True, slots=True)
class Brought:
    """What one creator, campaign, post, link and code brought, now or in the time before; "" is unknown."""

    present: bool
    creator: str
    campaign: str
    post: str
    link: str
    code: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class KnownCampaign:
    """A campaign of this workspace: its number and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Earned:
    """All that came in; days count since 1970, `until` is the first day after it.

    `campaigns` are by key. `unjudged` leads of the present are neither called qualified nor not; `others` is money in
    other currencies, of the present.
    """

    since: int
    middle: int
    until: int
    currency: str
    rows: Sequence[Brought]
    campaigns: Mapping[str, KnownCampaign]
    unjudged: int
    others: Sequence[OtherMoney]
