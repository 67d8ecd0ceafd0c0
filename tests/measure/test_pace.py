"""Projections of counts: coverage in worlds with known pace, quantiles against scipy, and honest chances."""

import numpy as np
import pytest
from scipy.stats import nbinom

from nahbar.measure.pace import _above, _quantile, dispersion, project


@pytest.mark.parametrize(("size", "share"), [(0.5, 0.1), (3.0, 0.02), (100.0, 0.5)])
def test_quantiles_are_those_of_scipy(size, share):
    for tail in (0.025, 0.3, 0.975):
        assert _quantile(tail, size, share) == nbinom.ppf(tail, size, share)
    assert _above(7, size, share) == pytest.approx(nbinom.sf(7, size, share))


def drawn(rng, mean, scatter, days):
    return (
        rng.poisson(mean, days)
        if scatter == 1
        else rng.negative_binomial(mean / (scatter - 1), 1 / scatter, days)
    )  # fmt: skip


@pytest.mark.parametrize(("mean", "scatter"), [(0.4, 1), (5, 1), (2, 3), (10, 3)])
def test_the_end_is_covered(mean, scatter):
    rng, inside = np.random.default_rng(3), []
    for _ in range(400):
        days = drawn(rng, mean, scatter, 60)
        found = project([int(one) for one in days[:30]], 30, 10)
        inside.append(found.low <= days.sum() <= found.high)
    # The scatter of 30 days is itself uncertain: 91 % are promised for strong scatter, not 95 %.
    assert np.mean(inside) > 0.88


def test_chances_come_true_as_often_as_they_say():
    rng, said, true = np.random.default_rng(5), [], []
    for _ in range(500):
        days = drawn(rng, 3, 1, 40)
        said.append(project([int(one) for one in days[:20]], 20, 120).chance)
        true.append(days.sum() >= 120)
    assert np.mean(said) == pytest.approx(np.mean(true), abs=0.06)


def test_a_slow_rise_is_no_scatter():
    assert dispersion([int(one) for one in np.repeat(np.arange(1, 11), 6)]) < 1.3
    assert dispersion([0, 20] * 15) > 5


def test_a_reached_target_is_certain_and_no_days_say_nothing():
    assert project([5] * 10, 5, 40).chance == 1.0
    assert project([], 5, 40) is None
    over = project([5] * 10, 0, 60)
    assert (over.low, over.high, over.chance) == (50.0, 50.0, 0.0)
