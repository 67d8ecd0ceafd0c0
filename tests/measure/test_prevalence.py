"""The share of a class from score histograms: bounds, coverage, checked rows, seeds."""

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from nahbar.measure.prevalence import (
    ScoreTable,
    Trust,
    adjusted_count,
    estimate_prevalence,
    histogram,
    labelled_histograms,
    same_odds_share,
    score_cuts,
)

ALIKE = Trust((50.0,), (400.0,), (1.0,), (0.5, 1.0))
FAKE = np.array([0.02, 0.08, 0.2, 0.7])
REAL = np.array([0.7, 0.2, 0.08, 0.02])
NONE = np.zeros((1, 4), dtype=np.int64)


def table(train_fake, train_real, open_rows, checked_fake=NONE, checked_real=NONE):
    labelled = [np.atleast_2d(np.asarray(part, dtype=np.float64)) for part in (train_fake, train_real)]
    return ScoreTable(*labelled, np.atleast_2d(np.asarray(open_rows, dtype=np.int64)), checked_fake, checked_real)


def test_cut_points_give_both_classes_the_same_weight():
    cuts = score_cuts(np.full(5, 2.0), np.full(500, -2.0), 2)
    assert histogram(np.array([-2.0, 2.0]), np.array([0.0])).tolist() == [1, 1]
    assert cuts.shape == (1,)


@given(st.lists(st.floats(-5, 5), min_size=0, max_size=50))
def test_histogram_counts_every_score(scores):
    assert histogram(np.array(scores), np.array([-1.0, 0.0, 1.0])).sum() == len(scores)


def test_smoothing_keeps_the_number_of_labelled_rows():
    generator = np.random.default_rng(2)
    fake = np.arange(100) < 20
    found = labelled_histograms(generator.normal(size=100) + 2 * fake, fake, np.array([-1.0, 0.0, 1.0]), 25.0)
    assert [part.sum() for part in found] == pytest.approx([20.0, 80.0])


def test_no_smoothing_counts_the_labelled_rows():
    scores, fake = np.array([-2.0, -2.0, 2.0]), np.array([False, True, True])
    fakes, reals = labelled_histograms(scores, fake, np.array([0.0]), 0.0)
    assert fakes.tolist() == [1.0, 1.0]
    assert reals.tolist() == [1.0, 0.0]


def test_adjusted_count_undoes_known_error_rates():
    flagged = 0.3 * 0.8 + 0.7 * 0.1
    assert adjusted_count(flagged, 0.8, 0.1) == pytest.approx(0.3)


def test_adjusted_count_of_a_blind_classifier_is_unknown():
    assert np.isnan(adjusted_count(0.3, 0.5, 0.5))


def test_the_same_odds_give_the_weighted_mean_of_the_bins():
    # Bins of 90 % and 10 % fakes among very many labelled rows, three quarters of the list in the first.
    given_table = table([0, 0, 1_000, 9_000], [0, 0, 9_000, 1_000], [0, 0, 1_000, 3_000])
    share, low, high = same_odds_share(given_table, (10_000, 10_000), 1, 0.95)
    assert share == pytest.approx(0.75 * 0.9 + 0.25 * 0.1, abs=0.01)
    assert low < share < high


def test_checked_rows_have_their_class_also_under_the_same_odds():
    fakes, reals = np.array([[0, 0, 0, 30]]), np.array([[70, 0, 0, 0]])
    share, low, high = same_odds_share(table(FAKE * 100, REAL * 100, [0] * 4, fakes, reals), (50, 400), 1, 0.95)
    assert (share, low, high) == pytest.approx((0.3, 0.3, 0.3))


def test_interval_covers_the_share_with_few_labelled_fakes():
    # 60 worlds; at 95 % coverage fewer than 52 hits have probability 0.5 %.
    generator = np.random.default_rng(5)
    hits = 0
    for seed in range(60):
        share = generator.choice([0.02, 0.1, 0.25, 0.5])
        labelled = [generator.multinomial(40, FAKE), generator.multinomial(400, REAL)]
        fakes = generator.binomial(300, share)
        rows = generator.multinomial(fakes, FAKE) + generator.multinomial(300 - fakes, REAL)
        found = estimate_prevalence(table(*labelled, rows), ALIKE, seed, 0.95)
        hits += found.low <= share <= found.high
    assert hits >= 52


def test_without_rows_the_prior_comes_back():
    found = estimate_prevalence(table([4, 8, 8, 20], [200, 100, 50, 50], [0, 0, 0, 0]), ALIKE, 1, 0.95)
    assert found.low < 0.01
    assert found.high > 0.9


def test_scores_that_do_not_separate_leave_the_share_open():
    found = estimate_prevalence(table([0, 0, 0, 40], [0, 0, 0, 400], [0, 0, 0, 300]), ALIKE, 1, 0.95)
    assert found.high - found.low > 0.8


def test_checked_rows_move_the_share_of_a_list_unlike_the_labelled_rows():
    labelled = ([1, 3, 8, 28], [280, 80, 32, 8])
    open_rows = [170, 50, 20, 30]
    unlike = Trust((50.0, 10.0), (400.0, 20.0), (0.8, 0.2), (0.5, 1.0))
    before = estimate_prevalence(table(*labelled, open_rows), ALIKE, 1, 0.95)
    checked_fake = np.array([[30, 5, 0, 0]])
    checked_real = np.array([[30, 5, 0, 0]])
    after = estimate_prevalence(table(*labelled, open_rows, checked_fake, checked_real), unlike, 1, 0.95)
    assert before.high < 0.3
    assert after.low > 0.3


def test_rows_that_are_all_checked_decide_alone():
    checked_fake, checked_real = np.array([[20, 20, 30, 30]]), np.array([[100, 100, 50, 50]])
    found = estimate_prevalence(
        table([1, 3, 8, 28], [280, 80, 32, 8], [0, 0, 0, 0], checked_fake, checked_real), ALIKE, 1, 0.95
    )
    assert found.share == pytest.approx(0.25, abs=0.01)


def test_same_seed_same_answer():
    given_table = table([4, 8, 8, 20], [200, 100, 50, 50], [100, 80, 60, 60])
    first, second = (estimate_prevalence(given_table, ALIKE, 3, 0.95) for _ in range(2))
    assert (first.share, first.low, first.high) == (second.share, second.low, second.high)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example([0, 0, 350, 55], 4)
@given(st.lists(st.integers(0, 5000), min_size=4, max_size=4), st.integers(0, 9))
def test_interval_holds_the_share(rows, seed):
    found = estimate_prevalence(table([4, 8, 8, 20], [200, 100, 50, 50], rows), ALIKE, seed, 0.95)
    assert 0.0 <= found.low <= found.share <= found.high <= 1.0


def test_long_lists_agree_across_seeds():
    given_table = table([4, 8, 8, 20], [200, 100, 50, 50], [90_000, 60_000, 40_000, 50_000])
    shares = [estimate_prevalence(given_table, ALIKE, seed, 0.95).share for seed in range(4)]
    assert max(shares) - min(shares) < 0.02
