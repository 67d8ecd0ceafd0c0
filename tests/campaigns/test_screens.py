"""The pages of campaigns in a real browser: accessible, in both languages and widths, by mouse and by keyboard."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.agree.reading import Owed
from nahbar.campaigns.agree.service import collaborations, guests, work
from nahbar.campaigns.agree.service.campaigns import create_campaign
from nahbar.campaigns.agree.service.collaborations import add_creators, take_step
from nahbar.campaigns.brief.service import current_brief, save_brief
from nahbar.campaigns.leads import NewLead, record_lead
from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox
from nahbar.campaigns.leads.service.forms import add_form
from nahbar.campaigns.payouts.service import make_statement
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.clock import now
from nahbar.kernel.house import open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from tests.app.test_screens import AXE, CHROMIUM, LONG_NAME, _signed_in, _wait_for, browser
from tests.campaigns.conftest import BERT, BRAND, FOX, PAGE, PLAN
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, write_table
from tests.web import add_people

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: the screens are not looked at")
__all__ = ["browser"]
PAGES = (
    "/campaigns",
    "/campaigns?q=nichts",
    "/campaigns/new",
    "/campaigns/1",
    "/campaigns/1?view=table",
    "/campaigns/1/edit",
    "/campaigns/1/brief?language=de&before=1&after=2",
    "/campaigns/2",
    "/campaigns/collaborations/1",
    "/campaigns/collaborations/2",
    "/campaigns/1/numbers?audience=1",
    "/campaigns/2/numbers",
    "/campaigns/payouts",
    "/campaigns/leads",
    "/campaigns/leads/deals",
    "/campaigns/leads/1",
    "/campaigns/leads/ways",
    "/campaigns/leads/score",
    "/campaigns/leads/mailboxes",
    "/privacy-notice",
)


@pytest.fixture(scope="module")
def served_links(tmp_path_factory) -> Iterator[tuple[str, list[str]]]:
    """The address of a served workspace with two campaigns, and the paths of two creators' pages."""
    folder = tmp_path_factory.mktemp("campaign-screens")
    workspace = create_workspace(folder / "w", Settings(name="Buchhandlung Lesezeichen"))
    house = open_house(workspace.folder, PACKAGES)
    add_people(house)
    links = _fill(house, folder)
    house.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "nahbar.app.cli", "serve", "--workspace", workspace.folder, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(f"http://127.0.0.1:{port}/health", server)
    yield f"http://127.0.0.1:{port}", links
    server.terminate()
    server.wait(timeout=20)


def _fill(house, folder: Path) -> list[str]:
    people = [{**CREATORS[0], "name": LONG_NAME}, *CREATORS[1:]]
    import_file(house, "creators", write_table(folder / "creators.csv", people), Choice(), ALICE)
    first, second = create_campaign(house, PLAN, ALICE), create_campaign(house, {**PLAN, "name": "Advent"}, ALICE)
    assert isinstance(first, int)
    assert isinstance(second, int)
    fox, bert, _ = add_creators(house, first, [FOX, BERT, PAGE], ALICE)
    parts = current_brief(house, first, "de").parts
    save_brief(house, first, "de", parts, ALICE)
    asked = NewLead("a", now(), "form", email="jo@example.org", name=LONG_NAME, answers={"message": "Hallo"}, reason="")
    record_lead(house, replace(asked, value_cents=12_300, currency="EUR", source_said="über einen Podcast"))
    add_form(house, "kontakt", "Kontakt", {"fields": "name, message", "choices": "Podcast, Laden"}, ALICE)
    oauth = {"sign_in": "microsoft", "tenant": "example.org", "client_id": "nahbar"}
    add_mailbox(house, {"name": "anfragen", "user": "info@example.org", **oauth}, "", ALICE)
    save_brief(house, first, "de", {**parts, "messages": "Jeden Monat ein Buch"}, ALICE)
    collaborations.offer_terms(
        house, fox, collaborations.Terms(fee_cents=45_000, rights_days=9, rights_media=("print",)), BRAND
    )
    collaborations.add_deliverable(house, fox, Owed("video", 20_000, "Regal"), ALICE)
    links = [guests.invite(house, one, 30, BRAND) for one in (fox, bert)]
    for step in ("accept", "brief"):
        take_step(house, fox, step, BRAND)
    work.hand_in_draft(house, fox, "Danke an @lesezeichen für das Buch!", "photo", BRAND)
    take_step(house, fox, "approve", BRAND)
    work.note_post(house, fox, "https://example.org/p/1", "Werbung | Jeden Monat ein Buch", "photo", BRAND)
    make_statement(house, fox, ALICE)
    return links


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(1280, "en", "dark"), (360, "de", "light")],
)
def test_every_page_is_accessible_and_fits(browser, served_links, width, language, scheme):
    address, links = served_links
    page = _signed_in(browser, address, width, language, scheme)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    wrong = []
    for path in (*PAGES, *links):
        page.goto(address + path)
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        wrong += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            wrong.append((path, "wider than the screen", ""))
    assert wrong == []
    assert errors == []
    page.context.close()


def test_a_card_is_moved_by_the_mouse_and_back_by_the_keyboard(browser, served_links):
    address, _ = served_links
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/campaigns/1")
    card = page.locator("[data-card]", has_text="Page Turner")
    card.drag_to(page.locator("[data-column='invited']"))
    page.locator("[data-column='invited'] [data-card]", has_text="Page Turner").wait_for()
    menu = page.locator("[data-column='invited'] [data-card]", has_text="Page Turner").locator("summary")
    menu.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "cancel"
    page.keyboard.press("Enter")
    page.locator("[data-column='cancelled'] [data-card]", has_text="Page Turner").wait_for()
    page.context.close()


def test_a_card_that_no_step_leads_stays_and_says_why(browser, served_links):
    address, _ = served_links
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/campaigns/1")
    bert = page.locator("[data-column='invited'] [data-card]", has_text="Bert")
    bert.drag_to(page.locator("[data-column='briefed']"))
    told = page.locator("[data-drag-refused]").inner_text()
    assert told == "No step leads there from “invited”. Possible now: Accept, Decline, Call it off."
    assert bert.count() == 1
    page.context.close()


def test_a_moved_card_is_taken_back_on_the_board(browser, served_links):
    address, _ = served_links
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/campaigns/1")
    bert = page.locator("[data-column='invited'] [data-card]", has_text="Bert")
    bert.drag_to(page.locator("[data-column='agreed']"))
    page.locator("[data-column='agreed'] [data-card]", has_text="Bert").wait_for()
    page.get_by_role("button", name="Undo: accepted").click()
    bert.wait_for()
    assert page.locator("[data-column='agreed'] [data-card]", has_text="Bert").count() == 0
    page.context.close()


def test_a_step_that_needs_words_leads_to_its_form(browser, served_links):
    address, _ = served_links
    page = _signed_in(browser, address, 1280, "en")
    page.goto(address + "/campaigns/1")
    page.locator("[data-column='posted'] [data-card], [data-column='checked'] [data-card]").locator("summary").click()
    page.get_by_role("link", name="Note the post").click()
    page.wait_for_url("**/campaigns/collaborations/1#f-url")
    assert page.locator("#f-url").is_visible()
    page.context.close()


def test_on_a_phone_the_buttons_of_payouts_are_within_reach(browser, served_links):
    address, _ = served_links
    page = _signed_in(browser, address, 360, "de")
    page.goto(address + "/campaigns/payouts")
    buttons = page.locator("table button")
    assert buttons.count() == 2
    for one in buttons.all():
        box = one.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    page.context.close()
