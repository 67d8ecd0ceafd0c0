"""Commands on coupon codes: add, list, end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.campaigns.leads import PlacedOrder
    from nahbar.campaigns.links.leaks import Finding

WHO = "command line"
# More stand in --json and in `nahbar leads deals`.
MOST_ORDERS = 8


@click.group("codes")
def codes() -> None:
    """Coupon codes of creators."""


@codes.command("add")
@click.argument("creator", metavar="PLATFORM/HANDLE")
@click.option("--code", default="", help="A code of your own; by default one is made from the handle.")
@click.option("--campaign", default="", help="The campaign it is for.")
@workspace_option
@json_option
def add_command(creator: str, code: str, campaign: str, workspace: Path, as_json: bool) -> None:
    """Give a creator a coupon code."""
    from nahbar.campaigns.links.service.codes import add_code

    with open_house_here(workspace) as house:
        made = add_code(house, {"creator": creator, "code": code, "campaign": campaign}, WHO)
    print_json({"code": made, "creator": creator}) if as_json else click.echo(made)


@codes.command("list")
@workspace_option
@json_option
def list_command(workspace: Path, as_json: bool) -> None:
    """List codes, each with whether it has left its creator's audience."""
    from nahbar.campaigns.links.as_json import code_json
    from nahbar.campaigns.links.service.codes import list_codes

    with open_house_here(workspace) as house:
        lines = list_codes(house)
    if as_json:
        print_json([code_json(line) for line in lines])
        return
    for line in lines:
        state = "ended" if line.ended_at else "in use"
        click.echo(f"{line.code:20} {state:7} {line.leak.verdict:12} {line.leak.uses:>6} uses  {line.creator}")
        for one in line.leak.findings:
            if one.verdict == "leaked":
                _tell(one, line.orders.get(one.kind, ()))


def _tell(one: Finding, orders: Sequence[PlacedOrder]) -> None:
    click.echo(f"    {one.kind}: a {one.sure} sign")
    for said in one.evidence:
        click.echo(f"      {said.render()}")
    if orders:
        named = ", ".join(each.order for each in orders[:MOST_ORDERS])
        click.echo(f"      Orders: {named}" + (", ..." if len(orders) > MOST_ORDERS else ""))
    for said in one.innocent:
        click.echo(f"      Or: {said.render()}")


@codes.command("end")
@click.argument("code")
@workspace_option
@json_option
def end_command(code: str, workspace: Path, as_json: bool) -> None:
    """End a code; it is never given to another creator."""
    from nahbar.campaigns.links.service.codes import end_code

    with open_house_here(workspace) as house:
        end_code(house, code, WHO)
    print_json({"ended": code.upper()}) if as_json else click.echo(f"Ended: {code.upper()}")
