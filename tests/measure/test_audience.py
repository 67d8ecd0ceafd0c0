"""Returning authors, bounds of the silent share."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.measure.audience import loyal_share, silent_share


def test_share_at_all_posts_is_the_plain_share():
    found = loyal_share(np.array([1, 1, 1, 2, 5]), 8, reference=8)
    assert found.share == pytest.approx(0.4)
    assert found.observed == pytest.approx(0.4)


def test_rarefied_share_is_the_mean_over_all_choices_of_posts():
    generator = np.random.default_rng(3)
    met = generator.random((40, 6)) < generator.beta(0.5, 2, (40, 1))
    once = twice = 0
    for chosen in combinations(range(6), 3):
        seen = met[:, chosen].sum(axis=1)
        once += (seen >= 1).sum()
        twice += (seen >= 2).sum()
    assert loyal_share(met.sum(axis=1), 6, reference=3).share == pytest.approx(twice / once)


def test_share_does_not_grow_with_the_posts_observed():
    generator = np.random.default_rng(4)
    habit = generator.beta(0.3, 3, 4000)
    few, many = (loyal_share(generator.binomial(t, habit), t) for t in (12, 60))
    assert many.observed > 1.25 * few.observed
    assert many.share == pytest.approx(few.share, rel=0.05)


def test_interval_covers_the_share_of_many_authors():
    # 200 samples; at 95 % fewer than 181 hits have probability 0.3 %.
    generator = np.random.default_rng(5)
    truth = loyal_share(generator.binomial(20, generator.beta(0.3, 3, 400_000)), 20).share
    hits = 0
    for _ in range(200):
        low, high = loyal_share(generator.binomial(20, generator.beta(0.3, 3, 150)), 20).interval
        hits += low <= truth <= high
    assert hits >= 181


def test_fewer_posts_than_the_reference_are_not_extrapolated():
    assert loyal_share(np.array([1, 2, 3]), 4).posts == 4


@pytest.mark.parametrize(("authors", "posts"), [([], 10), ([1, 1], 1), ([0, 0], 10)])
def test_too_little_is_said_to_be_unknown(authors, posts):
    found = loyal_share(np.array(authors, dtype=np.int64), posts)
    assert np.isnan(found.share)
    assert found.interval == (0.0, 1.0)


def test_nobody_returning_still_has_an_interval():
    found = loyal_share(np.ones(30, dtype=np.int64), 10)
    assert found.share == 0.0
    assert 0.0 < found.interval[1] < 0.2


def test_more_posts_than_observed_are_refused():
    with pytest.raises(ValueError, match="only 3 were observed"):
        loyal_share(np.array([4]), 3)


def test_unseen_authors_are_estimated_from_those_seen_once_and_twice():
    found = loyal_share(np.array([1] * 10 + [2] * 4), 5)
    assert found.authors_at_least == pytest.approx(14 + 0.8 * 10 * 9 / (2 * 5))


def test_silent_bounds_of_one_post_meet():
    found = silent_share(np.array([100.0]), np.array([10.0]))
    assert (found.low, found.high) == (pytest.approx(0.9), pytest.approx(0.9))


@given(st.integers(0, 2**31))
def test_silent_bounds_hold_any_audience(seed):
    generator = np.random.default_rng(seed)
    people, posts = generator.integers(2, 60), generator.integers(1, 6)
    viewed = generator.random((people, posts)) < generator.random()
    reacted = viewed & (generator.random((people, posts)) < generator.random((people, 1)))
    repeats = generator.integers(1, 4, (people, posts))
    audience = viewed.any(axis=1)
    if not audience.any():
        return
    silent = 1 - reacted.any(axis=1).sum() / audience.sum()
    found = silent_share((viewed * repeats).sum(axis=0), reacted.sum(axis=0), (1.0, 3.0))
    assert found.low - 1e-9 <= silent <= found.high + 1e-9


def test_silent_share_without_counts_is_open():
    found = silent_share(np.array([np.nan]), np.array([3.0]))
    assert (found.low, found.high) == (0.0, 1.0)


def test_views_a_viewer_must_be_a_range():
    with pytest.raises(ValueError, match="views a viewer"):
        silent_share(np.array([1.0]), np.array([0.0]), (2.0, 1.0))
