"""Commands of the creators room: import, and later list, show, vet, audit-followers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nahbar.creators.columns import KINDS
from nahbar.creators.service.importing import Outcome, import_file, undo_import
from nahbar.creators.service.sources import EXPORTS, Choice
from nahbar.kernel.cli import json_option, open_house_here, print_json, progress_bar, workspace_option
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

WHO = "command line"


@click.command("import")
@click.argument("kind", metavar="KIND")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--platform", default="", help="The platform of all rows, where the file has no such column.")
@click.option("--handle", default="", help="The creator of all rows, where the file has no such column.")
@click.option("--map", "named", multiple=True, metavar="HEADER=COLUMN", help="Name the column of a header.")
@click.option("--guess", is_flag=True, help="Take the guesses for headers with other names.")
@click.option("--strict", is_flag=True, help="Import nothing when a row is refused.")
@workspace_option
@json_option
def import_files(
    kind: str,
    files: tuple[Path, ...],
    platform: str,
    handle: str,
    named: tuple[str, ...],
    guess: bool,
    strict: bool,
    workspace: Path,
    as_json: bool,
) -> None:
    """Import tables of KIND, or a platform's own export, from CSV (.gz), JSON Lines, Parquet or Excel files.

    KIND is one of: creators, followers-daily, posts, comments, followers, overlaps, instagram-export, tiktok-export.
    Running the same file twice changes nothing. A refused row never stops the others.
    """
    _check_files(kind, files)
    choice = Choice(platform, handle, _headers(named), guess, strict)
    outcomes: list[tuple[Path, Outcome]] = []
    with open_house_here(workspace) as house:
        for file in files:
            with progress_bar(file.name, file.stat().st_size) as shown:
                outcomes.append((file, import_file(house, kind, file, choice, WHO, lambda done, _: shown(done))))
    if as_json:
        print_json(_as_json(outcomes))
        return
    for file, outcome in outcomes:
        _print(file, outcome)


def _check_files(kind: str, files: tuple[Path, ...]) -> None:
    if kind not in KINDS and kind not in EXPORTS:
        raise BadInput(
            msg("There is no kind of table “{kind}”.", kind=kind),
            msg("Choose one of: {kinds}.", kinds=", ".join([*KINDS, *EXPORTS])),
            kind="unknown-kind",
        )
    for file in files:
        if not file.is_file():
            raise BadInput(
                msg("There is no file {file}.", file=str(file)),
                msg("Check the path; nothing was imported."),
                kind="no-file",
            )


def _headers(named: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in named:
        header, sign, column = text.rpartition("=")
        if not sign or not header:
            raise BadInput(
                msg("--map {text:raw} names no column.", text=text),
                msg('Write it as --map "Header=column".'),
                kind="map",
            )
        pairs[header.strip()] = column.strip()
    return pairs


def _as_json(outcomes: list[tuple[Path, Outcome]]) -> dict[str, Any]:
    counts = {
        name: sum(getattr(outcome, name) for _, outcome in outcomes)
        for name in ("read", "new", "changed", "same", "refused")
    }
    refusals = [
        {"file": str(file), "row": one.row, "column": one.column, "reason": one.reason.render()}
        for file, outcome in outcomes
        for one in outcome.refusals
    ]
    notes = [note.render() for _, outcome in outcomes for note in outcome.notes]
    return {**counts, "refusals": refusals, "notes": notes, "imports": [outcome.import_id for _, outcome in outcomes]}


def _print(file: Path, outcome: Outcome) -> None:
    for note in outcome.notes:
        click.echo(f"  {note.render()}", err=True)
    for one in outcome.refusals[:20]:
        where = f"row {one.row}" + (f", {one.column}" if one.column else "")
        click.echo(f"  {file.name}, {where}: {one.reason.render()}", err=True)
    if outcome.refused > 20:
        click.echo(f"  ... and {outcome.refused - 20} more; --json lists the first 1,000.", err=True)
    click.echo(
        f"{file.name}: read {outcome.read}, new {outcome.new}, changed {outcome.changed}, same {outcome.same}, "
        f"refused {outcome.refused}. Undo with: nahbar creators undo-import {outcome.import_id}"
    )


@click.group()
def creators() -> None:
    """Creators: who they are and what speaks for and against them."""


@creators.command("undo-import")
@click.argument("import_id", type=int)
@workspace_option
@json_option
def undo(import_id: int, workspace: Path, as_json: bool) -> None:
    """Take an import back: its rows go, what it overwrote returns."""
    with open_house_here(workspace) as house:
        run = undo_import(house, import_id)
    if as_json:
        print_json({"import": run.id, "state": "undone"})
    else:
        click.echo(f"Undone: {run.kind} from {run.file} ({run.new} rows removed, {run.changed} restored).")
