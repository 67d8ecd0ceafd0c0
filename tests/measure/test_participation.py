"""Taking part: bounds that hold whatever the overlap."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nahbar.measure.participation import crowds, shares


@given(st.integers(0, 10_000), st.integers(1, 4), st.floats(0.0, 0.5), st.floats(0.0, 0.3))
def test_bounds_hold_the_truth_whoever_reacts_to_several_posts(seed, posts, liking, writing):
    rng = np.random.default_rng(seed)
    people = 60
    # Some like everything, some nothing: the overlap between posts is whatever comes out.
    likes = rng.random((posts, people)) < liking * rng.choice([0.1, 1.9], people)
    writes = rng.random((posts, people)) < writing
    known = writes & (rng.random((posts, people)) < 0.6)
    counted = (people, known.any(axis=0).sum(), known.sum(), writes.sum(), likes.sum(), likes.sum(axis=1).max(), 0, 0)
    found = crowds(np.zeros(1, dtype=np.int64), *(np.array([float(figure)]) for figure in counted))
    wrote, took_part = writes.any(axis=0).sum(), (likes | writes).any(axis=0).sum()
    assert found.wrote_low[0] <= wrote <= found.wrote_high[0]
    assert found.took_part_low[0] <= took_part <= found.took_part_high[0]
    told = shares(found)
    for part, truth in ((told.silent, 1 - took_part / people), (told.reacting, (took_part - wrote) / people)):
        assert part.low - 1e-9 <= truth <= part.high + 1e-9


def test_hidden_counts_leave_everybody_possible():
    one = [np.array([figure]) for figure in (100.0, 2.0, 2.0, 2.0, 0.0, 0.0, 0.0, 1.0)]
    assert shares(crowds(np.zeros(1, dtype=np.int64), *one)).silent.low == 0.0


def test_creators_who_differ_widen_the_interval():
    rng = np.random.default_rng(2)
    audience, zero = np.full(12, 1_000.0), np.zeros(12)
    spread = []
    for noise in (0.05, 0.9):
        likes = 100 * np.exp(rng.normal(0, noise, 12))
        told = shares(crowds(np.arange(12), audience, zero, zero, zero, likes, likes, zero, zero)).silent
        spread.append(told.highest - told.lowest)
    assert spread[1] > 3 * spread[0]


def test_intervals_hold_the_share_of_all_such_creators():
    held = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        audience = np.round(np.exp(rng.normal(7, 0.5, 6)))
        wrote = rng.binomial(audience.astype(int), rng.beta(4, 96, 6)).astype(float)
        zero = np.zeros(6)
        told = shares(crowds(np.arange(6), audience, wrote, zero, zero, zero, wrote, zero, zero)).writing
        held.append(told.lowest <= 0.04 <= told.highest)
    # Below 90 % of 300 is a false alarm in fewer than 1 of 1,000 sets of seeds, if 95 % hold.
    assert np.mean(held) >= 0.90


def test_one_creator_says_nothing_of_others():
    one = [np.array([figure]) for figure in (100.0, 5.0, 5.0, 5.0, 20.0, 10.0, 0.0, 0.0)]
    told = shares(crowds(np.zeros(1, dtype=np.int64), *one)).writing
    assert (told.low, told.lowest, told.highest) == (0.05, 0.05, 0.05)
