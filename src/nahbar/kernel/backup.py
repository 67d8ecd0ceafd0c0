"""Backups: one archive with the records, the files and the keys, each with its checksum; restored only when whole.

SQLite is copied with its own online backup while the server runs. A PostgreSQL store is read in one repeatable-read
transaction and written as one CSV a table, by the server's own COPY.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import sqlalchemy as sa

from nahbar.kernel.errors import BadInput, Conflict, disk_trouble
from nahbar.kernel.messages import msg
from nahbar.kernel.settings import SETTINGS_FILE
from nahbar.kernel.store import Store, open_store, translated_errors
from nahbar.kernel.workspace import LAKE_LOCK, PRIVATE_FILE, PRIVATE_FOLDER, SPOOLS, Workspace, open_workspace

MANIFEST = "manifest.json"
REVISION = "revision.txt"
FORMAT = 1
CHUNK_BYTES = 1 << 20
# Long enough for a seal or a compaction of ordinary size to finish.
LAKE_WAIT_SECONDS = 60.0


def write_backup(workspace: Workspace, store: Store, target: Path) -> None:
    """Write the archive `target`; an older file of that name is replaced only once the new one is whole.

    The lake is not changed meanwhile, so that what the store calls sealed is in it, and nothing is taken out of spools;
    touchpoints still come in. Raises Conflict when another process is busy with one of them for longer than the wait.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        for name in (LAKE_LOCK, *SPOOLS):
            held.enter_context(workspace.lock(name, LAKE_WAIT_SECONDS))
        _write(workspace, store, target)


def _write(workspace: Workspace, store: Store, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
        members = dict(_workspace_files(workspace, target))
        members.update(_store_files(workspace, store, Path(scratch)))
        # After the store: how far it has read them is then never beyond what is copied.
        members.update(_spool_files(workspace, Path(scratch)))
        manifest = {"format": FORMAT, "files": {name: _checksum(path) for name, path in sorted(members.items())}}
        unfinished = Path(scratch) / "archive"
        private = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with (
            os.fdopen(private, "wb") as written,
            tarfile.open(fileobj=written, mode="w:gz", compresslevel=5) as archive,
        ):
            (Path(scratch) / MANIFEST).write_text(json.dumps(manifest, indent=1))
            archive.add(Path(scratch) / MANIFEST, MANIFEST)
            for name, path in sorted(members.items()):
                archive.add(path, name)
        unfinished.replace(target)


def restore_backup(source: Path, folder: Path) -> Workspace:
    """Unpack `source` into the new folder `folder`; every checksum is verified before the folder appears.

    Raises Conflict when `folder` holds something, BadInput when the archive is not whole.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Conflict(
            msg("{folder} is not empty.", folder=str(folder)),
            msg("Name a folder that does not exist yet; nothing was changed."),
            kind="folder-not-empty",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restore-") as scratch:
        unpacked = Path(scratch) / "workspace"
        _unpack(source, unpacked)
        _verify(source, unpacked)
        if folder.exists():
            folder.rmdir()
        (unpacked / MANIFEST).unlink()
        unpacked.rename(folder)
    (folder / "keys").mkdir(exist_ok=True)
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(PRIVATE_FOLDER)
    return open_workspace(folder)


def load_tables(workspace: Workspace, store: Store) -> int:
    """Fill an empty, migrated PostgreSQL store from the CSV tables of a restored backup; return their number."""
    folder = workspace.folder / "tables"
    if store.is_sqlite or not folder.is_dir():
        return 0
    names = json.loads((folder / "order.json").read_text())
    with store.write() as connection:
        for name in names:
            _fill(connection, name, folder / f"{name}.csv")
            _advance_sequence(connection, name)
    shutil.rmtree(folder)
    return len(names)


def _fill(connection: sa.Connection, name: str, path: Path) -> None:
    with path.open("rb") as rows:
        # The columns of the backup, which a newer schema may have more of, or in another order.
        columns = ", ".join(f'"{one}"' for one in rows.readline().decode().strip().split(","))
        copy_in = f'COPY "{name}" ({columns}) FROM STDIN WITH (FORMAT csv)'
        with _raw(connection).cursor().copy(copy_in) as copy:
            while block := rows.read(CHUNK_BYTES):
                copy.write(block)


def revision_of_tables(workspace: Workspace) -> str | None:
    """Return the schema that the tables of a restored backup are of; None where there are none, or it is not said."""
    path = workspace.folder / "tables" / REVISION
    return path.read_text().strip() if path.is_file() else None


def refuse_filled(store: Store) -> None:
    """Raise Conflict when the database holds records: a backup goes into an empty one."""
    if store.is_sqlite:
        return
    with store.read() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        names = [table.name for table in found.sorted_tables if table.name != "alembic_version"]
        filled = [
            name
            for name in names
            if connection.execute(sa.select(sa.text("1")).select_from(sa.table(name)).limit(1)).first()
        ]
    if filled:
        raise Conflict(
            msg("The table {table} of the database is not empty.", table=filled[0]),
            msg("Name an empty database in NAHBAR_STORE_URL, and afterwards in store.url. Nothing was changed."),
            kind="database-not-empty",
        )


def _advance_sequence(connection: sa.Connection, name: str) -> None:
    sequence = connection.execute(
        sa.text(
            "SELECT pg_get_serial_sequence(quote_ident(:name), column_name) FROM information_schema.columns"
            " WHERE table_name = :name AND column_name = 'id'"
        ),
        {"name": name},
    ).scalar()
    if sequence:
        top = connection.execute(sa.select(sa.func.max(sa.column("id"))).select_from(sa.table(name))).scalar()
        connection.execute(
            sa.text("SELECT setval(:sequence, :top, :called)"),
            {"sequence": sequence, "top": top or 1, "called": top is not None},
        )


def _workspace_files(workspace: Workspace, target: Path) -> Iterator[tuple[str, Path]]:
    skipped = {workspace.database.name, f"{workspace.database.name}-wal", f"{workspace.database.name}-shm"}
    for folder, names, files in os.walk(workspace.folder):
        names[:] = [name for name in names if not name.startswith(".")]
        if Path(folder) == workspace.folder:
            names[:] = [name for name in names if name not in SPOOLS]
        for name in files:
            path = Path(folder) / name
            relative = path.relative_to(workspace.folder)
            archived = relative.parts[0] == "files" and name.startswith("before-") and name.endswith(".tar.gz")
            if path == target or name in skipped or name.startswith(".") or archived or path.is_symlink():
                continue
            yield relative.as_posix(), path


def _spool_files(workspace: Workspace, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Copy files that workers append to at this moment: an archive must hold what its checksum was made of."""
    for name in SPOOLS:
        (scratch / name).mkdir()
        for path in sorted((workspace.folder / name).glob("*")):
            copy = scratch / name / path.name
            shutil.copyfile(path, copy)
            yield f"{name}/{path.name}", copy


def _store_files(workspace: Workspace, store: Store, scratch: Path) -> Iterator[tuple[str, Path]]:
    if store.is_sqlite:
        copy = scratch / "nahbar.db"
        with (
            translated_errors(),
            contextlib.closing(sqlite3.connect(workspace.database)) as live,
            contextlib.closing(sqlite3.connect(copy)) as backup,
        ):
            live.backup(backup)
        yield "nahbar.db", copy
        return
    yield from _postgres_files(store, scratch)


def _postgres_files(store: Store, scratch: Path) -> Iterator[tuple[str, Path]]:
    with store.read() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        names = [table.name for table in found.sorted_tables if table.name != "alembic_version"]
        revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
        cursor = _raw(connection).cursor()
        for name in names:
            path = scratch / f"{name}.csv"
            with path.open("wb") as handle, cursor.copy(f'COPY "{name}" TO STDOUT WITH (FORMAT csv, HEADER)') as copy:
                for block in copy:
                    handle.write(block)
            yield f"tables/{name}.csv", path
    order = scratch / "order.json"
    order.write_text(json.dumps(names))
    yield "tables/order.json", order
    (scratch / REVISION).write_text(revision)
    yield f"tables/{REVISION}", scratch / REVISION


def _raw(connection: sa.Connection) -> Any:
    return connection.connection.driver_connection


def _checksum(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _damaged(source: Path, reason: str) -> BadInput:
    return BadInput(
        msg("{file} is not a whole backup: {reason}", file=str(source), reason=reason),
        msg("Use another backup; nothing was restored."),
        kind="bad-backup",
    )


def _unpack(source: Path, target: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                _unpack_file(archive, member, target)
    except (OSError, tarfile.TarError, EOFError) as error:
        raise disk_trouble(error) or _damaged(source, str(error)) from error


def _unpack_file(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    # A backup holds plain files alone. Python's own filter for that came with 3.11.4 only.
    place = PurePosixPath(member.name)
    content = archive.extractfile(member) if member.isreg() else None
    if content is None or place.is_absolute() or ".." in place.parts:
        raise tarfile.TarError(member.name)
    path = target / place
    path.parent.mkdir(parents=True, exist_ok=True)
    # All of it is readable by its owner alone from the first moment on.
    with content, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as written:
        shutil.copyfileobj(content, written, CHUNK_BYTES)


def _verify(source: Path, folder: Path) -> None:
    try:
        expected = json.loads((folder / MANIFEST).read_text())["files"]
    except (OSError, ValueError, KeyError) as error:
        raise _damaged(source, "manifest") from error
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    if present != set(expected) or SETTINGS_FILE not in present:
        raise _damaged(source, ", ".join(sorted(present ^ set(expected))[:3]) or SETTINGS_FILE)
    for name, checksum in expected.items():
        if _checksum(folder / PurePosixPath(name)) != checksum:
            raise _damaged(source, name)


def backup_workspace(folder: Path, target: Path) -> None:
    """Open the workspace in `folder` and write a backup of it to `target`."""
    workspace = open_workspace(folder)
    store = open_store(workspace)
    try:
        write_backup(workspace, store, target)
    finally:
        store.close()
