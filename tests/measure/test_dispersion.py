"""Spread beyond counting, shares between groups, two groups, last digits."""

import numpy as np
import pytest

from nahbar.measure.digits import last_digit_excess
from nahbar.measure.dispersion import beta_binomial_rho, excess_log_sd, intraclass, two_groups
from nahbar.measure.robust import median, rolling_median, spread


def test_counting_noise_alone_has_no_excess_spread():
    counts = np.random.default_rng(1).poisson(50, 400).astype(float)
    log = np.log1p(counts)
    assert excess_log_sd(counts, log - np.median(log)) < 0.07


def test_excess_spread_is_recovered():
    rng = np.random.default_rng(2)
    counts = rng.poisson(200 * np.exp(rng.normal(0, 0.4, 2000))).astype(float)
    log = np.log1p(counts)
    assert excess_log_sd(counts, log - np.median(log)) == pytest.approx(0.4, abs=0.04)


def test_groups_that_share_one_rate_have_no_correlation():
    rng = np.random.default_rng(3)
    trials = rng.integers(10, 40, 50).astype(float)
    assert beta_binomial_rho(rng.binomial(trials.astype(int), 0.3).astype(float), trials) < 0.03


def test_groups_of_all_or_nothing_are_fully_correlated():
    trials = np.full(10, 20.0)
    assert beta_binomial_rho(trials * (np.arange(10) % 2), trials) == pytest.approx(1.0)


def grouped(values, group):
    return np.bincount(group, values), float(np.sum(values**2)), np.bincount(group).astype(float)


def test_the_published_intraclass_correlation_comes_out():
    # Shrout and Fleiss (1979), table 2: six targets, four judges; ICC(1) is .17.
    judged = np.array(
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
    )
    assert intraclass(*grouped(judged.ravel(), np.repeat(np.arange(6), 4))) == pytest.approx(0.166, abs=0.001)


def test_a_known_intraclass_correlation_is_recovered_from_groups_of_unequal_sizes():
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(400), rng.integers(1, 30, 400))
    values = rng.normal(0, 0.6, 400)[group] + rng.normal(0, 0.8, group.size)
    assert intraclass(*grouped(values, group)) == pytest.approx(0.36, abs=0.04)


def test_an_intraclass_correlation_of_nothing():
    assert np.isnan(intraclass(np.ones(2), 2.0, np.ones(2)))
    assert np.isnan(intraclass(np.ones(5), 5.0, np.ones(5)))
    assert intraclass(np.full(4, 6.0), 12.0 * 3, np.full(4, 3.0)) <= 0.0


def test_two_clear_groups_gain_and_tell_who_is_above():
    rng = np.random.default_rng(4)
    values = np.concatenate([rng.normal(0, 0.1, 20), rng.normal(2, 0.1, 10)])
    gain, distance, above = two_groups(values)
    assert gain > 20
    assert distance == pytest.approx(2, abs=0.1)
    assert above.tolist() == [False] * 20 + [True] * 10


def test_one_group_gains_nothing():
    # of 20,000 normal samples of 40, the gain was -4.8 on average and above 6 in 0.12 %: a false alarm of 2.4 %
    rng = np.random.default_rng(5)
    assert max(two_groups(rng.normal(0, 1, 40))[0] for _ in range(20)) < 6


def test_last_digits_of_typed_numbers_stand_out():
    rng = np.random.default_rng(6)
    assert last_digit_excess(rng.integers(1000, 9000, 200).astype(float))[0] < 3
    assert last_digit_excess(rng.integers(100, 900, 200) * 10.0)[0] > 10


def test_robust_figures_agree_with_numpy():
    values = np.random.default_rng(7).normal(size=101)
    assert median(values) == np.median(values)
    assert spread(values) == pytest.approx(1.4826 * np.median(np.abs(values - np.median(values))))
    assert rolling_median(values, 5)[50] == np.median(values[48:53])
    assert rolling_median(values, 5).shape == values.shape
