"""One lasting shift: found where it is, told from a drift, and rare in noise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.measure.change_point import LEAST_VALUES, Shifts


def largest_shift(values):
    return Shifts(values).largest()


def noise(seed, n=200, spread=0.3):
    return np.random.default_rng(seed).normal(0, spread, n)


@pytest.mark.parametrize("place", [40, 100, 170])
@pytest.mark.parametrize("step", [-0.5, 0.5])
def test_a_step_is_found_where_it_is(place, step):
    values = noise(place)
    values[place:] += step
    shift = largest_shift(values)
    assert abs(shift.place - place) <= 5
    assert shift.step == pytest.approx(step, abs=0.15)
    assert shift.z * step > 0
    assert abs(shift.z) > 5
    assert shift.over_line > 3
    assert shift.near == pytest.approx(1, abs=0.6)


def test_a_drift_is_no_step():
    shift = largest_shift(noise(3) + np.linspace(0, 1.2, 200))
    assert shift.over_line < 0
    assert shift.near < 0.6


def test_noise_seldom_looks_like_a_shift():
    """The largest of about 180 standardised sums passes 3.6 in under 5 of 100 series of plain noise."""
    passed = sum(abs(largest_shift(noise(seed)).z) > 3.6 for seed in range(300))
    assert passed < 300 * 0.05


def test_a_single_wild_value_makes_no_shift():
    values = noise(5)
    values[60] = 50.0
    assert abs(largest_shift(values).z) < 4


def test_a_short_series_says_nothing():
    with pytest.raises(ValueError, match="at least"):
        Shifts(noise(1, LEAST_VALUES - 1))
    assert Shifts(noise(1)).at(2) is None


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(-100, 100))
def test_level_does_not_matter_and_order_turns_the_sign(seed, level):
    values = noise(seed, 60)
    plain, moved = largest_shift(values), largest_shift(values + level)
    assert moved.place == plain.place
    assert moved.z == pytest.approx(plain.z, rel=1e-6)
    back, turned = largest_shift(values[::-1]), largest_shift(-values)
    assert abs(back.z) == pytest.approx(abs(plain.z), rel=1e-6)
    assert (turned.z, turned.step) == pytest.approx((-plain.z, -plain.step), rel=1e-6)
