"""What people type of campaigns, terms and deliverables; and what follows from terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.agree.contracts import Collaboration, Deliverable, Terms
from nahbar.campaigns.agree.reading import read_deliverable, read_plan, read_terms
from nahbar.campaigns.agree.terms import WARN_DAYS, bound, is_late, next_due, rights_now
from nahbar.kernel.errors import BadInput
from tests.campaigns.conftest import PLAN


def test_a_campaign_is_read_as_people_write_it():
    plan = read_plan(PLAN, "EUR").sure()
    assert (plan.budget_cents, plan.currency, plan.kpis) == (500_000, "EUR", {"leads": 40, "clicks": 1_000})
    assert plan.formats == ("product test", "giveaway")
    assert plan.ends_day - plan.starts_day == 84


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"goal": "fame"}, "goal"),
        ({"goal": ""}, "goal"),
        ({"law": "fr"}, "law"),
        ({"budget": "viel"}, "budget"),
        ({"budget": "-5"}, "budget"),
        ({"starts": "2026-13-01"}, "starts"),
        ({"starts": "bald"}, "starts"),
        ({"ends": "2026-09-30"}, "ends"),
        ({"ends": "9999-01-01"}, "ends"),
        ({"kpi-leads": "many"}, "kpi-leads"),
        ({"kpi-leads": "-1"}, "kpi-leads"),
        ({"kpi-leads": "9" * 30}, "kpi-leads"),
        ({"formats": "skywriting"}, "formats"),
        ({"currency": "Euroos"}, "currency"),
        ({"audience": "x" * 2_001}, "audience"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(change, field):
    read = read_plan({**PLAN, **change}, "EUR")
    assert list(read.problems) == [field]
    with pytest.raises(BadInput):
        read.sure()


def test_everything_that_is_wrong_is_said_at_once():
    assert set(read_plan({"budget": "viel"}, "EUR").problems) == {"name", "goal", "law", "budget"}


@given(st.dictionaries(st.sampled_from([*PLAN, "currency"]), st.text(max_size=40)))
def test_no_text_breaks_the_reader(given_values):
    read = read_plan(given_values, "EUR")
    assert (read.value is None) == bool(read.problems)


def test_terms_hold_money_products_and_a_share():
    terms = read_terms(
        {"fee": "450", "products": "Drei Bücher", "share": "7,5", "hold_days": "30", "rights_media": "website,paid ads",
         "rights_days": "90", "rights_where": "DACH"}
    ).sure()  # fmt: skip
    assert (terms.fee_cents, terms.share_bp, terms.hold_days, terms.rights_days) == (45_000, 750, 30, 90)
    assert terms.rights_media == ("website", "paid ads")
    assert terms.paid
    assert Terms.from_dict(terms.to_dict()) == terms


@pytest.mark.parametrize(
    ("given_values", "field"),
    [
        ({"share": "101"}, "share"),
        ({"rights_media": "website"}, "rights_days"),
        ({"rights_days": "30"}, "rights_media"),
        ({"hold_days": "9999"}, "hold_days"),
    ],
)
def test_terms_that_cannot_be_agreed_on_are_refused(given_values, field):
    assert list(read_terms(given_values).problems) == [field]


def test_nothing_offered_is_no_pay():
    assert not read_terms({}).sure().paid


def test_a_deliverable_has_a_kind():
    assert list(read_deliverable({"kind": "poem"}).problems) == ["kind"]
    assert read_deliverable({"kind": "video", "due": "30.11.2026"}).sure().due_day == 20_787


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (100, "runs"),
        (100 + 29 - WARN_DAYS, "runs"),
        (100 + 30 - WARN_DAYS, "ends soon"),
        (129, "ends soon"),
        (130, "ended"),
    ],
)
def test_rights_end_when_they_were_agreed_to_end(today, state):
    now = rights_now(Terms(rights_media=("website",), rights_days=30), 100, today)
    assert (now.state, now.last_day) == (state, 129)


def test_rights_begin_with_the_first_post_or_never():
    assert rights_now(Terms(rights_media=("website",), rights_days=30), None, 100).state == "not yet"
    assert rights_now(Terms(), 100, 100).state == "none"


def test_a_deliverable_is_late_from_the_day_after():
    owed = Deliverable(1, "post", 100, "", None)
    assert not is_late(owed, 100)
    assert is_late(owed, 101)
    assert not is_late(Deliverable(1, "post", 100, "", 99), 101)
    assert next_due([owed, Deliverable(2, "post", 90, "", 90), Deliverable(3, "post", None, "", None)]) == 100


def test_fees_are_bound_once_they_are_agreed_on():
    def one(number, state):
        return Collaboration(number, 1, number, state, Terms(fee_cents=100), 1, 0, 0)

    states = ("shortlisted", "invited", "agreed", "posted", "paid", "declined", "cancelled")
    found = bound([one(number, state) for number, state in enumerate(states)])
    assert (found.agreed_cents, found.offered_cents) == (300, 100)
