"""Choices under a budget against every choice there is: within the limits, above the guarantee, below the bound."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.measure import selection
from nahbar.measure.coverage import from_people
from nahbar.measure.selection import Limits, choose, ordered, rank_by
from nahbar.measure.selection_bounds import solve, upper_bound

N = 7
GUARANTEE = 1 - 1 / np.sqrt(np.e)


@st.composite
def problems(draw):
    sets = draw(st.lists(st.frozensets(st.integers(0, 30), max_size=12), min_size=N, max_size=N))
    quality = draw(st.lists(st.sampled_from([0.3, 0.8, 1.0]), min_size=N, max_size=N))
    cost = draw(st.lists(st.integers(1, 9), min_size=N, max_size=N))
    budget = draw(st.integers(1, 30))
    most = draw(st.integers(1, N))
    coverage = from_people([np.array(sorted(one), dtype=np.int64) for one in sets], 1.0, np.array(quality))
    return coverage, np.array(cost, dtype=float), Limits(float(budget), most)


def allowed(cost, limits):
    for k in range(N + 1):
        for one in combinations(range(N), k):
            fits = cost[list(one)].sum() <= limits.budget and len(one) <= limits.most
            if fits and limits.niches_of(one) >= limits.least_niches:
                yield list(one)


def best_of_all(coverage, cost, limits):
    return max((coverage.value(one) for one in allowed(cost, limits)), default=0.0)


@settings(max_examples=80, deadline=None)
@given(problems())
def test_a_choice_keeps_its_limits_and_its_guarantee(problem):
    coverage, cost, limits = problem
    chosen = choose(coverage, cost, limits)
    assert cost[chosen].sum() <= limits.budget
    assert len(set(chosen)) == len(chosen) <= limits.most
    # The guarantee speaks of a budget alone; with a limit on the number too, the exchanges keep it here.
    assert coverage.value(chosen) >= GUARANTEE * best_of_all(coverage, cost, limits) - 1e-9


@settings(max_examples=80, deadline=None)
@given(problems())
def test_no_choice_exceeds_the_bound(problem):
    coverage, cost, limits = problem
    best = best_of_all(coverage, cost, limits)
    assert upper_bound(coverage, cost, limits, choose(coverage, cost, limits)) >= best - 1e-9
    assert upper_bound(coverage, cost, limits, []) >= best - 1e-9


@settings(max_examples=25, deadline=None)
@given(problems(), st.integers(0, 3))
def test_the_solver_finds_the_best_choice(problem, niches):
    coverage, cost, plain = problem
    limits = Limits(plain.budget, plain.most, niches, np.array([0, 0, 1, 1, 2, -1, -1]))
    best = best_of_all(coverage, cost, limits)
    exact = solve(coverage, cost, limits)
    assert exact is not None
    if best > 0:
        assert coverage.value(exact.chosen) == pytest.approx(best, rel=2e-4)
        assert exact.bound >= best * (1 - 1e-6)


def instance(seed, n=30):
    rng = np.random.default_rng(seed)
    homes = rng.integers(0, 4, n)
    people = [
        np.unique(homes[k] * 800 + rng.integers(0, 1_600, rng.integers(50, 600))).astype(np.int64) for k in range(n)
    ]
    cost = np.round(np.array([len(one) for one in people]) * rng.uniform(0.6, 1.6, n)) + 5
    return from_people(people), cost, Limits(float(cost.sum() * 0.15), n)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_within_one_percent_of_the_solver(seed):
    coverage, cost, limits = instance(seed)
    exact = solve(coverage, cost, limits)
    assert exact is not None
    assert coverage.value(choose(coverage, cost, limits)) >= 0.99 * coverage.value(exact.chosen)


def test_where_everybody_fits_everybody_is_taken_without_a_search(monkeypatch):
    sets = [np.array([k, k + 1], dtype=np.int64) for k in range(400)]
    coverage, cost = from_people(sets, 1.0, np.ones(400)), np.ones(400)
    monkeypatch.setattr(selection, "_fill", None)
    assert len(choose(coverage, cost, Limits(400.0, 400))) == 400
    with pytest.raises(TypeError):
        choose(coverage, cost, Limits(399.0, 400))


def test_it_beats_a_ranking_by_size_where_the_large_ones_overlap():
    large = [np.arange(100) for _ in range(3)]
    small = [np.arange(100 + 40 * k, 140 + 40 * k) for k in range(3)]
    coverage, cost = from_people([*large, *small]), np.array([3.0, 3.0, 3.0, 1.0, 1.0, 1.0])
    limits = Limits(6.0, 6)
    ranked = rank_by(coverage.sizes(), cost, limits)
    assert (coverage.value(ranked), coverage.value(choose(coverage, cost, limits))) == (100.0, 220.0)


def test_niches_are_kept_where_they_can_be():
    people = [np.arange(100), np.arange(100, 190), np.arange(200, 210)]
    limits = Limits(2.0, 3, 2, np.array([0, 0, 1]))
    assert sorted(choose(from_people(people), np.ones(3), limits)) == [0, 2]
    none = Limits(2.0, 3, 3, np.array([0, 0, 1]))
    assert choose(from_people(people), np.ones(3), none) == []


def test_a_ranking_skips_what_no_longer_fits_and_what_it_does_not_know():
    key = np.array([5.0, 4.0, np.nan, 3.0])
    assert rank_by(key, np.array([3.0, 9.0, 1.0, 2.0]), Limits(5.0, 4)) == [0, 3]


def test_a_choice_is_told_in_the_order_of_what_each_adds():
    coverage = from_people([np.arange(10), np.arange(50), np.arange(45, 80)])
    assert ordered(coverage, [0, 2, 1]) == [1, 2, 0]
