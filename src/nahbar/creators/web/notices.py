"""What creators did, seen on the start page; notices by e-mail, switched on by each for themselves."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.creators.notices import service
from nahbar.creators.service.imports.uploads import in_thread
from nahbar.kernel.mail_server import mail_server_of
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

HOME = "/settings/notices"


@get(HOME, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_notices(request: PageRequest, house: Here) -> Response[str]:
    """Show whether this person gets notices, and whether they can be sent."""
    number = request.user.account.id if request.user.account else 0
    values = {"shown": service.notice_page(house, number), "mail": mail_server_of(house).settings}
    values["address"] = house.workspace.settings.web.address
    return page(request, "creators/notices.html", values)


@post(HOME, opt={"role": "viewer"}, status_code=303, include_in_schema=False)
async def switch(request: PageRequest, house: Here) -> Response[Any]:
    """Switch notices on or off for whoever asks."""
    form = read_form(await request.form())
    if request.user.account is not None:
        on = form["wanted"] == "yes"
        switched = partial(service.switch_notices, house, request.user.account.id, request.user.name, on=on)
        await in_thread(switched)
        flash(request, msg("You get notices from now on.") if on else msg("You get no notices any more."))
    return Redirect(HOME, status_code=303)


@post("/happenings/{number:int}/seen", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def seen(request: PageRequest, house: Here, number: FromPath[int]) -> Response[Any]:
    """Note that somebody has seen what a creator did."""
    await in_thread(service.mark_seen, house, number, request.user.name)
    return Redirect("/", status_code=303)


@post("/happenings/seen/{up_to:int}", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def all_seen(request: PageRequest, house: Here, up_to: FromPath[int]) -> Response[Any]:
    """Note that somebody has seen everything up to what the page showed."""
    await in_thread(service.mark_seen, house, None, request.user.name, up_to)
    return Redirect("/", status_code=303)


router = Router("/", route_handlers=[show_notices, switch, seen, all_seen])
