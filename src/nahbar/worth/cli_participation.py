"""The command `nahbar worth participation`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.worth.participation.contracts import WORDS

if TYPE_CHECKING:
    from nahbar.worth.participation.contracts import Month


@click.command("participation")
@click.option("--months", is_flag=True, help="Month by month, not only over all months.")
@workspace_option
@json_option
def participation(months: bool, workspace: Path, as_json: bool) -> None:
    """Say who writes, reacts and stays silent by channel and month: the 90-9-1 rule measured, not believed.

    Likes have no names, so shares are bounds; outside of them is the 95 % interval over creators. The audience is the
    followers of a creator, or the views of the most seen post where those are more.
    """
    from nahbar.worth.participation.as_json import participation_json
    from nahbar.worth.participation.service import participation_of

    with open_house_here(workspace) as house:
        found = participation_of(house)
    if as_json:
        print_json(participation_json(found))
        return
    click.echo(f"{WORDS.render()}\n")
    click.echo(f"{'channel':22}{'creators':>9}{'write':>20}{'react':>20}{'silent':>20}  the busiest wrote")
    for one in [*found.channels, *(found.months if months else [])]:
        _print(one)
    for said in found.notes:
        click.echo(said.render(), err=True)


def _print(one: Month) -> None:
    from nahbar.worth.participation.as_json import month_name

    name = one.channel if one.month is None else f"  {one.channel} {month_name(one.month)}"
    cells = ["cannot tell yet"] * 3
    if one.shares:
        parts = (one.shares.writing, one.shares.reacting, one.shares.silent)
        cells = [f"{part.low:.2%} to {part.high:.2%}" for part in parts]
    top = next((f"{part.share:.0%} (by {part.top:.0%})" for part in one.concentration), "-")
    click.echo(f"{name[:21]:22}{one.creators:>9}" + "".join(f"{cell:>20}" for cell in cells) + f"  {top}")
