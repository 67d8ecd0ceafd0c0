"""Settings: people, API tokens, the workspace and its backup."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.background_tasks import BackgroundTask
from litestar.params import FromPath
from litestar.response import File, Redirect

from nahbar.kernel.access import (
    ROLES,
    SCOPES,
    Account,
    add_account,
    add_token,
    change_password,
    change_role,
    disable_account,
    list_accounts,
    list_tokens,
    record,
    revoke_token,
    sign_in,
)
from nahbar.kernel.backup import write_backup
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.entrance import let_in, rate_limit
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, NavigationEntry, PageRequest, flash, page
from nahbar.kernel.web.visitor import Visitor

NAVIGATION = (NavigationEntry("/settings", msg("Settings"), section="house"),)


def _shown(
    request: PageRequest,
    house: House,
    *,
    people: Form | None = None,
    tokens: Form | None = None,
    own: Form | None = None,
    secret: str = "",
) -> Response[str]:
    with house.store.read() as connection:
        values = {
            "accounts": list_accounts(connection),
            "tokens": list_tokens(connection),
            "roles": ROLES,
            "scopes": SCOPES,
            "people_form": people or Form(),
            "token_form": tokens or Form(),
            "own_form": own or Form(),
            "secret": secret,
        }
    failed = any(form is not None and form.problems for form in (people, tokens, own))
    return page(request, "kernel/settings.html", values, status=422 if failed else 200)


@get("/settings", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_settings(request: PageRequest, house: Here) -> Response[str]:
    """Show people, tokens and the backup."""
    return _shown(request, house)


@post("/settings/people", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def add_person(request: PageRequest, house: Here) -> Response[Any]:
    """Make an account."""
    form = read_form(await request.form())
    try:
        made = await to_thread.run_sync(_added, house, form, request.user)
    except NahbarError as error:
        form.refuse(error, "email")
        return await to_thread.run_sync(lambda: _shown(request, house, people=form))
    flash(request, msg("{email} can sign in now.", email=made.email))
    return Redirect("/settings", status_code=303)


def _added(house: House, form: Form, who: Visitor) -> Account:
    email, password, role = form["email"], form["password"], form["role"]
    with house.store.write() as connection:
        made = add_account(connection, email, password, role, now(), name=form["name"], language=who.language)
        record(connection, who.name, "account.add", made.email, now())
    return made


@post("/settings/people/{identity:int}/role", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def give_role(request: PageRequest, house: Here, identity: FromPath[int]) -> Response[Any]:
    """Give a person another role."""
    form = read_form(await request.form())
    try:
        await to_thread.run_sync(_role_given, house, identity, form["role"], request.user.name)
        flash(request, msg("The role is changed; it holds at once."))
    except NahbarError as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "bad")
    return Redirect("/settings", status_code=303)


def _role_given(house: House, identity: int, role: str, who: str) -> None:
    with house.store.write() as connection:
        change_role(connection, identity, role)
        record(connection, who, "account.role", f"{identity} {role}", now())


@post(
    "/settings/password",
    opt={"role": "viewer"},
    status_code=303,
    middleware=[rate_limit.middleware],
    include_in_schema=False,
)
async def set_password(request: PageRequest, house: Here) -> Response[Any]:
    """Change one's own password; all other sessions of this person end."""
    form = read_form(await request.form())
    try:
        changed = await to_thread.run_sync(_password_set, house, form, request.user.name)
    except NahbarError as error:
        form.refuse(error, "password")
        return await to_thread.run_sync(lambda: _shown(request, house, own=form))
    answer = let_in(request, changed, "/settings")
    flash(request, msg("The new password holds. Wherever else you were signed in, you are no longer."))
    return answer


def _password_set(house: House, form: Form, email: str) -> Account:
    if form["password"] != form["again"]:
        raise BadInput(msg("The two passwords differ."), msg("Write the same password into both fields."), kind="again")
    with house.store.read() as connection:
        known = sign_in(connection, email, form["current"])
    if known is None:
        raise BadInput(
            msg("This is not your password so far."), msg("Write the one you signed in with."), kind="current"
        )
    with house.store.write() as connection:
        changed = change_password(connection, email, form["password"])
        record(connection, email, "account.password", email, now())
    return changed


@post(
    "/settings/people/{identity:int}/remove",
    opt={"role": "owner"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def remove_person(request: PageRequest, house: Here, identity: FromPath[int]) -> Response[Any]:
    """Take an account's access away."""
    try:
        with house.store.write() as connection:
            disable_account(connection, identity, now())
            record(connection, request.user.name, "account.remove", str(identity), now())
        flash(request, msg("This person can no longer sign in."))
    except NahbarError as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "bad")
    return Redirect("/settings", status_code=303)


@post("/settings/tokens", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def make_token(request: PageRequest, house: Here) -> Response[Any]:
    """Make an API token and show its secret this once."""
    data = await request.form()
    form, scopes = read_form(data), [str(one) for one in data.getall("scope", [])]
    try:
        secret = await to_thread.run_sync(_token, house, form["name"], scopes, request.user.name)
    except NahbarError as error:
        form.refuse(error, "name")
        return await to_thread.run_sync(lambda: _shown(request, house, tokens=form))
    return await to_thread.run_sync(lambda: _shown(request, house, secret=secret))


def _token(house: House, name: str, scopes: Sequence[str], who: str) -> str:
    with house.store.write() as connection:
        secret = add_token(connection, name, scopes, now())
        record(connection, who, "token.add", name, now())
    return secret


@post(
    "/settings/tokens/{identity:int}/revoke",
    opt={"role": "owner"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def drop_token(request: PageRequest, house: Here, identity: FromPath[int]) -> Response[Any]:
    """Make a token useless."""
    with house.store.write() as connection:
        revoke_token(connection, identity, now())
        record(connection, request.user.name, "token.revoke", str(identity), now())
    flash(request, msg("The token no longer works."))
    return Redirect("/settings", status_code=303)


@post("/settings/backup", opt={"role": "owner"}, status_code=200, sync_to_thread=True, include_in_schema=False)
def download_backup(request: PageRequest, house: Here) -> File:
    """Make a backup while the server runs and hand it over."""
    folder = Path(tempfile.mkdtemp(dir=house.workspace.files, prefix=".download-"))
    target = folder / "nahbar-backup.tar.gz"
    try:
        write_backup(house.workspace, house.store, target)
        with house.store.write() as connection:
            record(connection, request.user.name, "backup", "", now())
    except BaseException:
        _remove(target)
        raise
    return File(target, filename=target.name, background=BackgroundTask(_remove, target))


def _remove(target: Path) -> None:
    target.unlink(missing_ok=True)
    target.parent.rmdir()


HANDLERS = (show_settings, add_person, give_role, set_password, remove_person, make_token, drop_token, download_backup)
router = Router("/", route_handlers=HANDLERS)
