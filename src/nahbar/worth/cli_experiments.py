"""The commands `nahbar worth experiments …`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, print_json

if TYPE_CHECKING:
    from nahbar.worth.experiments.contracts import Analysis, Interval

ARM_CHARS = 20


@click.group("experiments")
def experiments() -> None:
    """Plan, run and read experiments: randomised groups, and what they cause."""


@experiments.command("analyse")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--assignment", required=True, help="The column that says which arm a row was drawn into.")
@click.option("--control", required=True, help="The value of that column that everything is compared with.")
@click.option("--outcome", "outcomes", required=True, multiple=True, help="A figure or yes/no. May be repeated.")
@click.option("--covariate", "covariates", multiple=True, help="A figure from before the start. May be repeated.")
@click.option("--cluster", help="The column that names what was drawn as a whole: a creator, a household, a day.")
@click.option("--pair", help="The column that names the pair, where people were drawn within pairs.")
@click.option("--planned", type=click.IntRange(min=2), help="People an arm that were planned before the start.")
@click.option("--open-ended", is_flag=True, help="Hold without end; --planned then says where to be narrowest.")
@click.option("--share", "shares", multiple=True, help="ARM=SHARE: the planned share of an arm, if not all are equal.")
@json_option
def analyse(file: Path, shares: tuple[str, ...], as_json: bool, **columns: object) -> None:
    """Compare the arms of an experiment that FILE holds, a row a person.

    Every lift has two intervals of 95 %: one for a single look, and one that holds however often somebody looks.
    With --planned it is nearly as narrow as the first when the plan is reached; without, it is open-ended.
    Covariates from before the start narrow both. No workspace is needed.
    """
    from nahbar.worth.experiments.as_json import analysis_json
    from nahbar.worth.experiments.contracts import Design
    from nahbar.worth.experiments.service import analyse_file

    design = Design(shares=_shares(shares), **columns)  # type: ignore[arg-type]  # click has checked them
    found = analyse_file(file, design)
    if as_json:
        print_json(analysis_json(found))
        return
    _print(found)


def _shares(texts: tuple[str, ...]) -> dict[str, float]:
    from nahbar.worth.experiments.refusals import wrong_share

    shares = {}
    for text in texts:
        arm, sign, share = text.rpartition("=")
        try:
            shares[arm.strip()] = float(share)
        except ValueError as error:
            raise wrong_share(text) from error
        if not sign:
            raise wrong_share(text)
    return shares


def _print(found: Analysis) -> None:
    from nahbar.worth.experiments.words import mismatch_words, verdict

    for lift in found.lifts:
        click.echo(verdict(lift).render())
    heads = ("", "people", "mean", "one look", "every look")
    for outcome in found.design.outcomes:
        click.echo(f"\n{outcome}\n" + _row(*heads))
        for arm in (one for one in found.arms if one.outcome == outcome):
            click.echo(
                _row(arm.arm, f"{arm.n:,}", f"{arm.mean:,.4g}", _span(arm.interval), _span(arm.anytime_interval))
            )
        for lift in (one for one in found.lifts if one.outcome == outcome):
            spans = (_span(lift.interval), _span(lift.anytime_interval))
            click.echo(_row(f"{lift.arm} adds", "", f"{lift.absolute:+,.4g}", *spans))
            if lift.covariates:
                with_them = ", ".join(lift.covariates)
                click.echo(f"  {lift.variance_removed:.1%} of the variance removed by {with_them}")
    click.echo(f"\n{mismatch_words(found).render()}")
    for note in found.notes:
        click.echo(note.render(), err=True)


def _row(name: str, *figures: str) -> str:
    short = name if len(name) <= ARM_CHARS + 4 else f"{name[: ARM_CHARS + 3]}…"
    widths = (10, 12, 24, 24)
    return f"{short:{ARM_CHARS + 5}}" + "".join(f"{one:>{width}}" for one, width in zip(figures, widths, strict=True))


def _span(interval: Interval) -> str:
    return "cannot tell" if interval is None else f"{interval[0]:,.4g} to {interval[1]:,.4g}"
