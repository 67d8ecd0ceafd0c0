"""The way in: the first visit makes the owner, later ones sign in; the language is one click away everywhere."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from anyio import to_thread
from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.kernel.access import Account, add_account, has_owner, record, set_language, sign_in
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page
from nahbar.kernel.web.sessions import FRESH
from nahbar.kernel.web.visitor import LANGUAGE_COOKIE

SIGN_INS_A_MINUTE = 10
YEAR_SECONDS = 365 * 86_400
# On PostgreSQL two transactions could both find no owner.
OWNER_LOCK = "owner"
OWNER_WAIT_SECONDS = 20.0


def _who(request: Request[Any, Any, Any]) -> str:
    # The address itself is never stored: only a keyed hash of it, which lapses within the minute.
    house: House = request.app.state.house
    address = request.client.host if request.client else ""
    return hmac.new(house.workspace.key("sessions"), address.encode(), hashlib.sha256).hexdigest()[:24]


rate_limit = RateLimitConfig(
    rate_limit=("minute", SIGN_INS_A_MINUTE),
    identifier_for_request=_who,
    check_throttle_handler=lambda request: request.method == "POST",
    store="rate_limit",
)


@get("/welcome", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def welcome(request: PageRequest, house: Here) -> Response[Any]:
    """Ask for the owner's address and password, as long as there is no owner."""
    with house.store.read() as connection:
        if has_owner(connection):
            return Redirect("/sign-in", status_code=303)
    return page(request, "kernel/welcome.html", {"form": Form()})


@post("/welcome", opt={"open": True}, status_code=303, include_in_schema=False)
async def make_owner(request: PageRequest, house: Here) -> Response[Any]:
    """Make the owner and sign them in."""
    form = read_form(await request.form())
    try:
        if form["password"] != form["again"]:
            raise BadInput(
                msg("The two passwords differ."), msg("Write the same password into both fields."), kind="again"
            )
        owner = await to_thread.run_sync(_first_owner, house, form, request.user.language)
    except NahbarError as error:
        form.refuse(error, "email")
        return page(request, "kernel/welcome.html", {"form": form}, status=422)
    if owner is None:
        flash(request, msg("Somebody else became the owner of this workspace. Ask them for an account."), "careful")
        return Redirect("/sign-in", status_code=303)
    return let_in(request, owner, "/")


def _first_owner(house: House, form: Form, language: str) -> Account | None:
    """Make the owner, unless there is one by now; of two who try at once the second waits and is told."""
    with house.workspace.lock(OWNER_LOCK, OWNER_WAIT_SECONDS), house.store.write() as connection:
        if has_owner(connection):
            return None
        owner = add_account(connection, form["email"], form["password"], "owner", now(), language=language)
        record(connection, owner.email, "account.owner", owner.email, now())
    return owner


@get("/sign-in", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def ask_sign_in(request: PageRequest, house: Here) -> Response[Any]:
    """Show the sign-in form."""
    if request.user.account:
        return Redirect("/", status_code=303)
    with house.store.read() as connection:
        if not has_owner(connection):
            return Redirect("/welcome", status_code=303)
    return page(
        request, "kernel/sign_in.html", {"form": Form(), "next": _inside(request.query_params.get("next", "/"))}
    )


@post("/sign-in", opt={"open": True}, status_code=303, middleware=[rate_limit.middleware], include_in_schema=False)
async def do_sign_in(request: PageRequest, house: Here) -> Response[Any]:
    """Let a person in, or say that address and password do not fit (never which of the two)."""
    form = read_form(await request.form())
    target = _inside(form["next"])
    account = await to_thread.run_sync(_known, house, form)
    if account is None:
        form.problems["password"] = msg("Address and password do not belong together.")
        form.remedies["password"] = msg("Check both; an owner can make a new account for you.")
        return page(request, "kernel/sign_in.html", {"form": form, "next": target}, status=422)
    return let_in(request, account, target)


def _known(house: House, form: Form) -> Account | None:
    # The hash is slow on purpose: it is made before the transaction, which others wait for.
    with house.store.read() as connection:
        account = sign_in(connection, form["email"], form["password"])
    with house.store.write() as connection:
        record(connection, form["email"], "sign-in" if account else "sign-in.refused", "", now())
    return account


@post("/sign-out", opt={"role": "viewer"}, status_code=303, include_in_schema=False)
async def do_sign_out(request: PageRequest) -> Response[Any]:
    """End the session."""
    request.clear_session()
    return Redirect("/sign-in", status_code=303)


@get("/language/{code:str}", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def choose_language(request: PageRequest, house: Here, code: FromPath[str]) -> Response[Any]:
    """Remember the language, for the account when there is one, else in a cookie without an identifier."""
    answer = Redirect(_inside(request.query_params.get("next", "/")), status_code=303)
    if code in LANGUAGES:
        answer.cookies.append(Cookie(key=LANGUAGE_COOKIE, value=code, max_age=YEAR_SECONDS, samesite="lax"))
        if request.user.account:
            with house.store.write() as connection:
                set_language(connection, request.user.account.id, code)
    return answer


def let_in(request: PageRequest, account: Account, target: str) -> Response[Any]:
    """Begin a session of `account` and go on to `target`."""
    # A new session id at sign-in: one that was planted before is worth nothing.
    request.set_session({"account": account.id, "stamp": account.stamp, FRESH: True})
    return Redirect(target, status_code=303)


def _inside(target: str) -> str:
    """Return `target` when it is a path of this site, else the start page: no open redirect."""
    safe = target.startswith("/") and not target.startswith(("//", "/\\")) and "\\" not in target
    return target if safe and target.isprintable() else "/"


router = Router("/", route_handlers=[welcome, make_owner, ask_sign_in, do_sign_in, do_sign_out, choose_language])
