"""The page on which an owner names the mail server for notices and tries it out; its password is never shown."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.response import Redirect

from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.mail import PORTS, is_set_up
from nahbar.kernel.mail_server import drop_mail_server, keep_mail_server, mail_server_of, send_trial
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

HOME = "/settings/mail"
OWNER = {"role": "owner"}


def _page(request: PageRequest, house: House, form: Form | None = None) -> Response[str]:
    server = mail_server_of(house)
    named = server.settings
    port = str(named.port) if named.port else ""
    texts = {"host": named.host, "port": port, "security": named.security, "user": named.user, "sender": named.sender}
    values = {"server": server, "form": form or Form(texts), "ports": PORTS, "set_up": is_set_up(named)}
    return page(request, "kernel/mail_server.html", values, status=422 if form else 200)


@get(HOME, opt=OWNER, sync_to_thread=True, include_in_schema=False)
def show(request: PageRequest, house: Here) -> Response[str]:
    """Show which mail server is used."""
    return _page(request, house)


@post(HOME, opt=OWNER, status_code=303, include_in_schema=False)
async def keep(request: PageRequest, house: Here) -> Response[Any]:
    """Keep a mail server."""
    form = read_form(await request.form())
    try:
        await to_thread.run_sync(keep_mail_server, house, form.values, request.user.name)
    except BadInput as error:
        form.refuse(error, "host")
        return await to_thread.run_sync(_page, request, house, form)
    flash(request, msg("Kept. Send yourself a test message now."))
    return Redirect(HOME, status_code=303)


@post(f"{HOME}/test", opt=OWNER, status_code=303, sync_to_thread=True, include_in_schema=False)
def try_out(request: PageRequest, house: Here) -> Response[Any]:
    """Send a test message to whoever asks."""
    to = request.user.account.email if request.user.account else ""
    try:
        send_trial(house, to, house.language(request.user.language), request.user.name)
        flash(request, msg("The mail server took the message to {to}. Look whether it arrives.", to=to))
    except NahbarError as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "bad")
    return Redirect(HOME, status_code=303)


@post(f"{HOME}/forget", opt=OWNER, status_code=303, sync_to_thread=True, include_in_schema=False)
def forget(request: PageRequest, house: Here) -> Response[Any]:
    """Forget what was kept here."""
    drop_mail_server(house, request.user.name)
    flash(request, msg("Forgotten. What nahbar.toml says holds again."))
    return Redirect(HOME, status_code=303)


router = Router("/", route_handlers=[show, keep, try_out, forget])
