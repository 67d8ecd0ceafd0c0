"""Pooled counts, agreement of rankings and the size of a trial: against simulation and independent libraries."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kendalltau

from nahbar.measure.count_pooling import Counted, explained_share, fit_counts, size_of
from nahbar.measure.count_trial import units_an_arm
from nahbar.measure.rank_agreement import rank_agreement


def _world(seed, creators=12, posts=8, slope=0.4, spread=0.6, size=1.5):
    rng = np.random.default_rng(seed)
    creator = np.repeat(np.arange(creators), posts)
    apart = rng.normal(0, 0.7, len(creator))
    level = rng.normal(-0.5, spread, creators)
    mean = np.exp(level[creator] + slope * apart) * rng.gamma(size, 1 / size, len(creator))
    x = np.stack([np.ones(len(creator)), apart], axis=1)
    return Counted(rng.poisson(mean).astype(float), np.zeros(len(creator)), x, [creator]), level


def _creators(pool, n):
    lines = np.zeros((n, pool.mean.shape[1]))
    lines[:, 0] = 1.0
    lines[np.arange(n), 2 + np.arange(n)] = 1.0
    return pool.linear(lines)


def test_intervals_of_creators_and_slopes_hold_the_truth():
    inside, slopes = [], []
    for seed in range(10):
        counted, level = _world(seed)
        pool = fit_counts(counted)
        _, low, high = _creators(pool, len(level))
        inside.append((low <= level) & (level <= high))
        one = np.zeros((1, pool.mean.shape[1]))
        one[0, 1] = 1.0
        _, low, high = pool.linear(one)
        slopes.append(low[0] <= 0.4 <= high[0])
    # 120 creators: below 88 % or 6 of 10 slopes are false alarms in fewer than 1 of 1,000 sets of seeds.
    assert np.mean(inside) >= 0.88
    assert np.sum(slopes) >= 7


def test_a_creator_with_few_posts_is_drawn_towards_the_others():
    counted, _ = _world(1, creators=8, posts=6, spread=0.3)
    few = np.append(counted.groups[0], 8)
    grown = Counted(np.append(counted.y, 9.0), np.append(counted.offset, 0.0), np.vstack([counted.x, [1, 0]]), [few])
    level = _creators(fit_counts(grown), 9)[0]
    assert level[:8].max() < level[8] < np.log(9.0)


def test_without_groups_that_differ_it_is_statsmodels_negative_binomial():
    sm = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(3)
    x = np.stack([np.ones(600), rng.normal(0, 1, 600)], axis=1)
    y = rng.poisson(np.exp(0.8 + 0.5 * x[:, 1]) * rng.gamma(2.0, 0.5, 600)).astype(float)
    reference = sm.NegativeBinomial(y, x).fit(disp=0)
    pool = fit_counts(Counted(y, np.zeros(600), x, [np.arange(600) % 6]))
    slope = np.zeros((1, pool.mean.shape[1]))
    slope[0, 1] = 1.0
    middle, low, high = (float(bound[0]) for bound in pool.linear(slope))
    assert middle == pytest.approx(reference.params[1], abs=0.02)
    assert [low, high] == pytest.approx(reference.conf_int()[1], abs=0.03)
    assert size_of(pool) == pytest.approx(1.0 / reference.params[2], rel=0.15)


def test_the_share_explained_is_small_where_nothing_is_explained_and_large_where_much_is():
    rng = np.random.default_rng(4)
    shares = []
    for slope in (0.0, 2.0):
        counted, _ = _world(5, posts=12, slope=slope, spread=0.2, size=8.0)
        share, low, high = explained_share(fit_counts(counted), counted.x, [1], 300, rng)
        assert low <= share <= high
        shares.append(share)
    assert shares[0] < 0.15
    assert shares[1] > 0.7


def test_nothing_counted_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        fit_counts(Counted(np.zeros(4), np.zeros(4), np.ones((4, 1)), [np.arange(4)]))


def test_agreement_is_scipys_tau_with_ties():
    rng = np.random.default_rng(6)
    one, other = rng.poisson(3, 80).astype(float), rng.poisson(3, 80).astype(float)
    found = rank_agreement(one, other + one, np.arange(80) // 8, 1)
    assert found.tau == pytest.approx(kendalltau(one, other + one).statistic, abs=1e-12)
    assert found.low < found.tau < found.high


def test_the_same_order_is_one_and_no_order_is_none():
    figures, group = np.arange(12.0), np.arange(12)
    assert rank_agreement(figures, figures**3, group, 1).tau == pytest.approx(1.0)
    assert rank_agreement(figures, np.ones(12), group, 1) is None


def test_a_trial_of_that_many_units_shows_its_effect_in_four_of_five():
    n = units_an_arm(1.5, 1.2, 1.6)
    rng = np.random.default_rng(7)
    seen = 0
    for _ in range(400):
        arms = [rng.poisson(mean * rng.gamma(1.2, 1 / 1.2, n)) for mean in (1.5, 2.4)]
        log_ratio = np.log(arms[1].mean() / arms[0].mean())
        error = np.sqrt(sum(one.var() / one.mean() ** 2 / n for one in arms))
        seen += abs(log_ratio) > 1.96 * error
    # 400 trials around 80 %: four standard errors are 8 points.
    assert seen / 400 == pytest.approx(0.8, abs=0.08)


def test_a_trial_for_no_effect_has_no_size():
    with pytest.raises(ValueError, match="ratio"):
        units_an_arm(1.0, 1.0, 1.0)
