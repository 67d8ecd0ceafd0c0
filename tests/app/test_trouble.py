"""What goes wrong around the work: a locked store, a full disk, two imports at once, one that is killed."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest
import sqlalchemy as sa

from nahbar.kernel import store as kernel_store
from tests.command_line import command, environment, in_own_process, strict_json
from tests.creators.tables import CREATORS, write_table

# Enough rows that an import is surely under way when it is looked at, few enough to stay quick.
LARGE = 40_000
# Longer than any machine needs; a test that waits this long has failed.
PATIENCE_SECONDS = 60.0


def creators_of(n):
    return [{"platform": "tiktok", "handle": f"creator{k}", "name": f"Name {k}", "followers": k} for k in range(n)]


def until(holds):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


@contextlib.contextmanager
def locked(folder):
    """Hold the store as another process would that writes for long."""
    other = sqlite3.connect(folder / "nahbar.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(kernel_store, "BUSY_TIMEOUT_MS", 50)


@pytest.mark.parametrize(
    "args",
    [("token", "add", "t", "--scope", "creators:read"), ("user", "add", "alice@example.org"), ("import", "creators")],
    ids=" ".join,
)
def test_a_locked_store_says_so_and_nothing_is_changed(nb, filled, tmp_path, impatient, args):
    path = write_table(tmp_path / "c.csv", creators_of(3))
    more = (path,) if args[0] == "import" else ()
    with locked(filled):
        done = nb(*args, *more, "--json")
    assert (done.code, done.error["kind"]) == (5, "store-locked")
    assert nb("creators", "list", "--json").json["total"] == len(CREATORS)


def test_a_store_that_is_locked_for_a_moment_is_waited_for(filled):
    with locked(filled):
        words = command("token", "add", "t", "--scope", "creators:read")
        waiting = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=2)
    out, err = waiting.communicate(timeout=PATIENCE_SECONDS)
    assert (waiting.returncode, err, out.startswith("nahbar_")) == (0, "", True)


def test_reading_and_vetting_never_wait_for_a_writer(nb, filled):
    with locked(filled):
        assert nb("creators", "list", "--json").json["total"] == len(CREATORS)
        assert nb("creators", "show", "instagram/lese.fuchs").code == 0
        assert nb("creators", "vet", "instagram/lese.fuchs").code == 0


def test_a_full_disk_keeps_nothing_of_an_import_and_the_next_one_works(nb, filled, tmp_path, monkeypatch):
    prepare = kernel_store._prepare_sqlite
    path = write_table(tmp_path / "c.csv", creators_of(5_000))

    def few_pages(synchronous, connection, record):
        prepare(synchronous, connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    with monkeypatch.context() as full:
        full.setattr(kernel_store, "_prepare_sqlite", few_pages)
        done = nb("import", "creators", path, "--json")
    assert (done.code, done.error["kind"]) == (5, "disk-full")
    assert nb("creators", "list", "--json").json["total"] == len(CREATORS)
    assert nb("import", "creators", path, "--json").json["new"] == 5_000


def start_import(path, folder):
    words = command("import", "creators", path, "--workspace", folder, "--json")
    return subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_imports_of_one_file_at_once_bring_every_row_once(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", creators_of(6_000))
    both = [start_import(path, empty) for _ in range(2)]
    answers = [one.communicate(timeout=PATIENCE_SECONDS) for one in both]
    assert [one.returncode for one in both] == [0, 0], answers
    counts = [strict_json(out) for out, _ in answers]
    assert sorted((one["new"], one["same"]) for one in counts) == [(0, 6_000), (6_000, 0)]
    assert nb("creators", "list", "--json").json["total"] == 6_000


def under_way(folder):
    """Whether an import holds the write lock: its transaction has begun and has not ended."""
    with contextlib.closing(sqlite3.connect(folder / "nahbar.db", timeout=0, isolation_level=None)) as other:
        if other.execute("SELECT state FROM import_run").fetchall() != [("running",)]:
            return False
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


@pytest.fixture(scope="module")
def killed_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    assert in_own_process("init", folder / "w").code == 0
    running = start_import(write_table(folder / "large.csv", creators_of(LARGE)), folder / "w")
    until(lambda: under_way(folder / "w"))
    running.kill()
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    return folder


@pytest.fixture
def killed(killed_once, tmp_path, monkeypatch):
    """A workspace in which a large import was killed in the middle; returns the file."""
    shutil.copytree(killed_once / "w", tmp_path / "killed")
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(tmp_path / "killed"))
    return killed_once / "large.csv"


def test_a_killed_import_leaves_nothing_and_the_doctor_says_what_to_do(nb, killed):
    done = nb("doctor", "--json")
    assert done.code == 1
    (bad,) = [one for one in done.json["checks"] if not one["fine"]]
    assert (bad["check"], "start it again" in bad["text"]) == ("imports", True)
    assert nb("creators", "list", "--json").json["total"] == 0


def test_the_next_import_works_and_the_list_shows_the_killed_one_as_failed(nb, killed):
    assert nb("import", "creators", killed, "--json").json["new"] == LARGE
    lines = nb("creators", "imports", "--json").json
    assert [line["state"] for line in lines] == ["done", "failed"]
    assert "cut off" in lines[1]["problem"]
    assert nb("doctor").code == 0


def test_whoever_looks_at_the_list_sees_a_killed_import_as_failed(nb, killed):
    (line,) = nb("creators", "imports", "--json").json
    assert (line["state"], "start it again" in line["problem"]) == ("failed", True)
    assert nb("doctor").code == 0


NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
# What numpy says; it names no number.
CUT_SHORT = OSError("65536 requested and 35808 written")


def failing(error):
    def fail(*_args, **_named):
        raise error

    return fail


@pytest.mark.parametrize("error", [NO_SPACE, CUT_SHORT], ids=["system", "numpy"])
def test_a_full_disk_is_said_as_such_wherever_it_is_noticed(nb, filled, monkeypatch, error):
    monkeypatch.setattr("nahbar.creators.search.segment.np.save", failing(error))
    shutil.rmtree(filled / "files" / "search", ignore_errors=True)
    done = nb("creators", "search", "lesen", "--json")
    assert (done.code, done.error["kind"]) == (5, "disk-full")


def test_a_backup_on_a_full_disk_says_so_and_leaves_nothing(nb, filled, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "nahbar.kernel.backup.sqlite3.connect", failing(sqlite3.OperationalError("database or disk is full"))
    )
    done = nb("backup", tmp_path / "b.tar.gz", "--json")
    assert (done.code, done.error["kind"]) == (5, "disk-full")
    assert [path.name for path in tmp_path.iterdir()] == ["filled"]


def test_a_restore_on_a_full_disk_does_not_blame_the_backup(nb, filled, tmp_path, monkeypatch):
    assert nb("backup", tmp_path / "b.tar.gz").code == 0
    monkeypatch.setattr("nahbar.kernel.backup.shutil.copyfileobj", failing(NO_SPACE))
    done = nb("restore", tmp_path / "b.tar.gz", tmp_path / "again", "--json")
    assert (done.code, done.error["kind"]) == (5, "disk-full")
    assert not (tmp_path / "again").exists()


def test_a_workspace_that_could_not_be_made_can_be_made_later(nb, tmp_path, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr("pathlib.Path.write_text", failing(NO_SPACE))
        done = nb("init", tmp_path / "w", "--json")
    assert (done.code, done.error["kind"]) == (5, "disk-full")
    assert nb("init", tmp_path / "w").code == 0


def test_on_a_full_disk_a_creator_is_shown_and_vetted_all_the_same(nb, filled, monkeypatch):
    full = sa.exc.OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))
    monkeypatch.setattr("nahbar.creators.service.reports.vetting.reports.keep_reports", failing(full))
    monkeypatch.setattr("nahbar.creators.service.reports.vetting.reports.keep_curves", failing(full))
    assert nb("creators", "vet", "instagram/lese.fuchs", "--json").json["creator"]["handle"] == "Lese.Fuchs"
    assert nb("creators", "vet", "--all", "--json").error["kind"] == "disk-full"
