"""The targets of one split link, set against each other by what came of their clicks."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from nahbar.campaigns.leads import NewLead, Traces
from nahbar.campaigns.leads.service.recording import record_leads
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.campaigns.numbers.as_json import numbers_json
from nahbar.campaigns.numbers.contracts import Target
from nahbar.campaigns.numbers.service import numbers_of
from nahbar.campaigns.numbers.splitting import compared_targets, said_of_targets
from nahbar.campaigns.numbers.web import MOST_LINES, busiest
from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.journal import append
from nahbar.kernel.lake import seal
from nahbar.kernel.touchpoints import Touchpoint
from tests.campaigns.conftest import FOX
from tests.campaigns.numbers.conftest import MICROS
from tests.conftest import ALICE, both_engines
from tests.web import add_people, served, sign_in, texts


def said(*targets):
    return [one.render() for one in said_of_targets(targets, compared_targets(targets))]


def target(letter, clicks, leads=0, deals=0, link="fuchs"):
    return Target(link, letter, f"https://example.org/{letter}", clicks, leads, deals)


def test_a_clear_difference_is_decided():
    assert said(target("a", 1_000, leads=20), target("b", 1_000, leads=90)) == [
        "Target B of the link fuchs brings more leads per click than target A."
    ]


def test_a_small_difference_says_how_long_to_wait():
    (sentence,) = said(target("a", 1_000, deals=20), target("b", 1_000, deals=31))
    assert sentence.startswith(
        "Whether target A or B of the link fuchs brings more deals per click cannot be said before"
    )


def test_no_difference_is_not_worth_waiting_for():
    (sentence,) = said(target("a", 1_000, leads=30), target("b", 1_000, leads=30))
    assert "waiting will hardly tell" in sentence


def test_a_page_shows_the_links_with_the_most_clicks():
    many = [target(letter, n, link=f"l{n:03}") for n in range(100) for letter in "ab"]
    shown, splits = busiest(SimpleNamespace(targets=many, splits=compared_targets(many)))
    assert len(shown) == MOST_LINES
    assert [one.link for one in shown[:4]] == ["l099", "l099", "l098", "l098"]
    assert {one.link for one in splits} <= {one.link for one in shown}


def test_without_any_lead_the_link_says_so_once():
    assert said(target("a", 50), target("b", 40), target("c", 0)) == [
        "Which target of the link fuchs brings more cannot be said yet: nothing came by its clicks."
    ]


def test_each_target_is_set_against_the_one_with_most_clicks_within_its_link():
    found = compared_targets(
        [target("a", 10), target("b", 30), target("a", 5, link="eule"), target("b", 4, link="eule")]
    )
    assert [(one.link, one.first, one.second, one.outcome) for one in found] == [
        ("eule", "A", "B", "leads"), ("eule", "A", "B", "deals"),
        ("fuchs", "B", "A", "leads"), ("fuchs", "B", "A", "deals"),
    ]  # fmt: skip


def test_more_orders_than_clicks_count_as_all_of_them():
    (leads, _) = compared_targets([target("a", 5, leads=9), target("b", 5, leads=1)])
    assert leads.ratio == pytest.approx(0.2)


def test_equal_targets_read_daily_are_seldom_called_different():
    """200 links, 20 looks each. If 3 of 100 are called different, more than 14 are so with a chance below 1e-3."""
    rng = np.random.default_rng(7)
    wrong = 0
    for _ in range(200):
        leads = rng.binomial(50, 0.05, size=(20, 2)).cumsum(axis=0)
        looks = [
            compared_targets([target("a", 50 * (day + 1), int(one)), target("b", 50 * (day + 1), int(two))])
            for day, (one, two) in enumerate(leads)
        ]
        wrong += any(one.decided for look in looks for one in look)
    assert wrong <= 14


@pytest.fixture
def split(shop, campaign):
    """A link with two targets, 30 clicks each with consent, of which 6 of the second became leads."""
    targets = "https://shop.example.org/x\nhttps://shop.example.org/y"
    add_link(shop, {"slug": "halb", "creator": FOX, "campaign": "Herbstlese", "target": targets}, ALICE)
    at = now() - 2 * SECONDS_A_DAY
    points = [
        Touchpoint(id=f"{n:032x}", time=(at + n) * MICROS, kind="click", creator=FOX, campaign="herbstlese",
                   link="halb", assignment=f"halb/{'ab'[n % 2]}", consent=True)
        for n in range(60)
    ]  # fmt: skip
    with shop.store.write() as connection:
        append(connection, points, now() * MICROS)
    return campaign


def leads_of(*clicks):
    return [NewLead(f"lead-{n}", now() - 60, "form", Traces(click=f"{n:032x}")) for n in clicks]


@both_engines
def test_a_lead_counts_for_the_target_of_its_click_sealed_or_not(shop, split):
    record_leads(shop, leads_of(1, 3))
    seal(shop)
    record_leads(shop, [*leads_of(0, 5), NewLead("other", now() - 60, "form", Traces(link="halb"))])
    found = numbers_json(numbers_of(shop, split))
    assert [(one["letter"], one["clicks"], one["leads"]) for one in found["targets"]] == [("a", 30, 1), ("b", 30, 3)]
    assert [(one["outcome"], one["decided"]) for one in found["splits"]] == [("leads", False), ("deals", False)]


def test_the_page_says_it_in_a_sentence_and_a_table(shop, split):
    record_leads(shop, leads_of(1, 3, 5, 7, 9, 11, 2))
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "viewer")
        page = texts(client.get(f"/campaigns/{split}/numbers").text)
    assert "Whether target A or B of the link halb brings more leads per click cannot be said before about" in page
    assert "halb · B https://shop.example.org/y 6 0 30" in page
