"""The command line as a whole: workspaces, access, backups, the doctor, and how it speaks to scripts."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys

import pytest

from nahbar.app.cli import nahbar
from tests.command_line import command, environment, in_own_process
from tests.creators.tables import CREATORS, write_table


def test_init_makes_a_workspace_once(nb, tmp_path):
    assert nb("init", tmp_path / "w", "--json").json == {"workspace": str(tmp_path / "w")}
    again = nb("init", tmp_path / "w", "--json")
    assert (again.code, again.error["kind"]) == (4, "workspace-exists")


def test_a_file_is_no_place_for_a_workspace(nb, tmp_path):
    (tmp_path / "file").write_text("")
    assert nb("init", tmp_path / "file", "--json").code == 5


WORKSPACE_COMMANDS = [
    ("creators", "list"),
    ("creators", "show", "x/y"),
    ("creators", "vet", "--all"),
    ("creators", "imports"),
    ("creators", "undo-import", "1"),
    ("import", "creators", __file__),
    ("user", "add", "alice@example.org"),
    ("token", "add", "t", "--scope", "creators:read"),
    ("backup", "b.tar.gz"),
    ("doctor",),
]


@pytest.mark.parametrize("args", WORKSPACE_COMMANDS, ids=" ".join)
def test_without_a_workspace_every_command_names_init(nb, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    done = nb(*args, "--json")
    assert (done.code, done.error["kind"]) == (3, "no-workspace")
    assert "nahbar init" in done.error["remedy"]
    assert str(tmp_path) in done.error["message"]


def test_serve_without_a_workspace_names_init(nb, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = nb("serve")
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)


def test_the_workspace_is_the_current_folder_a_variable_or_an_option(nb, filled, tmp_path, monkeypatch):
    assert nb("creators", "list", "--json").json["total"] == 3
    nb("init", tmp_path / "other")
    assert nb("creators", "list", "--json", "--workspace", tmp_path / "other").json["total"] == 0
    monkeypatch.delenv("NAHBAR_WORKSPACE")
    monkeypatch.chdir(filled)
    assert nb("creators", "list", "--json").json["total"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "name = 3",
        "nmae = 'x'",
        "name = ",
        "language = 'fr'",
        "timezone = 'Mars/Olympus'",
        "timezone = '../../etc/passwd'",
        "[store]\nurl = 'mysql://x'",
        "[web]\nworkers = 0",
    ],
)
def test_settings_that_cannot_be_used_are_one_line_with_a_remedy(nb, empty, text):
    (empty / "nahbar.toml").write_text(text)
    done = nb("creators", "list", "--json")
    assert (done.code, done.error["kind"]) == (2, "bad-settings")
    assert "docs/operations.md" in done.error["remedy"]


@pytest.mark.parametrize(
    ("url", "code", "kind"),
    [
        ("mysql://x", 2, "bad-settings"),
        ("postgresql://nobody@127.0.0.1:port/nothing", 2, "bad-settings"),
        ("postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=2", 5, "store-unreachable"),
    ],
)
def test_a_store_that_a_variable_names_is_blamed_on_the_variable(nb, empty, monkeypatch, url, code, kind):
    monkeypatch.setenv("NAHBAR_STORE_URL", url)
    done = nb("creators", "list", "--json")
    assert (done.code, done.error["kind"]) == (code, kind)
    said = done.error["message"] + done.error["remedy"]
    assert "NAHBAR_STORE_URL" in said
    assert str(empty) not in said


@pytest.mark.parametrize("args", [("nonsense",), ("creators", "nonsense"), ("creators", "list", "--nonsense")])
def test_wrong_use_is_code_2_and_names_the_help(nb, empty, args):
    done = nb(*args, "--json")
    assert done.code == 2
    assert "--help" in done.error["remedy"]
    assert nb(*args).err.count("\n") == 1


def test_an_unforeseen_error_is_one_line_too(nb, empty, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("nahbar.creators.service.lists.page_of_creators", fail)
    done = nb("creators", "list")
    assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
    assert "RuntimeError two lines" in done.err


def test_an_unforeseen_error_shows_its_place_when_asked(empty, monkeypatch, nb):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("nahbar.creators.service.lists.page_of_creators", fail)
    monkeypatch.setenv("NAHBAR_DEBUG", "1")
    with pytest.raises(RuntimeError):
        nb("creators", "list")


def test_a_user_is_added_once_with_a_password_that_is_made_up(nb, empty):
    made = nb("user", "add", "Alice@example.org", "--role", "owner", "--json").json
    assert (made["email"], made["role"]) == ("alice@example.org", "owner")
    assert len(made["password"]) >= 10
    assert nb("user", "add", "alice@example.org", "--json").code == 4
    assert nb("user", "add", "no address", "--json").error["kind"] == "email"
    assert nb("user", "add", "bob@example.org", "--password", "short", "--json").error["kind"] == "password"
    assert nb("user", "add", "bob@example.org", "--role", "king", "--json").code == 2


def test_a_token_is_made_once(nb, empty):
    made = nb("token", "add", "till", "--scope", "creators:read", "--scope", "metrics:read", "--json").json
    assert made["scopes"] == ["creators:read", "metrics:read"]
    assert made["token"].startswith("nahbar_")
    assert nb("token", "add", "till", "--scope", "creators:read", "--json").code == 4
    assert nb("token", "add", "other", "--json").code == 2
    assert nb("token", "add", "other").err.count("\n") == 1


def test_a_backup_is_restored_to_the_same_answers(nb, filled, tmp_path):
    before = nb("creators", "list", "--json").json
    made = nb("backup", tmp_path / "b.tar.gz", "--json").json
    assert made["bytes"] == (tmp_path / "b.tar.gz").stat().st_size
    again = tmp_path / "again"
    assert nb("restore", tmp_path / "b.tar.gz", again, "--json").json == {"workspace": str(again)}
    assert nb("creators", "list", "--json", "--workspace", again).json == before
    assert nb("doctor", "--workspace", again).code == 0
    assert nb("restore", tmp_path / "b.tar.gz", again, "--json").code == 4


def test_a_backup_replaces_a_file_only_when_told_to(nb, filled, tmp_path):
    path = tmp_path / "only.tar.gz"
    path.write_text("the only good backup")
    done = nb("backup", path, "--json")
    assert (done.code, done.error["kind"]) == (4, "file-exists")
    assert path.read_text() == "the only good backup"
    assert nb("backup", path, "--overwrite").code == 0
    assert nb("restore", path, tmp_path / "again").code == 0


def _open_to_others(*roots):
    paths = [path for root in roots for path in (root, *root.rglob("*"))]
    return [path.name for path in paths if path.stat().st_mode & 0o077]


def test_a_workspace_and_its_backups_are_private(tmp_path):
    folder, table = tmp_path / "w", write_table(tmp_path / "c.csv", CREATORS)
    before = os.umask(0o022)
    try:
        for args in (
            ("init", folder),
            ("import", "creators", table, "--workspace", folder),
            ("creators", "vet", "--all", "--workspace", folder),
            ("backup", tmp_path / "b.tar.gz", "--workspace", folder),
            ("restore", tmp_path / "b.tar.gz", tmp_path / "again"),
        ):
            assert in_own_process(*args).code == 0
    finally:
        os.umask(before)
    assert (folder / "nahbar.db").exists()
    assert _open_to_others(folder, tmp_path / "again", tmp_path / "b.tar.gz") == []


def test_the_doctor_notices_a_workspace_that_others_can_read(nb, filled):
    filled.chmod(0o755)
    (filled / "nahbar.db").chmod(0o644)
    assert "chmod 700" in bad_checks(nb("doctor", "--json"))["rights"]
    filled.chmod(0o700)
    assert nb("doctor").code == 0


def test_what_is_no_backup_is_not_restored(nb, tmp_path):
    path = write_table(tmp_path / "c.csv", CREATORS)
    assert nb("restore", path, tmp_path / "w", "--json").error["kind"] == "bad-backup"
    assert nb("restore", tmp_path / "nowhere", tmp_path / "w", "--json").code == 2
    assert not (tmp_path / "w").exists()


def test_the_doctor_finds_nothing_wrong_with_a_good_workspace(nb, filled, empty):
    for folder in (filled, empty):
        done = nb("doctor", "--json", "--workspace", folder)
        assert done.code == 0
        assert done.json["fine"] is True


def bad_checks(done):
    assert done.code == 1
    assert done.json["fine"] is False
    bad = {one["check"]: one["text"] for one in done.json["checks"] if not one["fine"]}
    assert all("\n" not in text for text in bad.values())
    return bad


def test_the_doctor_sees_a_key_that_others_can_read(nb, filled):
    (filled / "keys" / "handles.key").chmod(0o644)
    assert "chmod 600" in bad_checks(nb("doctor", "--json"))["keys"]


@pytest.mark.parametrize(
    "content", [None, "", "rubbish", "ab" * 16, "ab" * 32], ids=["gone", "0", "text", "half", "other"]
)
def test_a_lost_key_is_found_and_nothing_is_imported_with_another(nb, filled, tmp_path, content):
    key = filled / "keys" / "handles.key"
    key.unlink() if content is None else key.write_text(content)
    assert "bring" in bad_checks(nb("doctor", "--json"))["pseudonyms"].lower()
    done = nb("import", "creators", write_table(tmp_path / "c.csv", CREATORS), "--json")
    assert (done.code, "backup" in done.error["remedy"]) == (5, True)
    assert key.exists() is (content is not None)


def test_a_damaged_sessions_key_stops_the_server_with_one_line(nb, filled):
    (filled / "keys" / "sessions.key").write_text("rubbish")
    done = nb("serve", "--port", free_port())
    assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)


def test_keys_are_readable_by_their_owner_alone(filled):
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (filled / "keys").iterdir()]
    assert modes == [0o600]


def test_the_doctor_sees_rows_that_point_to_nothing(nb, filled):
    with sqlite3.connect(filled / "nahbar.db") as connection:
        connection.execute("DELETE FROM creator WHERE handle_key = 'lese.fuchs'")
    connection.close()
    assert "backup" in bad_checks(nb("doctor", "--json"))["references"]


def test_the_doctor_sees_pages_that_are_damaged(nb, filled):
    with sqlite3.connect(filled / "nahbar.db") as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'comment'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    with (filled / "nahbar.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"Z" * size)
    assert "backup" in bad_checks(nb("doctor", "--json"))["database"]


def test_the_doctor_sees_that_the_store_is_gone(nb, filled):
    for path in filled.glob("nahbar.db*"):
        path.unlink()
    assert "backup" in bad_checks(nb("doctor", "--json"))["pseudonyms"]


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + b"x" * 5_000])
@pytest.mark.parametrize("args", [("doctor",), ("creators", "list")])
def test_a_store_that_cannot_be_read_names_the_backup(nb, filled, args, content):
    for path in filled.glob("nahbar.db*"):
        path.unlink()
    (filled / "nahbar.db").write_bytes(content)
    done = nb(*args, "--json")
    assert (done.code, done.error["kind"]) == (5, "store-damaged")
    assert "nahbar restore" in done.error["remedy"]


def test_a_newer_workspace_is_refused_and_left_alone(nb, filled):
    with sqlite3.connect(filled / "nahbar.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for args in (("creators", "list"), ("doctor",), ("backup", filled / "b.tar.gz")):
        done = nb(*args, "--json")
        assert (done.code, done.error["kind"]) == (4, "newer-schema")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("args", [("serve",), ("demo", "never-made")], ids=["serve", "demo"])
def test_a_port_in_use_is_a_conflict(nb, filled, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = nb(*args, "--port", taken.getsockname()[1])
    assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
    assert "--port" in done.err
    assert not (tmp_path / "never-made").exists()


def test_an_address_of_another_machine_cannot_be_served(nb, filled):
    assert nb("serve", "--host", "203.0.113.7", "--port", free_port()).code == 5


@pytest.mark.parametrize("args", [("creators", "list"), ("creators", "vet", "--all", "--json"), ("--help",)])
def test_a_reader_that_has_seen_enough_is_no_error(filled, args):
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(command(*args), env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_an_error(filled):
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            command("creators", "list"), env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 5
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed(shell):
    installed = shutil.which("nahbar", path=os.path.dirname(sys.executable))
    if installed is None:
        pytest.skip("the command is not installed beside this Python")
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("no bash is installed")
    ended = subprocess.run(
        [installed], env=environment(_NAHBAR_COMPLETE=f"{shell}_source"), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert "nahbar" in ended.stdout


@pytest.mark.parametrize("group", [(), ("import",), ("creators",), ("token",), ("user",), ("serve",), ("restore",)])
def test_help_imports_neither_numpy_nor_sqlalchemy(group):
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", *command(*group, "--help")[1:]],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    imported = {line.rsplit("|", 1)[-1].strip() for line in ended.stderr.splitlines()}
    assert "nahbar.kernel.cli" in imported
    assert not imported & {"numpy", "sqlalchemy", "duckdb", "pyarrow", "litestar", "rich", "msgspec", "babel"}


def test_the_version_is_printed():
    done = in_own_process("--version")
    assert (done.code, done.out.startswith("nahbar ")) == (0, True)


def test_kinds_of_tables_are_completed(monkeypatch, capsys):
    for name, value in {"COMPLETE": "bash_complete", "WORDS": "nahbar import le", "CWORD": "2"}.items():
        monkeypatch.setenv("_NAHBAR_COMPLETE" if name == "COMPLETE" else f"COMP_{name}", value)
    with pytest.raises(SystemExit):
        nahbar.main(prog_name="nahbar")
    assert capsys.readouterr().out.split() == ["plain,leads"]
