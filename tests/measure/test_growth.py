"""Growth from daily counts: rounding, gaps, frozen counts, dips, and the search for bursts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.measure.growth import daily_growth, find_bursts, rounding_unit


def counts(seed=1, days=200, start=20_000, rate=0.001):
    rng = np.random.default_rng(seed)
    return start + np.cumsum(rng.poisson(start * rate, days)).astype(float)


def grown(series, keep=None):
    day = np.arange(series.size) + 19_000
    keep = np.ones(series.size, bool) if keep is None else keep
    return daily_growth(day[keep], series[keep])


def strongest(series, keep=None):
    bursts = find_bursts(grown(series, keep))
    best = int(np.argmax(bursts.z))
    return int(bursts.start[best]), float(bursts.z[best]), float(bursts.excess[best])


def test_a_jump_is_found_on_its_day_with_its_size():
    series = counts()
    series[120:] += 4000
    start, z, excess = strongest(series)
    assert start == 119
    assert z > 20
    assert excess == pytest.approx(np.log1p(4000 / series[119]), rel=0.1)


def test_a_day_of_a_rise_over_three_days_is_no_window_of_its_own():
    series = counts()
    for day in (120, 121, 122):
        series[day:] += 1500
    bursts = find_bursts(grown(series))
    touching = (bursts.start < 122) & (bursts.start + bursts.days > 119)
    assert (bursts.days[touching & (bursts.z > 10)] >= 3).all()
    assert bursts.excess[touching].max() == pytest.approx(np.log1p(4500 / series[119]), rel=0.1)


def test_a_strong_day_within_weeks_of_slightly_higher_growth_stays():
    series = counts()
    series[100:] += np.minimum(np.arange(100) * 12.0, 300)
    series[120:] += 2000
    bursts = find_bursts(grown(series))
    assert ((bursts.start == 119) & (bursts.days == 1)).any()


def test_steady_growth_has_no_strong_burst():
    # the highest of some 700 windows of Poisson noise: above 6.5 in fewer than 1 of 100 series
    assert max(strongest(counts(seed))[1] for seed in range(20)) < 6.5


def test_a_frozen_count_that_catches_up_is_no_burst():
    series = counts()
    series[100:112] = series[99]
    assert strongest(series)[1] < 6.5


def test_missing_days_are_no_burst():
    keep = np.ones(200, bool)
    keep[60:75] = False
    assert strongest(counts(), keep)[1] < 6.5


def test_a_purge_that_is_taken_back_is_no_burst():
    series = counts()
    series[80:82] *= 0.9
    assert strongest(series)[1] < 6.5


def test_rounded_counts_are_smoothed_between_their_steps():
    series = np.floor(counts(rate=0.002) / 100) * 100
    assert strongest(series)[1] < 8


def test_the_rounding_unit_is_seen_for_each_order_of_magnitude():
    values = np.array([9_811.0, 9_834, 9_977, 10_000, 10_100, 10_300, 12_500])
    assert rounding_unit(values).tolist() == [1, 1, 1, 100, 100, 100, 100]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(100, 10**7), min_size=25, max_size=60), st.integers(1, 3))
def test_any_series_gives_finite_growth_that_adds_up(values, step):
    series = np.array(values, dtype=float)
    growth = daily_growth(np.arange(series.size) * step + 10_000, series)
    assert np.isfinite(growth.excess).all()
    assert growth.noise > 0
    assert growth.change.size == (series.size - 1) * step
