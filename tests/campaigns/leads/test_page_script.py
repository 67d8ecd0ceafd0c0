"""The script for the brand's page, in a real Chromium under a strict content policy; what it sends is really taken."""

from __future__ import annotations

import json
import shutil

import pytest
import sqlalchemy as sa

from nahbar.campaigns.collect.keys import add_key
from nahbar.campaigns.collect.part import CollectPart
from nahbar.campaigns.leads.open_pages import SCRIPT
from nahbar.kernel.journal import Journal, journal
from tests.campaigns.leads.asking import ask
from tests.conftest import ALICE
from tests.web import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
HOME, SHOP = "https://nahbar.example", "https://shop.example"
CLICK = "c0ffee" * 5 + "aa"
POLICY = f"default-src 'none'; script-src {SHOP}/page.js {HOME}; connect-src {HOME}; form-action 'self'"
TCF = (
    "window.__tcfapi = (name, version, back) => back({eventStatus: 'tcloaded', gdprApplies: true,"
    " purpose: {consents: {1: true, 8: %s}}}, true);"
)
GOOGLE = (
    "window.dataLayer = []; function gtag() { dataLayer.push(arguments) }"
    " gtag('consent', 'default', {analytics_storage: 'denied'}); %s"
)
GRANTED = "gtag('consent', 'update', {analytics_storage: 'granted'});"


@pytest.fixture(scope="module")
def browser():
    """A Chromium without a network."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        made = running.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield made
        made.close()


def visit(browser, before="", query="", act=lambda page: None):
    """Open a page of the shop; return what its script sent, and what the browser complained of or kept."""
    sent, complaints = [], []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    html = (
        f'<!doctype html><title>x</title><script src="/page.js"></script><script src="{HOME}/t.js" data-key="KEY">'
        '</script><a href="https://other.example/">away</a><a href="/near">near</a>'
        '<form data-nahbar="lead" action="/near"><button>Send</button></form>'
    )

    def answer(route):
        url = route.request.url
        if url.startswith(f"{HOME}/v1/"):
            sent.append(json.loads(route.request.post_data))
            cookies = [name for name in route.request.headers if name == "cookie"]
            assert cookies == []
            route.fulfill(status=200, body="{}", headers={"access-control-allow-origin": "*"})
        elif url.endswith("/t.js"):
            route.fulfill(body=SCRIPT, content_type="text/javascript")
        elif url.endswith("/page.js"):
            route.fulfill(body=before or ";", content_type="text/javascript")
        else:
            route.fulfill(body=html, content_type="text/html", headers={"content-security-policy": POLICY})

    context.route("**/*", answer)
    page.goto(f"{SHOP}/{query}")
    page.wait_for_function("window.nahbar")
    act(page)
    page.wait_for_timeout(150)
    kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
    context.close()
    return sent, complaints, kept


def test_the_script_is_small():
    assert len(SCRIPT) < 4_096


def test_it_is_served_to_everybody(tracked):
    with served(tracked) as client:
        answer = client.get("/t.js")
    assert (answer.status_code, answer.content) == (200, SCRIPT)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in answer.headers


SIGNALS = {
    "nothing said": ("", None),
    "own yes": ("window.nahbarConsent = true", True),
    "own no": ("window.nahbarConsent = false", False),
    "own function": ("window.nahbarConsent = () => true", True),
    "Google denied": (GOOGLE % "", False),
    "Google granted": (GOOGLE % GRANTED, True),
    "TCF yes": (TCF % "true", True),
    "TCF no": (TCF % "false", False),
    "one refusal outweighs": ((TCF % "true") + "window.nahbarConsent = false", False),
    "DNT": ("window.nahbarConsent = true; Object.defineProperty(navigator, 'doNotTrack', {value: '1'})", False),
    "GPC": ("window.nahbarConsent = true; Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
            False),
}  # fmt: skip


@needs_browser
@pytest.mark.parametrize("signal", SIGNALS)
def test_only_with_consent_an_identifier_leaves_the_page(browser, signal):
    before, consent = SIGNALS[signal]
    query = f"?nahbar_click={CLICK}&utm_campaign=herbst&utm_source=instagram&utm_medium=creator"
    sent, complaints, kept = visit(browser, before, query)
    (event,) = sent
    assert event["context"].get("consent") is consent
    assert event.get("anonymousId") == (CLICK if consent else None)
    assert consent or CLICK not in json.dumps(event)
    assert event["context"]["campaign"]["name"] == "herbst"
    assert complaints == []
    assert kept == ["", 0, 0]


@needs_browser
def test_links_that_lead_away_and_marked_forms_are_told(browser):
    def act(page):
        page.evaluate("['click', 'submit'].forEach(n => document.addEventListener(n, e => e.preventDefault()))")
        page.click("text=near")
        page.click("text=away")
        page.evaluate("document.querySelector('form').requestSubmit()")

    sent, _, _ = visit(browser, act=act)
    assert [one.get("event") for one in sent] == [None, "Link Clicked", "Lead Submitted"]
    assert len({one["messageId"] for one in sent}) == 3


@needs_browser
@pytest.mark.parametrize("consent", [True, False])
def test_what_it_sends_becomes_touchpoints_and_names_nobody_without_consent(tracked, browser, consent):
    sent, _, _ = visit(browser, f"window.nahbarConsent = {str(consent).lower()}", f"?nahbar_click={CLICK}")
    key = add_key(tracked, "page", ALICE)
    part = CollectPart(tracked, Journal(tracked.workspace))
    part.start()
    answer = ask(part, "/v1/page", json.dumps({**sent[0], "writeKey": key}).encode())
    part.stop()
    assert answer.json["kept"] == 1
    with tracked.store.read() as connection:
        (row,) = connection.execute(sa.select(journal)).all()
    assert (row.kind, row.consent, row.person is not None) == ("visit", consent, consent)
    assert CLICK not in str(row)
