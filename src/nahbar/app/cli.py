"""The command `nahbar`: names every command, imports none until it is used."""

from __future__ import annotations

import click

from nahbar.kernel.cli import LazyGroup, run
from nahbar.kernel.lean import leave_out_pandas

COMMANDS = {
    "init": ("nahbar.app.operations:init", "Make a new workspace."),
    "demo": ("nahbar.app.operations:demo", "Make a workspace with the sample brand and serve it."),
    "serve": ("nahbar.app.operations:serve", "Serve the web application."),
    "import": ("nahbar.app.importing:import_files", "Import a table or a platform's own export."),
    "creators": ("nahbar.creators.cli:creators", "List, show, vet and audit creators."),
    "links": ("nahbar.campaigns.links.cli:links", "Make tracking links and see who clicked."),
    "worth": ("nahbar.worth.cli:worth", "Say what was earned: credit, cause, cannot tell."),
    "brand": ("nahbar.creators.cli_fit:brand", "Say what the brand stands for."),
    "campaigns": ("nahbar.campaigns.cli:campaigns", "Campaigns: what is agreed with whom."),
    "leads": ("nahbar.campaigns.leads.cli:leads", "Leads, their stages, and the ways they come in."),
    "collect": ("nahbar.campaigns.collect.cli:collect", "Make write keys of the collect API."),
    "touchpoints": ("nahbar.app.touchpoints:touchpoints", "Count touchpoints, seal them into the lake."),
    "user": ("nahbar.app.access:user", "Add people who may sign in."),
    "token": ("nahbar.app.access:token", "Make tokens for programs."),
    "person": ("nahbar.app.person:person", "Export or erase everything on a person."),
    "backup": ("nahbar.app.operations:backup", "Write a backup while the server runs."),
    "restore": ("nahbar.app.operations:restore", "Make a workspace from a backup, verified."),
    "doctor": ("nahbar.app.operations:doctor", "Check every invariant and say what to do."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nahbar", message="nahbar %(version)s")
def nahbar() -> None:
    """Relevance over reach: find creators who fit, track the work, prove what it earned.

    Every command takes --workspace DIR (or NAHBAR_WORKSPACE) and, where it prints a result, --json.
    Shell completion: eval "$(_NAHBAR_COMPLETE=bash_source nahbar)", likewise zsh_source and fish_source.
    """


def main() -> None:
    """Run the command line."""
    leave_out_pandas()
    run(nahbar)


if __name__ == "__main__":
    main()
