"""Pooling against statsmodels and by simulation: the average, the next experiment, and each one."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from nahbar.measure.random_effects import pool_effects

EFFECTS = np.array([0.10, 0.30, 0.35, 0.65, 0.45, 0.15])
ERRORS = np.array([0.17, 0.17, 0.22, 0.10, 0.14, 0.33])


def test_the_average_and_the_spread_are_those_of_statsmodels():
    found = pool_effects(EFFECTS, ERRORS)
    reference = combine_effects(EFFECTS, ERRORS**2, method_re="iterated", use_t=True)
    assert found.tau**2 == pytest.approx(reference.tau2, abs=1e-4)
    assert found.mean == pytest.approx(reference.mean_effect_re, abs=1e-4)
    assert found.interval[1] - found.mean >= reference.sd_eff_w_re_hksj * 2.57 - 1e-3


def test_experiments_are_drawn_towards_the_average_the_more_the_less_they_know():
    found = pool_effects(EFFECTS, ERRORS)
    assert found.weight.argmin() == ERRORS.argmax()
    assert np.all(np.abs(found.shrunken - found.mean) <= np.abs(EFFECTS - found.mean))


def test_alike_effects_become_one():
    found = pool_effects(np.array([0.2, 0.21, 0.19]), np.array([0.1, 0.1, 0.1]))
    assert found.tau == 0
    assert found.shrunken == pytest.approx(found.mean)


def test_intervals_cover_about_as_often_as_they_say():
    # 400 worlds of 8 experiments: 95 % +- 2.2 %; each one's own: 3,200 of them, +- 0.8 %.
    rng = np.random.default_rng(12)
    mean, next_one, own = 0, 0, 0
    for _ in range(400):
        truth = rng.normal(0.1, 0.05, 9)
        errors = rng.uniform(0.03, 0.1, 8)
        found = pool_effects(rng.normal(truth[:8], errors), errors)
        mean += found.interval[0] <= 0.1 <= found.interval[1]
        next_one += found.next_interval[0] <= truth[8] <= found.next_interval[1]
        own += int(((found.low <= truth[:8]) & (truth[:8] <= found.high)).sum())
    assert mean / 400 > 0.93
    assert next_one / 400 > 0.90
    assert own / 3200 > 0.94


def test_two_experiments_are_too_few():
    with pytest.raises(ValueError, match="at least 3"):
        pool_effects(np.zeros(2), np.ones(2))
