"""The command `nahbar worth attribution`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import FiniteRange, json_option, open_house_here, print_json, squeezed, workspace_option
from nahbar.kernel.clock import day_number
from nahbar.worth.attribution.contracts import HALF_LIFE_STEPS, MODELS, WORDS, Options
from nahbar.worth.attribution.journeys import BY, LOOKBACK_DAYS

if TYPE_CHECKING:
    from nahbar.worth.attribution.contracts import Attribution
    from nahbar.worth.attribution.effects import Calibration, Effect
    from nahbar.worth.attribution.registered import Registered

WHO = "command line"
SHOWN_REFUSALS = 10
NAME_CHARS = 32
CELL_CHARS = 24


@click.command("attribution")
@click.option(
    "--paths",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file instead of the workspace: columns path, conversions, value, null; steps are separated by >.",
)
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="The first day whose deals count.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="The last day whose deals count.")
@click.option("--by", type=click.Choice(BY), default=BY[0], show_default=True, help="What gets the credit.")
@click.option(
    "--lookback",
    type=click.IntRange(1, 365),
    default=LOOKBACK_DAYS,
    show_default=True,
    help="Days before a deal in which a touch counts.",
)
@click.option("--model", "models", multiple=True, type=click.Choice(MODELS), help="May be repeated; by default all.")
@click.option("--order", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps that Markov remembers.")
@click.option(
    "--half-life",
    type=FiniteRange(0, min_open=True),
    default=HALF_LIFE_STEPS,
    show_default=True,
    help="Time decay: a step so many steps earlier weighs half.",
)
@click.option(
    "--effects",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Effects that experiments measured: columns channel, effect, low, high, in deals caused.",
)
@workspace_option
@json_option
def attribution(
    paths: Path | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    by: str,
    lookback: int,
    models: tuple[str, ...],
    order: int,
    half_life: float,
    effects: Path | None,
    workspace: Path,
    as_json: bool,
) -> None:
    """Share out deals among what people touched before them, by several models side by side.

    Deals and touches are the workspace's own, or those of a file of paths, which needs no workspace. Of the workspace,
    what people say ("How did you find us?") and the codes they redeem stand beside the models.

    This is credit, not cause. Markov is the removal effect, solved exactly and scaled to all conversions; Shapley is
    exact; every figure has a 95 % interval from drawing the journeys again. Where registered experiments held
    something out, or with --effects, credit is scaled towards what they measured, and the gap between the two is shown.
    """
    from nahbar.worth.attribution.as_json import attribution_json, calibration_json, registered_json
    from nahbar.worth.attribution.service import attribute_file

    wanted = tuple(model for model in MODELS if model in models) or MODELS
    # Of a file journeys are compared only where there are effects to scale it by: it takes a look at each.
    options = Options(wanted, order, half_life, alike=paths is None or effects is not None)
    measured, known = _read_effects(effects), None
    if paths is not None:
        _refuse_period(since, until, by)
        found = attribute_file(paths, options)
    else:
        from nahbar.worth.attribution.recorded import Asked
        from nahbar.worth.attribution.registered import credit_and_effects

        asked = Asked(_day(since), None if until is None else _day(until, 1), by, lookback)
        with open_house_here(workspace) as house:
            found, known = credit_and_effects(house, asked, options, WHO)
            # What somebody hands in stands for what they know better.
            measured = {**known.effects, **measured}
    calibration = _calibrated(found, measured)
    if as_json:
        more = {"calibrated": calibration_json(calibration)} if calibration else {}
        print_json(attribution_json(found) | more | ({"experiments": registered_json(known)} if known else {}))
        return
    _print(found)
    if calibration:
        _print_calibration(calibration)
    _print_registered(known)


def _read_effects(effects: Path | None) -> dict[str, Effect]:
    if effects is None:
        return {}
    from nahbar.worth.attribution.effects import read_effects

    return read_effects(effects)


def _calibrated(found: Attribution, measured: Mapping[str, Effect]) -> Calibration | None:
    if not measured:
        return None
    from nahbar.worth.attribution.effects import calibrated

    return calibrated(found, measured)


def _day(given: dt.datetime | None, more: int = 0) -> int | None:
    return None if given is None else day_number(given.date()) + more


def _refuse_period(since: dt.datetime | None, until: dt.datetime | None, by: str) -> None:
    if since is not None or until is not None or by != BY[0]:
        raise click.UsageError("A file of paths has no days and names its own steps: leave out --from, --to and --by.")


def _print(found: Attribution) -> None:
    click.echo(f"{WORDS.render()}\n")
    click.echo(f"{found.journeys:,} journeys, {found.conversions:,} conversions\n")
    models = list(found.models)
    click.echo(" " * NAME_CHARS + "".join(f"{model:>{CELL_CHARS}}" for model in models))
    for rows in zip(*found.models.values(), strict=True):
        click.echo(
            f"{_short(rows[0].channel):{NAME_CHARS}}"
            + "".join(f"{_cell(one.conversions, one.interval):>{CELL_CHARS}}" for one in rows)
        )
    click.echo("\nIn brackets: 95 % intervals.")
    for said in found.notes:
        click.echo(said.render(), err=True)
    if found.refused:
        click.echo(f"refused: {found.refused:,} rows", err=True)
    for one in found.refusals[:SHOWN_REFUSALS]:
        click.echo(f"  row {one.row:,}: {one.reason.render()}", err=True)


def _print_calibration(found: Calibration) -> None:
    click.echo(f"\nScaled towards measured effects (credit: {found.model})\n")
    click.echo(" " * NAME_CHARS + "".join(f"{head:>{CELL_CHARS}}" for head in ("credit", "effect", "gap", "measured")))
    for one in found.splits:
        measured = one.measured
        seen = _cell(measured.effect, (measured.low, measured.high)) if measured else "-"
        figures = (f"{one.credit:,.0f}", _cell(one.effect, one.interval), f"{one.gap:+,.0f}", seen)
        click.echo(f"{_short(one.channel):{NAME_CHARS}}" + "".join(f"{figure:>{CELL_CHARS}}" for figure in figures))
    rest = _cell(found.untouched, found.untouched_interval)
    click.echo(f"{'(needed no touch)':{NAME_CHARS}}" + f"{rest:>{2 * CELL_CHARS}}")
    if found.alike is not None:
        click.echo(
            f"\nWeight of a comparison of journeys that are otherwise alike, beside the credit: {found.alike:.0%}"
        )
    for said in found.notes:
        click.echo(said.render(), err=True)


def _print_registered(found: Registered | None) -> None:
    if found is not None:
        for said in (*(said for one in found.measured for said in (one.said, one.carried)), *found.notes):
            click.echo(said.render(), err=True)


def _short(name: str) -> str:
    return squeezed(name, NAME_CHARS - 1)


def _cell(figure: float, interval: tuple[float, float]) -> str:
    low, high = (_whole(bound) for bound in interval)
    return f" {_whole(figure)} ({low}-{high})"


def _whole(figure: float) -> str:
    # Rounding leaves a minus before nothing.
    return f"{round(figure):,}"
