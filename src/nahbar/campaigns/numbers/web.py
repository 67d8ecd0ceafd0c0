"""The live page of a campaign's numbers, for people and by guest link, and the same as JSON for programs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.agree.words import KPIS
from nahbar.campaigns.numbers import service
from nahbar.campaigns.numbers.as_json import AUDIENCE, HEADER, numbers_json, numbers_rows
from nahbar.campaigns.numbers.contracts import FIGURES, Line, Numbers, Split, Target
from nahbar.campaigns.numbers.splitting import PER_CLICK
from nahbar.campaigns.web.asking import in_thread, sent, shown, site_of
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.plots import whisker
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.listing import csv_answer
from nahbar.kernel.web.pages import Here, PageRequest, fragment
from nahbar.kernel.web.troubles import ERROR_ANSWERS

PATH = "/campaigns/{campaign_id:int}/numbers"
GUEST = "/numbers/{secret:str}"
OPEN = {"open": True}
# The address is the key: it must not travel to other sites or into search engines.
SECRET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
DEFAULT_DAYS = "30"
SAME = 204
# Longer intervals than so many times the largest value run out of the whisker, so that short ones can still be seen.
LONGEST_WHISKER = 2.5
# Nobody reads further; a campaign may have thousands of posts and links.
MOST_LINES = 50

EARNED = ("qualified_leads", "leads", "deals", "revenue", "refunds", "spend", "return_on_spend",
          "cost_per_qualified_lead")  # fmt: skip
WAY = ("lead_rate", "qualified_rate", "deal_rate", "revenue_per_deal", "revenue_per_click", "clicks", "cpc")
CREATOR_COLUMNS = ("qualified_leads", "leads", "deals", "revenue", "spend", "return_on_spend",
                   "cost_per_qualified_lead", "lead_rate", "qualified_rate", "deal_rate", "clicks", "cpc")  # fmt: skip
OTHER_COLUMNS = ("qualified_leads", "leads", "deals", "revenue", "lead_rate", "deal_rate", "clicks")


def scales(lines: Sequence[Line]) -> Mapping[str, float]:
    """Return where the whisker of each figure ends, one end for all lines of a table."""
    found: dict[str, float] = {}
    for name in FIGURES:
        figures = [line.figures.get(name) for line in lines]
        known = [one for one in figures if one is not None]
        largest = max((one.value for one in known), default=0.0) * LONGEST_WHISKER
        ends = [min(one.high if one.high is not None else largest, largest or (one.high or 1.0)) for one in known]
        found[name] = max(ends, default=1.0) or 1.0
    return found


def busiest(numbers: Numbers) -> tuple[Sequence[Target], Sequence[Split]]:
    """Return the targets of the split links with the most clicks, at most MOST_LINES of them, and how they compare."""
    clicks: Counter[str] = Counter()
    for one in numbers.targets:
        clicks[one.link] += one.clicks
    # Links of equally many clicks stay in the order in which they came.
    ranked = sorted(numbers.targets, key=lambda one: -clicks[one.link])[:MOST_LINES]
    links = {one.link for one in ranked}
    return ranked, [one for one in numbers.splits if one.link in links]


def _values(numbers: Numbers, path: str, *, audience: bool, linked: bool) -> dict[str, Any]:
    content = msgspec.json.encode({**numbers_json(numbers), "at": "", "audience": audience}, order="sorted")
    tables = {"creators": (numbers.creators, CREATOR_COLUMNS), "posts": (numbers.posts, OTHER_COLUMNS)}
    tables["variants"] = (numbers.variants, OTHER_COLUMNS)
    targets, splits = busiest(numbers)
    return {
        "numbers": numbers,
        "targets": targets,
        "splits": splits,
        "most": MOST_LINES,
        "kinds": FIGURES,
        "groups": {"earned": EARNED, "way": WAY, "audience": AUDIENCE},
        "tables": {
            name: {"lines": lines, "columns": (*columns, *(AUDIENCE if audience and name == "creators" else ()))}
            for name, (lines, columns) in tables.items()
        },
        "scale": {name: scales(lines) for name, (lines, _) in tables.items()} | {"total": scales([numbers.total])},
        "audience": audience,
        "linked": linked,
        "pace_words": {**KPIS, "budget": msg("Budget")},
        "split_words": PER_CLICK,
        "whisker": whisker,
        "here": path,
        "digest": hashlib.sha256(content).hexdigest()[:16],
    }


def _answer(request: PageRequest, numbers: Numbers, path: str, more: Mapping[str, Any]) -> Response[Any]:
    """Answer with the page, its live part alone, or the table as CSV, as the query asks."""
    audience = request.query_params.get("audience") == "1"
    if request.query_params.get("format") == "csv":
        return csv_answer(f"numbers-{numbers.campaign_id}", HEADER, numbers_rows(numbers, audience=audience))
    values = _values(numbers, path, audience=audience, linked=more["guest"] is None)
    if request.query_params.get("part") == "1":
        if request.query_params.get("seen") == values["digest"]:
            # Nothing changed: the page stays as it is, with whatever was scrolled or opened.
            return Response(None, status_code=SAME)
        return fragment(request, "campaigns/numbers_live.html", values)
    failed = bool(more["form"].problems)
    return shown(request, "numbers.html", {**values, **more}, status=422 if failed else 200)


def _page(request: PageRequest, house: House, campaign_id: int, form: Form | None = None) -> Response[Any]:
    numbers = service.numbers_of(house, campaign_id)
    more = {
        "guest": None,
        "form": form or Form({"days": DEFAULT_DAYS}),
        "links": service.shared_links(house, campaign_id),
        "made": request.session.pop("numbers_link", "") if request.session else "",
        "now": now(),
    }
    return _answer(request, numbers, f"/campaigns/{campaign_id}/numbers", more)


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[Any]:
    """Show what a campaign cost and brought."""
    return _page(request, house, campaign_id)


@post(PATH + "/guests", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def share(request: PageRequest, house: Here, campaign_id: FromPath[int]) -> Response[Any]:
    """Make a link by which a guest reads the numbers; it is shown once."""
    form = await sent(request)
    days = int(form["days"]) if form["days"].isascii() and form["days"].isdigit() and len(form["days"]) < 9 else 0
    try:
        path = await in_thread(service.share, house, campaign_id, days, request.user.name)
    except BadInput as error:
        form.refuse(error, "days")
        return await in_thread(_page, request, house, campaign_id, form)
    request.session["numbers_link"] = site_of(request, house) + path
    return Redirect(f"/campaigns/{campaign_id}/numbers#share", status_code=303)


@post(PATH + "/guests/{link_id:int}/revoke", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def revoke(
    request: PageRequest, house: Here, campaign_id: FromPath[int], link_id: FromPath[int]
) -> Response[Any]:
    """Make a guest link useless."""
    await in_thread(service.revoke, house, campaign_id, link_id, request.user.name)
    return Redirect(f"/campaigns/{campaign_id}/numbers#share", status_code=303)


@get(GUEST, opt=OPEN, sync_to_thread=True, include_in_schema=False)
def show_guest(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Show a guest the numbers of one campaign and nothing else."""
    again = request.query_params.get("part") == "1"
    link, numbers = service.shared_numbers(house, secret, again=again)
    more = {"guest": link, "form": Form(), "links": [], "made": "", "now": now()}
    answer = _answer(request, numbers, f"/numbers/{secret}", more)
    answer.headers.update(SECRET)
    return answer


@get(
    "/api/campaigns/{campaign_id:int}/numbers",
    opt={"scope": "campaigns:read"},
    responses=ERROR_ANSWERS,
    sync_to_thread=True,
    tags=["campaigns"],
)
def show_json(house: Here, campaign_id: FromPath[int]) -> dict[str, Any]:
    """Show what a campaign cost and brought, with 95 % intervals: `nahbar campaigns numbers --json`."""
    return numbers_json(service.numbers_of(house, campaign_id))


router = Router("/", route_handlers=[show, share, revoke, show_guest, show_json])
