"""Where other parts of the room plug in: a creator's link, code and numbers, and the deals that they brought.

Until somebody provides them the pages say honestly that there is nothing yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from nahbar.campaigns.agree.contracts import Collaboration
from nahbar.campaigns.payouts.contracts import Deal
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a creator, as it is shown to them: deals and leads first."""

    title: Message
    value: int


@dataclass(frozen=True, slots=True)
class Tracking:
    """A creator's link and code in a campaign ("" where there is none) and what came of them."""

    link: str = ""
    code: str = ""
    figures: Sequence[Figure] = ()


class TracksCollaborations(Protocol):
    """Gives a creator's link, code and numbers in one campaign."""

    def __call__(self, house: House, collaboration: Collaboration) -> Tracking:
        """Return what there is."""
        ...


class KnowsDeals(Protocol):
    """Gives the deals that came through a creator's link or code in one campaign."""

    def __call__(self, house: House, collaboration: Collaboration) -> Sequence[Deal]:
        """Return the deals in the order of time."""
        ...


class ChecksPayment(Protocol):
    """Says whether what a collaboration owes was paid."""

    def __call__(self, house: House, connection: sa.Connection, collaboration: Collaboration) -> None:
        """Raise Conflict with what is open."""
        ...


_tracking: list[TracksCollaborations] = []
_deals: list[KnowsDeals] = []
_payment: list[ChecksPayment] = []


def provide(
    tracking: TracksCollaborations | None = None,
    deals: KnowsDeals | None = None,
    payment: ChecksPayment | None = None,
) -> None:
    """Plug in a provider; called once when the room is put together."""
    if tracking is not None:
        _tracking[:] = [tracking]
    if deals is not None:
        _deals[:] = [deals]
    if payment is not None:
        _payment[:] = [payment]


def tracking_of(house: House, collaboration: Collaboration) -> Tracking:
    """Return a creator's link, code and numbers in a campaign; empty where nobody provides them."""
    return _tracking[0](house, collaboration) if _tracking else Tracking()


def deals_of(house: House, collaboration: Collaboration) -> Sequence[Deal]:
    """Return the deals of a collaboration; none where nobody provides them."""
    return _deals[0](house, collaboration) if _deals else ()


def check_payment(house: House, connection: sa.Connection, collaboration: Collaboration) -> None:
    """Raise Conflict when a collaboration cannot be called paid, because money of it is open."""
    for check in _payment:
        check(house, connection, collaboration)
