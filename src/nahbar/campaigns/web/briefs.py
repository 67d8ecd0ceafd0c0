"""Pages of a brief: written, kept in versions, compared, printed."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.agree.service.campaigns import campaign_page
from nahbar.campaigns.brief import service
from nahbar.campaigns.brief.contracts import LANGUAGES, LISTS, PARTS
from nahbar.campaigns.web.asking import in_thread, pdf_answer, sent, shown
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.pages import Here, PageRequest, flash

PATH = "/campaigns/{campaign_id:int}/brief"


def _language(request: PageRequest) -> str:
    wished = request.query_params.get("language", request.user.language)
    return wished if wished in LANGUAGES else LANGUAGES[0]


def _number(request: PageRequest, name: str) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _page(request: PageRequest, house: House, campaign_id: int, form: Form | None = None) -> Response[str]:
    language = _language(request)
    campaign = campaign_page(house, campaign_id).campaign
    brief = service.current_brief(house, campaign_id, language)
    versions = service.brief_versions(house, campaign_id, language)
    before, after = _number(request, "before"), _number(request, "after")
    changed = service.compare_versions(house, campaign_id, language, before, after) if before and after else None
    values = {"campaign": campaign, "brief": brief, "versions": versions, "form": form or Form(brief.parts)}
    values |= {"changed": changed, "before": before, "after": after, "language_shown": language}
    values |= {"parts_of_brief": PARTS, "lists": LISTS, "brief_languages": LANGUAGES}
    return shown(request, "brief.html", values, status=422 if form and form.problems else 200)


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[str]:
    """Show a brief, its versions, and what changed between two of them."""
    return _page(request, house, campaign_id)


@post(PATH, opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def save(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[Any]:
    """Keep a new version."""
    form, language = await sent(request), _language(request)
    try:
        version = await in_thread(service.save_brief, house, campaign_id, language, form.values, request.user.name)
    except BadInput as error:
        form.refuse(error, "goal")
        return await in_thread(_page, request, house, campaign_id, form)
    flash(request, msg("Version {n} is kept.", n=version))
    return Redirect(f"/campaigns/{campaign_id}/brief?language={language}", status_code=303)


@get(PATH + "/paper", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def paper(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[bytes]:
    """Return the newest version as PDF."""
    language = _language(request)
    campaign = campaign_page(house, campaign_id).campaign
    brief = service.current_brief(house, campaign_id, language)
    return pdf_answer(service.brief_pdf(house, brief, campaign.plan.name), f"brief-{campaign_id}-{language}")


router = Router("/", route_handlers=[show, save, paper])
