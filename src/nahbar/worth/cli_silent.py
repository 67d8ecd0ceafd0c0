"""The command `nahbar worth silent`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.worth.silence.contracts import WORDS

if TYPE_CHECKING:
    from nahbar.worth.silence.contracts import Bounds, Silence


@click.command("silent")
@workspace_option
@json_option
def silent(workspace: Path, as_json: bool) -> None:
    """Say how many leads and deals come from people who never reacted in public, and how long their way is.

    The share is bounded by what people with consent did and said, and by how many reactions there were at all. The
    time from the first silent contact to the first lead is a mixture cure model with censoring, so that young posts
    and late contacts are not called failures.
    """
    from nahbar.worth.silence.as_json import silence_json
    from nahbar.worth.silence.service import silence_of

    with open_house_here(workspace) as house:
        found = silence_of(house)
    if as_json:
        print_json(silence_json(found))
        return
    click.echo(f"{WORDS.render()}\n")
    _print_bounds("leads", found.leads)
    _print_bounds("deals", found.deals)
    _print_way(found)
    for said in found.notes:
        click.echo(said.render(), err=True)


def _print_bounds(name: str, one: Bounds) -> None:
    known = f"{one.reacted:,} reacted, {one.silent:,} silent, {one.unknown:,} unknown"
    click.echo(f"{name}: {one.n:,} ({known}); silent {one.low:.0%} to {one.high:.0%}")
    if one.like_known:
        value, low, high = one.like_known
        click.echo(f"  if the unknown were like the known: {value:.0%} ({low:.0%} to {high:.0%}), an assumption")


def _print_way(found: Silence) -> None:
    cure, way = found.way.cure, found.way
    click.echo(f"\n{way.people:,} people with consent and no recorded reaction, {way.leads:,} became a lead")
    if cure is None:
        return
    click.echo(f"will ever ask: {cure.share:.0%} ({cure.low:.0%} to {cure.high:.0%})")
    if way.to_come:
        click.echo(f"still to come: {way.to_come[0]:,.1f} ({way.to_come[1]:,.0f} to {way.to_come[2]:,.0f})")
    for one in found.young:
        value, low, high = one.in_the_end
        name = f"{one.creator} {one.post}: {one.age_days:.0f} days"
        click.echo(
            f"  {name}, {one.leads} leads, {one.come:.0%} come; {value:,.1f} ({low:,.1f} to {high:,.1f}) in the end"
        )
