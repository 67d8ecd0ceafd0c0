"""Invariants of a workspace and its store; rooms add their own. Each finding says what is wrong and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.upgrade import head_revision, stored_revision

LEAST_FREE_MB = 500
DAMAGE_CHARS = 100
OTHERS = 0o077
SHOWN_NAMES = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: `fine`, and in `text` what was found or what to do."""

    name: str
    fine: bool
    text: str

    def as_json(self) -> dict[str, Any]:
        """The finding for `--json`."""
        return {"check": self.name, "fine": self.fine, "text": self.text}


def examine_kernel(house: House) -> Sequence[Finding]:
    """Check schema, integrity, keys and disk of a workspace."""
    checks = {"schema": _schema, "database": _integrity, "references": _references}
    checks |= {"keys": _keys, "rights": _rights, "disk": _disk}
    return run_checks(house, checks)


def run_checks(house: House, checks: Mapping[str, Callable[[House], Finding]]) -> Sequence[Finding]:
    """Run checks by their names; one that cannot be made is itself a finding."""
    return [_made(house, name, check) for name, check in checks.items()]


def _made(house: House, name: str, check: Callable[[House], Finding]) -> Finding:
    try:
        return check(house)
    except NahbarError as error:
        return Finding(name, False, error.one_line())


def _schema(house: House) -> Finding:
    stored, head = stored_revision(house.store), head_revision()
    return Finding("schema", stored == head, f"revision {stored}" if stored == head else f"{stored}, expected {head}")


def _integrity(house: House) -> Finding:
    if not house.store.is_sqlite:
        with house.store.read() as connection:
            version = connection.execute(sa.text("SHOW server_version")).scalar_one()
        return Finding("database", True, f"PostgreSQL {version} answers")
    with house.store.read() as connection:
        said = connection.execute(sa.text("PRAGMA integrity_check")).scalars().all()
    if list(said) == ["ok"]:
        return Finding("database", True, "SQLite is whole")
    where = " ".join(said[0].split())[:DAMAGE_CHARS]
    return Finding("database", False, f"damaged ({where}): restore the newest backup")


def _references(house: House) -> Finding:
    if not house.store.is_sqlite:
        return Finding("references", True, "kept by the server")
    with house.store.read() as connection:
        broken = connection.execute(sa.text("PRAGMA foreign_key_check")).all()
    text = f"{len(broken)} rows point to nothing; restore a backup" if broken else "every row points to one that exists"
    return Finding("references", not broken, text)


def _keys(house: House) -> Finding:
    folder = house.workspace.folder / "keys"
    open_to_others = [path.name for path in folder.iterdir() if path.stat().st_mode & OTHERS]
    text = f"others can read {', '.join(open_to_others)}: chmod 600 them" if open_to_others else "readable by you alone"
    return Finding("keys", not open_to_others, text)


def _rights(house: House) -> Finding:
    folder = house.workspace.folder
    if not folder.stat().st_mode & OTHERS:
        return Finding("rights", True, "the workspace is open to you alone")
    open_to_others = [path.name for path in sorted(folder.iterdir()) if path.stat().st_mode & OTHERS]
    text = f"others can read {', '.join(open_to_others[:SHOWN_NAMES])}: chmod 700 {folder}"
    return Finding("rights", not open_to_others, text if open_to_others else "what lies here is readable by you alone")


def _disk(house: House) -> Finding:
    free_mb = shutil.disk_usage(house.workspace.folder).free // 1_000_000
    fine = free_mb >= LEAST_FREE_MB
    return Finding("disk", fine, f"{free_mb:,} MB free" + ("" if fine else ": make room, imports and backups need it"))
