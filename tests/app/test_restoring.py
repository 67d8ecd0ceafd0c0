"""Restoring with PostgreSQL: folder and database, either both or nothing, also from before an upgrade."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nahbar.app.restoring import restore_workspace
from nahbar.kernel.access import add_account, list_accounts, sign_in
from nahbar.kernel.backup import write_backup
from nahbar.kernel.errors import Conflict
from nahbar.kernel.settings import read_settings
from nahbar.kernel.store import open_store
from nahbar.kernel.upgrade import head_revision, stored_revision, upgrade_store
from nahbar.kernel.workspace import open_workspace
from tests.conftest import ALICE, BOB, NOW, PASSWORD

OLDER = "0021"
postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def other(postgres):
    """The address of another empty database."""
    base, options = postgres.split("|")
    server = sa.create_engine(
        base.replace("postgresql://", "postgresql+psycopg://") + f"/postgres?{options}",
        isolation_level="AUTOCOMMIT",
        poolclass=sa.NullPool,
    )
    with server.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE another"))
    yield f"{base}/another?{options}"
    with server.connect() as connection:
        connection.execute(sa.text("DROP DATABASE another WITH (FORCE)"))


@postgresql
def test_a_backup_from_before_an_upgrade_is_restored_and_brought_up_to_date(
    workspace, bare_store, tmp_path, other, monkeypatch
):
    upgrade_store(workspace, bare_store, OLDER)
    with bare_store.write() as connection:
        add_account(connection, ALICE, PASSWORD, "owner", NOW)
    write_backup(workspace, bare_store, tmp_path / "b.tar.gz")
    monkeypatch.setenv("NAHBAR_STORE_URL", other)
    assert restore_workspace(tmp_path / "b.tar.gz", tmp_path / "again")
    store = open_store(open_workspace(tmp_path / "again"))
    assert stored_revision(store) == head_revision() != OLDER
    with store.write() as connection:
        assert sign_in(connection, ALICE, PASSWORD) is not None
        assert add_account(connection, BOB, PASSWORD, "viewer", NOW).id == 2
    store.close()
    monkeypatch.delenv("NAHBAR_STORE_URL")
    assert read_settings(tmp_path / "again").store.url != other


@postgresql
def test_a_database_that_holds_something_is_left_alone_and_no_folder_appears(house, tmp_path):
    with house.store.write() as connection:
        add_account(connection, ALICE, PASSWORD, "owner", NOW)
    write_backup(house.workspace, house.store, tmp_path / "b.tar.gz")
    with pytest.raises(Conflict, match="not empty"):
        restore_workspace(tmp_path / "b.tar.gz", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    with house.store.read() as connection:
        assert [one.email for one in list_accounts(connection)] == [ALICE]
