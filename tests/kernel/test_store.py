"""The store on both engines: schema, transactions, upgrades, backup and restore."""

from __future__ import annotations

import io
import sqlite3
import tarfile
import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from nahbar.app.rooms import all_tables
from nahbar.kernel.access import add_account, sign_in
from nahbar.kernel.backup import load_tables, restore_backup, write_backup
from nahbar.kernel.errors import BadInput, Conflict, Unavailable
from nahbar.kernel.settings import Settings, StoreSettings, settings_text
from nahbar.kernel.store import Store, open_store, translated_errors
from nahbar.kernel.tables import account
from nahbar.kernel.upgrade import head_revision, stored_revision, upgrade_store
from tests.conftest import ALICE, BOB, NOW, PASSWORD, both_engines


@both_engines
def test_migrations_make_exactly_the_tables_of_the_code(workspace, bare_store):
    upgrade_store(workspace, bare_store)
    with bare_store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, all_tables()) == []


@both_engines
def test_an_upgrade_of_a_current_store_does_nothing(workspace, bare_store):
    upgrade_store(workspace, bare_store)
    before = sorted(path.name for path in workspace.files.iterdir())
    upgrade_store(workspace, bare_store)
    assert sorted(path.name for path in workspace.files.iterdir()) == before
    assert stored_revision(bare_store) == head_revision()


@both_engines
def test_a_newer_store_is_refused_and_left_alone(house):
    with house.store.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Conflict, match="newer version"):
        upgrade_store(house.workspace, house.store)
    assert stored_revision(house.store) == "9999"


@both_engines
def test_a_failed_transaction_leaves_nothing(house):
    def fail_halfway():
        with house.store.write() as connection:
            add_account(connection, ALICE, PASSWORD, "owner", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with house.store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(account)).scalar() == 0


@both_engines
def test_a_reader_sees_one_state_while_another_writes(house):
    with house.store.read() as reader:
        count = sa.select(sa.func.count()).select_from(account)
        assert reader.execute(count).scalar() == 0
        with house.store.write() as writer:
            add_account(writer, ALICE, PASSWORD, "owner", NOW)
        assert reader.execute(count).scalar() == 0


def test_sqlite_runs_as_designed(house):
    with house.store.read() as connection:
        answers = {
            name: connection.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert answers == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


def test_writers_wait_for_each_other(house):
    started, errors = threading.Event(), []

    def second():
        started.set()
        try:
            with house.store.write() as connection:
                add_account(connection, BOB, PASSWORD, "viewer", NOW)
        except Unavailable as error:
            errors.append(error)

    with house.store.write() as connection:
        add_account(connection, ALICE, PASSWORD, "owner", NOW)
        thread = threading.Thread(target=second)
        thread.start()
        started.wait()
    thread.join()
    assert not errors
    with house.store.read() as connection:
        assert sign_in(connection, BOB, PASSWORD) is not None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", "store-locked"),
        ("database or disk is full", "disk-full"),
        ("attempt to write a readonly database", "store-not-writable"),
        ("connection to server failed: refused", "store-unreachable"),
    ],
)
def test_driver_trouble_becomes_an_error_with_a_remedy(said, kind):
    with pytest.raises(Unavailable) as caught, translated_errors():
        raise sa.exc.OperationalError("SELECT", {}, sqlite3.OperationalError(said))
    assert caught.value.kind == kind
    assert caught.value.remedy.render()


def test_an_unreachable_server_is_one_line_with_a_remedy():
    store = Store("postgresql+psycopg://nobody@127.0.0.1:9/nothing?connect_timeout=2")
    with pytest.raises(Unavailable) as caught, store.read() as connection:
        connection.execute(sa.text("SELECT 1"))
    assert caught.value.kind == "store-unreachable"
    store.close()


def _filled(house):
    with house.store.write() as connection:
        add_account(connection, ALICE, PASSWORD, "owner", NOW, name='Älice 🦊; "quoted",\nnew line')
    house.workspace.key("handles")
    (house.workspace.files / "kept.txt").write_text("kept")


def test_a_backup_restores_records_files_and_keys(house, tmp_path):
    _filled(house)
    write_backup(house.workspace, house.store, tmp_path / "b.tar.gz")
    restored = restore_backup(tmp_path / "b.tar.gz", tmp_path / "again")
    assert restored.key("handles") == house.workspace.key("handles")
    assert restored.key_path("handles").stat().st_mode & 0o077 == 0
    assert (restored.files / "kept.txt").read_text() == "kept"
    store = open_store(restored)
    with store.read() as connection:
        assert sign_in(connection, ALICE, PASSWORD) is not None
    store.close()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_backup_of_postgresql_fills_an_empty_database(house, tmp_path, postgres):
    _filled(house)
    write_backup(house.workspace, house.store, tmp_path / "b.tar.gz")
    base, options = postgres.split("|")
    server = sa.create_engine(
        base.replace("postgresql://", "postgresql+psycopg://") + f"/postgres?{options}", isolation_level="AUTOCOMMIT"
    )
    with server.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE restored"))
    restored = restore_backup(tmp_path / "b.tar.gz", tmp_path / "again")
    url = f"{base}/restored?{options}"
    (restored.folder / "nahbar.toml").write_text(settings_text(Settings(store=StoreSettings(url=url))))
    store = Store(url.replace("postgresql://", "postgresql+psycopg://"))
    upgrade_store(restored, store)
    assert load_tables(restored, store) > 0
    with store.write() as connection:
        assert sign_in(connection, ALICE, PASSWORD).name == 'Älice 🦊; "quoted",\nnew line'
        assert add_account(connection, BOB, PASSWORD, "viewer", NOW).id == 2
    store.close()
    with server.connect() as connection:
        connection.execute(sa.text("DROP DATABASE restored WITH (FORCE)"))
    server.dispose()


def test_a_damaged_backup_is_refused_and_nothing_appears(house, tmp_path):
    _filled(house)
    source = tmp_path / "b.tar.gz"
    write_backup(house.workspace, house.store, source)
    unpacked = tmp_path / "unpacked"
    with tarfile.open(source) as archive:
        for member in archive:
            (unpacked / member.name).parent.mkdir(parents=True, exist_ok=True)
            (unpacked / member.name).write_bytes(archive.extractfile(member).read())
    (unpacked / "files" / "kept.txt").write_text("tampered")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as archive:
        for path in unpacked.rglob("*"):
            if path.is_file():
                archive.add(path, path.relative_to(unpacked).as_posix())
    with pytest.raises(BadInput, match=r"kept\.txt"):
        restore_backup(tmp_path / "bad.tar.gz", tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "files/link"])
def test_a_backup_that_reaches_out_of_its_folder_is_refused(name, tmp_path):
    member = tarfile.TarInfo(name)
    if name.endswith("link"):
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as archive:
        archive.addfile(member, io.BytesIO(b""))
    with pytest.raises(BadInput, match="not a whole backup"):
        restore_backup(tmp_path / "bad.tar.gz", tmp_path / "deep" / "again")
    assert not list(tmp_path.rglob("outside.txt"))


def test_a_cut_off_backup_is_refused(house, tmp_path):
    _filled(house)
    source = tmp_path / "b.tar.gz"
    write_backup(house.workspace, house.store, source)
    source.write_bytes(source.read_bytes()[:-200])
    with pytest.raises(BadInput, match="not a whole backup"):
        restore_backup(source, tmp_path / "again")


def test_a_restore_never_overwrites(house, tmp_path):
    _filled(house)
    write_backup(house.workspace, house.store, tmp_path / "b.tar.gz")
    with pytest.raises(Conflict, match="not empty"):
        restore_backup(tmp_path / "b.tar.gz", house.workspace.folder)
