"""The command `import`: finds whoever knows a kind of table, and reports in one form what became of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from nahbar.kernel.cli import (
    json_option,
    named_headers,
    open_house_here,
    print_json,
    progress_bar,
    workspace_option,
)
from nahbar.kernel.errors import BadInput
from nahbar.kernel.importing import Imported, Wishes
from nahbar.kernel.messages import msg

if TYPE_CHECKING:
    from nahbar.creators.service.imports.importing import Outcome
    from nahbar.kernel.house import House

WHO = "command line"
# Kinds beside those of the creators room, and the function that takes (house, file, wishes, progress).
IMPORTERS: Mapping[str, str] = {
    "touchpoints": "nahbar.kernel.journal.importing:import_touchpoints",
    "leads": "nahbar.campaigns.leads.service.importing:import_leads",
    "deals": "nahbar.campaigns.leads.service.importing:import_deals",
    "orders": "nahbar.campaigns.leads.service.importing:import_orders",
}

Importer: TypeAlias = "Callable[[House, Path, Callable[[float], None]], Imported | Outcome]"


def _kinds(_context: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Return the kinds that a shell completes."""
    from nahbar.creators.intake import EXPORTS, KINDS

    return [kind for kind in (*KINDS, *EXPORTS, *IMPORTERS) if kind.startswith(begun)]


@click.command("import")
@click.argument("kind", metavar="KIND", shell_complete=_kinds)
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

    KIND is one of: creators, followers-daily, posts, comments, followers, overlaps, insights, prices, touchpoints,
    leads, deals, orders, instagram-export, tiktok-export. Running the same file twice changes nothing. A refused row
    never stops the others. For orders, --platform names the shop as its webhooks do.
    """
    from nahbar.creators.cli import check_kind, creators_importer, outcomes_json, print_outcome, update_search

    check_kind(kind, tuple(IMPORTERS))
    _check_files(files)
    headers = named_headers(named)
    outcomes: list[tuple[Path, Imported | Outcome]] = []
    try:
        with open_house_here(workspace) as house:
            if kind in IMPORTERS:
                importer = _importer(kind, Wishes(platform, handle, headers, strict))
            else:
                importer = creators_importer(kind, platform, handle, headers, guess, strict)
            for file in files:
                with progress_bar(file.name, file.stat().st_size) as shown:
                    outcomes.append((file, importer(house, file, shown)))
                if not as_json:
                    print_outcome(*outcomes[-1])
            update_search(house, kind)
    finally:
        # What was imported before a file that failed is in place, and is reported.
        if as_json and outcomes:
            print_json(outcomes_json(outcomes))


def _importer(kind: str, wishes: Wishes) -> Importer:
    module, _, name = IMPORTERS[kind].partition(":")
    function = getattr(import_module(module), name)

    def run(house: House, file: Path, progress: Callable[[float], None]) -> Imported:
        done: Imported = function(house, file, wishes, progress)
        return done

    return run


def _check_files(files: tuple[Path, ...]) -> None:
    for file in files:
        if not file.is_file():
            gone = msg("{file} is not a file.", file=str(file)) if file.exists() else None
            raise BadInput(
                gone or msg("There is no file {file}.", file=str(file)),
                msg("Check the path; nothing was imported."),
                kind="no-file",
            )
