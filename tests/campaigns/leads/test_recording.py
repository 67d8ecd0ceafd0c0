"""Leads, deals and refunds: kept once, credited once, once in the journal, in whatever order they come."""

from __future__ import annotations

import itertools

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.leads import deals_of, leads_of, record_deal, record_lead, record_refund
from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund, Origin, Traces
from nahbar.campaigns.leads.crediting import credit, touchpoint_id
from nahbar.creators import erase_person, find_creator
from nahbar.kernel.errors import BadInput
from nahbar.kernel.journal import append, journal
from nahbar.kernel.lake import ask
from nahbar.kernel.lake.sealing import seal
from nahbar.kernel.touchpoints import Touchpoint
from tests.campaigns.conftest import BERT, FOX
from tests.conftest import NOW, both_engines

CLICK = "c0ffee" * 5 + "aa"
DEAL = NewDeal("shop:1", NOW, 4_990, "EUR", Traces(code="FUCHSBAU"))
LEAD = NewLead("form:1", NOW, "form", Traces(link="fuchs"), "p-1", "jo@example.org", "Jo", stage="new")


def points(house, kind):
    with house.store.read() as connection:
        mine = sa.select(journal).where(journal.c.kind == kind).order_by(journal.c.seq)
        return connection.execute(mine).all()


def number_of(house, name):
    with house.store.read() as connection:
        return find_creator(connection, name).id


def clicked(house, link="fuchs"):
    point = Touchpoint(id=CLICK, time=NOW * 10**6, kind="click", link=link, creator=FOX, campaign="Herbstlese")
    with house.store.write() as connection:
        append(connection, [point], NOW * 10**6)


@both_engines
def test_a_deal_is_kept_once_with_its_creator_and_its_touchpoint(tracked):
    assert record_deal(tracked, DEAL).outcome == "new"
    assert record_deal(tracked, DEAL).outcome == "same"
    (kept,) = deals_of(tracked, "Herbstlese", number_of(tracked, FOX))
    assert (kept.by, kept.code, kept.value_cents, kept.refunded_cents) == ("code", "FUCHSBAU", 4_990, 0)
    (point,) = points(tracked, "deal")
    assert (point.id, point.creator, point.campaign) == (touchpoint_id("deal", "shop:1"), FOX, "Herbstlese")
    assert deals_of(tracked, "Another") == []


def test_a_lead_knows_post_and_variant_of_its_link(tracked):
    record_lead(tracked, LEAD)
    (kept,) = leads_of(tracked)
    assert (kept.by, kept.post, kept.variant, kept.email) == ("link", "p1", "b", "jo@example.org")
    (point,) = points(tracked, "lead")
    assert (point.person, point.link, point.channel) == ("p-1", "fuchs", "instagram")


@pytest.mark.parametrize("sealed", [False, True], ids=["in the journal", "in the lake"])
def test_a_click_decides_before_the_code_of_another(tracked, sealed):
    clicked(tracked)
    if sealed:
        seal(tracked)
    record_deal(tracked, NewDeal("shop:2", NOW, 100, "EUR", Traces(click=CLICK, code="BERT2026")))
    (kept,) = deals_of(tracked)
    assert (kept.by, kept.link, kept.variant, kept.code) == ("click", "fuchs", "b", "BERT2026")
    assert kept.creator_id == number_of(tracked, FOX)


def test_what_leads_nowhere_is_kept_and_credited_to_nobody(tracked):
    record_deal(tracked, NewDeal("shop:3", NOW, 100, "EUR", Traces(click="f" * 32, link="gone", code="NOBODY")))
    (kept,) = deals_of(tracked)
    assert (kept.creator_id, kept.by, kept.click, kept.link, kept.code) == (None, "", "f" * 32, "gone", "NOBODY")


STEPS = {
    "order": lambda house: record_deal(house, DEAL),
    "first refund": lambda house: record_refund(house, NewRefund("r1", "shop:1", NOW + 1, 1_000, "EUR")),
    "second refund": lambda house: record_refund(house, NewRefund("r2", "shop:1", NOW + 2, 500, "EUR")),
}


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS)), ids=" - ".join)
def test_refunds_and_order_end_alike_in_any_order_and_twice(tracked, order):
    for name in (*order, *reversed(order)):
        STEPS[name](tracked)
    (kept,) = deals_of(tracked)
    assert kept.refunded_cents == 1_500
    assert sum(one.value_cents for one in points(tracked, "refund")) == 1_500
    assert {one.creator for one in points(tracked, "refund")} == {FOX}


def test_more_than_the_price_is_never_given_back(tracked):
    record_deal(tracked, DEAL)
    record_refund(tracked, NewRefund("r1", "shop:1", NOW, 999_999, "EUR"))
    assert deals_of(tracked)[0].refunded_cents == 4_990


def test_a_sum_said_by_a_table_and_the_refunds_of_the_shop_are_not_added(tracked):
    record_deal(tracked, NewDeal("shop:1", NOW, 4_990, "EUR", refunded_cents=1_000))
    record_refund(tracked, NewRefund("r1", "shop:1", NOW, 1_000, "EUR"))
    assert deals_of(tracked)[0].refunded_cents == 1_000
    assert len(points(tracked, "refund")) == 1


def test_an_older_word_that_comes_later_changes_nothing(tracked):
    record_deal(tracked, NewDeal("shop:1", NOW, 4_000, "EUR", version=20))
    assert record_deal(tracked, NewDeal("shop:1", NOW, 9_000, "EUR", version=10)).outcome == "same"
    assert record_deal(tracked, NewDeal("shop:1", NOW, 5_000, "EUR", version=30)).outcome == "changed"
    assert deals_of(tracked)[0].value_cents == 5_000


def test_a_trace_that_comes_later_credits_the_deal_and_silence_takes_nothing_back(tracked):
    record_deal(tracked, NewDeal("shop:1", NOW, 4_990, "EUR"))
    assert record_deal(tracked, DEAL).outcome == "changed"
    assert record_deal(tracked, NewDeal("shop:1", NOW, 4_990, "EUR")).outcome == "same"
    assert deals_of(tracked)[0].creator_id == number_of(tracked, FOX)


def test_a_deal_finds_its_lead(tracked):
    lead = record_lead(tracked, LEAD)
    record_deal(tracked, NewDeal("shop:1", NOW, 4_990, "EUR", lead="form:1"))
    assert deals_of(tracked)[0].lead_id == lead.id


def test_a_value_that_no_touchpoint_may_have_is_refused_and_nothing_kept(tracked):
    with pytest.raises(BadInput):
        record_deal(tracked, NewDeal("shop:1", NOW, 100, "euro"))
    assert deals_of(tracked) == []


def test_the_same_key_twice_in_one_call_is_one(tracked):
    from nahbar.campaigns.leads.service.recording import record_deals

    assert [one.outcome for one in record_deals(tracked, [DEAL, DEAL])] == ["new", "same"]


def test_touchpoints_of_leads_are_counted_with_all_others(tracked):
    record_lead(tracked, LEAD)
    assert ask(tracked, "touchpoint_kinds", ("kind", "time"), {"since": 0}).to_pylist() == [
        {"kind": "lead", "touchpoints": 1}
    ]


ORIGINS = st.one_of(st.none(), st.builds(Origin, creator=st.sampled_from([FOX, BERT]), campaign=st.just("c")))
TRACES = st.builds(Traces, *(st.one_of(st.none(), st.just(name)) for name in ("click", "link", "code", "campaign")))


@given(TRACES, ORIGINS, ORIGINS, ORIGINS)
def test_the_strongest_trace_that_leads_somewhere_decides(traces, by_click, by_link, by_code):
    found = credit(traces, by_click=by_click, by_link=by_link, by_code=by_code)
    first = next((one for one in (by_click, by_link, by_code) if one), None)
    assert found.creator == (first.creator if first else None)
    assert (found.by in ("click", "link", "code")) == (first is not None)
    assert (found.click, found.code) == (traces.click, traces.code or found.code)


def test_an_erased_creator_leaves_the_deals_of_the_brand_without_a_name(tracked):
    record_deal(tracked, DEAL)
    record_lead(tracked, LEAD)
    erase_person(tracked, FOX, "test")
    (kept,) = deals_of(tracked)
    assert (kept.value_cents, kept.creator_id, kept.code, kept.campaign) == (4_990, None, None, "Herbstlese")
    assert leads_of(tracked)[0].link is None
