"""The command `nahbar worth customers`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import FiniteRange, json_option, print_json
from nahbar.worth.customers.contracts import AHEAD_WEEKS, WORDS

if TYPE_CHECKING:
    from nahbar.worth.customers.contracts import Check, Customers, Figure

SHOWN_REFUSALS = 10
NAME_CHARS = 24


@click.command("customers")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--weeks", type=click.IntRange(min=1), help="Fit to the first weeks only, and check those after them.")
@click.option(
    "--ahead", type=FiniteRange(0, 520, min_open=True), default=AHEAD_WEEKS, show_default=True, help="Weeks ahead."
)
@json_option
def customers(file: Path, weeks: int | None, ahead: float, as_json: bool) -> None:
    """Say how often customers will buy again and for how much, from a FILE of orders: customer, date, value.

    The number of orders is the BG/NBD model, their value the gamma-gamma model. Every expectation has a 95 % interval,
    and weeks that were held out stand beside what the model had expected. Without --weeks the models are fitted to all
    orders, and the check is made on the second half. No workspace is needed.
    """
    from nahbar.worth.customers.as_json import customers_json
    from nahbar.worth.customers.service import customers_of_file

    found = customers_of_file(file, weeks, ahead)
    if as_json:
        print_json(customers_json(found))
        return
    _print(found)


def _print(found: Customers) -> None:
    click.echo(f"{WORDS.render()}\n")
    click.echo(f"{found.customers:,} customers, {found.orders:,} orders in {found.weeks:,.0f} weeks")
    for name, model in (("BG/NBD", found.bgnbd), ("gamma-gamma", found.gamma_gamma)):
        if model is not None:
            click.echo(f"{name:12}" + "  ".join(f"{part} {value:,.3f}" for part, value in model.items()))
    if found.total is not None:
        worth = f", value {_cell(found.total_value, 0)}" if found.total_value else ""
        click.echo(f"\nThe coming {found.ahead:g} weeks: {_cell(found.total, 0)} orders{worth}\n")
        click.echo(f"{'customer':{NAME_CHARS}}{'repeats':>8}{'there':>7}{'orders':>20}{'value':>26}")
    for one in found.listed:
        value = _cell(one.value, 0) if one.value else "-"
        row = f"{one.name[: NAME_CHARS - 2]:{NAME_CHARS}}{one.repeats:>8}{one.chance_there:>7.0%}"
        click.echo(f"{row}{_cell(one.orders, 1):>20}{value:>26}")
    if found.check:
        _print_check(found.check)
    for said in found.notes:
        click.echo(said.render(), err=True)
    if found.refused:
        click.echo(f"refused: {found.refused:,} rows", err=True)
    for refused in found.refusals[:SHOWN_REFUSALS]:
        click.echo(f"  row {refused.row:,}: {refused.reason.render()}", err=True)


def _print_check(check: Check) -> None:
    click.echo(f"\nHeld out: fitted to {check.weeks:,.0f} weeks, compared with the {check.weeks_after:,.0f} after them")
    click.echo(f"orders expected {_cell(check.expected, 0)}, seen {check.seen:,}")
    if check.value:
        click.echo(f"value expected {_cell(check.value, 0)}, seen {check.value_seen:,.0f}")
    click.echo(f"customers within their own 95 % interval: {check.covered:.0%}")
    for one in check.groups:
        name = f"{one.least} repeats" + (" and more" if one.most is None else "")
        click.echo(f"  {name:20}{one.customers:>7,} customers: {_cell(one.expected, 2)} expected, {one.seen:.2f} seen")


def _cell(one: Figure, digits: int) -> str:
    return f"{one.value:,.{digits}f} ({one.low:,.{digits}f}-{one.high:,.{digits}f})"
