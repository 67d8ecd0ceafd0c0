"""The command `nahbar leads score`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.campaigns.leads.scoring.contracts import WORDS
from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.campaigns.leads.scoring.contracts import Scoring
    from nahbar.measure.category_score import Checked
    from nahbar.measure.score_checks import Figure

SHOWN = 20
NAME_CHARS = 30


@click.command("score")
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True, help="How many open leads to print.")
@workspace_option
@json_option
def score(limit: int, workspace: Path, as_json: bool) -> int:
    """Say how likely open leads become deals, from what was known when they came.

    Only where decided leads can show that it holds: out of sample better than the base rate, and calibrated. Else it is
    refused with the reason (exit code 1).
    """
    from nahbar.campaigns.leads.scoring.as_json import scoring_json
    from nahbar.campaigns.leads.scoring.service import creators_named, named_leads, score_of

    with open_house_here(workspace) as house:
        found = score_of(house)
        leads = named_leads(house, [one.lead_id for one in found.chances])
        creators = creators_named(house, found)
    shown = scoring_json(found, leads, creators)
    if as_json:
        print_json(shown)
        return 0 if found.refused is None else 1
    _print_checks(found)
    if found.refused is not None:
        click.echo(found.refused.said.render())
        return 1
    for row in shown["open"][:limit]:
        one = leads[row["id"]]
        span = f"{row['chance']:.0%} ({row['interval'][0]:.0%} to {row['interval'][1]:.0%})"
        click.echo(f"{row['id']:>6} {span:<20} {(one.name or one.email or one.key)[:NAME_CHARS]}")
        for sign, said in (("for", row["for"]), ("against", row["against"])):
            if said:
                click.echo(f"{'':7}{sign}: {'; '.join(said)}")
    click.echo(f"{min(limit, len(found.chances))} of {len(found.chances)}\n\n{WORDS.render()}")
    return 0


def _print_checks(found: Scoring) -> None:
    click.echo(f"{found.total:,} leads, {found.won:,} won, {found.lost:,} lost")
    if found.horizon_days is not None:
        used = f"{found.used:,} leads of {found.horizon_days:,} days or older: {found.used_won:,} won"
        click.echo(f"{used}, {found.used_open:,} still open and counted as not won")
    if found.checked is not None:
        _print_figures(found.checked)
    click.echo()


def _print_figures(checked: Checked) -> None:
    brier = f"Brier {checked.skill.score:.4f}, base rate {checked.skill.base:.4f}"
    click.echo(f"{brier}; better by {_span(checked.skill.skill, '.1%')}")
    click.echo(f"AUC {_span(checked.auc, '.2f')}; calibration slope {_span(checked.slope, '.2f')},")
    click.echo(f"intercept {_span(checked.intercept, '.2f')}, of the newest third {_span(checked.newest, '.2f')}")
    for one in checked.bands:
        click.echo(f"  said {one.said:>4.0%}, seen {_span(one.seen, '.0%')}, {one.n:,} leads")


def _span(figure: Figure, form: str) -> str:
    return f"{figure.value:z{form}} ({figure.low:z{form}} to {figure.high:z{form}})"
