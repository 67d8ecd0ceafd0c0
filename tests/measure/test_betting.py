"""Betting sequences: rarely wrong at any look also where asymptotics fail, and not too wide."""

from __future__ import annotations

import numpy as np
import pytest

from nahbar.measure import betting
from nahbar.measure.betting import betting_interval, betting_lift


def test_rare_events_are_covered_at_all_looks_together(monkeypatch):
    # 120 runs of 300 people with 2 % hits: the promise is at most 5 %, chance adds up to 4 %. A coarse grid is quick.
    monkeypatch.setattr(betting, "GRID", 200)
    rng = np.random.default_rng(4)
    misses = 0
    for _ in range(120):
        low, high = betting_interval((rng.random(300) < 0.02).astype(float), 0.0, 1.0)
        misses += not low <= 0.02 <= high
    assert misses / 120 < 0.09


def test_the_interval_is_about_as_narrow_as_theory_says():
    outcomes = np.random.default_rng(5).random(5000)
    low, high = betting_interval(outcomes, 0.0, 1.0)
    assert low < outcomes.mean() < high
    # One look's interval would be 0.016 wide; holding at every look costs about twice as much at most.
    assert high - low < 0.04


def test_a_lift_of_shares_is_found_and_covered():
    rng = np.random.default_rng(6)
    treated = rng.random(4000) < 0.5
    outcomes = (rng.random(4000) < np.where(treated, 0.6, 0.3)).astype(float)
    low, high = betting_lift(treated, outcomes, 0.0, 1.0)
    assert 0.0 < low < 0.3 < high < 0.5


def test_outcomes_outside_their_bounds_are_refused():
    with pytest.raises(ValueError, match="between"):
        betting_interval(np.array([0.5, 1.5]), 0.0, 1.0)
