"""Pages of campaigns: the list, a new one, the board, changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.agree.contracts import CAMPAIGN_STATES, FORMATS, GOALS, KPIS, LAWS
from nahbar.campaigns.agree.reading import kpi_field, plan_fields
from nahbar.campaigns.agree.rows import SORTS
from nahbar.campaigns.agree.service import campaigns
from nahbar.campaigns.agree.service.collaborations import add_creators, collaboration_page, step_to_undo
from nahbar.campaigns.agree.states import ROAD, TABLE, no_way, steps_from
from nahbar.campaigns.web.asking import in_thread, refused, sent, shown
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.listing import csv_answer, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, flash

COLUMNS = ("name", "state", "goal", "starts", "ends", "budget_cents", "currency", "collaborations")
MOST_CSV = 10_000
# A shortlist longer than this is a list of creators, not of a campaign.
MOST_ADDED = 200
# What comes with a text, an address or a reason has its form on the page of the collaboration, at these fields.
FORMS = {"return": "f-note", "hand in": "f-draft-text", "publish": "f-url", "change terms": "f-fee"}


@get("/campaigns", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_list(request: PageRequest, house: Here) -> Response[Any]:
    """Show all campaigns, as a page or as CSV."""
    listing = read_listing(dict(request.query_params), SORTS, "-starts", ("q", "state"))
    # PostgreSQL refuses a NUL, SQLite stops reading at it.
    filters = {name: value.replace("\0", "") for name, value in listing.filters.items()}
    if filters.get("state") not in (None, *CAMPAIGN_STATES):
        filters.pop("state")
    if request.query_params.get("format") == "csv":
        _, lines = campaigns.campaign_lines(house, filters, listing.sort, MOST_CSV, 0)
        rows = [[campaigns.line_json(line)[name] for name in COLUMNS] for line in lines]
        return csv_answer("campaigns", COLUMNS, rows)
    total, lines = campaigns.campaign_lines(house, filters, listing.sort, listing.rows, listing.offset)
    if elsewhere := to_last_page("/campaigns", listing, total):
        return elsewhere
    values = {"lines": lines, "total": total, "listing": listing, "states": CAMPAIGN_STATES}
    return shown(request, "list.html", {**values, "today": day_of(now())})


def _asked(request: PageRequest, form: Form, campaign_id: int | None = None) -> Response[str]:
    values = {"form": form, "goals": GOALS, "laws": LAWS, "kpis": {name: kpi_field(name) for name in KPIS}}
    chosen = {one.strip() for one in form["formats"].split(",")}
    values |= {"formats": FORMATS, "chosen": chosen, "campaign_id": campaign_id}
    return shown(request, "edit.html", values, status=422 if form.problems else 200)


def _fresh(house: House, **more: str) -> Form:
    settings = house.workspace.settings
    return Form({"law": "de", "goal": "leads", "currency": settings.currency, **more})


@get("/campaigns/new", opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def ask_new(request: PageRequest, house: Here) -> Response[str]:
    """Show the form for a new campaign."""
    return _asked(request, _fresh(house))


@post("/campaigns/new", opt={"role": "editor"}, status_code=200, include_in_schema=False)
async def ask_new_with(request: PageRequest, house: Here) -> Response[str]:
    """Show the form for a campaign with creators that were chosen elsewhere."""
    form = await sent(request)
    kept = {name: form[name] for name in ("creators", "budget", "currency") if form[name]}
    return _asked(request, await in_thread(_fresh, house, **kept))


@post("/campaigns", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def create(request: PageRequest, house: Here) -> Response[Any]:
    """Make a campaign, with the creators that came along."""
    form = await sent(request, "formats")
    made = await in_thread(campaigns.create_campaign, house, form.values, request.user.name)
    if not isinstance(made, int):
        return _asked(request, refused(form, made.problems))
    if form["creators"]:
        await _add(request, house, made, form["creators"])
    return Redirect(f"/campaigns/{made}", status_code=303)


async def _add(request: PageRequest, house: House, campaign_id: int, names: str) -> None:
    wanted = names.replace(",", " ").split()[:MOST_ADDED]
    try:
        added = await in_thread(add_creators, house, campaign_id, wanted, request.user.name)
    except NahbarError as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "careful")
        return
    flash(request, msg("{n} {n|creator stands|creators stand} on the shortlist now.", n=len(added)))


def _moved(request: PageRequest, house: House, found: campaigns.CampaignPage) -> Mapping[str, Any] | None:
    """Return the card that was just moved on the board, and the step that may be undone, "" for none."""
    number = request.query_params.get("moved", "")
    for card in found.cards:
        if str(card.collaboration.id) == number:
            return {"card": card, "undo": step_to_undo(collaboration_page(house, card.collaboration.id))}
    return None


@get("/campaigns/{campaign_id:int}", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_campaign(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[str]:
    """Show a campaign as a board, or as a table."""
    found = campaigns.campaign_page(house, campaign_id)
    ways = {state: steps_from(state, "brand") for state in found.columns()}
    values = {"found": found, "plan": found.campaign.plan, "ways": ways, "columns": found.columns()}
    values |= {"forms": FORMS, "no_way": {state: no_way(state, "brand") for state in found.columns()}}
    values |= {"moved": _moved(request, house, found)}
    view = "table" if request.query_params.get("view") == "table" else "board"
    done = sum(card.collaboration.state in ("posted", "checked", "paid") for card in found.cards)
    standing = [card for card in found.cards if card.collaboration.state not in TABLE["reopen"].before]
    shortlisted = [card for card in standing if card.collaboration.state == ROAD[0]]
    values |= {"view": view, "done": done, "asked": len(standing) - len(shortlisted), "shortlisted": len(shortlisted)}
    values |= {"wished": sum(card.collaboration.terms.fee_cents for card in shortlisted)}
    values |= {"late": sum(card.late for card in standing)}
    return shown(request, "campaign.html", {**values, "today": day_of(now())})


@get("/campaigns/{campaign_id:int}/edit", opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def ask_change(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[str]:
    """Show the form of a campaign."""
    found = campaigns.campaign_page(house, campaign_id)
    return _asked(request, Form(plan_fields(found.campaign.plan)), campaign_id)


@post("/campaigns/{campaign_id:int}/edit", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def change(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[Any]:
    """Change a campaign."""
    form = await sent(request, "formats")
    read = await in_thread(campaigns.change_campaign, house, campaign_id, form.values, request.user.name)
    if read.value is None:
        return _asked(request, refused(form, read.problems), campaign_id)
    return Redirect(f"/campaigns/{campaign_id}", status_code=303)


@post("/campaigns/{campaign_id:int}/move", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def move(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[Any]:
    """Start, close or reopen a campaign."""
    form = await sent(request)
    await in_thread(campaigns.move_campaign, house, campaign_id, form["move"], request.user.name)
    return Redirect(f"/campaigns/{campaign_id}", status_code=303)


@post("/campaigns/{campaign_id:int}/creators", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def add(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[Any]:
    """Put creators on the shortlist."""
    form = await sent(request)
    await _add(request, house, campaign_id, form["creators"])
    return Redirect(f"/campaigns/{campaign_id}", status_code=303)


router = Router(
    "/", route_handlers=[show_list, ask_new, ask_new_with, create, show_campaign, ask_change, change, move, add]
)
