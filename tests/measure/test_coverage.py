"""People counted once: the value of a choice is monotone and submodular, and merging cells changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.measure.coverage import Covered, from_links, from_people, lost_without, whole
from nahbar.measure.selection_bounds import levels

N = 6
audiences = st.lists(st.frozensets(st.integers(0, 25)), min_size=N, max_size=N)
qualities = st.lists(st.sampled_from([0.0, 0.2, 0.5, 1.0]), min_size=N, max_size=N)
choices = st.lists(st.integers(0, N - 1), unique=True)


def built(sets, quality):
    people = [np.array(sorted(one), dtype=np.int64) for one in sets]
    return from_people(people, 1.0, np.array(quality))


def by_hand(sets, quality, chosen):
    return sum(max((quality[i] for i in chosen if person in sets[i]), default=0.0) for person in range(26))


@given(audiences, qualities, choices)
def test_everyone_counts_once_with_the_best_quality(sets, quality, chosen):
    assert built(sets, quality).value(chosen) == pytest.approx(by_hand(sets, quality, chosen))


@given(audiences, qualities, choices, st.integers(0, N - 1))
def test_more_never_reach_fewer(sets, quality, chosen, one):
    coverage = built(sets, quality)
    assert coverage.value([*dict.fromkeys([*chosen, one])]) >= coverage.value(chosen) - 1e-9


@given(audiences, qualities, choices, st.integers(0, N), st.integers(0, N - 1))
def test_the_later_an_audience_comes_the_less_it_adds(sets, quality, chosen, cut, one):
    coverage = built(sets, quality)
    early = Covered(coverage, chosen[:cut]).gain(one)
    assert one in chosen[:cut] or early >= Covered(coverage, chosen).gain(one) - 1e-9


@given(audiences, qualities, choices)
def test_all_gains_at_once_are_those_one_by_one(sets, quality, chosen):
    covered = Covered(built(sets, quality), chosen)
    assert covered.gains() == pytest.approx([covered.gain(one) for one in range(N)])


@given(audiences, qualities)
def test_all_together_are_worth_the_same_at_once(sets, quality):
    coverage = built(sets, quality)
    assert whole(coverage) == pytest.approx(coverage.value(range(N)))


@given(audiences, qualities, choices)
def test_what_is_lost_without_one_is_the_value_less_the_rest(sets, quality, chosen):
    coverage = built(sets, quality)
    rest = [coverage.value([other for other in chosen if other != one]) for one in chosen]
    assert lost_without(coverage, chosen) == pytest.approx([coverage.value(chosen) - one for one in rest])


@settings(max_examples=60)
@given(audiences, qualities, choices)
def test_steps_of_quality_are_the_same_function(sets, quality, chosen):
    coverage = built(sets, quality)
    assert levels(coverage).value(chosen) == pytest.approx(coverage.value(chosen))


def test_people_of_one_audience_and_of_equal_memberships_are_kept_together():
    coverage = from_people([np.array([1, 2, 3, 4]), np.array([3, 4, 5])], 2.0)
    assert coverage.alone.tolist() == [4.0, 2.0]
    assert coverage.weight.tolist() == [4.0]
    assert coverage.sizes().tolist() == [8.0, 6.0]


def test_no_audience_at_all_holds_nobody():
    coverage = from_links(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), 2)
    assert coverage.value([0, 1]) == 0.0
