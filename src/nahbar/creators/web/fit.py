"""Pages of the fit: everybody beside the brand, one creator, and who speaks of a theme from their own life."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from nahbar.creators.fit.as_json import fit_json
from nahbar.creators.fit.audience_fit import side_name
from nahbar.creators.fit.contracts import DIMENSIONS
from nahbar.creators.fit.look import brand_palette
from nahbar.creators.fit.order import FIRST, SORTS, sorted_fits
from nahbar.creators.fit.palette import to_hex
from nahbar.creators.fit.sentence import dimension_name
from nahbar.creators.pictures.fit_profile import draw_palette, draw_profile, draw_small_profile
from nahbar.creators.service import background
from nahbar.creators.service.brand.fitting import fit_all, fit_creator, is_quick
from nahbar.creators.service.brand.profile import read_brand
from nahbar.creators.service.brand.themes import Speakers, find_speakers
from nahbar.creators.service.finding.indexing import is_behind
from nahbar.creators.service.imports import uploads
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.plots import whisker
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.listing import Listing, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, fragment, page
from nahbar.kernel.web.troubles import ERROR_ANSWERS

PAGE_ROWS = 25
MOST_ROWS = 500


@get("/creators/fit", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_all(request: PageRequest, house: Here) -> Response[Any]:
    """Show everybody beside the brand, sorted by the dimension in the address."""
    return _all(request, house, Form(), None)


def _all(request: PageRequest, house: House, form: Form, speakers: Speakers | None) -> Response[Any]:
    read = read_listing(request.query_params, SORTS, FIRST, ())
    listing = Listing(read.sort, read.page, {}, PAGE_ROWS)
    problem = background.problem_of(house, background.INDEXING)
    if problem is not None:
        raise problem
    indexing = is_behind(house) and background.start_indexing(house)
    fitting = not indexing and not is_quick(house)
    if fitting:
        background.start_fitting(house)
    everybody = None if indexing or fitting else fit_all(house)
    fits = sorted_fits(everybody.fits, listing.sort) if everybody else []
    if everybody and not form.problems and (elsewhere := to_last_page("/creators/fit", listing, len(fits))):
        return elsewhere
    language = house.language(request.user.language)
    values = {
        "form": form,
        "speakers": speakers,
        "listing": listing,
        "everybody": everybody,
        "indexing": indexing,
        "fitting": fitting,
        "reached": (background.fitting_progress if fitting else background.indexing_progress)(house).reached(),
        "fits": fits[listing.offset : listing.offset + PAGE_ROWS],
        "total": len(fits),
        "dimensions": [(name, dimension_name(name)) for name in DIMENSIONS],
        "profile": lambda fit: draw_small_profile(language, fit.dimensions),
    }
    return page(request, "creators/fit.html", values, status=422 if form.problems else 200)


@get("/creators/fit/progress", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_progress(request: PageRequest, house: Here) -> Response[str]:
    """Show how far the comparison with the brand is; when it is there the page is loaded anew."""
    answer = fragment(
        request, "creators/fitting_progress.html", {"reached": background.fitting_progress(house).reached()}
    )
    if is_quick(house):
        path, _, asked = request.headers.get("hx-current-url", "").partition("?")
        answer.headers["HX-Redirect"] = "/creators/fit" + (f"?{asked}" if asked and path.endswith("/fit") else "")
    return answer


@post("/creators/fit/theme", opt={"role": "viewer"}, status_code=200, include_in_schema=False)
async def ask_theme(request: PageRequest, house: Here) -> Response[str]:
    """Show who speaks of a theme in their own words; sent as a form, so that it stands in no address and no log."""
    form = read_form(await request.form())
    speakers = None
    if await uploads.in_thread(is_behind, house):
        waiting: Response[str] = await uploads.in_thread(_all, request, house, form, None)
        return waiting
    try:
        speakers = await uploads.in_thread(find_speakers, house, form["theme"])
    except NahbarError as error:
        form.refuse(error, "theme")
        form.problems.setdefault("theme", error.message)
    answer: Response[str] = await uploads.in_thread(_all, request, house, form, speakers)
    return answer


@get("/creators/{platform:str}/{handle:str}/fit", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_one(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Show one creator beside the brand, with the posts for and against."""
    if is_behind(house):
        # There the progress of the index is shown; here a page would wait for it.
        return Redirect("/creators/fit", status_code=303)
    fit, kept = fit_creator(house, f"{platform}/{handle}"), read_brand(house)
    wanted = brand_palette(kept.brand)
    own = [] if wanted is None else [(to_hex(row[:3]), float(row[3])) for row in wanted]
    values = {
        "fit": fit,
        "kept": kept,
        "profile": draw_profile(house.language(request.user.language), fit.dimensions),
        "order": DIMENSIONS,
        "called": dimension_name,
        "side": side_name,
        "whisker": whisker,
        "colours": draw_palette(fit.look.palette) if fit.look else None,
        "brand_colours": draw_palette(own) if own else None,
    }
    return page(request, "creators/creator_fit.html", values)


Limit = Annotated[int, QueryParameter(ge=1, le=MOST_ROWS, description="Rows in one answer.")]
Offset = Annotated[int, QueryParameter(ge=0, le=2**40, description="Rows before the first one.")]


@get("/api/fit", opt={"scope": "creators:read"}, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["creators"])
def fits_api(house: Here, sort: FromQuery[str] = FIRST, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """Set everybody beside the brand: the short profile of each creator, sorted by a dimension."""
    everybody = fit_all(house)
    fits = sorted_fits(everybody.fits, sort)
    return {
        "brand": everybody.brand.version,
        "total": len(fits),
        "creators": everybody.creators,
        "fits": [fit_json(fit) for fit in fits[offset : offset + limit]],
    }


@get(
    "/api/creators/{platform:str}/{handle:str}/fit",
    opt={"scope": "creators:read"},
    responses=ERROR_ANSWERS,
    sync_to_thread=True,
    tags=["creators"],
)
def fit_api(house: Here, platform: FromPath[str], handle: FromPath[str]) -> dict[str, Any]:
    """Set a creator beside the brand: the report of `nahbar creators fit --json`."""
    return fit_json(fit_creator(house, f"{platform}/{handle}"), whole=True)


router = Router("/", route_handlers=[show_all, show_progress, ask_theme, show_one, fits_api, fit_api])
