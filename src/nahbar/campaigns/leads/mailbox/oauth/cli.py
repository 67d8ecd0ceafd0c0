"""Signing in to a mailbox from the command line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.termui import prompt

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.kernel.house import House

Command = TypeVar("Command", bound=Callable[..., Any])
WHO = "command line"
# Moments are whole seconds: one more, so that no question comes too soon and is put off.
SPARE_SECONDS = 1
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


def _file_option(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, type=_FILE, help=text)


def oauth_options(command: Command) -> Command:
    """Add what a mailbox needs that is opened by OAuth 2."""
    for option in (
        _file_option("--refresh-token-file", "A file with a refresh token that the provider handed out."),
        _file_option("--client-secret-file", "A file with the client's secret, where the provider gave one."),
        click.option("--scope", default="", help="What is asked for; by default the provider's for reading by IMAP."),
        click.option("--device-url", default="", help="The device authorization endpoint, for other; may be left out."),
        click.option("--token-url", default="", help="The token endpoint, for other: an https address."),
        click.option("--client-id", default="", help="The client id that the provider gave nahbar."),
        click.option("--tenant", default="", help="Your directory (tenant) id or domain, for microsoft."),
        click.option(
            "--sign-in", default="password", show_default=True, help="password, google, microsoft or other (OAuth 2)"
        ),
    ):
        command = option(command)
    return command


def given_secret(path: Path | None, asked: str) -> str:
    """Return a secret from a file, from the person at the keyboard, or from standard input."""
    if path is not None:
        return path.read_text(encoding="utf-8").strip("\r\n")
    if sys.stdin.isatty():
        return str(prompt(asked, hide_input=True))
    return sys.stdin.readline().strip("\r\n")


def with_secrets(given: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the options with the content of the files that they name."""
    names = ("client_secret", "refresh_token")
    paths = {name: given[f"{name}_file"] for name in names}
    read = {name: given_secret(path, "") for name, path in paths.items() if path is not None}
    return {**{name: text for name, text in given.items() if isinstance(text, str)}, **read}


@click.command("sign-in")
@click.argument("name")
@_file_option("--refresh-token-file", "A file with a refresh token, instead of a code to type.")
@_file_option("--client-secret-file", "A file with a new client secret, in place of one that lapses.")
@workspace_option
@json_option
def sign_in_command(name: str, workspace: Path, as_json: bool, **files: Path | None) -> None:
    """Sign in to the mailbox NAME by OAuth 2: with a code to type at the provider, or with a refresh token.

    With --json the code stands on a line of its own before the result.
    """
    from nahbar.campaigns.leads.mailbox.oauth.service.signing import bring_secrets, sign_in_state

    given = with_secrets(files)
    with open_house_here(workspace) as house:
        source = sign_in_state(house, name).source
        if given or not source.device_url:
            bring_secrets(house, name, given or {"refresh_token": given_secret(None, "Refresh token")}, WHO)
        else:
            _by_code(house, name, as_json)
    if as_json:
        print_json({"name": name, "signed_in": True})
        return
    click.echo(f"Signed in. Read it now by: nahbar leads mailbox read {name}")


def _by_code(house: House, name: str, as_json: bool) -> None:
    from nahbar.campaigns.leads.mailbox.oauth.service.signing import ask_once, begin_sign_in
    from nahbar.kernel.errors import Unavailable

    code = begin_sign_in(house, name, WHO)
    if as_json:
        print_json({"address": code.address, "code": code.user_code})
    else:
        click.echo(f"Open {code.address}\nand type the code {code.user_code}. Waiting ...")
    pause = code.interval
    while True:
        time.sleep(pause + SPARE_SECONDS)
        state = ask_once(house, name)
        if state.problem is not None:
            raise Unavailable(*state.problem, kind="mailbox-sign-in")
        if state.waiting is None:
            return
        pause = state.waiting.interval
