"""The pages of leads: list, filter, CSV, moves with a reason, forms to put into a page."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads import deals_of, leads_of, record_lead
from nahbar.campaigns.leads.contracts import NewLead, Traces
from tests.command_line import CommandLine
from tests.conftest import NOW, both_engines
from tests.web import add_people, send, served, sign_in, texts

HOME = "/campaigns/leads"


@pytest.fixture
def brand(tracked):
    """A signed-in editor."""
    add_people(tracked)
    with served(tracked) as client:
        sign_in(client, "editor")
        yield client


@pytest.fixture
def lead(tracked):
    """The number of a lead that the fox brought, worth 500 €."""
    given = NewLead("form:1", NOW, "form", Traces(link="fuchs"), "p-1", "jo@example.org", "Jo Ähm",
                    {"company": "=cmd()", "agreed": "yes"}, "Podcast", value_cents=50_000, currency="EUR")  # fmt: skip
    return record_lead(tracked, given).id


def test_without_a_lead_the_page_says_what_it_will_show(brand):
    assert "Here stands everybody who asked" in texts(brand.get(HOME).text)


@both_engines
def test_a_lead_is_listed_filtered_and_exported(brand, lead):
    page = texts(brand.get(HOME).text)
    for said in ("1 lead.", "Jo Ähm", "by a link", "Podcast", "Herbstlese", "€500.00"):
        assert said in page
    assert "Jo Ähm" in brand.get(f"{HOME}?q=JO%40example&stage=new&campaign=Herbstlese").text
    assert "No lead fits" in texts(brand.get(f"{HOME}?stage=won").text)
    assert brand.get(f"{HOME}?q=%00&sort=-value_cents").status_code == 200
    table = brand.get(f"{HOME}?format=csv").text
    assert "jo@example.org" in table
    assert "500.00" in table


def test_a_lead_moves_by_a_button_and_every_move_is_kept(brand, tracked, lead):
    here = f"{HOME}/{lead}"
    assert send(brand, f"{here}/move", stage="offer").status_code == 303
    page = texts(brand.get(here).text)
    assert "New → Offer made" in page
    assert "bob@example.org" in page
    assert leads_of(tracked)[0].qualified is True


def test_times_are_those_of_the_workspace(brand, tracked, lead):
    zone, english = tracked.workspace.settings.timezone, tracked.language("en")
    assert english.time(NOW, zone) != english.time(NOW)
    assert f"{english.time(NOW, zone)} · form" in texts(brand.get(f"/campaigns/leads/{lead}").text)


def test_lost_needs_a_reason(brand, tracked, lead):
    answer = send(brand, f"{HOME}/{lead}/move", stage="lost", reason=" ")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert send(brand, f"{HOME}/{lead}/move", stage="lost", reason="too dear").status_code == 303
    assert leads_of(tracked)[0].reason == "too dear"


def test_a_lead_that_is_won_becomes_a_deal_once(brand, tracked, lead):
    for stage in ("won", "offer", "won"):
        send(brand, f"{HOME}/{lead}/move", stage=stage)
    (kept,) = deals_of(tracked, "Herbstlese")
    assert (kept.value_cents, kept.lead_id, kept.by) == (50_000, lead, "link")
    assert "€500.00" in texts(brand.get(f"{HOME}/{lead}").text)


def test_what_cannot_be_moved_is_told(brand, lead):
    assert send(brand, f"{HOME}/{lead}/move", stage="moon").status_code == 422
    assert send(brand, f"{HOME}/999/move", stage="won").status_code == 404
    assert brand.get(f"{HOME}/999").status_code == 404


def test_a_form_is_made_and_closed_on_the_page(brand, tracked):
    assert send(brand, f"{HOME}/forms", key="kontakt", title="Kontakt", fields="name").status_code == 303
    page = brand.get(f"{HOME}/ways").text
    assert "/form/kontakt/embed.js" in page
    assert send(brand, f"{HOME}/forms", key="kontakt", title="Kontakt").status_code == 422
    assert send(brand, f"{HOME}/forms", key="neu", title="Neu", fields="iq").status_code == 422
    assert send(brand, f"{HOME}/forms/kontakt/close").status_code == 303
    assert "/form/kontakt/embed.js" not in brand.get(f"{HOME}/ways").text


def test_a_viewer_reads_and_moves_nothing(brand, tracked, lead):
    with served(tracked) as client:
        sign_in(client, "viewer")
        assert client.get(f"{HOME}/{lead}").status_code == 200
        assert client.get(f"{HOME}/ways").status_code == 403
        assert send(client, f"{HOME}/{lead}/move", stage="won").status_code == 403


def test_the_commands_list_and_move(tracked, lead, monkeypatch, capsys):
    run, here = CommandLine(monkeypatch, capsys), ("--workspace", tracked.workspace.folder)
    assert run("leads", "list", *here, "--json").json["total"] == 1
    assert "Jo Ähm" in run("leads", "list", *here).out
    assert run("leads", "move", lead, "qualified", *here, "--json").json["stage"] == "qualified"
    assert run("leads", "move", lead, "lost", *here, "--json").error["kind"] == "reason"
    made = run("leads", "hook", "add", "shop", "--kind", "woocommerce", *here, "--json").json
    assert made["path"] == "/hooks/shop"
    assert [row["name"] for row in run("leads", "hook", "list", *here, "--json").json] == ["shop"]
    assert run("leads", "hook", "revoke", "shop", *here).code == 0
    assert run("leads", "form", "add", "kontakt", *here).out.strip() == "/form/kontakt"
    assert run("leads", "form", "close", "kontakt", *here).code == 0
    assert run("leads", "hook", "add", "laden", "--kind", "woocommerce", *here).code == 0
    assert run("leads", "hook", "revoke", "laden", "--json", *here).json == {"path": "/hooks/laden", "revoked": True}
    assert run("leads", "form", "add", "Anfrage", "--json", *here).json == {"path": "/form/anfrage"}
    assert run("leads", "form", "close", "anfrage", "--json", *here).json == {"path": "/form/anfrage", "closed": True}
