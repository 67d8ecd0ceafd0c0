"""Guest links: the brand makes and revokes them; the creator reads their own report, answers, adds data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from typing import Any
from urllib.parse import quote

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.creators.service import replies
from nahbar.creators.service.imports.uploads import in_thread
from nahbar.creators.web.picturing import pictures
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page
from nahbar.kernel.web.visitor import LANGUAGE_COOKIE, speaking

PATH = "/creators/{platform:str}/{handle:str}/guests"
DEFAULT_DAYS = 14
BLOCK_BYTES = 1 << 16
ERASURE_ASKED = msg("The brand has been told that you want your data erased.")
# An export with its pictures left out is far smaller; whoever has more asks the brand to import it.
GUEST_FILE_BYTES = 500_000_000


@get(PATH, opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_links(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[str]:
    """Show a creator's guest links, what came of them and who opened them when."""
    shown = replies.invitations(house, f"{platform}/{handle}")
    values = {"shown": shown, "form": Form({"days": str(DEFAULT_DAYS)}), "made": request.session.pop("guest_link", "")}
    return page(request, "creators/guests.html", values)


@post(PATH, opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def make(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Make a link; its address is shown once."""
    form, name = read_form(await request.form()), f"{platform}/{handle}"
    days = int(form["days"]) if form["days"].isdecimal() and len(form["days"]) < 4 else 0
    try:
        path = await in_thread(replies.invite, house, name, days, request.user.name)
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        form.refuse(error, "days")
        shown = await in_thread(replies.invitations, house, name)
        return page(request, "creators/guests.html", {"shown": shown, "form": form, "made": ""}, status=422)
    request.session["guest_link"] = str(request.base_url).rstrip("/") + path
    return Redirect(f"/creators/{quote(name)}/guests", status_code=303)


@post(
    PATH + "/{link_id:int}/revoke",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def revoke(
    request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str], link_id: FromPath[int]
) -> Response[Any]:
    """Make a link useless from now on."""
    name = f"{platform}/{handle}"
    replies.revoke(house, name, link_id, request.user.name)
    return Redirect(f"/creators/{quote(name)}/guests", status_code=303)


@get("/report/{secret:str}", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def show_report(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[str]:
    """Show a creator their own report."""
    return _report(request, house, secret, Form())


def _report(request: PageRequest, house: House, secret: str, form: Form) -> Response[str]:
    guest = replies.guest_report(house, secret)
    _speak(request, guest.language)
    language = house.language(request.user.language)
    values = {
        "guest": guest,
        "shown": guest.shown,
        "v": guest.shown.vetting,
        "replies": guest.replies,
        "secret": secret,
        "form": form,
        "kinds": replies.HANDED_IN,
        "today": day_of(now()),
        **pictures(language, guest.shown),
    }
    answer = page(request, "creators/guest_report.html", values, status=422 if form.problems else 200)
    # The address is the key: it must not travel to other sites or into search engines.
    answer.headers.update({"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"})
    return answer


def _speak(request: PageRequest, language: str | None) -> None:
    """Answer in the creator's language, unless they chose one."""
    if request.cookies.get(LANGUAGE_COOKIE) not in LANGUAGES and language in LANGUAGES:
        speaking(request, language)


@post("/report/{secret:str}/answer", opt={"open": True}, status_code=303, include_in_schema=False)
async def give_answer(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Keep a creator's answer to a sign or to the whole report, or their wish for erasure."""
    form = read_form(await request.form())
    kind = "erasure" if form["kind"] == "erasure" else "answer"
    kept = in_thread(replies.answer, house, secret, form["sign"], form["text"], kind)
    thanks = ERASURE_ASKED if kind == "erasure" else msg("Thank you. Your answer stands beside the report now.")
    return await _taken(request, house, secret, form, "text", kept, thanks)


@post(
    "/report/{secret:str}/data",
    opt={"open": True},
    status_code=303,
    request_max_body_size=GUEST_FILE_BYTES,
    include_in_schema=False,
)
async def give_data(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Keep a file that a creator hands in; the brand looks at it before anything is imported."""
    # Nobody without a link gets a large file read.
    await in_thread(replies.check_link, house, secret)
    data = await request.form()
    form, file = read_form(data), data.get("file")
    name = file.filename if isinstance(file, UploadFile) else ""
    kept = replies.hand_in(house, secret, form["data_kind"], name, _blocks(file))
    thanks = msg("Thank you. Somebody will look at your file before it is taken in.")
    return await _taken(request, house, secret, form, "file", kept, thanks)


async def _taken(
    request: PageRequest,
    house: House,
    secret: str,
    form: Form,
    field: str,
    kept: Awaitable[str | None],
    thanks: Message,
) -> Response[Any]:
    """Wait until what a guest gave is kept, and thank; or show the report again with what is wrong beside `field`."""
    try:
        language = await kept
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        form.refuse(error, field)
        shown: Response[str] = await in_thread(_report, request, house, secret, form)
        return shown
    _speak(request, language)
    flash(request, thanks)
    return Redirect(f"/report/{quote(secret)}", status_code=303)


async def _blocks(file: object) -> AsyncIterator[bytes]:
    if isinstance(file, UploadFile):
        while block := await file.read(BLOCK_BYTES):
            yield block


router = Router("/", route_handlers=[show_links, make, revoke, show_report, give_answer, give_data])
