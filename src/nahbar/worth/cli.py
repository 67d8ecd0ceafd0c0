"""Commands that prove: what was credited, what was caused, and what nobody can tell yet."""

from __future__ import annotations

import click

from nahbar.kernel.cli import LazyGroup

COMMANDS = {
    "experiment": ("nahbar.worth.cli_experiments:experiment", "Show where a registered experiment stands."),
    "experiments": ("nahbar.worth.cli_experiments:experiments", "Plan, run and read randomised experiments."),
    "report": ("nahbar.worth.cli_report:report", "Write the report of a month."),
    "attribution": ("nahbar.worth.cli_attribution:attribution", "Share out what was earned among channels, by models."),
    "customers": ("nahbar.worth.cli_customers:customers", "Say how customers will go on, from past orders."),
    "like": ("nahbar.worth.cli_like:like", "Say what a like is worth: association, credit, effect."),
    "participation": ("nahbar.worth.cli_participation:participation", "Say who writes, reacts, stays silent."),
    "content": ("nahbar.worth.cli_content:content", "Rank posts by the deals and leads they brought."),
    "silent": ("nahbar.worth.cli_silent:silent", "Say how much comes from people who never reacted."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def worth() -> None:
    """Say what was earned, and with what certainty."""
