"""A lead form in a page of another origin, in a real Chromium under a strict content policy."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads import leads_of
from nahbar.campaigns.leads.forms.part import FormsPart
from nahbar.campaigns.leads.service.forms import add_form
from tests.campaigns.leads.asking import ask
from tests.campaigns.leads.test_page_script import HOME, SHOP, browser, needs_browser
from tests.conftest import ALICE

__all__ = ["browser"]
POLICY = f"default-src 'none'; script-src {HOME}; connect-src {HOME}; form-action {HOME}"
PAGE = (
    f'<!doctype html><html lang="de"><title>x</title><body><script src="{HOME}/form/kontakt/embed.js" defer></script>'
)
IN_HEAD = PAGE.replace("<body>", "") + "<body><p>x</p>"
PROXY_DOWN = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@pytest.fixture
def page(tracked, clock, browser):
    """The brand's page with the form in it; `page.down` makes nahbar's proxy answer alone."""
    add_form(tracked, "kontakt", "Kontakt", {"fields": "name", "required": "name", "choices": "Podcast"}, ALICE)
    part, down, complaints = FormsPart(tracked), [], []

    def answer(route):
        asked = route.request
        if not asked.url.startswith(HOME):
            body = IN_HEAD if asked.url.endswith("/head") else PAGE
            route.fulfill(body=body, content_type="text/html", headers={"content-security-policy": POLICY})
        elif down and asked.method == "POST" and asked.resource_type == "fetch":
            route.fulfill(status=502, body=PROXY_DOWN, content_type="text/html", headers=OPEN)
        else:
            path, _, query = asked.url[len(HOME) :].partition("?")
            done = ask(part, path, asked.post_data_buffer or b"", method=asked.method, query=query)
            route.fulfill(status=done.status, body=done.body, headers=done.headers)

    context = browser.new_context()
    context.route("**/*", answer)
    found = context.new_page()
    found.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    found.goto(SHOP)
    found.wait_for_selector("form")
    found.down, found.complaints = down, complaints
    yield found
    context.close()


OPEN = {"access-control-allow-origin": "*"}


def fill(page):
    page.fill("[name=email]", "jo@example.org")
    page.fill("[name=name]", "Jörg 🦊")
    page.check("[name=choice]")
    page.check("[name=consent]")


@needs_browser
def test_what_the_form_leads_to_is_ours_and_not_the_pages(page):
    assert page.locator(".nahbar-form a").evaluate("one => one.href") == f"{HOME}/privacy-notice?lang=de"
    assert page.locator("form").evaluate("one => one.action") == f"{HOME}/form/kontakt?lang=de"


@needs_browser
def test_what_is_sent_from_there_is_a_lead(tracked, page, clock):
    clock[0] += 10
    fill(page)
    page.click("form button")
    page.get_by_text("Danke.").wait_for()
    (kept,) = leads_of(tracked)
    assert (kept.name, kept.source_said) == ("Jörg 🦊", "Podcast")
    assert page.complaints == []


@needs_browser
def test_an_answer_that_is_not_ours_takes_nobodys_words_away(tracked, page, clock):
    clock[0] += 10
    fill(page)
    page.down.append(True)
    page.click("form button")
    # The form is sent as one without a script: what answers then is nahbar's own page.
    page.wait_for_url(f"{HOME}/form/kontakt*")
    assert len(leads_of(tracked)) == 1


@needs_browser
def test_a_script_in_the_head_shows_the_form_at_the_end_of_the_page(page):
    page.goto(f"{SHOP}/head")
    page.wait_for_selector("form")
    assert page.locator("body > p + .nahbar-form").count() == 1
