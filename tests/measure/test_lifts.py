"""Lifts against statsmodels and SciPy, by covariates, by pairs, and where hardly anything has happened."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans

from nahbar.measure.anytime_bounds import fixed_multiplier
from nahbar.measure.lifts import best_covariates, difference, interval, paired_difference, relative_interval
from nahbar.measure.mean_interval import mean_interval, share_interval
from nahbar.measure.mismatch import mismatch_p, mismatch_p_at_any_look
from nahbar.measure.moments import moments_of

FIXED = fixed_multiplier()


@pytest.fixture(scope="module")
def people():
    """Two arms with an outcome and three covariates: one tells much, one a little, one nothing."""
    rng = np.random.default_rng(11)
    before = rng.gamma(2.0, 20.0, (900, 1))
    other = np.column_stack([rng.normal(size=900), 1e6 * rng.normal(size=900)])
    treated = np.arange(900) < 300
    outcome = 0.8 * before[:, 0] + 4.0 * other[:, 0] + 6.0 * treated * before[:, 0] / 40 + rng.normal(0, 15, 900)
    return treated, np.column_stack([outcome, before, other])


def test_a_lift_is_welchs(people):
    treated, rows = people
    found = difference(moments_of(rows[treated, :1]), moments_of(rows[~treated, :1]))
    reference = CompareMeans.from_data(rows[treated, 0], rows[~treated, 0]).tconfint_diff(usevar="unequal")
    assert interval(found, FIXED) == pytest.approx(reference)
    assert found.variance_removed == 0


def test_covariates_give_lins_regression(people):
    treated, rows = people
    found = difference(moments_of(rows[treated]), moments_of(rows[~treated]))
    centred = rows[:, 1:] - rows[:, 1:].mean(axis=0)
    centred[:, 2] /= 1e6
    design = np.column_stack([np.ones(900), treated, centred, centred * treated[:, None]])
    reference = sm.OLS(rows[:, 0], design).fit(cov_type="HC2")
    assert found.absolute == pytest.approx(reference.params[1])
    assert found.variance**0.5 == pytest.approx(reference.bse[1], rel=0.03)
    assert found.variance_removed > 0.5


def test_covariates_that_tell_nothing_are_left_out(people):
    treated, rows = people
    arms = [moments_of(rows[treated]), moments_of(rows[~treated])]
    assert best_covariates(arms) == [1, 2]
    twice = [moments_of(np.column_stack([rows[at], rows[at, 1] * 2 + 1])) for at in (treated, ~treated)]
    assert len(best_covariates(twice)) == 2


def test_pairs_are_a_paired_test(people):
    _, rows = people
    first, second = rows[:450, 0], rows[450:, 0]
    found = paired_difference(moments_of(np.column_stack([first - second, second])))
    reference = stats.ttest_rel(first, second).confidence_interval()
    assert interval(found, FIXED) == pytest.approx((reference.low, reference.high))


def test_a_covariate_of_pairs_narrows(people):
    _, rows = people
    apart = rows[:450] - rows[450:]
    plain = paired_difference(moments_of(np.column_stack([apart[:, 0], rows[450:, 0]])))
    more = paired_difference(moments_of(np.column_stack([apart[:, 0], rows[450:, 0], apart[:, 1]])))
    reference = sm.OLS(apart[:, 0], sm.add_constant(apart[:, 1])).fit()
    assert more.absolute == pytest.approx(reference.params[0])
    assert more.variance < plain.variance


def test_the_relative_interval_leaves_nothing_out_exactly_when_the_absolute_one_does():
    rng = np.random.default_rng(4)
    for _ in range(200):
        arms = [moments_of(rng.gamma(1.0, size, (40, 1))) for size in (1.4, 1.0)]
        found = difference(arms[0], arms[1])
        low, high = interval(found, FIXED)
        part = relative_interval(found, FIXED)
        assert part is not None
        assert (low > 0, high < 0) == (part[0] > 0, part[1] < 0)
        assert part[0] <= found.absolute / found.control <= part[1]


def test_the_relative_interval_covers_about_as_often_as_it_says():
    # 1,000 draws: 95 % +- 1.4 %.
    rng = np.random.default_rng(9)
    hits = 0
    for _ in range(1000):
        found = difference(moments_of(rng.normal(12, 5, (60, 1))), moments_of(rng.normal(10, 5, (60, 1))))
        low, high = relative_interval(found, FIXED)
        hits += low <= 0.2 <= high
    assert 0.93 <= hits / 1000 <= 0.97


def test_a_control_that_may_be_nothing_has_no_relative_lift():
    arms = [moments_of(np.random.default_rng(k).normal(0, 1, (30, 1))) for k in (1, 2)]
    assert relative_interval(difference(*arms), FIXED) is None


def test_without_any_hit_a_share_is_still_uncertain():
    none = moments_of(np.zeros((50, 1)))
    low, high = interval(difference(none, none, yes_or_no=True), FIXED)
    assert low < -0.01 < 0.01 < high
    assert interval(difference(none, none), FIXED) is None
    assert mean_interval(none, FIXED) is None
    assert share_interval(0, 50, FIXED) == pytest.approx((0.0, 0.0714), abs=1e-3)


@pytest.mark.parametrize(("sizes", "rates"), [((100, 100), (0.02, 0.0)), ((100, 300), (0.015, 0.0))])
def test_with_hardly_any_hits_the_interval_holds_as_often_as_it_says(sizes, rates):
    """Summed over all outcomes, nothing drawn; with half a hit added it held in 87 and 78 of 100."""
    holds = 0.0
    for hits in np.ndindex(10, 10):
        chance = np.prod([stats.binom.pmf(*one) for one in zip(hits, sizes, rates, strict=True)])
        if chance > 1e-9:
            arms = [moments_of(np.repeat([1.0, 0.0], [k, n - k])[:, None]) for k, n in zip(hits, sizes, strict=True)]
            low, high = interval(difference(*arms, yes_or_no=True), FIXED)
            holds += chance * (low <= rates[0] - rates[1] <= high)
    assert holds > 0.93


def test_the_sizes_of_arms_are_tested_by_chi_square():
    assert mismatch_p([510, 490], [0.5, 0.5]) == pytest.approx(stats.chisquare([510, 490]).pvalue)
    assert mismatch_p([100, 900], [0.1, 0.9]) == 1.0
    assert mismatch_p([821_588, 815_482], [0.5, 0.5]) < 1e-5


def test_sizes_looked_at_often_are_rarely_called_wrong():
    # 500 draws of 40 looks: at most 5 % +- 2 %.
    draws = np.random.default_rng(3).binomial(250, 0.5, (500, 40)).cumsum(axis=1)
    alarms = [
        any(mismatch_p_at_any_look([hit, 250 * (look + 1) - hit], [1, 1]) < 0.05 for look, hit in enumerate(row))
        for row in draws.tolist()
    ]
    assert np.mean(alarms) < 0.05
    assert mismatch_p_at_any_look([6000, 5000], [1, 1]) < 1e-6
