"""A workspace of its own, filled from the four tables of made-up creators through the import that a user runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from nahbar.app.rooms import PACKAGES
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.house import House, open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace

KINDS = ("creators", "followers-daily", "posts", "comments")


@contextlib.contextmanager
def imported(folder: Path, most_refused: int = 0) -> Iterator[House]:
    """Make a workspace in `folder`, import the tables that lie there, and yield it open."""
    create_workspace(folder / "workspace", Settings(name="Benchmark"))
    house = open_house(folder / "workspace", PACKAGES)
    try:
        import_tables(house, folder, most_refused)
        yield house
    finally:
        house.close()


def import_tables(house: House, folder: Path, most_refused: int = 0) -> None:
    """Import the CSV files of KINDS in `folder`.

    Raises RuntimeError where more than `most_refused` rows of a table are refused.
    """
    for kind in KINDS:
        outcome = import_file(house, kind, folder / f"{kind}.csv", Choice(), "benchmark")
        if outcome.refused > most_refused:
            raise RuntimeError(f"{kind}: {outcome.refused} rows refused: {outcome.refusals[0]}")
