"""Intervals of shares against statsmodels, and shares by period."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from nahbar.measure.proportion import jeffreys_interval, share_by_period, wilson_interval

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.sampled_from([0.8, 0.95]))
def test_wilson_is_that_of_statsmodels(counts, level):
    expected = proportion_confint(*counts, alpha=1 - level, method="wilson")
    np.testing.assert_allclose(wilson_interval(*counts, level), np.clip(expected, 0, 1), atol=1e-9)


@given(st.integers(2, 400).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))))
def test_jeffreys_is_that_of_statsmodels(counts):
    expected = proportion_confint(*counts, alpha=0.05, method="jeffreys")
    np.testing.assert_allclose(jeffreys_interval(*counts), expected, atol=1e-9)


@pytest.mark.parametrize("interval", [jeffreys_interval, wilson_interval])
def test_no_observation_says_nothing(interval):
    assert interval(0, 0) == (0.0, 1.0)


def test_jeffreys_touches_the_ends():
    assert jeffreys_interval(0, 20)[0] == 0.0
    assert jeffreys_interval(20, 20)[1] == 1.0


@pytest.mark.parametrize("interval", [jeffreys_interval, wilson_interval])
def test_more_hits_than_observations_are_refused(interval):
    with pytest.raises(ValueError, match="between 0 and n"):
        interval(3, 2)


def test_share_by_period_lists_empty_periods():
    found = share_by_period(np.array([True, False, True]), np.array([0, 5, 25]), 10)
    assert found.start.tolist() == [0, 10, 20]
    assert found.n.tolist() == [2, 0, 1]
    assert found.hits.tolist() == [1, 0, 1]
    assert (found.low[1], found.high[1]) == (0.0, 1.0)


def test_share_by_period_of_nothing_is_empty():
    assert len(share_by_period(np.array([], dtype=bool), np.array([], dtype=np.int64), 10).n) == 0


def test_period_must_be_positive():
    with pytest.raises(ValueError, match="positive"):
        share_by_period(np.array([True]), np.array([0]), 0)
