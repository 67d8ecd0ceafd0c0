"""Statements of payouts as programs read them; accounts are not in them."""

from __future__ import annotations

import msgspec
from litestar import Router, get
from litestar.params import FromPath, FromQuery

from nahbar.campaigns.api.asking import Limit, Offset, one_of
from nahbar.campaigns.payouts import service
from nahbar.campaigns.payouts.contracts import STATES, Payout
from nahbar.kernel.clock import iso_day, iso_time
from nahbar.kernel.house import House
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ = {"scope": "campaigns:read"}


class PayoutLine(msgspec.Struct, frozen=True):
    """One line of a statement: a fee, a share of a deal, or a refund, whose `cents` are below zero."""

    kind: str
    key: str
    day: str
    base_cents: int
    cents: int


class PayoutShown(msgspec.Struct, frozen=True):
    """A statement; `state` is open, paid or void."""

    id: int
    number: str
    collaboration: int
    creator: str
    amount_cents: int
    currency: str
    state: str
    made_at: str
    settled_at: str | None
    lines: list[PayoutLine]


class PayoutsPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all statements that pass the filter."""

    total: int
    payouts: list[PayoutShown]


def _shown(house: House, payouts: list[Payout]) -> list[PayoutShown]:
    names = service.creators_of(house, payouts)
    return [
        PayoutShown(
            one.id, one.number, one.collaboration_id, names.get(one.creator_id, ""), one.amount_cents, one.currency,
            one.state, iso_time(one.made_at) or "", iso_time(one.settled_at),
            [PayoutLine(line.kind, line.key, iso_day(line.day), line.base_cents, line.cents) for line in one.lines],
        )
        for one in payouts
    ]  # fmt: skip


@get("/payouts", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["payouts"])
def list_payouts(house: Here, status: FromQuery[str] = "", limit: Limit = 50, offset: Offset = 0) -> PayoutsPage:
    """List statements, newest first; `status` is open, paid or void."""
    total, payouts = service.page_of_statements(house, one_of("status", status, STATES), offset, limit)
    return PayoutsPage(total, _shown(house, list(payouts)))


@get("/payouts/{payout_id:int}", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["payouts"])
def show_payout(house: Here, payout_id: FromPath[int]) -> PayoutShown:
    """Show a statement."""
    return _shown(house, [service.statement(house, payout_id)])[0]


router = Router("/api", route_handlers=[list_payouts, show_payout])
