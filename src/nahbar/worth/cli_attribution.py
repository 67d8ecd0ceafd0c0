"""The command `nahbar worth attribution`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, print_json
from nahbar.worth.attribution.contracts import HALF_LIFE_STEPS, MODELS, WORDS, Options

if TYPE_CHECKING:
    from nahbar.worth.attribution.contracts import Attribution

SHOWN_REFUSALS = 10
NAME_CHARS = 24


@click.command("attribution")
@click.option(
    "--paths",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Columns path, conversions, value, null; the steps of a path are separated by >.",
)
@click.option("--model", "models", multiple=True, type=click.Choice(MODELS), help="May be repeated; by default all.")
@click.option("--order", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps that Markov remembers.")
@click.option(
    "--half-life",
    type=click.FloatRange(0, min_open=True),
    default=HALF_LIFE_STEPS,
    show_default=True,
    help="Time decay: a step so many steps earlier weighs half.",
)
@json_option
def attribution(paths: Path, models: tuple[str, ...], order: int, half_life: float, as_json: bool) -> None:
    """Share out the conversions of a file of paths among its channels, by several models side by side.

    This is credit, not cause. Markov is the removal effect, solved exactly and scaled to all conversions; Shapley is
    exact; every figure has a 95 % interval from drawing the journeys again. No workspace is needed.
    """
    from nahbar.worth.attribution.as_json import attribution_json
    from nahbar.worth.attribution.service import attribute_file

    options = Options(tuple(model for model in MODELS if model in models) or MODELS, order, half_life)
    found = attribute_file(paths, options)
    if as_json:
        print_json(attribution_json(found))
    else:
        _print(found)


def _print(found: Attribution) -> None:
    click.echo(f"{WORDS.render()}\n")
    click.echo(f"{found.journeys:,} journeys, {found.conversions:,} conversions\n")
    models = list(found.models)
    click.echo(" " * NAME_CHARS + "".join(f"{model:>22}" for model in models))
    for rows in zip(*found.models.values(), strict=True):
        name = rows[0].channel
        short = name if len(name) < NAME_CHARS else f"{name[: NAME_CHARS - 2]}…"
        click.echo(f"{short:{NAME_CHARS}}" + "".join(f"{_cell(one.conversions, one.interval):>22}" for one in rows))
    click.echo("\nIn brackets: 95 % intervals.")
    for said in found.notes:
        click.echo(said.render(), err=True)
    if found.refused:
        click.echo(f"refused: {found.refused:,} rows", err=True)
    for one in found.refusals[:SHOWN_REFUSALS]:
        click.echo(f"  row {one.row:,}: {one.reason.render()}", err=True)


def _cell(figure: float, interval: tuple[float, float]) -> str:
    return f"{figure:,.0f} ({interval[0]:,.0f}-{interval[1]:,.0f})"
