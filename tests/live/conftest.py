"""A real server of the AT Protocol on loopback; only `make test-live` collects these tests, as npm fetches it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "@atproto/pds@0.4"
INSTALL_SECONDS = 900
HERE = Path(__file__).resolve().parent

collect_ignore_glob = [] if os.environ.get("NAHBAR_LIVE") else ["test_*.py"]


@pytest.fixture(scope="session")
def node_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which Node finds the server; NAHBAR_LIVE_NODE names one that is there already."""
    if named := os.environ.get("NAHBAR_LIVE_NODE"):
        return Path(named)
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: the server runs on Node 20")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text("{}")
    install = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", PACKAGE]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install {PACKAGE}: {done.stderr.strip()[-500:]}")
    return folder


@pytest.fixture(scope="session")
def own_server(node_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server without accounts."""
    script = shutil.copy(HERE / "network.cjs", node_folder)
    words = ["node", str(script), str(tmp_path_factory.mktemp("server"))]
    errors = tmp_path_factory.mktemp("log") / "errors.txt"
    with (
        errors.open("w") as log,
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        line = process.stdout.readline()
        assert line, f"the server did not start: {errors.read_text()[-1000:]}"
        yield json.loads(line)["address"]
        process.stdin.close()
        process.wait(timeout=20)
