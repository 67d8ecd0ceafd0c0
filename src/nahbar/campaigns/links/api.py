"""The API of links and codes: what the screens show and do, as JSON, for programs with a token."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nahbar.campaigns.api.asking import one_of, plain
from nahbar.campaigns.links.as_json import code_json, link_json
from nahbar.campaigns.links.contracts import LinkLine
from nahbar.campaigns.links.service import codes, keeping
from nahbar.campaigns.links.service.looking import link_page, page_of_links
from nahbar.campaigns.links.tables.codes import STATES as CODE_STATES
from nahbar.campaigns.links.wishes import fields_of
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "links:read"}, {"scope": "links:write"}
MOST_ROWS = 500

Limit = Annotated[int, QueryParameter(ge=1, le=MOST_ROWS, description="Rows in one answer.")]
Offset = Annotated[int, QueryParameter(ge=0, le=2**40, description="Rows before the first one.")]


class LinksPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all links that pass the filters."""

    total: int
    links: list[LinkLine]


class OrderShown(msgspec.Struct, frozen=True):
    """An order that a finding rests on: its number in the list of deals, and what the shop calls it."""

    id: int
    order: str
    at: str
    came_from: str | None
    country: str | None


class FindingShown(msgspec.Struct, frozen=True):
    """One look at a code: `kind` is channels, coupon sites or countries; `sure` is weak, clear or strong when flagged.

    `orders_total` counts orders from coupon sites, or customers outside the audience; `orders` are the newest.
    """

    kind: str
    verdict: str
    sure: str | None
    probability: float | None
    evidence: list[str]
    innocent: list[str]
    orders_total: int
    orders: list[OrderShown]


class LeakShown(msgspec.Struct, frozen=True):
    """Whether a code has left its creator's audience: `known` uses say by what way they came, `outside` by another."""

    verdict: str
    sure: str | None
    uses: int
    known: int
    outside: int
    interval: list[float]
    evidence: list[str]
    innocent: list[str]
    findings: list[FindingShown]


class CodeShown(msgspec.Struct, frozen=True):
    """A coupon code with the verdict on its uses."""

    code: str
    creator: str
    campaign: str | None
    created_at: str
    ended_at: str | None
    leak: LeakShown


class CodesPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all codes that pass the filters."""

    total: int
    codes: list[CodeShown]


class NewLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link to add; `target` holds one address, or several with their weights, one a line."""

    slug: str
    target: str
    creator: str = ""
    campaign: str = ""
    post: str = ""
    variant: str = ""
    expires_at: str = ""


class LinkEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to change of a link; what is left out stays, an empty text takes a value away."""

    target: str | None = None
    creator: str | None = None
    campaign: str | None = None
    post: str | None = None
    variant: str | None = None
    expires_at: str | None = None


class NewCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A coupon code to give; without `code` one is made from the handle."""

    creator: str
    code: str = ""
    campaign: str = ""


@get("/links", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["links"])
def list_links(
    house: Here,
    q: FromQuery[str] = "",
    creator: FromQuery[str] = "",
    campaign: FromQuery[str] = "",
    status: FromQuery[str] = "",
    sort: FromQuery[str] = "slug",
    limit: Limit = 50,
    offset: Offset = 0,
) -> LinksPage:
    """List links with the clicks that are counted."""
    given = {"q": q, "creator": creator.lower(), "campaign": campaign, "state": status}
    lines, total = page_of_links(house, {name: text for name, text in given.items() if text}, sort, offset, limit)
    return LinksPage(total, list(lines))


@post("/links", opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=["links"])
def add_link(request: Request[Any, Any, Any], house: Here, data: JSONBody[NewLink]) -> dict[str, Any]:
    """Add a link."""
    link = keeping.add_link(house, msgspec.structs.asdict(data), request.user.name)
    return link_json(link_page(house, link.slug))


@get("/links/{slug:str}", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["links"])
def show_link(house: Here, slug: FromPath[str]) -> dict[str, Any]:
    """Show a link with all clicks up to now and its history: `nahbar links show --json`."""
    return link_json(link_page(house, slug))


@put("/links/{slug:str}", opt=WRITE, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["links"])
def edit_link(
    request: Request[Any, Any, Any], house: Here, slug: FromPath[str], data: JSONBody[LinkEdit]
) -> dict[str, Any]:
    """Change a link; every worker knows it within a second."""
    before = fields_of(link_page(house, slug).link.wish, house.workspace.settings.timezone)
    given = {name: text for name, text in msgspec.structs.asdict(data).items() if text is not None}
    keeping.edit_link(house, slug, {**before, **given}, request.user.name)
    return link_json(link_page(house, slug))


@post(
    "/links/{slug:str}/pause", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=["links"]
)
def pause_link(request: Request[Any, Any, Any], house: Here, slug: FromPath[str]) -> dict[str, Any]:
    """Pause a link."""
    keeping.pause_link(house, slug, request.user.name)
    return link_json(link_page(house, slug))


@post(
    "/links/{slug:str}/resume", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=["links"]
)
def resume_link(request: Request[Any, Any, Any], house: Here, slug: FromPath[str]) -> dict[str, Any]:
    """Resume a paused link."""
    keeping.resume_link(house, slug, request.user.name)
    return link_json(link_page(house, slug))


@get("/codes", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["links"])
def list_codes(
    house: Here,
    q: FromQuery[str] = "",
    creator: FromQuery[str] = "",
    campaign: FromQuery[str] = "",
    status: FromQuery[str] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> CodesPage:
    """List coupon codes, newest first, with the verdict on where they are used; `status` is in use or ended."""
    given = {"q": q, "creator": creator.lower(), "campaign": campaign, "state": one_of("status", status, CODE_STATES)}
    filters = {name: plain(text) for name, text in given.items() if plain(text)}
    total, lines = codes.page_of_codes(house, filters, offset, limit)
    return CodesPage(total, [msgspec.convert(code_json(line), CodeShown) for line in lines])


@post("/codes", opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=["links"])
def add_code(request: Request[Any, Any, Any], house: Here, data: JSONBody[NewCode]) -> dict[str, str]:
    """Give a creator a coupon code."""
    return {"code": codes.add_code(house, msgspec.structs.asdict(data), request.user.name)}


@post("/codes/{code:str}/end", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=["links"])
def end_code(request: Request[Any, Any, Any], house: Here, code: FromPath[str]) -> dict[str, str]:
    """End a coupon code: it can no longer be given out, and its uses still count for its creator."""
    return {"ended": codes.end_code(house, code, request.user.name)}


router = Router(
    "/api",
    route_handlers=[
        list_links,
        add_link,
        show_link,
        edit_link,
        pause_link,
        resume_link,
        list_codes,
        add_code,
        end_code,
    ],
)
