"""Campaigns as programs list, make, change, start, close and reopen them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from litestar import Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, Meta, UnsetType

from nahbar.campaigns.agree.contracts import FORMATS, GOALS, KPIS, LAWS
from nahbar.campaigns.agree.reading import kpi_field, money_text, plan_fields
from nahbar.campaigns.agree.rows import SORTS
from nahbar.campaigns.agree.service import campaigns as service
from nahbar.campaigns.api.asking import Cents, Day, Limit, Offset, ProgramRequest, among, one_of, plain, sorted_by
from nahbar.campaigns.api.collaborations import CollaborationLine
from nahbar.kernel.house import House
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "campaigns:read"}, {"scope": "campaigns:write"}

Goal = Annotated[str, among(GOALS)]
Law = Annotated[str, among(LAWS, "Whose rules for labels count.")]
Formats = list[Annotated[str, among(FORMATS)]]
Kpis = Annotated[dict[str, int], Meta(description=f"Targets, revenue in whole units, by any of: {', '.join(KPIS)}.")]
Currency = Annotated[str, Meta(description="Three letters; an empty text is the currency of the workspace.")]


class CampaignRow(msgspec.Struct, frozen=True):
    """A campaign in the list; `collaborations` counts those that neither declined nor were cancelled."""

    id: int
    key: str
    name: str
    goal: str
    state: str
    starts: str | None
    ends: str | None
    budget_cents: int | None
    currency: str
    collaborations: int


class CampaignsPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all campaigns that pass the filters."""

    total: int
    campaigns: list[CampaignRow]


class CampaignShown(msgspec.Struct, frozen=True):
    """A campaign with its collaborations; `agreed_cents` and `offered_cents` are the fees that they bind."""

    id: int
    key: str
    name: str
    state: str
    goal: str
    audience: str
    starts: str | None
    ends: str | None
    budget_cents: int | None
    currency: str
    kpis: dict[str, int]
    formats: list[str]
    law: str
    created_at: str
    agreed_cents: int
    offered_cents: int
    collaborations: list[CollaborationLine]


class NewCampaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A campaign to make."""

    name: str
    goal: Goal
    law: Law = "de"
    currency: Currency = ""
    audience: str = ""
    starts: Day = ""
    ends: Day = ""
    budget_cents: Cents | None = None
    kpis: Kpis = {}
    formats: Formats = []


class CampaignEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to change of a campaign; what is left out stays, null or an empty text takes a value away."""

    name: str | UnsetType = UNSET
    goal: Goal | UnsetType = UNSET
    law: Law | UnsetType = UNSET
    currency: Currency | UnsetType = UNSET
    audience: str | UnsetType = UNSET
    starts: Day | UnsetType | None = UNSET
    ends: Day | UnsetType | None = UNSET
    budget_cents: Cents | UnsetType | None = UNSET
    kpis: Kpis | UnsetType = UNSET
    formats: Formats | UnsetType = UNSET


def _fields(given: NewCampaign | CampaignEdit) -> dict[str, str]:
    """Return what was given as the form of a campaign holds it; what is unset is not in it."""
    said = {name: value for name, value in msgspec.structs.asdict(given).items() if value is not UNSET}
    return {name: text for field, value in said.items() for name, text in _texts(field, value).items()}


def _texts(field: str, value: Any) -> Mapping[str, str]:
    if field == "budget_cents":
        return {"budget": "" if value is None else money_text(value)}
    if field == "kpis":
        for name in value:
            one_of("kpis", name or "-", KPIS)
        return {kpi_field(name): str(value.get(name, "")) for name in KPIS}
    return {field: ",".join(value) if field == "formats" else value or ""}


def _shown(house: House, campaign_id: int) -> CampaignShown:
    return msgspec.convert(service.campaign_json(service.campaign_page(house, campaign_id)), CampaignShown)


@get("/campaigns", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["campaigns"])
def list_campaigns(
    house: Here,
    q: FromQuery[str] = "",
    status: FromQuery[str] = "",
    sort: FromQuery[str] = "-starts",
    limit: Limit = 50,
    offset: Offset = 0,
) -> CampaignsPage:
    """List campaigns; `status` is draft, running or closed."""
    given = {"q": plain(q), "state": service.known_state(status)}
    filters = {name: text for name, text in given.items() if text}
    total, lines = service.campaign_lines(house, filters, sorted_by(sort, SORTS), limit, offset)
    return CampaignsPage(total, [msgspec.convert(service.line_json(line), CampaignRow) for line in lines])


@post("/campaigns", opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=["campaigns"])
def create_campaign(request: ProgramRequest, house: Here, data: JSONBody[NewCampaign]) -> CampaignShown:
    """Make a campaign in preparation."""
    made = service.create_campaign(house, _fields(data), request.user.name)
    if not isinstance(made, int):
        raise next(iter(made.problems.values()))
    return _shown(house, made)


@get("/campaigns/{campaign_id:int}", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["campaigns"])
def show_campaign(house: Here, campaign_id: FromPath[int]) -> CampaignShown:
    """Show a campaign with how far each creator is: `nahbar campaigns show --json`."""
    return _shown(house, campaign_id)


@put("/campaigns/{campaign_id:int}", opt=WRITE, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["campaigns"])
def change_campaign(
    request: ProgramRequest, house: Here, campaign_id: FromPath[int], data: JSONBody[CampaignEdit]
) -> CampaignShown:
    """Change a campaign; its key stays."""
    before = plan_fields(service.campaign_page(house, campaign_id).campaign.plan)
    service.change_campaign(house, campaign_id, {**before, **_fields(data)}, request.user.name).sure()
    return _shown(house, campaign_id)


@post(
    "/campaigns/{campaign_id:int}/start",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=200,
    sync_to_thread=True,
    tags=["campaigns"],
)
def start_campaign(request: ProgramRequest, house: Here, campaign_id: FromPath[int]) -> CampaignShown:
    """Start a campaign."""
    service.move_campaign(house, campaign_id, "start", request.user.name)
    return _shown(house, campaign_id)


@post(
    "/campaigns/{campaign_id:int}/close",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=200,
    sync_to_thread=True,
    tags=["campaigns"],
)
def close_campaign(request: ProgramRequest, house: Here, campaign_id: FromPath[int]) -> CampaignShown:
    """Close a campaign; work and payments that are under way go on."""
    service.move_campaign(house, campaign_id, "close", request.user.name)
    return _shown(house, campaign_id)


@post(
    "/campaigns/{campaign_id:int}/reopen",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=200,
    sync_to_thread=True,
    tags=["campaigns"],
)
def reopen_campaign(request: ProgramRequest, house: Here, campaign_id: FromPath[int]) -> CampaignShown:
    """Open a closed campaign again; it is running then."""
    service.move_campaign(house, campaign_id, "reopen", request.user.name)
    return _shown(house, campaign_id)


router = Router(
    "/api",
    route_handlers=[
        list_campaigns,
        create_campaign,
        show_campaign,
        change_campaign,
        start_campaign,
        close_campaign,
        reopen_campaign,
    ],
)
