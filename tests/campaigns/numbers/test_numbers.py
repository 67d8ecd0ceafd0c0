"""A campaign's numbers from the store and the lake: counted once, apart by currency, on both engines."""

from __future__ import annotations

import pytest

from nahbar.campaigns.agree.service.campaigns import create_campaign
from nahbar.campaigns.numbers.service import numbers_of
from nahbar.kernel.errors import NotFound
from nahbar.kernel.journal import append
from nahbar.kernel.lake import seal
from nahbar.kernel.touchpoints import Touchpoint
from tests.campaigns.conftest import BERT, FOX, PLAN
from tests.campaigns.numbers.conftest import BERT_CLICKS, FOX_CLICKS, MICROS, agree, clicks
from tests.conftest import ALICE, both_engines


def line(numbers, name, group="creators"):
    return next(one for one in getattr(numbers, group) if one.name == name)


@both_engines
def test_everything_is_counted_once_sealed_or_not(shop, earned):
    before = numbers_of(shop, earned)
    sums = before.total.sums
    assert (sums.clicks, sums.leads, sums.qualified, sums.orders) == (FOX_CLICKS + BERT_CLICKS, 8, 3, 3)
    assert (sums.deals.n, sums.deals.total, sums.refunds.total) == (2, 12_000, 2_000)
    assert (sums.leads_by_link, sums.deals_by_link) == (7, 2)
    seal(shop)
    assert numbers_of(shop, earned).total == before.total


def test_creators_get_what_came_by_their_links_and_codes(shop, earned):
    found = numbers_of(shop, earned)
    assert [one.name for one in found.creators] == [FOX, BERT]
    fox, bert = line(found, FOX), line(found, BERT)
    assert (fox.sums.clicks, fox.sums.leads, fox.sums.qualified, fox.sums.orders) == (FOX_CLICKS, 7, 3, 2)
    assert (bert.sums.clicks, bert.sums.leads, bert.sums.orders, bert.sums.deals.n) == (BERT_CLICKS, 1, 1, 0)
    assert fox.figures["spend"].value == 30_000
    assert fox.figures["cost_per_qualified_lead"].value == 10_000
    assert bert.figures["cost_per_qualified_lead"] is None


def test_another_currency_stands_apart(shop, earned):
    found = numbers_of(shop, earned)
    (francs,) = found.others
    assert (francs.currency, francs.deals, francs.revenue_cents, francs.refunds_cents) == ("CHF", 1, 9_000, 0)
    assert found.total.figures["revenue"].value == 12_000
    assert found.total.figures["return_on_spend"].value == pytest.approx(10_000 / 50_000)


def test_posts_and_variants_are_those_of_the_links(shop, earned):
    found = numbers_of(shop, earned)
    assert line(found, f"{FOX}\nreel", "posts").sums.clicks == FOX_CLICKS - 20
    assert {one.name: one.sums.clicks for one in found.variants} == {"a": 40 + BERT_CLICKS, "b": 20, "": 0}
    (pair,) = found.compared
    assert (pair.first, pair.second, pair.decided) == ("a", "b", False)


def test_a_share_of_sales_is_spent_too(shop, campaign, monkeypatch):
    from nahbar.campaigns.agree import seams
    from nahbar.campaigns.payouts.contracts import Deal

    agree(shop, campaign, FOX, 1_000, share_bp=1_000)
    deals = [Deal("1", 1, 5_000, "EUR", 1_000), Deal("1", 1, 5_000, "EUR", 1_000), Deal("2", 1, 900, "CHF")]
    seams.provide(deals=lambda house, one: deals)
    assert numbers_of(shop, campaign).total.figures["spend"].value == 1_000 + 400


def test_a_campaign_where_nothing_came_in_is_empty(shop, campaign):
    found = numbers_of(shop, campaign)
    assert found.empty
    assert not found.said
    assert all(pace.projected is None for pace in found.pacing)
    with pytest.raises(NotFound):
        numbers_of(shop, 999)


def test_another_campaign_keeps_what_is_its_own(shop, earned):
    other = create_campaign(shop, {**PLAN, "name": "Advent"}, ALICE)
    with shop.store.write() as connection:
        append(connection, clicks("advent", FOX, 5, campaign="Advent"), MICROS)
    assert numbers_of(shop, other).total.sums.clicks == 5
    assert numbers_of(shop, earned).total.sums.clicks == FOX_CLICKS + BERT_CLICKS


def test_names_are_compared_without_capitals_and_as_utm_parameters_carry_them(shop):
    number = create_campaign(shop, {**PLAN, "name": "Frühling  Über 30"}, ALICE)
    points = [
        *clicks("one", FOX, 2, campaign="frühling über 30"),
        *clicks("two", FOX, 3, campaign="fruehling-ueber-30"),
        *clicks("three", FOX, 4, campaign="Frühling Über 30"),
    ]
    with shop.store.write() as connection:
        append(connection, points, MICROS)
    assert numbers_of(shop, number).total.sums.clicks == 9


def test_what_names_only_a_link_or_a_code_belongs_to_its_campaign(shop, earned):
    code = next(one for one in codes(shop))
    points = [
        Touchpoint(id="a", time=10**15, kind="lead", link="bert-a"),
        Touchpoint(id="b", time=10**15, kind="deal", code=code, value_cents=100, currency="EUR"),
        Touchpoint(id="c", time=10**15, kind="deal", code="FREMD", value_cents=100, currency="EUR"),
        Touchpoint(id="d", time=10**15, kind="view", link="bert-a"),
    ]
    before = numbers_of(shop, earned)
    with shop.store.write() as connection:
        append(connection, points, MICROS)
    after = numbers_of(shop, earned)
    assert line(after, BERT).sums.leads == line(before, BERT).sums.leads + 1
    assert line(after, FOX).sums.orders == line(before, FOX).sums.orders + 1
    assert after.total.sums.orders == before.total.sums.orders + 1


def codes(house):
    from nahbar.campaigns.links.service.codes import list_codes

    return [one.code for one in list_codes(house)]
