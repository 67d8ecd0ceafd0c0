"""Unions of several audiences from sizes and pairs alone, against populations in which everyone is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.measure.coverage import from_people
from nahbar.measure.pseudo_people import (
    ACTIVITY_VARIANCE,
    Overlaps,
    draw_population,
    expected_union,
    union_between,
)

PEOPLE, AUDIENCES = 20_000, 25


def population(seed, variance):
    """People in communities, some more active than others; every audience is at home in one community."""
    rng = np.random.default_rng(seed)
    groups = int(rng.integers(2, 6))
    home = rng.integers(0, groups, PEOPLE)
    activity = rng.gamma(1 / variance, variance, PEOPLE) if variance else np.ones(PEOPLE)
    sizes = np.exp(rng.normal(np.log(700), 0.8, AUDIENCES)).clip(50, PEOPLE * 0.3)
    found = []
    for size in sizes:
        loyal = rng.uniform(0.3, 0.9)
        likely = activity * ((home == rng.integers(0, groups)) * loyal * groups + (1 - loyal))
        found.append(np.flatnonzero(rng.random(PEOPLE) < likely / likely.sum() * size))
    return found


def matrix(people):
    sets = [set(one.tolist()) for one in people]
    return np.array([[float(len(one & other)) for other in sets] for one in sets])


def overlaps(shared):
    one, other = np.triu_indices(len(shared), 1)
    return Overlaps(np.diag(shared).copy(), one, other, shared[one, other])


@pytest.mark.parametrize("variance", [0.0, 0.5, 2.0])
def test_unions_come_out_within_six_percent_whatever_the_activity(variance):
    # The largest error of 60 unions a world; measured 1 to 5 %.
    worst = 0.0
    for seed in range(3):
        people = population(seed, variance)
        shared = matrix(people)
        built = draw_population(overlaps(shared), np.ones(AUDIENCES), activity_variance=ACTIVITY_VARIANCE, seed=1)
        rng = np.random.default_rng(seed)
        for _ in range(20):
            chosen = rng.choice(AUDIENCES, rng.integers(2, 15), replace=False)
            truth = len(np.unique(np.concatenate([people[one] for one in chosen])))
            without_drawing = expected_union(shared[np.ix_(chosen, chosen)], ACTIVITY_VARIANCE)
            for guess in (built.value([int(one) for one in chosen]), without_drawing):
                worst = max(worst, abs(guess / truth - 1))
    assert worst < 0.06 if variance < 2 else worst < 0.09


def test_sizes_are_kept_exactly_and_pairs_closely():
    shared = matrix(population(7, 0.5))
    built = draw_population(overlaps(shared), np.ones(AUDIENCES), activity_variance=ACTIVITY_VARIANCE, seed=3)
    assert built.sizes() == pytest.approx(np.diag(shared), rel=0.02)
    both = [shared[a, a] + shared[b, b] - built.value([a, b]) for a in range(5) for b in range(5, 10)]
    given_pairs = [shared[a, b] for a in range(5) for b in range(5, 10)]
    assert np.sum(both) == pytest.approx(np.sum(given_pairs), rel=0.05)


sets = st.lists(st.frozensets(st.integers(0, 20), min_size=1), min_size=1, max_size=6)


@given(sets)
def test_the_bounds_hold_for_any_people(audiences):
    low, high = union_between(matrix([np.array(sorted(one)) for one in audiences]))
    truth = len(frozenset().union(*audiences))
    assert low - 1e-9 <= truth <= high + 1e-9


@given(sets)
def test_two_audiences_are_told_exactly(audiences):
    pair = [np.array(sorted(one)) for one in audiences[:2]]
    truth = len(set(np.concatenate(pair).tolist()))
    assert expected_union(matrix(pair), 0.0) == pytest.approx(truth, rel=0.15)


def test_audiences_that_share_nobody_add_up():
    apart = Overlaps(np.array([10.0, 20.0]), np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    assert draw_population(apart, np.ones(2), activity_variance=0.6, seed=1).value([0, 1]) == pytest.approx(30)


def test_one_and_the_same_audience_is_counted_once():
    twice = Overlaps(np.array([100.0, 100.0]), np.array([0]), np.array([1]), np.array([100.0]))
    assert draw_population(twice, np.ones(2), activity_variance=0.6, seed=1).value([0, 1]) == pytest.approx(
        100, rel=0.05
    )
    same = from_people([np.arange(100), np.arange(100)])
    assert same.value([0, 1]) == 100
