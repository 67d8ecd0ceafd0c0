"""Restores a whole workspace: folder and, with PostgreSQL, the database; either both or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from nahbar.kernel.backup import load_tables, refuse_filled, restore_backup, revision_of_tables
from nahbar.kernel.settings import SETTINGS_FILE, Settings
from nahbar.kernel.store import open_store
from nahbar.kernel.upgrade import stored_revision, upgrade_store
from nahbar.kernel.workspace import Workspace


def restore_workspace(file: Path, folder: Path) -> bool:
    """Make the workspace `folder` from a backup; return whether its records lie in another database than it names.

    Raises Conflict for a folder or a database that holds something, BadInput for what is no whole backup; then there is
    no folder. The tables of an older schema are filled before it is brought up to date, as if it had been all along.
    """
    workspace = restore_backup(file, folder)
    try:
        _fill_store(workspace)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    named = msgspec.toml.decode((folder / SETTINGS_FILE).read_bytes(), type=Settings).store.url
    return workspace.settings.store.url != named


def _fill_store(workspace: Workspace) -> None:
    store = open_store(workspace)
    try:
        refuse_filled(store)
        if stored_revision(store) is None:
            upgrade_store(workspace, store, revision_of_tables(workspace))
        load_tables(workspace, store)
        upgrade_store(workspace, store)
    finally:
        store.close()
