"""Kutt beside the redirect: seeded by its own migrations, on the loopback alone, and nothing without a checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.kutt import LOOPBACK, kutt
from benchmarks.servers import settled

TARGETS = {"s0": "https://shop.example.org/products/0", "s1": "https://shop.example.org/products/1"}
# Stands for Node with Kutt: makes the tables that Kutt's migrations make, and redirects with a visit an answer.
NODE = """#!{python}
import os, sqlite3, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
store = sqlite3.connect(os.environ["DB_FILENAME"], isolation_level=None)
if sys.argv[1:] == ["node_modules/knex/bin/cli.js", "migrate:latest"]:
    store.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email NOT NULL, password NOT NULL, verified)")
    store.execute("CREATE TABLE links (id INTEGER PRIMARY KEY, address NOT NULL, target NOT NULL, user_id)")
    store.execute("CREATE TABLE visits (link_id, total)")
    sys.exit()
assert sys.argv[-1] == "server/server.js" and os.environ["NODE_ENV"] == "production"
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        found = store.execute("SELECT target, id FROM links WHERE address = ? AND user_id", [self.path[1:]]).fetchone()
        self.send_response(302 if found else 200)
        if found:
            store.execute("INSERT INTO visits VALUES (?, 1)", [found[1]])
            self.send_header("Location", found[0])
        self.end_headers()
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Answer).serve_forever()
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kutt"
    for name in ("bin", "server", "node_modules"):
        (folder / name).mkdir(parents=True)
    (folder / "server" / "server.js").touch()
    (folder / "package.json").write_text('{"version": "3.9.9"}')
    node = folder / "bin" / "node"
    node.write_text(NODE.format(python=sys.executable))
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(node.parent))
    monkeypatch.setenv("NAHBAR_KUTT", str(folder))
    return folder


def test_links_are_seeded_and_visits_read(checkout: Path, tmp_path: Path) -> None:
    with kutt(tmp_path, TARGETS) as beside:
        assert beside is not None
        assert (beside.version, beside.server.path) == ("3.9.9", "/")
        # The check before the load asked once.
        assert settled(beside.visits, 0.01) == 1


def test_a_kutt_that_leads_elsewhere_is_not_measured(checkout: Path, tmp_path: Path) -> None:
    node = checkout / "bin" / "node"
    node.write_text(node.read_text().replace('"Location", found[0]', '"Location", "/404"'))
    with pytest.raises(SystemExit, match="Kutt does not redirect /s0: 302 /404"), kutt(tmp_path, TARGETS):
        pass


def test_migrations_that_fail_are_shown(checkout: Path, tmp_path: Path) -> None:
    (checkout / "bin" / "node").write_text("#!/bin/sh\necho no such client >&2\nexit 1\n")
    with pytest.raises(SystemExit, match="no such client"), kutt(tmp_path, TARGETS):
        pass


def test_a_folder_without_kutt_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAHBAR_KUTT", str(tmp_path))
    with pytest.raises(SystemExit, match="NAHBAR_KUTT names no checkout"), kutt(tmp_path, TARGETS):
        pass


def test_without_a_checkout_nothing_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAHBAR_KUTT", raising=False)
    with kutt(tmp_path, TARGETS) as beside:
        assert beside is None


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
@pytest.mark.parametrize("where", ["0, ready", "{ port: 0 }, ready", "0, '0.0.0.0', ready"])
def test_a_server_of_node_listens_on_the_loopback_alone(where: str, tmp_path: Path) -> None:
    loopback = tmp_path / "loopback.cjs"
    loopback.write_text(LOOPBACK)
    ready = "function ready() { console.log(s.address().address); s.close(); }"
    script = f"const s = require('http').createServer(); {ready} s.listen({where})"
    done = subprocess.run(["node", "--require", loopback, "-e", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "127.0.0.1"
