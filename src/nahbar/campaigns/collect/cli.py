"""Commands on the collect API: its write keys, and the pseudonym of a visitor."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.clock import iso_time

WHO = "command line"


@click.group()
def collect() -> None:
    """The collect API: who may send events."""


@collect.group("key")
def key() -> None:
    """Write keys of the collect API."""


@key.command("add")
@click.argument("name")
@workspace_option
@json_option
def add(name: str, workspace: Path, as_json: bool) -> None:
    """Make the write key NAME and print it, this once."""
    from nahbar.campaigns.collect.keys import add_key

    with open_house_here(workspace) as house:
        secret = add_key(house, name, WHO)
    if as_json:
        print_json({"name": name, "key": secret})
    else:
        click.echo(secret)


@key.command("list")
@workspace_option
@json_option
def show(workspace: Path, as_json: bool) -> None:
    """List the write keys, without the keys themselves."""
    from nahbar.campaigns.collect.tables import list_keys

    with open_house_here(workspace) as house, house.store.read() as connection:
        rows = list_keys(connection)
    if as_json:
        print_json(
            [
                {"name": row.name, "created_at": iso_time(row.created_at), "revoked_at": iso_time(row.revoked_at)}
                for row in rows
            ]
        )
        return
    for row in rows:
        click.echo(f"{row.name}: made {iso_time(row.created_at)}" + (", revoked" if row.revoked_at else ""))


@key.command("revoke")
@click.argument("name")
@workspace_option
@json_option
def revoke(name: str, workspace: Path, as_json: bool) -> None:
    """Take no more events with the write key NAME, within a second."""
    from nahbar.campaigns.collect.keys import revoke_key

    with open_house_here(workspace) as house:
        revoke_key(house, name, WHO)
    if as_json:
        print_json({"name": name, "revoked": True})
    else:
        click.echo(f"Revoked {name}.")


@collect.command("pseudonym")
@click.argument("visitor", metavar="ID")
@workspace_option
@json_option
def name_of(visitor: str, workspace: Path, as_json: bool) -> None:
    """Print the pseudonym of a client's anonymousId or userId, as `nahbar person export` and `erase` take it."""
    from nahbar.campaigns.pseudonyms import KEY_NAME, pseudonym
    from nahbar.kernel.workspace import open_workspace

    found = pseudonym(open_workspace(workspace).key(KEY_NAME), visitor)
    if as_json:
        print_json({"pseudonym": found})
    else:
        click.echo(found)
