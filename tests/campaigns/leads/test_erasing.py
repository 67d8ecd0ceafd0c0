"""A customer is handed out and erased by e-mail address or pseudonym; every byte of the workspace is searched."""

from __future__ import annotations

import pytest

from nahbar.campaigns import forget_creator
from nahbar.campaigns.leads import (
    deals_of,
    erase_customer,
    export_customer,
    leads_of,
    record_deal,
    record_lead,
    record_refund,
)
from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund, Traces
from nahbar.campaigns.leads.service.people import person_of
from nahbar.kernel.errors import NotFound
from nahbar.kernel.lake.sealing import seal
from tests.conftest import ALICE, NOW, both_engines

EMAIL = "jo.unverwechselbar@example.org"


@pytest.fixture
def customer(tracked):
    """A customer with a lead, an order and a refund, half of it in the lake; returns how to send all again."""
    person = person_of(tracked, EMAIL)
    lead = NewLead("form:secret-key", NOW, "form", Traces(code="FUCHSBAU"), person, EMAIL, "Jo Unverwechselbar",
                   {"message": "Hallo"}, "Tante Unverwechselbar")  # fmt: skip
    order = NewDeal("shop:4711-unverwechselbar", NOW, 5_000, "EUR", Traces(code="FUCHSBAU"), person=person,
                    order_number="#4711-unverwechselbar")  # fmt: skip

    def again():
        record_lead(tracked, lead)
        record_deal(tracked, order)
        return record_refund(tracked, NewRefund("r:unverwechselbar", order.key, NOW, 1_000, "EUR"))

    record_lead(tracked, lead)
    seal(tracked)
    again()
    return again


def held(house, needle):
    files = (path for path in house.workspace.folder.rglob("*") if path.is_file())
    return [path.name for path in files if needle in path.read_bytes().lower()]


def test_what_is_kept_is_handed_out(tracked, customer):
    found = export_customer(tracked, EMAIL.upper())
    assert [one["email"] for one in found["leads"]] == [EMAIL]
    assert [one["value_cents"] for one in found["deals"]] == [5_000]
    assert {one["kind"] for one in found["touchpoints"]} == {"lead", "deal", "refund"}


@both_engines
def test_an_erased_customer_is_in_no_byte_and_the_sums_stay(tracked, customer):
    person = person_of(tracked, EMAIL)
    erase_customer(tracked, EMAIL, ALICE)
    assert held(tracked, b"unverwechselbar") == []
    assert held(tracked, person.encode()) == []
    assert (len(leads_of(tracked)), deals_of(tracked)[0].refunded_cents) == (1, 1_000)
    with pytest.raises(NotFound):
        erase_customer(tracked, EMAIL, ALICE)


def test_what_is_sent_again_does_not_bring_an_erased_customer_back(tracked, customer):
    erase_customer(tracked, EMAIL, ALICE)
    assert customer().outcome == "same"
    assert (len(leads_of(tracked)), len(deals_of(tracked))) == (1, 1)
    assert held(tracked, b"unverwechselbar") == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("instagram/lese.fuchs", "…"),
        ("Podcast: bei @Lese.Fuchs gehört", "Podcast: bei … gehört"),
        ("lese.fuchs, glaube ich", "…, glaube ich"),
        ("über lese.fuchsbau", "über lese.fuchsbau"),
        ("@lese.fuchs.berlin", "@lese.fuchs.berlin"),
        ("im Laden", "im Laden"),
    ],
)
def test_a_creator_who_is_forgotten_leaves_the_answers_of_leads(tracked, said, left):
    record_lead(tracked, NewLead("l:1", NOW, "form", source_said=said))
    forget_creator(tracked, "instagram/lese.fuchs")
    (kept,) = leads_of(tracked)
    assert kept.source_said == left


def test_a_short_handle_is_taken_out_only_where_it_is_meant(tracked):
    record_lead(tracked, NewLead("l:1", NOW, "form", source_said="mia hat es erzählt, und @mia"))
    forget_creator(tracked, "tiktok/mia")
    assert leads_of(tracked)[0].source_said == "mia hat es erzählt, und …"
