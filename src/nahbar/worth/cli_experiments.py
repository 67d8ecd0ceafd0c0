"""The commands `nahbar worth experiments …`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.worth.cli_experiments_more import pool, staggered, switchback, who

if TYPE_CHECKING:
    from nahbar.worth.experiments.contracts import Analysis, Interval, Lift
    from nahbar.worth.experiments.registry import Experiment

WHO = "command line"
ARM_CHARS = 20


@click.group("experiments")
def experiments() -> None:
    """Plan, run and read experiments: randomised groups, and what they cause."""


experiments.add_command(who)
experiments.add_command(pool)
experiments.add_command(switchback)
experiments.add_command(staggered)


@experiments.command("analyse")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--assignment", required=True, help="The column that says which arm a row was drawn into.")
@click.option(
    "--control",
    default="",
    help="The value of that column that everything is compared with; by default the arm whose name says so.",
)
@click.option(
    "--outcome",
    "outcomes",
    required=True,
    multiple=True,
    help="A figure, yes/no, or a ratio as revenue/orders. May be repeated.",
)
@click.option("--covariate", "covariates", multiple=True, help="A figure from before the start. May be repeated.")
@click.option("--cluster", help="The column that names what was drawn as a whole: a creator, a household, a day.")
@click.option("--pair", help="The column that names the pair, where people were drawn within pairs.")
@click.option("--group", help="A column of groups that were declared before the start.")
@click.option("--planned", type=click.IntRange(min=2), help="People an arm that were planned before the start.")
@click.option("--open-ended", is_flag=True, help="Hold at looks without end, narrowest at --planned.")
@click.option("--bounded", nargs=2, type=float, metavar="LOW HIGH", help="Bounds of outcomes, for exact intervals.")
@click.option("--share", "shares", multiple=True, help="ARM=SHARE: the planned share of an arm, if not all are equal.")
@json_option
def analyse(file: Path, shares: tuple[str, ...], as_json: bool, **columns: object) -> None:
    """Compare the arms of an experiment that FILE holds, a row a person.

    Every lift has two intervals of 95 %: one for a single look, and one that holds however often somebody looks.
    With --planned it is nearly as narrow as the first when the plan is reached; without, it holds for all looks while
    the experiment grew 200-fold up to now, and with --open-ended without end.
    Covariates from before the start narrow both. With --bounded, and rows in the order in which people came, there
    is a third one that holds without large numbers (a betting sequence). No workspace is needed.
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


@experiments.command("plan")
@click.argument("name")
@click.option("--title", default="", help="What it asks, in your own words.")
@click.option("--room", default="", help="gesture, moment, link, mail or other.")
@click.option("--unit", default="", help="What is drawn: person (by default) or creator.")
@click.option("--variants", required=True, help='The arms with their shares, the control first: "none=1, thanks=1".')
@click.option("--metric", required=True, help="click, visit, reply, lead, deal or refund; with :count, or deal:value.")
@click.option("--guardrails", default="", help='What must not get worse: "refund=higher, deal=lower".')
@click.option("--holds-out", default="", help="What the control goes without: channel:mail, reaction:like ...")
@click.option("--groups", default="", help='Groups by what people did before: "deal, reply" (click, visit, lead too).')
@click.option("--window-days", default="", help="Days after the first exposure in which outcomes count (14).")
@click.option("--planned", default="", help="People in the smallest arm; by default worked out from the next three.")
@click.option("--baseline", default="", help="The usual share or mean of the metric.")
@click.option("--least-lift", default="", help="The smallest lift worth knowing, in percent of the usual.")
@click.option("--spread", default="", help="The standard deviation between people, for counts and values.")
@click.option("--per-day", default="", help="People a day, to say how long it takes.")
@workspace_option
@json_option
def plan(workspace: Path, as_json: bool, **given: str) -> None:
    """Register the experiment NAME as a draft, and say how many people and days it needs."""
    from nahbar.worth.experiments.plans import read_plan
    from nahbar.worth.experiments.registry import plan_experiment

    with open_house_here(workspace) as house:
        made = plan_experiment(house, read_plan(given), WHO)
    _tell(made, as_json)


@experiments.command("list")
@workspace_option
@json_option
def list_all(workspace: Path, as_json: bool) -> None:
    """List the registered experiments: those that run, drafts, those that were stopped."""
    from nahbar.worth.experiments.as_json import experiment_json
    from nahbar.worth.experiments.registry import list_experiments

    with open_house_here(workspace) as house:
        found = list_experiments(house)
    if as_json:
        print_json([experiment_json(one) for one in found])
        return
    for one in found:
        click.echo(f"{one.state:8} {one.plan.name:30} {one.plan.metric.text:14} {one.plan.planned:>10,} an arm")


@experiments.command("start")
@click.argument("name")
@click.option("--groups", default="", help="Declare groups now, in place of those of the plan; later nobody can.")
@workspace_option
@json_option
def start(name: str, groups: str, workspace: Path, as_json: bool) -> None:
    """Let rooms draw arms from now on."""
    from nahbar.worth.experiments.declaring import read_traits
    from nahbar.worth.experiments.registry import start_experiment

    with open_house_here(workspace) as house:
        found = start_experiment(house, name, WHO, traits=read_traits(groups))
    _tell(found, as_json)


@experiments.command("stop")
@click.argument("name")
@click.option("--reason", default="", help="Why, for whoever reads it later.")
@workspace_option
@json_option
def stop(name: str, reason: str, workspace: Path, as_json: bool) -> None:
    """Draw no more arms; what was learned stays readable."""
    from nahbar.worth.experiments.registry import stop_experiment

    with open_house_here(workspace) as house:
        found = stop_experiment(house, name, WHO, reason)
    _tell(found, as_json)


def _tell(found: Experiment, as_json: bool) -> None:
    from nahbar.worth.experiments.as_json import experiment_json

    if as_json:
        print_json(experiment_json(found))
        return
    days = f", about {found.plan.planned_days:,} days" if found.plan.planned_days else ""
    click.echo(f"{found.plan.name}: {found.state}, {found.plan.planned:,} people in the smallest arm{days}.")


@click.command("experiment")
@click.argument("name")
@workspace_option
@json_option
def experiment(name: str, workspace: Path, as_json: bool) -> None:
    """Show where a registered experiment stands. That you looked is kept."""
    from nahbar.worth.experiments.as_json import report_json
    from nahbar.worth.experiments.reporting import report_on

    with open_house_here(workspace) as house:
        found = report_on(house, name, WHO)
    if as_json:
        print_json(report_json(found))
        return
    plan = found.experiment.plan
    click.echo(f"{plan.title} ({found.experiment.state})\n")
    for said in (*found.said, *found.guarded):
        click.echo(said.render())
    people = ", ".join(f"{arm} {n:,}" for arm, n in found.counts)
    click.echo(f"\nPeople: {people}; {plan.planned:,} an arm were planned.")
    if found.waiting or found.crossed:
        click.echo(f"{found.waiting:,} are still within the window, {found.crossed:,} met two arms and are left out.")
    if found.analysis is not None:
        _print(found.analysis, sentences=False)


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


def _print(found: Analysis, sentences: bool = True) -> None:
    from nahbar.worth.experiments.words import mismatch_words, verdict

    if found.mismatch.doubtful and sentences:
        click.echo(f"{mismatch_words(found).render()}\n")
    for lift in found.lifts if sentences else ():
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
            if lift.relative is not None:
                click.echo(_row("  in percent", "", f"{lift.relative:+.1%}", *_percents(lift)))
            if lift.covariates:
                with_them = ", ".join(lift.covariates)
                click.echo(f"  {lift.variance_removed:.1%} of the variance removed by {with_them}")
    for by in found.by_group:
        differ = "cannot tell" if by.differ_p is None else f"p = {by.differ_p:.4f}"
        trait = f"{by.trait} before" if by.trait else found.design.group
        click.echo(f"\n{by.outcome}, {by.arm}, by {trait} (do the groups differ? {differ})")
        for name, lift in by.groups.items():
            click.echo(_row(name, "", f"{lift.absolute:+,.4g}", _span(lift.interval), _span(lift.anytime_interval)))
    click.echo(f"\n{mismatch_words(found).render()}")
    for note in found.notes:
        click.echo(note.render(), err=True)


def _row(name: str, *figures: str) -> str:
    short = name if len(name) <= ARM_CHARS + 4 else f"{name[: ARM_CHARS + 3]}…"
    widths = (10, 12, 24, 24)
    return f"{short:{ARM_CHARS + 5}}" + "".join(f"{one:>{width}}" for one, width in zip(figures, widths, strict=True))


def _percents(lift: Lift) -> tuple[str, str]:
    both = (lift.relative_interval, lift.relative_anytime_interval)
    one, every = ("cannot tell" if at is None else f"{at[0]:.1%} to {at[1]:.1%}" for at in both)
    return one, every


def _span(interval: Interval) -> str:
    return "cannot tell" if interval is None else f"{interval[0]:,.4g} to {interval[1]:,.4g}"
