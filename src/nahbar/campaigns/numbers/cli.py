"""The command `nahbar campaigns numbers`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.campaigns.numbers.contracts import Figure, Numbers


@click.command("numbers")
@click.argument("campaign", type=int)
@workspace_option
@json_option
def numbers(campaign: int, workspace: Path, as_json: bool) -> None:
    """Show what a campaign cost and brought, by creator, post and variant, with 95 % intervals."""
    from nahbar.campaigns.numbers.as_json import numbers_json
    from nahbar.campaigns.numbers.service import numbers_of

    with open_house_here(workspace) as house:
        found = numbers_of(house, campaign)
    if as_json:
        print_json(numbers_json(found))
        return
    _print(found)


def _print(found: Numbers) -> None:
    from nahbar.campaigns.numbers.contracts import FIGURES

    click.echo(f"{found.name}, money in {found.currency}")
    for name, figure in found.total.figures.items():
        click.echo(f"{FIGURES[name].title.render():45} {_figure(figure, FIGURES[name].unit)}")
    for line in found.creators:
        counts = {"qualified": line.sums.qualified, "leads": line.sums.leads, "deals": line.sums.orders}
        shown = [f"{n} {name}" for name, n in {**counts, "clicks": line.sums.clicks}.items()]
        click.echo(f"  {line.label or '(nobody known)':40} {', '.join(shown)}")
    for sentence in found.said:
        click.echo(sentence.render())


def _figure(figure: Figure | None, unit: str) -> str:
    from nahbar.campaigns.numbers.as_json import CENTS
    from nahbar.campaigns.numbers.contracts import MONEY

    if figure is None:
        return "cannot tell yet"
    part = CENTS if unit == MONEY else 1.0
    if figure.low is None:
        return f"{figure.value / part:,.6g}"
    high = "?" if figure.high is None else f"{figure.high / part:,.4g}"
    return f"{figure.value / part:,.6g}  ({figure.low / part:,.4g} to {high})"
