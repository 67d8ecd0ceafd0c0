"""Ratios of counts: known values, the other way round, and coverage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from nahbar.measure.count_ratio import difference_of_sums, ratio_of_counts
from nahbar.measure.earned_sums import Interval, count_interval

counts = st.integers(0, 500)


@given(counts, counts)
def test_it_is_the_exact_interval_of_the_share_turned_over(now, before):
    found = ratio_of_counts(now, before)
    if not now + before:
        assert found is None
        return
    share = binomtest(now, now + before).proportion_ci(0.95, method="exact")
    assert found.low == pytest.approx(share.low / (1 - share.low), rel=1e-6, abs=1e-9)
    if before:
        assert found.high == pytest.approx(share.high / (1 - share.high), rel=1e-6)
    else:
        assert found.high is None


@given(st.integers(1, 500), st.integers(1, 500), st.floats(0.1, 10))
def test_looked_at_the_other_way_it_is_the_inverse(now, before, times):
    there, back = ratio_of_counts(now, before, times), ratio_of_counts(before, now, 1 / times)
    assert there.value == pytest.approx(1 / back.value)
    assert there.low == pytest.approx(1 / back.high)


def test_a_month_of_31_days_is_compared_by_the_day():
    assert ratio_of_counts(31, 28, 31 / 28).value == pytest.approx(1.0)


def test_counts_below_zero_and_no_time_are_refused():
    for given_ in ((-1, 1, 1.0), (1, 1, 0.0)):
        with pytest.raises(ValueError, match="zero"):
            ratio_of_counts(*given_)


def test_the_ratio_is_covered_in_at_least_95_of_100():
    """The interval is exact, so misses are at most 5 %; of 2,000 draws more than 126 are a false alarm in 1 of 100."""
    rng = np.random.default_rng(11)
    now, before = rng.poisson(8.0, 2_000), rng.poisson(5.0, 2_000)
    found = [ratio_of_counts(int(a), int(b)) for a, b in zip(now, before, strict=True)]
    missed = sum(one is not None and not one.low <= 1.6 <= (one.high or np.inf) for one in found)
    assert missed <= 126


def test_a_difference_of_equal_sums_is_around_zero():
    gap, low, high = difference_of_sums(count_interval(20), count_interval(20))
    assert gap == 0.0
    assert low == pytest.approx(-high)
    assert low < -8


def test_an_open_end_stays_open():
    assert difference_of_sums(Interval(0.0, 0.0, None), count_interval(3))[2] is None
    assert difference_of_sums(count_interval(3), Interval(0.0, 0.0, None))[1] is None
