"""The page of a creator's follower list: which accounts look fake and why, and marks of accounts that were checked."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.creators.service.audits.follower_lists import ORDERS, follower_page
from nahbar.creators.service.audits.marking import mark_follower, mark_from_upload
from nahbar.creators.service.imports import uploads
from nahbar.kernel.errors import NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.plots import whisker
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

PATH = "/creators/{platform:str}/{handle:str}/followers"


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_followers(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[str]:
    """Show accounts of the list to check, the most suspicious or a random sample, and those that were checked."""
    return _show(request, house, f"{platform}/{handle}", Form())


def _show(request: PageRequest, house: House, name: str, form: Form) -> Response[str]:
    wanted = request.query_params.get("show", "")
    order = wanted if wanted in ORDERS else ORDERS[0]
    shown = follower_page(house, name, order)
    if not shown.audit.n:
        raise NotFound(
            msg("No follower list of {name:raw} is known.", name=name),
            msg("Import one first, for example from the creator's own export."),
            kind="no-follower-list",
        )
    values = {"shown": shown, "audit": shown.audit, "order": order, "form": form, "whisker": whisker}
    return page(request, "creators/followers.html", values, status=422 if form.problems else 200)


def _address(name: str) -> str:
    return f"/creators/{quote(name)}/followers"


@post(PATH + "/mark", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def mark(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Mark one account as fake or genuine, or take a mark back."""
    form = read_form(await request.form())
    name = f"{platform}/{handle}"
    try:
        await uploads.in_thread(mark_follower, house, name, form["follower"], form["verdict"], request.user.name)
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        flash(request, error.message, "bad")
    order = form["show"] if form["show"] in ORDERS else ORDERS[0]
    return Redirect(f"{_address(name)}?show={order}#accounts", status_code=303)


@post(PATH + "/checked", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def hand_in(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Mark all accounts that a file names; what is wrong with it stands beside the field."""
    data = await request.form()
    form, file = read_form(data), data.get("file")
    name = f"{platform}/{handle}"
    content = await file.read() if isinstance(file, UploadFile) else b""
    file_name = file.filename if isinstance(file, UploadFile) else ""
    try:
        done = await uploads.in_thread(mark_from_upload, house, name, file_name, content, request.user.name)
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        form.refuse(error, "file")
        shown: Response[str] = await uploads.in_thread(_show, request, house, name, form)
        return shown
    flash(request, msg("Accounts marked: {n}, of them as fake: {fake}.", n=done.marked, fake=done.fake))
    return Redirect(_address(name), status_code=303)


router = Router("/", route_handlers=[show_followers, mark, hand_in])
