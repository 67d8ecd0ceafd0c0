"""Settings: people, API tokens, the workspace and its backup."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from litestar import Response, Router, get, post
from litestar.background_tasks import BackgroundTask
from litestar.params import FromPath
from litestar.response import File, Redirect

from nahbar.kernel.access import (
    ROLES,
    SCOPES,
    add_account,
    add_token,
    disable_account,
    list_accounts,
    list_tokens,
    record,
    revoke_token,
)
from nahbar.kernel.backup import write_backup
from nahbar.kernel.clock import now
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, NavigationEntry, PageRequest, flash, page

NAVIGATION = (NavigationEntry("/settings", msg("Settings"), section="house"),)


def _shown(
    request: PageRequest, house: House, *, people: Form | None = None, tokens: Form | None = None, secret: str = ""
) -> Response[str]:
    with house.store.read() as connection:
        values = {
            "accounts": list_accounts(connection),
            "tokens": list_tokens(connection),
            "roles": ROLES,
            "scopes": SCOPES,
            "people_form": people or Form(),
            "token_form": tokens or Form(),
            "secret": secret,
        }
    failed = any(form is not None and form.problems for form in (people, tokens))
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
        with house.store.write() as connection:
            language = request.user.language
            made = add_account(
                connection, form["email"], form["password"], form["role"], now(), name=form["name"], language=language
            )
            record(connection, request.user.name, "account.add", made.email, now())
    except NahbarError as error:
        form.refuse(error, "email")
        return _shown(request, house, people=form)
    flash(request, msg("{email} can sign in now.", email=made.email))
    return Redirect("/settings", status_code=303)


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
        flash(request, error.message, "bad")
    return Redirect("/settings", status_code=303)


@post("/settings/tokens", opt={"role": "owner"}, status_code=303, include_in_schema=False)
async def make_token(request: PageRequest, house: Here) -> Response[Any]:
    """Make an API token and show its secret this once."""
    data = await request.form()
    form = read_form(data)
    try:
        with house.store.write() as connection:
            secret = add_token(connection, form["name"], [str(one) for one in data.getall("scope", [])], now())
            record(connection, request.user.name, "token.add", form["name"], now())
    except NahbarError as error:
        form.refuse(error, "name")
        return _shown(request, house, tokens=form)
    return _shown(request, house, secret=secret)


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
    write_backup(house.workspace, house.store, target)
    with house.store.write() as connection:
        record(connection, request.user.name, "backup", "", now())
    return File(target, filename=target.name, background=BackgroundTask(_remove, target))


def _remove(target: Path) -> None:
    target.unlink(missing_ok=True)
    target.parent.rmdir()


router = Router("/", route_handlers=[show_settings, add_person, remove_person, make_token, drop_token, download_backup])
