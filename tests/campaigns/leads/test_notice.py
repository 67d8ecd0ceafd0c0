"""The data-protection text says what this workspace does, and nothing that it does not."""

from __future__ import annotations

import pytest

from nahbar.campaigns.collect.keys import add_key
from nahbar.campaigns.leads import record_deal, record_lead
from nahbar.campaigns.leads.contracts import NewDeal, NewLead
from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox
from nahbar.campaigns.leads.notice import read_notice
from nahbar.campaigns.leads.service.forms import add_form, close_form
from nahbar.campaigns.leads.service.hooks import add_hook
from nahbar.campaigns.leads.service.noticing import keep_notice
from nahbar.kernel.errors import BadInput
from tests.command_line import CommandLine
from tests.conftest import ALICE
from tests.web import served, texts


def said(house, language="en"):
    with served(house) as client:
        return texts(client.get(f"/privacy-notice?lang={language}").text)


def test_an_empty_workspace_claims_nothing(house):
    page = said(house)
    assert "Who is responsible" in page
    for section in ("link of a creator", "visit our pages", "by a form", "by e-mail", "When you order"):
        assert section not in page


def test_every_way_in_is_told_in_both_languages(tracked):
    add_form(tracked, "kontakt", "", {}, ALICE)
    add_hook(tracked, "shop", "shopify", "x" * 20, ALICE)
    add_hook(tracked, "crm", "crm", "", ALICE)
    add_key(tracked, "page", ALICE)
    mailbox = {"name": "shop", "host": "127.0.0.1", "security": "none", "user": "a"}
    add_mailbox(tracked, mailbox, "x", ALICE)
    keep_notice(tracked, {"controller": "Buch <GmbH>", "contact": "dsb@example.org"}, ALICE)
    page = said(tracked)
    for section in (
        "link of a creator",
        "visit our pages",
        "by a form",
        "When you order",
        "by e-mail",
        "an offer",
        "Buch",
    ):
        assert section in page
    german = said(tracked, "de")
    assert "Wer verantwortlich ist" in german
    with served(tracked) as client:
        plain = client.get("/privacy-notice?format=text&lang=de")
    assert plain.headers["content-type"].startswith("text/plain")
    assert "Buch <GmbH>" in plain.text


def test_the_command_keeps_what_the_brand_says_and_names_what_is_missing(tracked, monkeypatch, capsys):
    run, here = CommandLine(monkeypatch, capsys), ("--workspace", tracked.workspace.folder)
    first = run("leads", "notice", "--controller", "Buch GmbH", *here)
    assert "Buch GmbH" in first.out
    assert "Still missing: --contact" in first.err
    assert "Buch GmbH" in run("leads", "notice", "--contact", "x@example.org", "--language", "en", *here).out
    told = run("leads", "notice", "--contact", "", "--json", *here)
    assert (told.json["missing"], told.err) == (["contact"], "")
    assert told.json["sections"][0] == {"title": "Wer verantwortlich ist", "paragraphs": ["Buch GmbH", "Kontakt: …"]}


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(BadInput):
        read_notice({"controller": "x" * 2_000})


def test_orders_and_leads_that_came_by_table_are_told_too(house):
    record_deal(house, NewDeal("s:1", 1_700_000_000, 5_000, "EUR"))
    record_lead(house, NewLead("l:1", 1_700_000_000, "import"))
    page = said(house)
    assert "When you order" in page
    assert "When you talk to us about an offer" in page
    assert "by a form" not in page


def test_what_came_by_a_closed_form_is_still_told(house):
    add_form(house, "kontakt", "", {}, ALICE)
    record_lead(house, NewLead("l:1", 1_700_000_000, "form"))
    close_form(house, "kontakt", ALICE)
    assert "by a form" in said(house)
