"""Pages of creators: the list, one creator with the report, several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.creators.contracts import CreatorLine
from nahbar.creators.pictures.glimpse import draw_glimpse
from nahbar.creators.service import background, lists
from nahbar.creators.service.replies import replies_to
from nahbar.creators.service.reports.profiles import creator_page
from nahbar.creators.tables.lists import SORTS
from nahbar.creators.web.picturing import compared, pictures
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.plots import whisker
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.listing import csv_answer, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, fragment, page

FILTERS = ("q", "platform", "verdict", "from", "to")
MOST_COMPARED = 5
CSV_COLUMNS = (
    "platform",
    "handle",
    "name",
    "followers",
    "verdict",
    "rate",
    "rate_low",
    "rate_high",
    "percentile",
    "posts_used",
)
# Whiskers in a list share one axis; one outlier should not flatten all others.
SCALE_QUANTILE = 0.9


@get("/creators", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_list(request: PageRequest, house: Here) -> Response[Any]:
    """Show the creators, filtered, sorted and paged by the address; `format=csv` exports what is shown."""
    listing = read_listing(request.query_params, list(SORTS), "-followers", FILTERS)
    if request.query_params.get("format") == "csv":
        lines, _ = lists.page_of_creators(house, listing.filters, listing.sort, 0, None)
        return csv_answer("creators", CSV_COLUMNS, [[getattr(line, name) for name in CSV_COLUMNS] for line in lines])
    lines, total = lists.page_of_creators(house, listing.filters, listing.sort, listing.offset, listing.rows)
    if elsewhere := to_last_page("/creators", listing, total):
        return elsewhere
    problem = background.problem_of(house, background.VETTING)
    values = {
        "listing": listing,
        "lines": lines,
        "problem": problem,
        "total": total,
        "platforms": lists.known_platforms(house),
        "counts": lists.verdict_counts(house),
        "scale": _scale(lines),
        "whisker": whisker,
        "vetting": not problem and (background.vetting_progress(house).running() or "vetting" in request.query_params),
        "reached": background.vetting_progress(house).reached(),
        "glimpse": draw_glimpse(house.language(request.user.language), day_of(now())),
    }
    return page(request, "creators/list.html", values)


def _scale(lines: Sequence[CreatorLine]) -> float:
    highs = sorted(line.rate_high for line in lines if line.rate_high is not None)
    return highs[int(SCALE_QUANTILE * (len(highs) - 1))] if highs else 1.0


@post("/creators/vet", opt={"role": "editor"}, status_code=303, sync_to_thread=True, include_in_schema=False)
def vet_now(house: Here) -> Response[Any]:
    """Vet in the background everybody whose data has changed."""
    background.start_vetting(house)
    return Redirect("/creators?vetting=1", status_code=303)


@post("/creators/vet/cancel", opt={"role": "editor"}, status_code=303, sync_to_thread=True, include_in_schema=False)
def stop_vetting(house: Here) -> Response[Any]:
    """Stop the vetting; the reports that are ready stay."""
    background.vetting_progress(house).cancel()
    return Redirect("/creators", status_code=303)


@get("/creators/vet/progress", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_progress(request: PageRequest, house: Here) -> Response[str]:
    """Show how far the vetting is; when it has ended the list is loaded anew."""
    progress = background.vetting_progress(house)
    answer = fragment(request, "creators/vetting_progress.html", {"reached": progress.reached()})
    if not progress.running():
        answer.headers["HX-Redirect"] = "/creators"
    return answer


@get("/creators/compare", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def compare(request: PageRequest, house: Here) -> Response[str]:
    """Show up to five creators side by side."""
    names = list(dict.fromkeys(name.strip() for name in request.query_params.getall("one", []) if name.strip()))
    pages, problems = [], []
    for name in names[:MOST_COMPARED]:
        try:
            pages.append(creator_page(house, name))
        except NahbarError as error:
            problems.append(error)
    language = house.language(request.user.language)
    values = {"pages": pages, "problems": problems, "cut": len(names) > MOST_COMPARED, "most": MOST_COMPARED}
    return page(request, "creators/compare.html", {**values, **compared(language, pages)})


@get("/creators/{platform:str}/{handle:str}", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_creator(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[str]:
    """Show the vetting report of one creator."""
    shown = creator_page(house, f"{platform}/{handle}")
    language = house.language(request.user.language)
    given = replies_to(house, f"{platform}/{handle}")
    # A guest reads the same report with forms; here there are none.
    for_guests = {"replies": given, "secret": "", "form": Form()}
    values = {"shown": shown, "v": shown.vetting, "today": day_of(now()), **for_guests, **pictures(language, shown)}
    return page(request, "creators/creator.html", values)


router = Router("/", route_handlers=[show_list, vet_now, stop_vetting, show_progress, compare, show_creator])
