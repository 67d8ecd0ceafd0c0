"""The command `nahbar worth report`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nahbar.kernel.cli import json_option, print_json, workspace_option
from nahbar.kernel.settings import LANGUAGES

FORMATS = ("html", "pdf", "json")
FIGURES = ("qualified_leads", "deals", "revenue", "leads")
WHO = "command line"
# The rooms whose templates and catalogues a report is written with.
ROOMS = ("nahbar.kernel", "nahbar.creators", "nahbar.campaigns", "nahbar.worth")


@click.command("report")
@click.option("--month", required=True, help="The month, as 2026-10.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="html", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), help="By default that of the workspace.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of standard output.")
@click.option("--rows", "figure", type=click.Choice(FIGURES), help="Print the rows behind a figure as JSON instead.")
@click.option("--creator", help="With --rows: of this creator alone, as platform/handle; empty for nobody known.")
@click.option("--campaign", help="With --rows: of this campaign alone, by its key; empty for none.")
@workspace_option
@json_option
def report(
    month: str,
    form: str,
    language: str | None,
    out: Path | None,
    figure: str | None,
    creator: str | None,
    campaign: str | None,
    workspace: Path,
    as_json: bool,
) -> None:
    """Write the report of a month: what we did, what it earned, what we learned, what we cannot tell, what to try.

    HTML is one file that stands alone; every figure links to the page with its rows where the setting web.address says
    where nahbar is reached. JSON names the page, query and command behind every figure. Days are those of UTC.
    Experiments are read as they stand now, and that somebody looked is kept.
    """
    from nahbar.kernel.house import open_house
    from nahbar.worth.report.gathering import report_of
    from nahbar.worth.report.rows import rows_behind
    from nahbar.worth.report.showing import report_file

    lines = {by: of for by, of in (("creator", creator), ("campaign", campaign)) if of is not None}
    if len(lines) > 1 or (lines and figure is None):
        raise click.UsageError("--creator and --campaign go with --rows, one of them.")
    by, of = next(iter(lines.items()), ("", ""))
    form = "json" if as_json else form
    if form == "pdf" and out is None and sys.stdout.isatty():
        raise click.UsageError("A PDF is nothing for a terminal: name a file with --out.")
    house = open_house(workspace, ROOMS)
    try:
        if figure is not None:
            print_json(rows_behind(house, month, figure, by, of).rows)
            return
        made = report_file(house, report_of(house, month, WHO), form, language or house.workspace.settings.language)
    finally:
        house.close()
    if out is None:
        sys.stdout.buffer.write(made)
    else:
        out.write_bytes(made)
        click.echo(f"Wrote {out}.", err=True)
