"""The command `nahbar worth like`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, squeezed, workspace_option
from nahbar.worth.likes.contracts import REACTIONS, WORDS

if TYPE_CHECKING:
    from nahbar.worth.likes.contracts import Figure, Likes, Reaction

WHO = "command line"
SHOWN = 15
NAME_CHARS = 34


@click.command("like")
@click.option("--reaction", type=click.Choice(REACTIONS), default="like", show_default=True, help="Which to tell of.")
@click.option(
    "--effects",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What experiments measured: columns channel, effect, low, high; deals caused by a thousand.",
)
@workspace_option
@json_option
def like(reaction: str, effects: Path | None, workspace: Path, as_json: bool) -> None:
    """Say what a like is worth, in three answers that are never mixed.

    Association: deals per thousand likes across posts, pooled by creator and platform, and how much of what differs
    between posts likes explain. Credit: deals on whose way a like stood, where that is known. Effect: what an
    experiment measured, else the experiment that would tell. --json has comments, shares, saves and followers too.
    """
    from nahbar.worth.likes.as_json import likes_json
    from nahbar.worth.likes.effects import read_reaction_effects
    from nahbar.worth.likes.service import likes_of

    measured = read_reaction_effects(effects) if effects else None
    with open_house_here(workspace) as house:
        # Each reaction is fitted for itself, so nobody waits for those that are not shown.
        found = likes_of(house, WHO, measured, REACTIONS if as_json else (reaction,))
    if as_json:
        print_json(likes_json(found))
        return
    click.echo(f"{WORDS.render()}\n")
    _print(next(one for one in found.reactions if one.name == reaction))
    _print_ranking(found, reaction)
    for said in found.notes:
        click.echo(said.render(), err=True)


def _print(one: Reaction) -> None:
    found = one.association
    if found:
        click.echo(f"association  {_cell(found.rate, 2)} deals per thousand, typical creator; {found.posts} posts")
        if found.doubled:
            click.echo(f"             twice as many on a post: {_cell(found.doubled, 2)} times the deals")
        click.echo(f"             explains {_cell(found.explained, 2)} of what differs between posts")
    if one.credit:
        click.echo(f"credit       {_cell(one.credit.deals, 1)} deals, on the way of {one.credit.on_the_way}")
    if one.effect:
        click.echo(f"effect       {_cell(one.effect.per_thousand, 2)} deals caused by a thousand")
        if one.effect.title:
            click.echo(f"             as “{one.effect.title}” measured: nahbar worth experiment {one.effect.name}")
    else:
        click.echo("effect       not identified")
    if one.plan:
        span = f"about {one.plan.weeks:,.0f} weeks" if one.plan.weeks else ""
        weeks = (f", watched for {span}" if one.plan.of_creators else f", {span} at today's pace") if span else ""
        whom = f"with one half of at least {2 * one.plan.units_an_arm:,} creators"
        where = whom if one.plan.of_creators else f"in one half of at least {2 * one.plan.units_an_arm:,} posts"
        click.echo(f"             would tell: ask for it {where}{weeks}")
    for said in (*one.asking, *one.why):
        click.echo(f"             {said.render()}")


def _print_ranking(found: Likes, reaction: str) -> None:
    click.echo(f"\n{'post':{NAME_CHARS}}{'by deals':>9}{f'by {reaction}s':>13}{'deals':>7}{f'{reaction}s':>11}")
    for one in found.ranked[:SHOWN]:
        name = squeezed(f"{one.creator} {one.post}", NAME_CHARS - 2)
        click.echo(f"{name:{NAME_CHARS}}{one.by_deals:>9}{one.by_count:>13}{one.deals:>7,}{one.count:>11,}")
    if found.agreement:
        told = found.agreement
        click.echo(f"Kendall's tau of both rankings: {told.tau:.2f} ({told.low:.2f} to {told.high:.2f})")


def _cell(one: Figure, digits: int) -> str:
    high = "-" if one.high is None else f"{one.high:,.{digits}f}"
    return f"{one.value:,.{digits}f} ({one.low:,.{digits}f} to {high})"
