"""What every use case is handed: the workspace, its store, the engine and the languages of the mounted rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nahbar.kernel.engine import DuckEngine, Engine
from nahbar.kernel.i18n import Language, language_for
from nahbar.kernel.store import Store, open_store
from nahbar.kernel.upgrade import upgrade_store
from nahbar.kernel.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class House:
    """An open workspace; `packages` are the rooms whose catalogues and templates are in use."""

    workspace: Workspace
    store: Store
    packages: tuple[str, ...]
    engine: Engine = field(default_factory=DuckEngine)

    def language(self, code: str) -> Language:
        """The language `code`, or the default one."""
        return language_for(code, self.packages)

    def close(self) -> None:
        """Close the store's connections."""
        self.store.close()


def open_house(folder: Path, packages: tuple[str, ...], engine: Engine | None = None) -> House:
    """Open the workspace in `folder` and bring its schema up to date; without an `engine` the embedded one is used."""
    workspace = open_workspace(folder)
    store = open_store(workspace)
    upgrade_store(workspace, store)
    return House(workspace, store, packages, engine or DuckEngine())
