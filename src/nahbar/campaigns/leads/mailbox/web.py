"""The page of mailboxes: how far they are read, what was refused, signing in, a new one."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.leads.mailbox.contracts import AFTERS, OUTCOME_WORDS, OUTCOMES
from nahbar.campaigns.leads.mailbox.oauth.contracts import SIGN_INS
from nahbar.campaigns.leads.mailbox.oauth.service import signing
from nahbar.campaigns.leads.mailbox.service import keeping
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.campaigns.web.asking import in_thread, sent
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page

HOME = "/campaigns/leads/mailboxes"
SECURITY_WORDS = {
    "tls": msg("TLS (usual, port 993)"),
    "starttls": msg("STARTTLS (port 143)"),
    "none": msg("none (a server on this machine)"),
}
AFTER_WORDS = {
    "leave": msg("nothing"),
    "flag": msg("it is marked as read"),
    "move": msg("it is moved to another folder"),
}
# Where the form has other names than what is refused.
_FIELDS = {"slug": "name"}


def _page(request: PageRequest, house: House, form: Form | None = None) -> Response[str]:
    values: dict[str, Any] = {"shown": keeping.list_mailboxes(house), "outcomes": OUTCOMES, "said": OUTCOME_WORDS}
    values |= {
        "ways": SIGN_INS,
        "security": SECURITY_WORDS,
        "afters": AFTERS,
        "after": AFTER_WORDS,
        "form": form or Form(),
    }
    return page(request, "campaigns/lead_mailboxes.html", values, status=422 if form and form.problems else 200)


@get(HOME, opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_mailboxes(request: PageRequest, house: Here) -> Response[str]:
    """Show the mailboxes and what waits for a person."""
    return _page(request, house)


@post(HOME, opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def add(request: PageRequest, house: Here) -> Response[Any]:
    """Add a mailbox; its password is never shown again."""
    form = await sent(request)
    password = form.values.get("password", "")
    try:
        name = await in_thread(keeping.add_mailbox, house, form.values, password, request.user.name)
    except NahbarError as error:
        form.refuse(error, _FIELDS.get(error.kind, "host"))
        return await in_thread(_page, request, house, form)
    flash(request, msg("The mailbox “{name}” is read from now on.", name=name))
    return Redirect(HOME, status_code=303)


@post(HOME + "/{name:str}/read", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def read(request: PageRequest, house: Here, name: FromPath[str]) -> Response[Any]:
    """Read a mailbox now."""
    one = await in_thread(keeping.find_mailbox, house, name)
    try:
        done = await in_thread(read_mailbox, house, one)
        flash(request, msg("{n} {n|message|messages} read.", n=done.total))
    except NahbarError as error:
        flash(request, error.message, "bad")
    return Redirect(HOME, status_code=303)


@post(HOME + "/{name:str}/remove", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def remove(request: PageRequest, house: Here, name: FromPath[str]) -> Response[Any]:
    """Read a mailbox no more."""
    await in_thread(keeping.remove_mailbox, house, name, request.user.name)
    flash(request, msg("The mailbox is no longer read."))
    return Redirect(HOME, status_code=303)


@post(HOME + "/refused/{number:int}", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def settle(request: PageRequest, house: Here, number: FromPath[int]) -> Response[Any]:
    """Note that a person has looked after a refused message."""
    await in_thread(keeping.settle_refused, house, number, request.user.name)
    return Redirect(HOME, status_code=303)


@post(HOME + "/{name:str}/sign-in", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def begin(request: PageRequest, house: Here, name: FromPath[str]) -> Response[Any]:
    """Ask the provider for a code that a person types there."""
    try:
        await in_thread(signing.begin_sign_in, house, name, request.user.name)
    except NahbarError as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "bad")
    return Redirect(HOME, status_code=303)


@get(HOME + "/{name:str}/sign-in", opt={"role": "owner"}, sync_to_thread=True, include_in_schema=False)
def waiting(request: PageRequest, house: Here, name: FromPath[str]) -> Response[str]:
    """Say how a sign-in ended, for the page that waits for it; nothing while it goes on."""
    state = signing.ask_once(house, name)
    if state.waiting:
        return Response("", status_code=204)
    values = {"name": keeping.find_mailbox(house, name).plan.name, "state": state}
    return page(request, "campaigns/lead_mailbox_sign_in.html", values)


@post(HOME + "/{name:str}/token", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def token(request: PageRequest, house: Here, name: FromPath[str]) -> Response[Any]:
    """Keep a refresh token or a client secret that a person brings; neither is ever shown again."""
    form = await sent(request)
    try:
        await in_thread(signing.bring_secrets, house, name, form.values, request.user.name)
        flash(request, msg("Signed in. The mailbox is read in a moment."))
    except NahbarError as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "bad")
    return Redirect(HOME, status_code=303)


router = Router("/", route_handlers=[show_mailboxes, add, read, remove, settle, begin, waiting, token])
