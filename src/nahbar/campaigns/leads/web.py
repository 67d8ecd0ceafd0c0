"""Pages of leads: the list, one lead with its moves, forms to put into a page, webhooks."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.leads.contracts import STAGES, Lead
from nahbar.campaigns.leads.forms.design import FIELD_WORDS, FIELDS
from nahbar.campaigns.leads.scoring.listed import CHANCE, CHANCE_COLUMNS, chance_cells, kept_chances, page_by
from nahbar.campaigns.leads.service import forms, hooks, moving
from nahbar.campaigns.leads.stages import LOST_REASONS, STAGE_WORDS
from nahbar.campaigns.leads.words import BY_WORDS, VIA_WORDS
from nahbar.campaigns.web.asking import in_thread, sent
from nahbar.kernel.clock import iso_time
from nahbar.kernel.errors import NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.listing import csv_answer, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

HOME = "/campaigns/leads"
CSV_COLUMNS = (
    "key", "came_at", "name", "email", "stage", "reason", "qualified", "source_said", "value", "currency", "campaign",
    "creator", "link", "code", "by", "via",
)  # fmt: skip


@get(HOME, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_leads(request: PageRequest, house: Here) -> Response[Any]:
    """Show the leads, filtered, sorted and paged by the address; `format=csv` exports what is shown."""
    scored = kept_chances(house)
    sorts = [*moving.SORTS, CHANCE] if scored else list(moving.SORTS)
    listing = read_listing(request.query_params, sorts, "-came_at", moving.FILTERS)
    if request.query_params.get("format") == "csv":
        leads, _, names = page_by(house, listing, scored, everything=True)
        lines = [_row(one, names.get(one.creator_id or 0, "")) + chance_cells(one.id, scored) for one in leads]
        return csv_answer("leads", (*CSV_COLUMNS, *(CHANCE_COLUMNS if scored else ())), lines)
    leads, total, names = page_by(house, listing, scored)
    if elsewhere := to_last_page(HOME, listing, total):
        return elsewhere
    values: dict[str, Any] = {"listing": listing, "leads": leads, "total": total, "names": names, "stages": STAGE_WORDS}
    values |= {"by": BY_WORDS, "campaigns": moving.campaigns_in_use(house), "counts": moving.stage_counts(house)}
    values |= {"lost": moving.lost_counts(house), "why": LOST_REASONS, "scored": scored}
    return page(request, "campaigns/leads.html", values)


def _row(one: Lead, creator: str) -> list[object]:
    more: dict[str, object] = {
        "came_at": iso_time(one.came_at),
        "value": "" if one.value_cents is None else f"{one.value_cents / 100:.2f}",
        "creator": creator,
        "qualified": {True: "yes", False: "no", None: ""}[one.qualified],
    }
    return [more[name] if name in more else getattr(one, name) for name in CSV_COLUMNS]


def _page(request: PageRequest, house: House, number: int, form: Form | None = None) -> Response[str]:
    shown = moving.lead_page(house, number)
    fields = {**FIELD_WORDS, "agreed": msg("Agreed to"), "subject": msg("Subject"), "attachments": msg("Attachments")}
    values = {"shown": shown, "one": shown.lead, "stages": STAGE_WORDS, "by": BY_WORDS, "via": VIA_WORDS}
    values |= {"form": form or Form(), "fields": fields, "order": STAGES, "why": LOST_REASONS}
    return page(request, "campaigns/lead.html", values, status=422 if form and form.problems else 200)


@get(HOME + "/{number:int}", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_lead(request: PageRequest, house: Here, number: FromPath[int]) -> Response[str]:
    """Show one lead."""
    return _page(request, house, number)


@post(HOME + "/{number:int}/move", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def move(request: PageRequest, house: Here, number: FromPath[int]) -> Response[Any]:
    """Move a lead to another stage."""
    form = await sent(request)
    try:
        await in_thread(moving.move_lead, house, number, form["stage"], form["reason"], request.user.name, form["why"])
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        form.refuse(error, "reason")
        return await in_thread(_page, request, house, number, form)
    flash(request, msg("The lead has moved."))
    return Redirect(f"{HOME}/{number}", status_code=303)


def _ways_in(request: PageRequest, house: House, form: Form | None = None) -> Response[str]:
    values: dict[str, Any] = {
        "all_forms": forms.list_forms(house),
        "hooks": hooks.list_hooks(house),
        "fields": FIELD_WORDS,
    }
    values |= {"form": form or Form({"fields": "name, message"}), "names": FIELDS}
    values["base"] = str(request.base_url).rstrip("/")
    return page(request, "campaigns/lead_ways.html", values, status=422 if form and form.problems else 200)


@get(HOME + "/ways", opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_ways(request: PageRequest, house: Here) -> Response[str]:
    """Show the ways by which leads and orders come in."""
    return _ways_in(request, house)


@post(HOME + "/forms", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def make_form(request: PageRequest, house: Here) -> Response[Any]:
    """Make a form."""
    form = await sent(request)
    try:
        key = await in_thread(forms.add_form, house, form["key"], form["title"], form.values, request.user.name)
    except NahbarError as error:
        form.refuse(error, "key" if error.kind in ("slug", "form-exists") else "title")
        return await in_thread(_ways_in, request, house, form)
    flash(request, msg("The form “{key}” is open.", key=key))
    return Redirect(f"{HOME}/ways", status_code=303)


@post(HOME + "/forms/{key:str}/close", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def close(request: PageRequest, house: Here, key: FromPath[str]) -> Response[Any]:
    """Close a form."""
    await in_thread(forms.close_form, house, key, request.user.name)
    return Redirect(f"{HOME}/ways", status_code=303)


router = Router("/", route_handlers=[show_leads, show_lead, move, show_ways, make_form, close])
