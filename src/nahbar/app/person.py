"""Commands on data protection: what is kept on a person, and its erasure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.kernel.house import House

WHO = "command line"


@click.group()
def person() -> None:
    """Data protection: export or erase everything on a person."""


@person.command("export")
@click.argument("name", metavar="ID")
@workspace_option
@json_option
def export(name: str, workspace: Path, as_json: bool) -> None:
    """Print everything that is kept on a person, as JSON (Art. 15 and 20 GDPR).

    ID is platform/handle, a customer's e-mail address, or the pseudonym that touchpoints carry.
    """
    from nahbar.app.rooms import all_tables
    from nahbar.campaigns.leads import export_customer
    from nahbar.creators import export_person

    # Other rooms name creators too: their tables are searched as well.
    all_tables()
    with open_house_here(workspace) as house:
        print_json(export_person(house, name) if "/" in name else export_customer(house, name))


@person.command("erase")
@click.argument("name", metavar="ID")
@workspace_option
@json_option
def erase(name: str, workspace: Path, as_json: bool) -> None:
    """Erase everything on a person from every file of the workspace (Art. 17 GDPR). It cannot be undone.

    ID is platform/handle, a customer's e-mail address, or the pseudonym that touchpoints carry.
    Backups outside of the workspace still hold the person: delete them, or erase again after a restore.
    """
    from nahbar.app.rooms import all_tables
    from nahbar.campaigns.leads import erase_customer

    all_tables()
    with open_house_here(workspace) as house:
        if "/" in name:
            rows, files = _erase_creator(house, name)
        else:
            rows, files = erase_customer(house, name, WHO)
    if as_json:
        print_json({"person": name, "rows": rows, "files": list(files)})
        return
    click.echo(f"Erased: {rows} rows.")
    for file in files:
        click.echo(f"Deleted files/{file}, which held or may have held the person.")
    click.echo("Backups outside of the workspace still hold the person: delete them, or erase again after a restore.")


@person.command("allow")
@click.argument("name", metavar="ID")
@workspace_option
@json_option
def allow(name: str, workspace: Path, as_json: bool) -> None:
    """Let a person who was erased be imported again, because they ask for it. ID is platform/handle."""
    from nahbar.creators import allow_person

    with open_house_here(workspace) as house:
        allow_person(house, name, WHO)
    print_json({"person": name, "allowed": True}) if as_json else click.echo("Imports keep this person again.")


def _erase_creator(house: House, name: str) -> tuple[int, Sequence[str]]:
    from nahbar.campaigns import count_all, forget_creator
    from nahbar.creators import erase_person, spoken_name
    from nahbar.kernel.errors import NotFound

    count_all(house)
    # Links and codes keep names as imports do, touchpoints as they came.
    count = sum(forget_creator(house, one) for one in sorted({name, spoken_name(name)}))
    try:
        done = erase_person(house, name, WHO)
    except NotFound:
        if not count:
            raise
        house.store.compact()
        return count, ()
    return count + done.rows, done.files
