"""Every page in a real browser: both languages, both widths, light and dark, keyboard, and axe without a violation."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.creators.service.reports.vetting import vet_all
from nahbar.kernel.house import open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from tests.conftest import ALICE, PASSWORD
from tests.creators.tables import CREATORS, comment_rows, follower_rows, post_rows, write_table
from tests.web import add_people

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: the screens are not looked at")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
LONG_NAME = "Buchhändlerin Friederike Ölschläger-Überwasser liest täglich"

PAGES = (
    "/",
    "/creators",
    "/creators?q=niemand",
    "/creators/search",
    "/creators/search?q=lesen&from=100&country=DE",
    "/creators/search?q=%F0%9F%A6%8A&by=words&from=viele",
    "/creators/search?like=instagram/lese.fuchs",
    "/creators/instagram/lese.fuchs",
    "/creators/instagram/lese.fuchs/followers",
    "/creators/instagram/lese.fuchs/guests",
    "/creators/tiktok/page.turner",
    "/creators/compare?one=instagram/lese.fuchs&one=instagram/buchbert",
    "/creators/compare",
    "/creators/instagram/lese.fuchs/disclosure",
    "/disclosure",
    "/creators/portfolio",
    "/creators/portfolio?budget=600&most=2",
    "/data",
    "/data/imports/1",
    "/settings",
    "/settings/notices",
    "/settings/mail",
    "/brand",
    "/creators/fit",
    "/creators/instagram/lese.fuchs/fit",
    "/worth/attribution",
    "/worth/experiments",
    "/worth/experiments/new",
    "/worth/experiments/analyse",
    "/worth/experiments/together",
    "/worth/designs",
    "/worth/designs/who",
    "/worth/customers",
    "/worth/likes",
    "/worth/participation",
    "/worth/silent",
    "/worth/content",
    "/worth/report",
    "/worth/report/rows",
    "/api",
    "/nowhere",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """A served workspace with the cast's creators."""
    folder = tmp_path_factory.mktemp("screens")
    workspace = create_workspace(folder / "w", Settings(name="Buchhandlung Lesezeichen"))
    house = open_house(workspace.folder, PACKAGES)
    add_people(house)
    people = [{**CREATORS[0], "name": LONG_NAME}, *CREATORS[1:]]
    posts = post_rows("instagram", "lese.fuchs", 30) + post_rows("instagram", "buchbert", 12, 80)
    days = [
        {
            "platform": "instagram",
            "handle": "lese.fuchs",
            "date": f"2025-{10 + k // 30:02}-{k % 30 + 1:02}",
            "followers": n,
        }
        for k, n in enumerate(range(11_000, 11_000 + 60 * 17, 17))
    ]
    keys = [row["post_id"] for row in posts if row["handle"] == "lese.fuchs"]
    tables = {
        "creators": people,
        "posts": posts,
        "comments": comment_rows("instagram", keys, 30),
        "followers-daily": days,
        "followers": follower_rows("instagram", "lese.fuchs", 80),
        "prices": [
            {**{name: one[name] for name in ("platform", "handle")}, "price": 200 + 50 * k, "currency": "EUR"}
            for k, one in enumerate(CREATORS)
        ],
    }
    for kind, rows in tables.items():
        import_file(house, kind, write_table(folder / f"{kind}.csv", rows), Choice(), ALICE)
    list(vet_all(house, workers=1))
    house.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [Path(sys.executable).with_name("nahbar"), "serve", "--workspace", workspace.folder, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(f"http://127.0.0.1:{port}/health", server)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


def _signed_in(browser, address, width, language, scheme="light"):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.fill("#f-email", ALICE)
    page.fill("#f-password", PASSWORD)
    page.click("main button")
    page.goto(f"{address}/language/{language}")
    return page


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(1280, "de", "light"), (360, "en", "dark")],
)
def test_every_page_is_accessible_and_fits(browser, address, width, language, scheme):
    page = _signed_in(browser, address, width, language, scheme)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    wrong = []
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        wrong += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            wrong.append((path, "wider than the screen", ""))
    assert wrong == []
    assert [one for one in errors if "404" not in one] == []
    page.context.close()


# How many lines each word of a row's head stands on.
BROKEN_WORDS = """
() => [...document.querySelectorAll(".sheet tbody th")].flatMap((head) => {
  const text = head.firstChild, broken = [];
  for (const word of text.data.matchAll(/[\\p{L}]+/gu)) {
    const range = document.createRange();
    range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
    if (range.getClientRects().length > 1) broken.push(word[0]);
  }
  return broken;
})
"""


def test_no_word_of_a_row_is_broken_on_a_phone(browser, address):
    page = _signed_in(browser, address, 360, "de")
    page.goto(f"{address}/creators/compare?one=instagram/lese.fuchs&one=instagram/buchbert")
    assert page.locator(".sheet tbody th").count() > 5
    assert page.evaluate(BROKEN_WORDS) == []
    page.context.close()


def test_the_keyboard_reaches_search_and_content(browser, address):
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/creators")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("fuchs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/creators/search?q=fuchs")
    assert page.locator(".hits li").count() >= 1
    page.context.close()


def test_a_file_is_dropped_matched_imported_and_undone(browser, address, tmp_path):
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/data")
    rows = [
        {"Benutzername": "neue.leserin", "Abonnenten": "12.345", "Gefällt mir": "1,5 Tsd."},
        {"Benutzername": "kaputt", "Abonnenten": "viele", "Gefällt mir": "3"},
    ]
    path = write_table(tmp_path / "Übersicht.csv", rows)
    page.select_option("#kind", "creators")
    page.fill("#platform", "instagram")
    page.set_input_files("#file", path)
    page.wait_for_url("**/data/imports/*")
    assert "Is this read as you mean it?" in page.content()
    assert page.locator("select[name='column-Abonnenten']").input_value() == "followers"
    assert "1 of them would be refused" in page.inner_text("main")
    page.get_by_role("button", name="Check again").click()
    assert "1 of them would be refused" in page.inner_text("main")
    page.get_by_role("button", name="Import these rows").click()
    page.get_by_role("button", name="Undo this import").wait_for(timeout=20_000)
    assert "Refused rows" in page.content()
    page.goto(address + "/creators?q=neue.leserin")
    assert page.locator("tbody tr").count() == 1
    page.go_back()
    page.get_by_role("button", name="Undo this import").click()
    page.goto(address + "/creators?q=neue.leserin")
    assert page.locator("tbody tr").count() == 0
    page.context.close()


def test_followers_are_marked_by_hand_and_from_a_file(browser, address, tmp_path):
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/creators/instagram/lese.fuchs/followers")
    page.get_by_role("button", name="is genuine").first.click()
    page.get_by_role("heading", name="What has been checked?").wait_for()
    assert "1 account was checked by hand" in page.inner_text("main")
    wrong = write_table(tmp_path / "wrong.csv", [{"follower": "fremd", "is_fake": 1}])
    page.set_input_files("#f-file", wrong)
    page.get_by_role("button", name="Hand in").click()
    page.locator("#e-file").wait_for()
    assert page.locator("#f-file").get_attribute("aria-invalid") == "true"
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("heading", name="What has been checked?").wait_for(state="detached")
    page.context.close()


def test_the_report_prints_on_paper(browser, address, tmp_path):
    page = _signed_in(browser, address, 1280, "de")
    page.goto(address + "/creators/instagram/lese.fuchs")
    page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator(".rooms").is_visible()
    assert page.locator("h1").is_visible()
    page.context.close()
