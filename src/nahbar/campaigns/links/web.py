"""Pages of links: the list, one link with clicks and history, forms to add and edit, upload, codes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.links.contracts import STATES
from nahbar.campaigns.links.pictures import days_of, draw_clicks
from nahbar.campaigns.links.qr import MEDIA, draw_qr
from nahbar.campaigns.links.service import codes, keeping
from nahbar.campaigns.links.service.addresses import public_address
from nahbar.campaigns.links.service.importing import Outcome, import_links
from nahbar.campaigns.links.service.looking import free_slug, link_page, names_in_use, page_of_links
from nahbar.campaigns.links.tables.codes import STATES as CODE_STATES
from nahbar.campaigns.links.tables.links import SORTS
from nahbar.campaigns.links.wishes import fields_of
from nahbar.campaigns.web.asking import site_of
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.listing import csv_answer, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

HOME = "/campaigns/links"
FILTERS = ("q", "creator", "campaign", "state")
CSV_COLUMNS = ("slug", "target", "creator", "campaign", "post", "variant", "state", "people", "bots", "repeats")
SHOWN_REFUSALS = 50


@get(HOME, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_links(request: PageRequest, house: Here) -> Response[Any]:
    """Show the links, filtered, sorted and paged by the address; `format=csv` exports what is shown."""
    listing = read_listing(request.query_params, list(SORTS), "-people", FILTERS)
    filters = {name: text for name, text in listing.filters.items() if name != "state" or text in STATES}
    if request.query_params.get("format") == "csv":
        lines, _ = page_of_links(house, filters, listing.sort, 0, None)
        return csv_answer("links", CSV_COLUMNS, [[getattr(line, name) for name in CSV_COLUMNS] for line in lines])
    lines, total = page_of_links(house, filters, listing.sort, listing.offset, listing.rows)
    if elsewhere := to_last_page(HOME, listing, total):
        return elsewhere
    values = {"listing": listing, "lines": lines, "total": total, "states": STATES}
    return page(request, "campaigns/links.html", {**values, "campaigns": names_in_use(house, "campaign")})


@get(f"{HOME}/new", opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_new(request: PageRequest, house: Here) -> Response[str]:
    """Show the form, empty or with what another page said already."""
    begun = {name: request.query_params.get(name, "")[:200] for name in ("slug", "creator", "campaign")}
    wished = begun["slug"].replace("\0", "")
    return _form_page(request, Form({**begun, "slug": free_slug(house, wished) if wished else ""}), "")


def _form_page(request: PageRequest, form: Form, slug: str) -> Response[str]:
    status = 422 if form.problems else 200
    return page(request, "campaigns/link_form.html", {"form": form, "slug": slug}, status=status)


@post(f"{HOME}/new", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def add(request: PageRequest, house: Here) -> Response[Any]:
    """Add a link; what is wrong stands beside its field."""
    form = read_form(await request.form())
    return await to_thread.run_sync(_add, request, house, form)


def _add(request: PageRequest, house: House, form: Form) -> Response[Any]:
    try:
        link = keeping.add_link(house, form.values, request.user.name, _own(request, house))
    except NahbarError as error:
        form.refuse(error, "slug")
        return _form_page(request, form, "")
    flash(request, msg("The link is there."))
    return Redirect(f"{HOME}/to/{link.slug}", status_code=303)


def _own(request: PageRequest, house: House) -> Any:
    return keeping.own_hosts(house, request.url.hostname or "")


@get(f"{HOME}/to/{{slug:str}}", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_link(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[str]:
    """Show one link: where it leads, its clicks, its QR code, its history."""
    shown = link_page(house, slug)
    days = days_of(shown.hours, day_of(now()))
    picture = draw_clicks(house.language(request.user.language), days) if days else None
    address = public_address(house, shown.link.slug, _base(request, house))
    values = {"shown": shown, "days": list(reversed(days)), "picture": picture, "address": address}
    return page(request, "campaigns/link.html", {**values, "zone": house.workspace.settings.timezone})


def _base(request: PageRequest, house: House) -> str:
    return "" if house.workspace.settings.links.domain else site_of(request, house)


@get(f"{HOME}/to/{{slug:str}}/edit", opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_edit(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[str]:
    """Show the form with what the link says now."""
    link = link_page(house, slug).link
    return _form_page(request, Form(fields_of(link.wish, house.workspace.settings.timezone)), link.slug)


@post(f"{HOME}/to/{{slug:str}}/edit", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def edit(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[Any]:
    """Change a link; what is wrong stands beside its field."""
    form = read_form(await request.form())
    return await to_thread.run_sync(_edit, request, house, slug, form)


def _edit(request: PageRequest, house: House, slug: str, form: Form) -> Response[Any]:
    try:
        changes = keeping.edit_link(house, slug, form.values, request.user.name, _own(request, house))
    except NotFound:
        raise
    except NahbarError as error:
        form.refuse(error, "target")
        return _form_page(request, form, slug)
    flash(request, msg("Saved. It holds everywhere within a second.") if changes else msg("Nothing was changed."))
    return Redirect(f"{HOME}/to/{slug}", status_code=303)


@post(
    f"{HOME}/to/{{slug:str}}/pause",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def pause(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[Any]:
    """Pause a link."""
    keeping.pause_link(house, slug, request.user.name)
    return Redirect(f"{HOME}/to/{slug}", status_code=303)


@post(
    f"{HOME}/to/{{slug:str}}/resume",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def resume(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[Any]:
    """Resume a paused link."""
    keeping.resume_link(house, slug, request.user.name)
    return Redirect(f"{HOME}/to/{slug}", status_code=303)


@get(f"{HOME}/to/{{slug:str}}/qr.svg", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_svg(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[bytes]:
    """Return the QR code for print."""
    return _qr(request, house, slug, "svg")


@get(f"{HOME}/to/{{slug:str}}/qr.png", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_png(request: PageRequest, house: Here, slug: FromPath[str]) -> Response[bytes]:
    """Return the QR code as pixels."""
    return _qr(request, house, slug, "png")


def _qr(request: PageRequest, house: House, slug: str, kind: str) -> Response[bytes]:
    link = link_page(house, slug).link
    content = draw_qr(public_address(house, link.slug, _base(request, house)), kind)
    headers = {"Content-Disposition": f'inline; filename="{link.slug}.{kind}"'}
    return Response(content, media_type=MEDIA[kind], headers=headers)


@post(f"{HOME}/import", opt={"role": "editor"}, status_code=200, include_in_schema=False)
async def upload(request: PageRequest, house: Here) -> Response[Any]:
    """Import the links of an uploaded table and show what it did."""
    given = (await request.form()).get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        flash(request, msg("Choose a file first."), "careful")
        return Redirect(HOME, status_code=303)
    content = await given.read()
    return await to_thread.run_sync(_import, request, house, Path(given.filename).name, content)


def _import(request: PageRequest, house: House, name: str, content: bytes) -> Response[Any]:
    outcome, problem = Outcome(), None
    with tempfile.TemporaryDirectory(dir=house.workspace.files, prefix=".links-") as scratch:
        path = Path(scratch) / (name[-80:] or "links.csv")
        path.write_bytes(content)
        try:
            outcome = import_links(house, path, request.user.name)
        except NahbarError as error:
            problem = error
    values = {"outcome": outcome, "problem": problem, "name": name, "shown": outcome.refusals[:SHOWN_REFUSALS]}
    return page(request, "campaigns/links_imported.html", values, status=422 if problem else 200)


@get(f"{HOME}/codes", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_codes(request: PageRequest, house: Here) -> Response[Any]:
    """Show the coupon codes and whether one has left its creator's audience."""
    # The page of a collaboration leads here with the fields of a new code.
    begun = {name: request.query_params.get(name, "") for name in ("creator", "campaign")}
    return _codes_page(request, house, Form(begun))


def _codes_page(request: PageRequest, house: House, form: Form) -> Response[Any]:
    listing = read_listing(request.query_params, (), "", ("q", "state"))
    filters = {name: text for name, text in listing.filters.items() if name != "state" or text in CODE_STATES}
    if "q" in filters:
        # PostgreSQL refuses a NUL, SQLite stops reading at it.
        filters["q"] = filters["q"].replace("\0", "")
    total, lines = codes.page_of_codes(house, filters, listing.offset, listing.rows)
    if not form.problems and (elsewhere := to_last_page(f"{HOME}/codes", listing, total)):
        return elsewhere
    values = {"form": form, "lines": lines, "total": total, "listing": listing, "states": CODE_STATES}
    return page(request, "campaigns/codes.html", values, status=422 if form.problems else 200)


@post(f"{HOME}/codes", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def add_code(request: PageRequest, house: Here) -> Response[Any]:
    """Give a creator a code."""
    form = read_form(await request.form())
    return await to_thread.run_sync(_add_code, request, house, form)


def _add_code(request: PageRequest, house: House, form: Form) -> Response[Any]:
    try:
        made = codes.add_code(house, form.values, request.user.name)
    except NahbarError as error:
        form.refuse(error, "creator")
        return _codes_page(request, house, form)
    flash(request, msg("The code is {code}.", code=made))
    return Redirect(f"{HOME}/codes", status_code=303)


@post(
    f"{HOME}/codes/{{code:str}}/end",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def end_code(request: PageRequest, house: Here, code: FromPath[str]) -> Response[Any]:
    """End a code."""
    codes.end_code(house, code, request.user.name)
    return Redirect(f"{HOME}/codes", status_code=303)


router = Router(
    "/",
    route_handlers=[
        show_links, show_new, add, show_link, show_edit, edit, pause, resume, show_svg, show_png, upload, show_codes,
        add_code, end_code,
    ],
)  # fmt: skip
