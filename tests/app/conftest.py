"""Workspaces for tests of the command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.house import open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from tests.command_line import CommandLine
from tests.creators.tables import CREATORS, DAY, START, comment_rows, post_rows, write_table


@pytest.fixture
def nb(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line, run in this process."""
    monkeypatch.delenv("NAHBAR_WORKSPACE", raising=False)
    return CommandLine(monkeypatch, capsys)


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the cast: three creators, of whom two have posts, one comments and days."""
    folder = tmp_path_factory.mktemp("filled")
    workspace = create_workspace(folder / "w", Settings(name="Buchhandlung Lesezeichen"))
    posts = post_rows("instagram", "lese.fuchs", 30) + post_rows("instagram", "buchbert", 12, 80)
    days = [
        {"platform": "instagram", "handle": "lese.fuchs", "date": START + k * DAY, "followers": 11_000 + 15 * k}
        for k in range(70)
    ]
    tables = {
        "creators": CREATORS,
        "posts": posts,
        "followers-daily": days,
        "comments": comment_rows("instagram", [f"lese.fuchs-{k}" for k in range(30)], 40),
    }
    house = open_house(workspace.folder, PACKAGES)
    for kind, rows in tables.items():
        import_file(house, kind, write_table(folder / f"{kind}.csv", rows), Choice(), "alice@example.org")
    house.close()
    return workspace.folder


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nb: CommandLine) -> Iterator[Path]:
    """A copy of the filled workspace, named in NAHBAR_WORKSPACE."""
    folder = tmp_path / "filled"
    shutil.copytree(filled_once, folder)
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def empty(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch, nb: CommandLine) -> Path:
    """A new workspace, named in NAHBAR_WORKSPACE."""
    folder = tmp_path / "empty"
    assert nb("init", folder).code == 0
    shutil.copy(migrated_file, folder / "nahbar.db")
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(folder))
    return folder
