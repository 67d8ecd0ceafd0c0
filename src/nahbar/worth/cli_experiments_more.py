"""The commands `nahbar worth experiments who`, `pool`, `switchback` and `staggered`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.measure.permutation import Redrawn

WHO = "command line"


@click.command("who")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--assignment", required=True, help="The column that says which arm a row was drawn into.")
@click.option("--control", required=True, help="The value of that column for those who did not get it.")
@click.option("--arm", help="The arm in question, where there are several.")
@click.option("--outcome", required=True, help="A column of yes and no, or 1 and 0.")
@click.option("--covariate", "covariates", multiple=True, help="A figure from before. May be repeated.")
@click.option("--category", "categories", multiple=True, help="A name from before, such as a channel. May be repeated.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the score of each row, if useful.")
@json_option
def who(
    file: Path,
    assignment: str,
    control: str,
    arm: str | None,
    outcome: str,
    covariates: tuple[str, ...],
    categories: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> int:
    """Say whether anybody can tell whom it helps, from an experiment that FILE holds.

    Qini's coefficient with its 95 % interval, by models that had not seen the people they score. Where the interval
    covers 0 the scores are refused (exit code 1): decide for all people alike.
    """
    from nahbar.worth.experiments.contracts import Design
    from nahbar.worth.experiments.who import who_should

    found = who_should(file, Design(assignment, control, (outcome,), covariates), arm, categories)
    parts = [{"people": one.people, "lift": one.lift, "interval": one.interval} for one in found.parts]
    if out is not None and found.useful:
        lines = (f"{row},{score:.6g}" for row, score in zip(found.rows.tolist(), found.score.tolist(), strict=True))
        out.write_text("row,score\n" + "\n".join(lines) + "\n", encoding="utf-8")
    if as_json:
        answer = {"people": found.people, "arm": found.arm, "qini": found.qini, "interval": found.interval}
        print_json({**answer, "useful": found.useful, "said": found.said.render(), "parts": parts})
        return 0 if found.useful else 1
    click.echo(found.said.render())
    click.echo(f"\nQini {found.qini:.4f} ({found.interval[0]:.4f} to {found.interval[1]:.4f}), {found.people:,} people")
    for k, one in enumerate(found.parts):
        span = "" if one.interval is None else f" ({one.interval[0]:.4g} to {one.interval[1]:.4g})"
        click.echo(f"  part {k + 1} of {len(found.parts)}: lift {one.lift:+.4g}{span}")
    return 0 if found.useful else 1


@click.command("pool")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@workspace_option
@json_option
def pool(file: Path | None, workspace: Path, as_json: bool) -> None:
    """Pool many small experiments: FILE has the columns experiment, lift, low, high (95 % intervals).

    Without FILE, those of the workspace's registry that have ended, by what they count; that you looked is kept.

    A random-effects model: the average lift, how much lifts differ between experiments, where the next one would lie,
    and each one drawn towards the average by as much as it is uncertain.
    """
    from nahbar.worth.experiments.pooling import pool_file

    if file is None:
        _pool_registered(workspace, as_json)
        return
    found = pool_file(file)
    pooled = found.pooled
    rows = zip(found.names, found.lifts, pooled.shrunken, pooled.low, pooled.high, pooled.weight, strict=True)
    names = ("experiment", "lift", "shrunken", "low", "high", "own_weight")
    lines = [dict(zip(names, (row[0], *map(float, row[1:])), strict=True)) for row in rows]
    if as_json:
        print_json(
            {
                "mean": pooled.mean,
                "interval": pooled.interval,
                "tau": pooled.tau,
                "tau_interval": pooled.tau_interval,
                "next_interval": pooled.next_interval,
                "experiments": lines,
                "said": found.said.render(),
            }
        )
        return
    click.echo(found.said.render())
    click.echo(f"Lifts differ by {pooled.tau:.4g} (standard deviation). The next would lie between", nl=False)
    click.echo(f" {pooled.next_interval[0]:.4g} and {pooled.next_interval[1]:.4g}.\n")
    for line in lines:
        click.echo(
            f"{str(line['experiment'])[:28]:30}{line['lift']:>12.4g}  steadied {line['shrunken']:>12.4g}"
            f" ({line['low']:.4g} to {line['high']:.4g})"
        )


def _pool_registered(workspace: Path, as_json: bool) -> None:
    from nahbar.worth.experiments.as_json import together_json
    from nahbar.worth.experiments.together import pool_registered

    with open_house_here(workspace) as house:
        found = pool_registered(house, WHO)
    if as_json:
        print_json([together_json(one) for one in found])
        return
    if not found:
        click.echo("No experiment with two arms has ended yet.")
    for one in found:
        click.echo(one.said.render())
        for k, each in enumerate(one.experiments):
            steadied = "" if one.pooled is None else f"  towards the average {one.pooled.shrunken[k]:+.4g}"
            click.echo(f"  {each.plan.name:30} {one.lifts[k].absolute:+.4g}{steadied}")


@click.command("switchback")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--outcome", required=True, help="The column of outcomes.")
@click.option("--assignment", required=True, help="The column that says which arm a period had.")
@click.option("--control", required=True, help="The value of that column for periods without it.")
@click.option("--block", required=True, help="Within what the lots were drawn: a week, a pair of days.")
@click.option(
    "--burn", type=click.IntRange(min=0), default=0, show_default=True, help="Periods left out after a switch."
)
@json_option
def switchback(file: Path, outcome: str, assignment: str, control: str, block: str, burn: int, as_json: bool) -> None:
    """Compare periods with and without it, where FILE has a row a period in order of time.

    The lots are drawn again within each block; the p value says how often chance shows as much.
    """
    from nahbar.worth.experiments.designs import switchback_file

    _say(switchback_file(file, (outcome, assignment, block), control, burn), as_json)


@click.command("staggered")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--outcome", required=True, help="The column of outcomes.")
@click.option("--unit", required=True, help="The column of creators, or whatever starts one after the other.")
@click.option("--period", required=True, help="The column of periods, as numbers.")
@click.option("--start", required=True, help="The column with a unit's first period with it; empty for never.")
@json_option
def staggered(file: Path, outcome: str, unit: str, period: str, start: str, as_json: bool) -> None:
    """Compare creators that start one after the other with those that wait, where their order was drawn by lot.

    FILE has a row for each unit and period. The order is drawn again among the units.
    """
    from nahbar.worth.experiments.designs import staggered_file

    _say(staggered_file(file, (outcome, unit, period, start)), as_json)


def _say(found: Redrawn, as_json: bool) -> None:
    from nahbar.worth.experiments.designs import redrawn_words

    said = redrawn_words(found).render()
    if as_json:
        figures = {"effect": found.effect, "p": found.p, "interval": found.interval, "least_p": found.least_p}
        print_json({**figures, "said": said})
        return
    click.echo(said)
    span = "unknown" if found.interval is None else f"{found.interval[0]:.4g} to {found.interval[1]:.4g}"
    click.echo(f"effect {found.effect:.4g} ({span}), p = {found.p:.4f}")
