"""Sentences, figures and pacing, from sums alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.campaigns.numbers.comparing import compared, rounded, said_of, said_of_variants
from nahbar.campaigns.numbers.contracts import NO_VALUES, Day, Line, Spent, Sums
from nahbar.campaigns.numbers.figuring import lines, total_line
from nahbar.campaigns.numbers.pacing import paces, time_share
from nahbar.measure.earned_sums import Values


def group(name, clicks, leads):
    return Line(name, name, Sums(clicks=clicks, leads=leads, leads_by_link=leads), {})


def said(*groups):
    return [one.render() for one in said_of(groups)]


def test_a_clear_difference_is_said_with_its_probability():
    (sentence,) = said(group("A", 500, 10), group("B", 500, 40))
    assert sentence == "B brings more leads per click than A with 99% probability."


def test_a_small_difference_says_how_long_to_wait():
    (sentence,) = said(group("A", 200, 8), group("B", 200, 12))
    assert sentence.startswith("Whether B or A brings more leads per click cannot be said before about ")


def test_no_difference_is_not_worth_waiting_for():
    (sentence,) = said(group("A", 20_000, 800), group("B", 20_000, 801))
    assert sentence.endswith("waiting will hardly tell: no large difference shows so far.")


def test_a_handful_of_leads_is_not_compared():
    assert said(group("A", 50, 1), group("B", 50, 2)) == [
        "Who brings more leads cannot be said yet: 3 leads came by links so far."
    ]
    assert said(group("A", 50, 20)) == []
    assert said(group("A", 50, 20), group("", 50, 2)) == []


@pytest.mark.parametrize(("count", "about"), [(1, 1), (14, 14), (372, 400), (1_234, 1_300), (9_100, 10_000)])
def test_about_is_rounded_up(count, about):
    assert rounded(count) == about


def test_variants_are_set_against_each_other_within_a_creator():
    groups = {
        "a\nfox": Sums(clicks=1_000, leads_by_link=20),
        "b\nfox": Sums(clicks=1_000, leads_by_link=90),
        "c\nbert": Sums(clicks=900, leads_by_link=90),
    }
    second, third = compared(groups)
    assert (second.second, second.decided) == ("b", True)
    assert (third.second, third.ratio) == ("c", None)
    told = [one.render() for one in said_of_variants([second, third])]
    assert told == [
        "Variant b brings more leads per click than a.",
        "Variants a and c have no creator in common: they cannot be compared.",
    ]


COUNTS = st.builds(
    lambda clicks, leads, qualified, values, back: Sums(
        clicks=clicks,
        leads=leads,
        qualified=qualified,
        orders=len(values),
        leads_by_link=leads,
        deals_by_link=len(values),
        deals=Values(len(values), sum(values), sum(one**2 for one in values), max(values, default=0.0)),
        refunds=Values(1, back, back**2, back) if back else NO_VALUES,
    ),
    st.integers(0, 3000),
    st.integers(0, 300),
    st.integers(0, 300),
    st.lists(st.floats(1, 1e7), max_size=8),
    st.sampled_from([0.0, 5.0, 1e9]),
)


@given(COUNTS, st.integers(0, 10**7), st.integers(0, 10**6))
@settings(deadline=None)
def test_every_figure_lies_within_its_interval_or_cannot_be_told(sums, fee, reach):
    for figure in total_line(sums, Spent(fee, fee // 10), reach).figures.values():
        if figure is not None and not figure.exact:
            assert figure.low <= figure.value * (1 + 1e-9) + 1e-9
            assert figure.high is None or figure.value <= figure.high * (1 + 1e-9) + 1e-9


@given(st.dictionaries(st.sampled_from(["a", "b", "c", ""]), COUNTS, min_size=1))
@settings(max_examples=25, deadline=None)
def test_every_group_has_its_line_and_the_unknown_stands_last(groups):
    found = lines(groups, NO_VALUES, {})
    assert {one.name for one in found} == set(groups)
    assert "" not in [one.name for one in found[:-1]]


def test_nothing_spent_has_no_cost():
    figures = total_line(Sums(clicks=5, leads=1), Spent(), 0).figures
    assert figures["spend"].value == 0
    assert not {"cpc", "cpm", "ctr", "reach", "return_on_spend"} & set(figures)


def test_targets_stand_beside_their_time():
    total = total_line(Sums(clicks=300, leads=20), Spent(50_000), 0)
    days = [Day(day, "lead", "", 2, 0.0) for day in range(100, 110)]
    leads, clicks, posts, budget = paces(
        {"leads": 40, "clicks": 300, "posts": 4}, 100_000, total, 1, days, [], (100, 119, 110)
    )
    assert time_share(100, 119, 110) == 0.5
    assert (leads.share, leads.reached) == (0.5, 20)
    assert leads.projected.low < 40 < leads.projected.high
    assert 0.3 < leads.chance < 0.7
    assert clicks.chance == 1.0
    assert (posts.share, posts.projected) == (0.25, None)
    assert (budget.name, budget.share) == ("budget", 0.5)


def test_without_dates_nothing_is_projected():
    total = total_line(Sums(leads=20), Spent(), 0)
    (leads,) = paces({"leads": 40}, None, total, 0, [Day(1, "lead", "", 20, 0.0)], [], (None, None, 9))
    assert (leads.share, leads.projected) == (0.5, None)
    assert time_share(None, 5, 9) is None


def test_after_its_end_the_time_is_over():
    assert time_share(0, 9, 400) == 1.0
    assert time_share(10, 19, 5) == 0.0
