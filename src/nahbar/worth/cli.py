"""Commands that prove: what was credited, what was caused, and what nobody can tell yet."""

from __future__ import annotations

import click

from nahbar.kernel.cli import LazyGroup

COMMANDS = {
    "experiment": ("nahbar.worth.cli_experiments:experiment", "Show where a registered experiment stands."),
    "experiments": ("nahbar.worth.cli_experiments:experiments", "Plan, run and read randomised experiments."),
    "report": ("nahbar.worth.cli_report:report", "Write the report of a month."),
    "attribution": ("nahbar.worth.cli_attribution:attribution", "Share out what was earned among channels, by models."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def worth() -> None:
    """Say what was earned, and with what certainty."""
