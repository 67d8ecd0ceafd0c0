"""Commands on mailboxes: add, sign in, list, read, remove."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nahbar.campaigns.leads.mailbox.oauth.cli import given_secret, oauth_options, sign_in_command, with_secrets
from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.clock import iso_time

if TYPE_CHECKING:
    from nahbar.campaigns.leads.mailbox.contracts import Mailbox, Reading
    from nahbar.campaigns.leads.mailbox.oauth.contracts import SignIn

WHO = "command line"


@click.group("mailbox")
def mailbox_group() -> None:
    """Mailboxes whose messages become leads."""


@mailbox_group.command("add")
@click.argument("name")
@click.option("--host", default="", help="The mail server, as in imap.example.org; known for google and microsoft.")
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
@oauth_options
@workspace_option
@json_option
def add_command(name: str, password_file: Path | None, workspace: Path, as_json: bool, **given: Any) -> None:
    """Read the mailbox NAME from now on; its password or tokens are kept encrypted."""
    from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox, find_sign_in

    by_password = given["sign_in"] == "password"
    password = given_secret(password_file, "Password") if by_password else ""
    with open_house_here(workspace) as house:
        made = add_mailbox(house, {**with_secrets(given), "name": name}, password, WHO)
        sign_in = find_sign_in(house, made)
    ready = sign_in is None or sign_in.ready
    if as_json:
        print_json({"name": made, "signed_in": ready})
        return
    click.echo(f"The mailbox {made} is read while nahbar serves, and by: nahbar leads mailbox read {made}")
    if not ready:
        click.echo(f"Sign in to it first: nahbar leads mailbox sign-in {made}")


mailbox_group.add_command(sign_in_command)


@mailbox_group.command("list")
@workspace_option
@json_option
def list_command(workspace: Path, as_json: bool) -> None:
    """List the mailboxes, how far they are read, and what became of their messages."""
    from nahbar.campaigns.leads.mailbox.service.keeping import list_mailboxes

    with open_house_here(workspace) as house:
        shown = list_mailboxes(house)
    if as_json:
        print_json([_as_json(one, counts, shown.sign_ins.get(one.id)) for one, counts in shown.boxes])
        return
    for one, counts in shown.boxes:
        said = ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "nothing yet"
        click.echo(
            f"{one.plan.name}  {one.plan.user} {one.plan.folder}  read {iso_time(one.read_at) or 'never'}  {said}"
        )
        if one.problem:
            click.echo(f"    {one.problem[0].render()} {one.problem[1].render()}")


def _as_json(one: Mailbox, counts: Mapping[str, int], sign_in: SignIn | None) -> dict[str, object]:
    plan = one.plan
    said = {name: getattr(plan, name) for name in ("name", "host", "port", "security", "user", "folder", "after")}
    problem = " ".join(part.render() for part in one.problem) if one.problem else None
    said["sign_in"] = sign_in.source.host if sign_in else "password"
    return {**said, "read_at": iso_time(one.read_at), "failures": one.failures, "problem": problem, "messages": counts}


@mailbox_group.command("read")
@click.argument("name", default="")
@workspace_option
@json_option
def read_command(name: str, workspace: Path, as_json: bool) -> int:
    """Read what is new in the mailbox NAME now, or in all of them; one that cannot be read does not stop the others."""
    from nahbar.campaigns.leads.mailbox.service.reading import read_all, read_named

    done = []
    with open_house_here(workspace) as house:
        for one in [read_named(house, name)] if name else read_all(house):
            done.append(one)
            if not as_json:
                _tell(one)
    if as_json:
        print_json([_reading_as_json(one) for one in done])
    # Where they failed for different reasons: that something is unavailable says most.
    return max((one.error.exit_code for one in done if one.error), default=0)


def _tell(one: Reading) -> None:
    if one.error is not None:
        click.echo(f"{one.name}: {one.error.one_line()}", err=True)
    elif one.count is not None:
        counts = sorted(one.count.by_outcome.items())
        click.echo(f"{one.name}: {', '.join(f'{count} {outcome}' for outcome, count in counts) or 'nothing new'}")


def _reading_as_json(one: Reading) -> dict[str, object]:
    problem = None
    if one.error is not None:
        said = one.error.message.render(), one.error.remedy.render()
        problem = {"kind": one.error.kind, "message": said[0], "remedy": said[1]}
    return {"name": one.name, "messages": one.count.by_outcome if one.count else None, "problem": problem}


@mailbox_group.command("remove")
@click.argument("name")
@workspace_option
@json_option
def remove_command(name: str, workspace: Path, as_json: bool) -> None:
    """Read the mailbox NAME no more and forget its password; its leads stay."""
    from nahbar.campaigns.leads.mailbox.service.keeping import remove_mailbox

    with open_house_here(workspace) as house:
        remove_mailbox(house, name, WHO)
    print_json({"name": name, "removed": True}) if as_json else click.echo(f"Removed the mailbox {name}.")
