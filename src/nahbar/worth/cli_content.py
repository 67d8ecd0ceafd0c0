"""The command `nahbar worth content`."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, squeezed, workspace_option
from nahbar.worth.content.contracts import WORDS

SHOWN = 20
NAME_CHARS = 40


@click.command("content")
@workspace_option
@json_option
def content(workspace: Path, as_json: bool) -> None:
    """Rank posts by the deals and qualified leads that came by their links; likes stand in the last column.

    What a post brings is steadied by its creator's other posts, with a 95 % interval, and its place is a range.
    """
    from nahbar.worth.content.as_json import content_json
    from nahbar.worth.content.service import content_of

    with open_house_here(workspace) as house:
        found = content_of(house)
    if as_json:
        print_json(content_json(found))
        return
    click.echo(f"{WORDS.render()}\n")
    click.echo(f"{'post':{NAME_CHARS}}{'place':>9}{'deals':>7}{'brings':>20}{'qualified':>11}{'likes':>9}")
    for one in found.pieces[:SHOWN]:
        place = "-" if one.places is None else f"{one.places[0]}-{one.places[1]}"
        figure = one.brings_deals
        brings = f"{figure.value:,.1f} ({figure.low:,.1f}-{figure.high:,.1f})"
        likes = "-" if one.likes is None else f"{one.likes:,}"
        name = squeezed(f"{one.creator} {one.post}", NAME_CHARS - 2)
        click.echo(f"{name:{NAME_CHARS}}{place:>9}{one.deals:>7,}{brings:>20}{one.qualified:>11,}{likes:>9}")
    for said in found.notes:
        click.echo(said.render(), err=True)
