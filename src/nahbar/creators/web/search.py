"""The page that finds creators, with kept searches, and its call in the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from litestar import Response, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from nahbar.creators.search.as_json import found_json
from nahbar.creators.service import background
from nahbar.creators.service.finding import saved_searches
from nahbar.creators.service.finding.indexing import is_behind
from nahbar.creators.service.finding.saved_searches import SavedSearch
from nahbar.creators.service.finding.searching import (
    RANKED_BY_WORDS,
    SORTS,
    Question,
    Way,
    filter_choices,
    filters_given,
    price_currency,
    search,
)
from nahbar.creators.service.imports.uploads import in_thread
from nahbar.creators.web.api import Limit, Offset
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable, parse_count, parse_decimal, parse_percent
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.listing import Listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, fragment, page
from nahbar.kernel.web.troubles import ERROR_ANSWERS

NARROWING = ("platform", "language", "country", "verdict", "from", "to", "percentile", "paid", "price", "since")
FIELDS = ("q", "like", "by", *NARROWING, "sort")
PAGE_HITS = 20
CHOICES = ("platform", "language", "country")
MOST = 1e15


def _question(form: Mapping[str, str] | Form) -> Question:
    given = {name: form[name] for name in FIELDS}
    filters = filters_given(
        platform=given["platform"],
        language=given["language"],
        country=given["country"],
        verdict=given["verdict"],
        followers_from=_read(parse_count, given["from"]),
        followers_to=_read(parse_count, given["to"]),
        percentile_from=_read(_share, given["percentile"]),
        paid_to=_read(_share, given["paid"]),
        price_to=_read(_amount, given["price"]),
        posted_since=given["since"],
    )
    by: Way = "words" if given["by"] == "words" else "meaning" if given["by"] == "meaning" else "both"
    sort = given["sort"] if given["sort"].removeprefix("-") in SORTS else "fit"
    return Question(given["q"].replace("\0", ""), given["like"], by, filters, sort)


Number = TypeVar("Number", int, float)


def _read(reader: Callable[[str], Number | None], text: str) -> Number | None:
    try:
        value = reader(text)
    except Unreadable as error:
        raise BadInput(error.reason, msg("Write it in digits.")) from error
    if value is not None and not 0 <= value < MOST:
        raise BadInput(msg("“{text}” is not a number that fits here.", text=text), msg("Write it in digits."))
    return value


def _share(text: str) -> float | None:
    share = parse_percent(text, bare="percent")
    return None if share is None else min(1.0, float(share))


def _amount(text: str) -> float | None:
    amount = parse_decimal(text)
    return None if amount is None else float(amount)


@get("/creators/search", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_search(request: PageRequest, house: Here) -> Response[Any]:
    """Show who fits a text and filters, each with the reason."""
    values = dict(request.query_params.items())
    form = Form({name: str(values.get(name, "")) for name in FIELDS})
    number = str(values.get("page", "1"))
    filters = {name: form[name] for name in FIELDS if form[name] and name != "sort"}
    place = max(1, int(number)) if number.isdecimal() and len(number) < 9 else 1
    listing = Listing(form["sort"] or "fit", place, filters, PAGE_HITS)
    problem: NahbarError | None = background.problem_of(house, background.INDEXING)
    indexing = problem is None and is_behind(house) and background.start_indexing(house)
    found, choices, saved = None, dict[str, Sequence[str]](), list[SavedSearch]()
    if not indexing and problem is None:
        try:
            choices.update(filter_choices(house))
            saved += saved_searches.list_searches(house)
            found = search(house, _question(form), listing.offset, PAGE_HITS)
        except NahbarError as error:
            problem = error
    if found and (elsewhere := to_last_page("/creators/search", listing, found.total)):
        return elsewhere
    shown = {
        "form": form,
        "found": found,
        "problem": problem,
        "listing": listing,
        "like": form["like"],
        "asked": bool(filters),
        # Without words nothing is ranked, and all who pass the filters are there.
        "most": RANKED_BY_WORDS if form["q"] else float("inf"),
        "narrowed": any(form[name] for name in NARROWING) or bool(form["sort"] and form["sort"] != "fit"),
        "address": urlencode({name: form[name] for name in FIELDS if form[name]}),
        "currency": price_currency(house),
        "choices": {name: choices.get(name, ()) for name in CHOICES},
        "saved": saved,
        "indexing": indexing,
        "reached": background.indexing_progress(house).reached(),
    }
    return page(request, "creators/search.html", shown)


@get("/creators/search/progress", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_progress(request: PageRequest, house: Here) -> Response[str]:
    """Show how far the index is; when it is ready the page is loaded anew."""
    progress = background.indexing_progress(house)
    answer = fragment(request, "creators/indexing_progress.html", {"reached": progress.reached()})
    if not progress.running():
        here = request.headers.get("hx-current-url", "").partition("?")[0]
        answer.headers["HX-Redirect"] = "/creators/fit" if "/creators/fit" in here else "/creators/search"
    return answer


@post("/creators/search/save", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def keep(request: PageRequest, house: Here) -> Response[Any]:
    """Keep the search that is shown under a name."""
    form = read_form(await request.form())
    given = dict(parse_qsl(form["address"]))
    question = _question({name: given.get(name, "") for name in FIELDS})
    await in_thread(saved_searches.save_search, house, form["name"], question, request.user.name)
    return Redirect(f"/creators/search?{urlencode(given)}", status_code=303)


@get("/creators/search/saved/{search_id:int}", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def open_saved(request: PageRequest, house: Here, search_id: FromPath[int]) -> Response[Any]:
    """Show who is new in a kept search; from now on they are known."""
    return page(request, "creators/saved_search.html", {"look": saved_searches.look_at_search(house, search_id)})


@post(
    "/creators/search/saved/{search_id:int}/drop",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def forget(house: Here, search_id: FromPath[int]) -> Response[Any]:
    """Forget a kept search."""
    saved_searches.drop_search(house, search_id)
    return Redirect("/creators/search", status_code=303)


@get("/api/search", opt={"scope": "creators:read"}, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["creators"])
def search_api(
    house: Here,
    q: FromQuery[str] = "",
    like: FromQuery[str] = "",
    by: FromQuery[Way] = "both",
    platform: FromQuery[str] = "",
    language: FromQuery[str] = "",
    country: FromQuery[str] = "",
    verdict: FromQuery[str] = "",
    followers_from: FromQuery[int | None] = None,
    followers_to: FromQuery[int | None] = None,
    percentile_from: FromQuery[float | None] = None,
    paid_to: FromQuery[float | None] = None,
    price_to: FromQuery[float | None] = None,
    posted_since: FromQuery[str] = "",
    sort: FromQuery[str] = "fit",
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Find creators by words and by meaning; every hit says why it was found and names the post that fits best."""
    filters = filters_given(
        platform=platform,
        language=language,
        country=country,
        verdict=verdict,
        followers_from=followers_from,
        followers_to=followers_to,
        percentile_from=percentile_from,
        paid_to=paid_to,
        price_to=price_to,
        posted_since=posted_since,
    )
    return found_json(search(house, Question(q.replace("\0", ""), like, by, filters, sort), offset, limit))


router = Router("/", route_handlers=[show_search, show_progress, keep, open_saved, forget, search_api])
