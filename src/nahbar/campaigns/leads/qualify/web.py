"""The page of the qualification rule: written, tried out on the leads that are there, kept."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get, post
from litestar.response import Redirect

from nahbar.campaigns.leads.qualify.contracts import JOINED, KINDS, Rule, Tried
from nahbar.campaigns.leads.qualify.reading import MOST_CONDITIONS, read_rule, typed_again
from nahbar.campaigns.leads.qualify.service import keep_rule, rule_versions, try_rule
from nahbar.campaigns.leads.stages import STAGE_WORDS
from nahbar.campaigns.web.asking import in_thread, sent
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

PATH = "/campaigns/leads/rule"


def _page(
    request: PageRequest, house: House, form: Form | None = None, rule: Rule | None = None, tried: Tried | None = None
) -> Response[str]:
    versions = rule_versions(house)
    newest = versions[0] if versions else Rule()
    values: dict[str, Any] = {
        "form": form or Form(typed_again(newest)),
        "newest": newest,
        "versions": versions,
        "kinds": KINDS,
        "joined": JOINED,
        "places": range(1, MOST_CONDITIONS + 1),
        "stages": STAGE_WORDS,
        "typed": typed_again,
        "tried": tried,
        "asked": rule,
        "currency": house.workspace.settings.currency,
    }
    return page(request, "campaigns/lead_rule.html", values, status=422 if form and form.problems else 200)


@get(PATH, opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_rule(request: PageRequest, house: Here) -> Response[str]:
    """Show the rule that holds, and its versions."""
    return _page(request, house)


@post(PATH, opt={"role": "editor"}, status_code=200, include_in_schema=False)
async def write_rule(request: PageRequest, house: Here) -> Response[Any]:
    """Try a rule out on the leads that are there, or keep it."""
    form = await sent(request)
    try:
        rule = read_rule(form.values)
    except BadInput as error:
        form.refuse(error, error.kind)
        return await in_thread(_page, request, house, form)
    if "keep" not in form.values:
        return await in_thread(_page, request, house, form, rule, await in_thread(try_rule, house, rule))
    kept = await in_thread(keep_rule, house, rule, request.user.name)
    said = msg("Version {n} holds for leads that come in from now on.", n=kept.version)
    flash(request, said if kept.conditions else msg("No rule judges leads now."))
    return Redirect(PATH, status_code=303)


router = Router("/", route_handlers=[show_rule, write_rule])
