"""Kutt 3 beside the redirect: seeded, started and asked whether it counted, from a checkout of its own.

Kutt (MIT, Node) is no part of nahbar: name a folder that has it, with its node_modules, in NAHBAR_KUTT to measure it.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import Server, free_port, running

# Kutt listens on every address of the machine and has no setting for that; nothing else of it is changed.
LOOPBACK = """
const server = require("node:net").Server.prototype;
const listen = server.listen;
server.listen = function (port, ...rest) {
  const where = typeof port === "object" ? port : { port };
  return listen.call(this, { ...where, host: "127.0.0.1" }, ...rest.filter((one) => typeof one === "function"));
};
"""


@dataclass(frozen=True)
class Kutt:
    """Kutt as it runs: where, which version, and the SQLite file that holds its links and visits."""

    server: Server
    version: str
    database: Path

    def visits(self) -> int:
        """Return how many visits are counted."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as connection:
            return int(connection.execute("SELECT coalesce(sum(total), 0) FROM visits").fetchone()[0])


@contextlib.contextmanager
def kutt(folder: Path, targets: Mapping[str, str]) -> Iterator[Kutt | None]:
    """Run Kutt for production with these targets by slug, its data under the folder; None where none is named."""
    named = os.environ.get("NAHBAR_KUTT")
    if not named:
        yield None
        return
    checkout, node, port = Path(named).resolve(), shutil.which("node"), free_port()
    if node is None or not (checkout / "node_modules").is_dir() or not (checkout / "server" / "server.js").is_file():
        raise SystemExit("NAHBAR_KUTT names no checkout of Kutt 3 after `npm install`, or node is missing")
    database, loopback = folder / "kutt.sqlite", folder / "loopback.cjs"
    loopback.write_text(LOOPBACK)
    settings = _settings(database, port)
    _seed(node, checkout, settings, targets)
    command = [node, "--require", str(loopback), "server/server.js"]
    with running(command, f"http://127.0.0.1:{port}/api/health", checkout, settings) as process:
        _check(port, targets)
        version = json.loads((checkout / "package.json").read_text())["version"]
        yield Kutt(Server(port, process, "/"), version, database)


def _settings(database: Path, port: int) -> dict[str, str]:
    return {
        "NODE_ENV": "production",
        "PORT": str(port),
        # With another host than this one Kutt asks its database for a domain before each link.
        "DEFAULT_DOMAIN": f"127.0.0.1:{port}",
        "DB_CLIENT": "better-sqlite3",
        "DB_FILENAME": str(database),
        "REDIS_ENABLED": "false",
        "JWT_SECRET": secrets.token_hex(),
    }


def _seed(node: str, checkout: Path, settings: dict[str, str], targets: Mapping[str, str]) -> None:
    """Make the tables by Kutt's own migrations; the links have an owner, since Kutt counts no visits of others."""
    migrate = [node, "node_modules/knex/bin/cli.js", "migrate:latest"]
    done = subprocess.run(migrate, cwd=checkout, env={**os.environ, **settings}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"Kutt's migrations failed:\n{done.stdout}{done.stderr}")
    with contextlib.closing(sqlite3.connect(settings["DB_FILENAME"])) as connection, connection:
        owner = connection.execute(
            "INSERT INTO users (email, password, verified) VALUES ('owner@example.org', 'none', 1)"
        ).lastrowid
        connection.executemany(
            "INSERT INTO links (address, target, user_id) VALUES (?, ?, ?)",
            [(slug, target, owner) for slug, target in targets.items()],
        )


def _check(port: int, targets: Mapping[str, str]) -> None:
    slug, target = next(iter(targets.items()))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/{slug}")
    answer = connection.getresponse()
    connection.close()
    if (answer.status, answer.getheader("Location")) != (302, target):
        raise SystemExit(f"Kutt does not redirect /{slug}: {answer.status} {answer.getheader('Location')}")
