"""The collect API under the real clients: Segment's for Python and Node, RudderStack's in a real browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from nahbar.campaigns.collect.keys import add_key
from nahbar.kernel.journal import journal
from nahbar.kernel.lake import count_by_kind
from tests.command_line import command, environment

HERE = Path(__file__).resolve().parent
PACKAGES = ("@segment/analytics-node@2", "@rudderstack/analytics-js@3")
SDK = "node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/esm"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu"]
PATIENCE_SECONDS = 60
ORDERS = 20


@pytest.fixture(scope="module")
def clients(tmp_path_factory) -> Path:
    """A folder with the clients that npm brings; NAHBAR_LIVE_CLIENTS names one that has them already."""
    if named := os.environ.get("NAHBAR_LIVE_CLIENTS"):
        return Path(named)
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: these clients run on Node 20")
    folder = tmp_path_factory.mktemp("clients")
    (folder / "package.json").write_text("{}")
    install = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *PACKAGES]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install {' '.join(PACKAGES)}: {done.stderr.strip()[-500:]}")
    return folder


@pytest.fixture
def server(house) -> Iterator[str]:
    """The address of `nahbar serve` on the workspace of the test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = command("serve", "--port", port, "--workspace", house.workspace.folder)
    with subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL) as process:
        waiting_for(lambda: listens(port))
        time.sleep(1)
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGTERM)


def listens(port):
    """Whether something answers at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def key(house) -> str:
    return add_key(house, "live", "alice@example.org")


def waiting_for(happened):
    """Return once something has happened; a client sends when it likes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def rows(house, kind):
    with house.store.read() as connection:
        return connection.execute(sa.select(journal).where(journal.c.kind == kind).order_by(journal.c.seq)).all()


def test_segments_client_for_python(house, server, key):
    from segment.analytics.client import Client

    errors = []
    client = Client(key, host=server, gzip=True, on_error=lambda error, _: errors.append(error), upload_size=8)
    client.identify("vera", {"email": "vera@example.org"})
    client.page("vera", "shop", "Start", context={"consent": True})
    client.screen("vera", "app", "Start")
    client.group("vera", "club")
    client.alias("a1", "vera")
    for number in range(ORDERS):
        properties = {"total": 49.9, "currency": "EUR", "coupon": "LESE10"}
        client.track("vera", "Order Completed", properties, message_id=f"order-{number}")
        client.track("vera", "Order Completed", properties, message_id=f"order-{number}")
    client.shutdown()
    assert errors == []
    assert count_by_kind(house) == {"deal": ORDERS, "visit": 2}
    first = rows(house, "deal")[0]
    assert (first.value_cents, first.currency, first.code, first.person) == (4990, "EUR", "LESE10", None)
    assert [bool(row.person) for row in rows(house, "visit")] == [True, False]


def test_segments_client_for_node(house, server, key, clients):
    script = shutil.copy(HERE / "send.cjs", clients)
    for _ in range(2):
        words = ["node", str(script), server, key, str(ORDERS)]
        done = subprocess.run(words, cwd=clients, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
        assert done.returncode == 0, done.stderr
    assert count_by_kind(house) == {"deal": ORDERS, "visit": 2}
    deals, visits = rows(house, "deal"), rows(house, "visit")
    assert {row.person for row in deals} == {row.person for row in visits} != {None}
    assert {row.consent for row in deals} == {True}


class Pages(http.server.SimpleHTTPRequestHandler):
    """The brand's page and the client beside it, on an address other than nahbar's."""

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0]
        folder = Path(self.directory) / SDK
        return str(folder / name.removeprefix("/sdk/") if name.startswith("/sdk/") else HERE / "rudder.html")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def pages(clients) -> Iterator[str]:
    handler = functools.partial(Pages, directory=str(clients))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as page_server:
        threading.Thread(target=page_server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{page_server.server_port}/page"
        page_server.shutdown()


@pytest.mark.parametrize(
    ("consent", "headers", "named"),
    [("yes", {}, True), ("no", {}, False), ("", {}, False), ("yes", {"Sec-GPC": "1"}, False)],
)
def test_rudderstacks_client_in_a_browser(house, server, key, pages, consent, headers, named):
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(extra_http_headers=headers).new_page()
        page.goto(f"{pages}?v={key}&v={server}&v={consent}")
        waiting_for(lambda: count_by_kind(house) == {"deal": 1, "visit": 1} or page.wait_for_timeout(100))
        browser.close()
    (deal,), (visit,) = rows(house, "deal"), rows(house, "visit")
    assert (deal.value_cents, deal.code) == (1990, "LESE10")
    assert deal.person == visit.person
    assert (deal.person is not None) is named
