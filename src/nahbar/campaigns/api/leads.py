"""Leads and deals as programs list them; a lead is moved, all else comes in by tables, events and webhooks."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from nahbar.campaigns.api.asking import Limit, Offset, ProgramRequest, among, one_of, plain, sorted_by
from nahbar.campaigns.leads.contracts import STAGES, KeptDeal, Lead
from nahbar.campaigns.leads.service import looking, moving
from nahbar.kernel.clock import iso_time
from nahbar.kernel.house import House
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "leads:read"}, {"scope": "leads:write"}
TAGS = ["leads"]

Stage = Annotated[str, among(STAGES)]


class LeadShown(msgspec.Struct, frozen=True):
    """A lead; `by` says what decided whom it is credited to, `name` and `email` are empty once that was erased."""

    id: int
    key: str
    came_at: str
    stage: str
    reason: str
    qualified: bool | None
    name: str
    email: str
    source_said: str
    value_cents: int | None
    currency: str | None
    creator: str
    campaign: str | None
    post: str | None
    variant: str | None
    link: str | None
    code: str | None
    channel: str | None
    by: str
    via: str
    changed_at: str


class DealShown(msgspec.Struct, frozen=True):
    """A deal; `refunded_cents` is at most its value, `lead` the number of its lead.

    `came_from` is the host of the page before the shop, `country` where it went (ISO 3166 alpha-2).
    """

    id: int
    key: str
    at: str
    value_cents: int
    currency: str
    refunded_cents: int
    lead: int | None
    creator: str
    campaign: str | None
    post: str | None
    variant: str | None
    link: str | None
    code: str | None
    channel: str | None
    by: str
    order_number: str | None
    shop: str | None
    items: int | None
    came_from: str | None
    country: str | None


class LeadsPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all leads that pass the filters."""

    total: int
    leads: list[LeadShown]


class DealsPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all deals that pass the filters."""

    total: int
    deals: list[DealShown]


class LeadMove(msgspec.Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """How a lead moved from stage to stage."""

    at: str
    who: str
    before: str
    after: str
    reason: str


class LeadWhole(msgspec.Struct, frozen=True):
    """A lead with its moves, what else was answered, and its deals."""

    lead: LeadShown
    moves: list[LeadMove]
    answers: dict[str, str]
    deals: list[DealShown]


class NewStage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where to move a lead; lost needs a reason."""

    stage: Stage
    reason: str = ""


def _lead(one: Lead, creator: str) -> LeadShown:
    own = {name: getattr(one, name) for name in LeadShown.__struct_fields__ if name != "creator"}
    times = {name: iso_time(own[name]) or "" for name in ("came_at", "changed_at")}
    return LeadShown(**{**own, **times, "creator": creator})


def _deal(one: KeptDeal, creator: str) -> DealShown:
    own = {name: getattr(one, name) for name in DealShown.__struct_fields__ if name not in ("creator", "lead")}
    return DealShown(**{**own, "at": iso_time(one.at) or "", "lead": one.lead_id, "creator": creator})


def _whole(house: House, number: int) -> LeadWhole:
    found = moving.lead_page(house, number)
    moves = [LeadMove(iso_time(one.at) or "", one.who, one.from_stage, one.to_stage, one.reason) for one in found.steps]
    names = looking.creators_of(house, found.deals)
    deals = [_deal(one, names.get(one.creator_id or 0, "")) for one in found.deals]
    creator = looking.creators_of(house, [found.lead]).get(found.lead.creator_id or 0, "")
    return LeadWhole(_lead(found.lead, creator), moves, dict(found.answers), deals)


@get("/leads", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def list_leads(
    house: Here,
    q: FromQuery[str] = "",
    stage: FromQuery[str] = "",
    campaign: FromQuery[str] = "",
    qualified: FromQuery[str] = "",
    sort: FromQuery[str] = "-came_at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> LeadsPage:
    """List leads; `campaign` is the key of a campaign, `qualified` yes or no."""
    one_of("stage", stage, STAGES)
    one_of("qualified", qualified, ("yes", "no"))
    filters = {"q": q, "stage": stage, "campaign": campaign, "qualified": qualified}
    leads, total, _ = moving.page_of_leads(house, filters, sorted_by(sort, moving.SORTS), offset, limit)
    names = looking.creators_of(house, leads)
    return LeadsPage(total, [_lead(one, names.get(one.creator_id or 0, "")) for one in leads])


@get("/leads/{number:int}", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def show_lead(house: Here, number: FromPath[int]) -> LeadWhole:
    """Show a lead with its moves and deals."""
    return _whole(house, number)


@post("/leads/{number:int}/stage", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=TAGS)
def move_lead(request: ProgramRequest, house: Here, number: FromPath[int], data: JSONBody[NewStage]) -> LeadWhole:
    """Move a lead to a stage; one that is won and has a value becomes a deal, once."""
    moving.move_lead(house, number, data.stage, data.reason, request.user.name)
    return _whole(house, number)


@get("/deals", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def list_deals(
    house: Here,
    campaign: FromQuery[str] = "",
    creator: FromQuery[str] = "",
    shop: FromQuery[str] = "",
    sort: FromQuery[str] = "-at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> DealsPage:
    """List deals with what was given back; `campaign` is the key of a campaign, `creator` platform/handle."""
    filters = {"campaign": plain(campaign), "creator": plain(creator), "shop": plain(shop)}
    deals, total = looking.page_of_deals(house, filters, sorted_by(sort, looking.DEAL_SORTS), offset, limit)
    names = looking.creators_of(house, deals)
    return DealsPage(total, [_deal(one, names.get(one.creator_id or 0, "")) for one in deals])


router = Router("/api", route_handlers=[list_leads, show_lead, move_lead, list_deals])
