"""Payouts as programs read, make and settle them; accounts are not in them, and nothing is paid by any of it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from litestar import Response, Router, get, post
from litestar.params import FromPath, FromQuery

from nahbar.campaigns.api.asking import Limit, Offset, ProgramRequest, one_of
from nahbar.campaigns.api.collaborations import ONE, collaboration_in
from nahbar.campaigns.payouts import service
from nahbar.campaigns.payouts.contracts import STATES, Line, Payout
from nahbar.campaigns.web.asking import pdf_answer
from nahbar.kernel.clock import iso_day, iso_time
from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "campaigns:read"}, {"scope": "payouts:write"}
TAGS = ["payouts"]


class PayoutLine(msgspec.Struct, frozen=True):
    """One line of a statement: a fee, a share of a deal, or a refund, whose `cents` are below zero."""

    kind: str
    key: str
    day: str
    base_cents: int
    cents: int


class DueShown(msgspec.Struct, frozen=True):
    """What a collaboration has earned and no statement holds yet; `held_cents` wait until `free_day` or longer."""

    due_cents: int
    held_cents: int
    free_day: str | None
    taken_back_cents: int
    foreign_deals: int
    lines: list[PayoutLine]


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


def _lines(lines: Sequence[Line]) -> list[PayoutLine]:
    return [PayoutLine(line.kind, line.key, iso_day(line.day), line.base_cents, line.cents) for line in lines]


def _shown(house: House, payouts: list[Payout]) -> list[PayoutShown]:
    names = service.creators_of(house, payouts)
    return [
        PayoutShown(
            one.id, one.number, one.collaboration_id, names.get(one.creator_id, ""), one.amount_cents, one.currency,
            one.state, iso_time(one.made_at) or "", iso_time(one.settled_at),
            _lines(one.lines),
        )
        for one in payouts
    ]  # fmt: skip


@get("/payouts", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def list_payouts(house: Here, status: FromQuery[str] = "", limit: Limit = 50, offset: Offset = 0) -> PayoutsPage:
    """List statements, newest first; `status` is open, paid or void."""
    total, payouts = service.page_of_statements(house, one_of("status", status, STATES), offset, limit)
    return PayoutsPage(total, _shown(house, list(payouts)))


@get("/payouts/{payout_id:int}", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def show_payout(house: Here, payout_id: FromPath[int]) -> PayoutShown:
    """Show a statement."""
    return _shown(house, [service.statement(house, payout_id)])[0]


@get(ONE + "/due", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def show_due(house: Here, campaign_id: FromPath[int], collaboration_id: FromPath[int]) -> DueShown:
    """Show what would stand in a statement that is made now."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    found = service.due(house, number).earned
    free = None if found.free_day is None else iso_day(found.free_day)
    return DueShown(
        found.due_cents, found.held_cents, free, found.taken_back_cents, found.foreign, _lines(found.due)
    )  # fmt: skip


@post(ONE + "/payouts", opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=TAGS)
def make_payout(
    request: ProgramRequest, house: Here, campaign_id: FromPath[int], collaboration_id: FromPath[int]
) -> PayoutShown:
    """Make a statement of what is due; 409 where nothing is."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    made = service.make_statement(house, number, request.user.name)
    return _shown(house, [service.statement(house, made)])[0]


@post(
    "/payouts/{payout_id:int}/paid", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=TAGS
)
def pay_payout(request: ProgramRequest, house: Here, payout_id: FromPath[int]) -> PayoutShown:
    """Note that a statement was paid at the bank; nothing is paid by this."""
    return _shown(house, [service.settle_statement(house, payout_id, "paid", request.user.name)])[0]


@post(
    "/payouts/{payout_id:int}/void", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=TAGS
)
def void_payout(request: ProgramRequest, house: Here, payout_id: FromPath[int]) -> PayoutShown:
    """Void an open statement: what stood in it is due again."""
    return _shown(house, [service.settle_statement(house, payout_id, "void", request.user.name)])[0]


@get(
    "/payouts/{payout_id:int}/paper",
    opt=READ,
    responses=ERROR_ANSWERS,
    media_type="application/pdf",
    sync_to_thread=True,
    tags=TAGS,
)
def show_paper(house: Here, payout_id: FromPath[int], language: FromQuery[str] = "") -> Response[bytes]:
    """Return a statement as PDF, in de or en."""
    said = one_of("language", language, LANGUAGES) or house.workspace.settings.language
    payout, content = service.statement_pdf(house, payout_id, said)
    return pdf_answer(content, f"statement-{payout.number}")


router = Router(
    "/api", route_handlers=[list_payouts, show_payout, show_due, make_payout, pay_payout, void_payout, show_paper]
)
