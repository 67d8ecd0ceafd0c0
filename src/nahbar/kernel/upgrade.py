"""Brings the schema of a store up to date when it is opened: after a backup, and never downwards."""

from __future__ import annotations

import functools
import logging
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from nahbar.kernel.backup import write_backup
from nahbar.kernel.errors import Conflict
from nahbar.kernel.messages import msg
from nahbar.kernel.store import Store
from nahbar.kernel.workspace import Workspace

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_WAIT_SECONDS = 60.0
# It reports every look at the schema, also to people who only start the server.
logging.getLogger("alembic").setLevel(logging.WARNING)


def upgrade_store(workspace: Workspace, store: Store, to: str | None = None) -> None:
    """Apply the migrations that are missing, at most those up to `to`.

    Raises Conflict when the store, or `to`, is newer than this nahbar.

    An existing store is backed up to `files/before-REVISION.tar.gz` first.
    """
    script = _scripts()
    _refuse_newer(script, to)
    head = to or script.get_current_head()
    if stored_revision(store) == head:
        return
    with workspace.lock("upgrade", LOCK_WAIT_SECONDS):
        current = stored_revision(store)
        if current == head:
            return
        _refuse_newer(script, current)
        if current is not None:
            write_backup(workspace, store, workspace.files / f"before-{head}.tar.gz")
        with store.write() as connection:
            _migrate(connection, head or "head")


def stored_revision(store: Store) -> str | None:
    """Return the revision that the store says it has, None when it is empty."""
    with store.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    """Return the newest revision that this nahbar knows."""
    return _scripts().get_current_head()


@functools.cache
def _scripts() -> ScriptDirectory:
    """Return the migrations; reading them takes longer than opening a store."""
    return ScriptDirectory(str(MIGRATIONS))


def _refuse_newer(script: ScriptDirectory, current: str | None) -> None:
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise Conflict(
            msg("This workspace was written by a newer version of nahbar (schema {revision}).", revision=current),
            msg("Install that version or a later one. Nothing was changed."),
            kind="newer-schema",
        )


def _migrate(connection: sa.Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
