"""Commands on mailboxes: add, list, read, remove."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.termui import prompt

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.clock import iso_time

if TYPE_CHECKING:
    from nahbar.campaigns.leads.mailbox.contracts import Mailbox

WHO = "command line"


@click.group("mailbox")
def mailbox_group() -> None:
    """Mailboxes whose messages become leads."""


@mailbox_group.command("add")
@click.argument("name")
@click.option("--host", required=True, help="The mail server, as in imap.example.org.")
@click.option("--user", required=True, help="As you sign in there; mostly the address.")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file with the password; by default it is asked for, or read from standard input.",
)
@click.option("--port", default="", help="By default 993, or 143 for starttls.")
@click.option("--security", default="tls", show_default=True, help="tls, starttls, or none (on this machine only)")
@click.option("--folder", default="INBOX", show_default=True, help="The folder that is read.")
@click.option("--after", default="leave", show_default=True, help="What becomes of a lead: leave, flag or move.")
@click.option("--target", default="", help="The folder to move to.")
@click.option("--own", default="", help="Addresses and domains of yours, whose messages are no leads.")
@click.option("--campaign", default="", help="The campaign of leads that name no link and no code.")
@click.option("--since", default="", help="Read messages from this day on, as in 2026-11-22; by default from today.")
@workspace_option
def add_command(name: str, password_file: Path | None, workspace: Path, **given: str) -> None:
    """Read the mailbox NAME from now on; its password is kept encrypted."""
    from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox

    if password_file is not None:
        password = password_file.read_text(encoding="utf-8").strip("\r\n")
    elif sys.stdin.isatty():
        password = str(prompt("Password", hide_input=True))
    else:
        password = sys.stdin.readline().strip("\r\n")
    with open_house_here(workspace) as house:
        made = add_mailbox(house, {**given, "name": name}, password, WHO)
    click.echo(f"The mailbox {made} is read while nahbar serves, and by: nahbar leads mailbox read {made}")


@mailbox_group.command("list")
@workspace_option
@json_option
def list_command(workspace: Path, as_json: bool) -> None:
    """List the mailboxes, how far they are read, and what became of their messages."""
    from nahbar.campaigns.leads.mailbox.service.keeping import list_mailboxes

    with open_house_here(workspace) as house:
        shown = list_mailboxes(house)
    if as_json:
        print_json([_as_json(one, counts) for one, counts in shown.boxes])
        return
    for one, counts in shown.boxes:
        said = ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "nothing yet"
        click.echo(
            f"{one.plan.name}  {one.plan.user} {one.plan.folder}  read {iso_time(one.read_at) or 'never'}  {said}"
        )
        if one.problem:
            click.echo(f"    {one.problem[0].render()} {one.problem[1].render()}")


def _as_json(one: Mailbox, counts: Mapping[str, int]) -> dict[str, object]:
    plan = one.plan
    said = {name: getattr(plan, name) for name in ("name", "host", "port", "security", "user", "folder", "after")}
    problem = " ".join(part.render() for part in one.problem) if one.problem else None
    return {**said, "read_at": iso_time(one.read_at), "failures": one.failures, "problem": problem, "messages": counts}


@mailbox_group.command("read")
@click.argument("name", default="")
@workspace_option
@json_option
def read_command(name: str, workspace: Path, as_json: bool) -> None:
    """Read what is new in the mailbox NAME now, or in all of them."""
    from nahbar.campaigns.leads.mailbox.service.keeping import find_mailbox, list_mailboxes
    from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox

    done = {}
    with open_house_here(workspace) as house:
        wanted = [find_mailbox(house, name)] if name else [one for one, _ in list_mailboxes(house).boxes]
        for one in wanted:
            done[one.plan.name] = read_mailbox(house, one).by_outcome
            if not as_json:
                counts = sorted(done[one.plan.name].items())
                said = ", ".join(f"{count} {outcome}" for outcome, count in counts) or "nothing new"
                click.echo(f"{one.plan.name}: {said}")
    if as_json:
        print_json(done)


@mailbox_group.command("remove")
@click.argument("name")
@workspace_option
def remove_command(name: str, workspace: Path) -> None:
    """Read the mailbox NAME no more and forget its password; its leads stay."""
    from nahbar.campaigns.leads.mailbox.service.keeping import remove_mailbox

    with open_house_here(workspace) as house:
        remove_mailbox(house, name, WHO)
    click.echo(f"Removed the mailbox {name}.")
