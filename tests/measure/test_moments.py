"""Moments add up like the rows behind them, and ratios are linearised as the textbooks say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.measure.moments import as_ratios, moments_from_sums, moments_of


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_parts_add_up_to_the_whole(cut, more, seed):
    rows = np.random.default_rng(seed).normal(1e6, 1.0, (cut + more, 3))
    added, whole = moments_of(rows[:cut]) + moments_of(rows[cut:]), moments_of(rows)
    assert added.n == whole.n
    assert added.mean == pytest.approx(whole.mean)
    assert added.comoment == pytest.approx(whole.comoment, rel=1e-6, abs=1e-6)


def test_sums_around_any_centre_give_the_same_moments():
    rows = np.random.default_rng(1).gamma(2.0, 3.0, (50, 2))
    for centre in (np.zeros(2), rows.mean(axis=0), np.array([5.0, -3.0])):
        apart = rows - centre
        found = moments_from_sums(50, apart.sum(axis=0), apart.T @ apart, centre)
        assert found.comoment == pytest.approx(moments_of(rows).comoment)
        assert found.mean == pytest.approx(rows.mean(axis=0))


def test_a_ratio_has_the_variance_of_its_linearised_units():
    rng = np.random.default_rng(2)
    size = rng.integers(1, 9, 400).astype(float)
    outcome = size * rng.gamma(2.0, 1.0, 400)
    found = as_ratios(moments_of(np.column_stack([size, outcome])), {1: 0}).pick([1])
    ratio = outcome.sum() / size.sum()
    assert found.mean[0] == pytest.approx(ratio)
    assert found.covariance[0, 0] == pytest.approx(np.var((outcome - ratio * size) / size.mean(), ddof=1))


def test_a_ratio_to_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        as_ratios(moments_of(np.zeros((3, 2))), {1: 0})
