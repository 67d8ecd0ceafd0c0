"""What one touch causes: the ratio of two lifts, its interval, and when it cannot be told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.measure.anytime_bounds import fixed_multiplier
from nahbar.measure.lift_ratio import lift_ratio, ratio_and_interval
from nahbar.measure.lifts import difference, interval
from nahbar.measure.moments import moments_of

Z = fixed_multiplier(0.95)
# What a touch causes, and how often it comes to people in the arm that has it and in the other.
CAUSED, USUAL, MEANT = 0.15, 0.1, 0.6


def arms(rng, people=400, caused=CAUSED, meant=MEANT):
    """Draw an experiment: some in the control are touched all the same, and whoever is eager is touched more often."""
    found = []
    for share in (meant, USUAL):
        eager = rng.random(people)
        touched = rng.random(people) < share * (0.5 + eager)
        before = rng.random(people) < 0.3 * eager
        bought = rng.random(people) < 0.05 + 0.2 * before + 0.1 * eager + caused * touched
        found.append(moments_of(np.column_stack([bought, touched, before]).astype(float)))
    return found


def test_the_interval_holds_the_effect_of_a_touch():
    """Fewer than 14 or more than 46 misses in 600 come in 1 of 400 runs of true intervals; the seed is fixed."""
    rng = np.random.default_rng(5)
    found = [ratio_and_interval(lift_ratio(*arms(rng)), Z) for _ in range(600)]
    missed = sum(one is None or not one[1] <= CAUSED <= one[2] for one in found)
    assert 14 <= missed <= 46
    assert np.mean([one[0] for one in found]) == pytest.approx(CAUSED, abs=0.01)


def test_where_all_of_one_arm_are_touched_it_is_the_plain_lift():
    rng = np.random.default_rng(6)
    drawn = [np.column_stack([rng.random(300) < p, np.full(300, w)]).astype(float) for p, w in ((0.4, 1), (0.2, 0))]
    treated, control = map(moments_of, drawn)
    plain = difference(treated.pick([0]), control.pick([0]), True)
    value, low, high = ratio_and_interval(lift_ratio(treated, control, True), Z)
    assert value == pytest.approx(plain.absolute)
    assert (low, high) == pytest.approx(interval(plain, Z))


@given(st.integers(0, 10**6), st.floats(0.0, 0.3), st.floats(1.0, 3.0))
def test_it_leaves_zero_out_exactly_when_the_lift_of_deals_does(seed, caused, times):
    found = lift_ratio(*arms(np.random.default_rng(seed), 80, caused))
    said = ratio_and_interval(found, times)
    if said is not None:
        low, high = interval(found.outcome, times)
        if min(abs(low), abs(high)) > 1e-9:
            assert (said[1] <= 0.0 <= said[2]) == (low <= 0.0 <= high)


def test_arms_that_are_touched_alike_tell_nothing():
    assert ratio_and_interval(lift_ratio(*arms(np.random.default_rng(7), meant=USUAL)), Z) is None


def test_an_arm_that_keeps_touches_away_tells_nothing_of_a_touch():
    treated, control = arms(np.random.default_rng(8))
    assert ratio_and_interval(lift_ratio(control, treated), Z) is None
