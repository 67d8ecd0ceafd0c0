"""The deals one by one: filtered, summed by currency, credited, with what was given back; no buyer among them."""

from __future__ import annotations

import csv
import io

import pytest

from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund, Traces
from nahbar.campaigns.leads.deals.service import list_deals
from nahbar.campaigns.leads.service.recording import record_deal, record_lead, record_refund
from tests.campaigns.conftest import BERT, FOX
from tests.command_line import CommandLine
from tests.conftest import both_engines
from tests.web import add_people, served, sign_in, texts

PAGE = "/campaigns/leads/deals"
DAY = 86_400
# 2026-10-01
FIRST = 20_727


def deal(key: str, day: int, cents: int, traces: Traces, currency: str = "EUR", **more: object) -> NewDeal:
    return NewDeal(key, (FIRST + day) * DAY + 7, cents, currency, traces, person="somebody", **more)


@pytest.fixture
def sold(tracked):
    """Five deals in October, two of the fox, one of Bert's code, one of nobody, one in Swiss francs."""
    record_lead(tracked, NewLead("l1", FIRST * DAY, "form", Traces(link="fuchs"), "somebody", "jo@example.org", "Jo"))
    for one in (
        deal("a", 0, 4_000, Traces(link="fuchs"), lead="l1", order_number="1001", shop="laden"),
        deal("b", 5, 2_500, Traces(code="FUCHSBAU")),
        deal("c", 9, 3_000, Traces(code="BERT2026")),
        deal("d", 20, 1_000, Traces()),
        deal("e", 30, 9_900, Traces(campaign="Winter"), "CHF"),
    ):
        record_deal(tracked, one)
    record_refund(tracked, NewRefund("r1", "b", (FIRST + 6) * DAY, 500, "EUR"))
    record_refund(tracked, NewRefund("r2", "c", (FIRST + 40) * DAY, 3_000, "EUR"))
    return tracked


@pytest.fixture
def reader(sold):
    add_people(sold)
    with served(sold) as client:
        sign_in(client, "viewer")
        yield client


@both_engines
def test_sums_are_of_all_that_pass_the_filters_and_never_across_currencies(sold):
    found = list_deals(sold, {}, "-at", 0, 2)
    assert [one.key for one in found.deals] == ["e", "d"]
    assert found.total == 5
    assert [(one.currency, one.deals, one.value_cents) for one in found.sums] == [("EUR", 4, 10_500), ("CHF", 1, 9_900)]
    assert (found.sums[0].refunded_cents, found.sums[0].refunded_deals) == (3_500, 2)
    assert [one.key for one in list_deals(sold, {}, "campaign", 4, 9).deals] == ["d"]


FILTERED = (
    ({"from": "2026-10-01", "to": "2026-10-06"}, "ab"),
    ({"creator": FOX}, "ab"),
    ({"creator": BERT}, "c"),
    ({"creator": "instagram/nobody"}, ""),
    ({"campaign": "Winter"}, "e"),
    ({"code": "FUCHSBAU"}, "b"),
    ({"link": "fuchs"}, "a"),
    ({"by": "code"}, "bc"),
    ({"by": "none"}, "d"),
    ({"refunded": "yes"}, "bc"),
    ({"refunded": "no", "to": "2026-10-02"}, "a"),
    ({"channel": "instagram"}, "abc"),
    ({"q": "1001"}, "a"),
    ({"from": "someday", "by": "luck", "refunded": "perhaps"}, "abcde"),
    ({"q": "\0", "code": "\0FUCHSBAU"}, "b"),
)


def test_deals_are_filtered(sold):
    found = ["".join(one.key for one in list_deals(sold, filters, "at", 0).deals) for filters, _ in FILTERED]
    assert found == [keys for _, keys in FILTERED]


def test_the_page_says_who_is_credited_how_and_what_was_given_back(reader):
    page = texts(reader.get(PAGE).text)
    for said in ("4 deals, €105.00.", "€35.00 of it was given back, of 2 deals.", "1 deal, CHF", "by a code", "whole"):
        assert said in page
    assert "not known" in page
    named = reader.get(f"{PAGE}?creator={FOX}")
    assert "Only those with: Creator instagram/lese.fuchs" in texts(named.text)
    assert "No deal fits these filters." in texts(reader.get(f"{PAGE}?campaign=Nichts").text)


def test_the_csv_holds_what_is_filtered_and_no_buyer(reader):
    answer = reader.get(f"{PAGE}?by=code&sort=at&format=csv").text
    rows = list(csv.DictReader(io.StringIO(answer.removeprefix("\ufeff"))))
    assert [(one["key"], one["value"], one["given_back"]) for one in rows] == [
        ("b", "25.00", "5.00"),
        ("c", "30.00", "30.00"),
    ]
    assert rows[0]["creator"].casefold() == FOX
    assert "somebody" not in reader.get(f"{PAGE}?format=csv").text + reader.get(PAGE).text


def test_the_command_lists_the_same(sold, monkeypatch, capsys):
    nb, here = CommandLine(monkeypatch, capsys), ("--workspace", sold.workspace.folder)
    told = nb("leads", "deals", "--creator", FOX, "--from", "2026-10-02", "--json", *here).json
    assert [(one["key"], one["by"], one["refunded_cents"]) for one in told["deals"]] == [("b", "code", 500)]
    assert told["sums"] == [
        {"currency": "EUR", "deals": 1, "value_cents": 2_500, "refunded_cents": 500, "refunded_deals": 1}
    ]
    assert "person" not in told["deals"][0]
    assert "4 deals: 105.00 EUR, given back 35.00" in nb("leads", "deals", *here).out
    for wrong in (("--by", "luck"), ("--from", "someday"), ("--refunded", "perhaps")):
        assert nb("leads", "deals", *wrong, *here).code == 2


def test_nothing_yet_says_what_will_stand_here(tracked):
    add_people(tracked)
    with served(tracked) as client:
        sign_in(client, "viewer")
        assert "Here stands every order" in texts(client.get(PAGE).text)


def test_pages_with_figures_lead_to_the_deals_behind_them(reader):
    start = reader.get("/").text
    assert f'href="{PAGE}?from=' in start
    behind = reader.get("/worth/report/rows?month=2026-10&figure=revenue").text
    assert f"{PAGE}?from=2026-10-01&amp;to=2026-10-31" in behind
    assert f"{PAGE}?creator=instagram%2flese.fuchs" in reader.get(f"/creators/{FOX}").text.casefold()
