"""Commands on access: people and tokens."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import click
from click.termui import prompt

from nahbar.kernel.cli import json_option, opened, print_json, workspace_option
from nahbar.kernel.clock import now
from nahbar.kernel.roles import ROLES, SCOPES

WHO = "command line"


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True)
@click.option("--name", default="", help="How the person is called on screens.")
@click.option("--password", default=None, help="Asked for when left out; made up when there is no terminal.")
@workspace_option
@json_option
def add_user(email: str, role: str, name: str, password: str | None, workspace: Path, as_json: bool) -> None:
    """Add the account EMAIL."""
    from nahbar.kernel.access import add_account, record

    password, made_up = _asked_for(password)
    with opened(workspace) as (place, store), store.write() as connection:
        account = add_account(connection, email, password, role, now(), name=name, language=place.settings.language)
        record(connection, WHO, "account.add", account.email, now())
    if as_json:
        print_json({"email": account.email, "role": account.role, "password": made_up})
        return
    click.echo(f"{account.email} can sign in as {account.role}.")
    if made_up:
        click.echo(f"Password: {made_up}")


@user.command("password")
@click.argument("email")
@click.option("--password", default=None, help="Asked for when left out; made up when there is no terminal.")
@workspace_option
@json_option
def set_password(email: str, password: str | None, workspace: Path, as_json: bool) -> None:
    """Give the account EMAIL a new password; whoever is signed in with the old one is signed out."""
    from nahbar.kernel.access import change_password, record

    password, made_up = _asked_for(password)
    with opened(workspace) as (_, store), store.write() as connection:
        account = change_password(connection, email, password)
        record(connection, WHO, "account.password", account.email, now())
    if as_json:
        print_json({"email": account.email, "password": made_up})
        return
    click.echo(f"{account.email} has a new password.")
    if made_up:
        click.echo(f"Password: {made_up}")


def _asked_for(password: str | None) -> tuple[str, str | None]:
    """Return the password to set, and it once more where it was made up."""
    if password is not None:
        return password, None
    if sys.stdin.isatty():
        return str(prompt("Password", hide_input=True, confirmation_prompt=True)), None
    made_up = secrets.token_urlsafe(12)
    return made_up, made_up


@click.group()
def token() -> None:
    """Tokens for programs."""


@token.command("add")
@click.argument("name")
@click.option("--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True)
@workspace_option
@json_option
def make_token(name: str, scopes: tuple[str, ...], workspace: Path, as_json: bool) -> None:
    """Make the token NAME and print its secret, this once."""
    from nahbar.kernel.access import add_token, record

    with opened(workspace) as (_, store), store.write() as connection:
        secret = add_token(connection, name, scopes, now())
        record(connection, WHO, "token.add", name, now())
    if as_json:
        print_json({"name": name, "scopes": scopes, "token": secret})
    else:
        click.echo(secret)
