"""Taking part: bounds that hold whatever the overlap, and how much the busiest write."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.measure.participation import concentration, crowds, shares


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
    told = shares(found, 1)
    for part, truth in ((told.silent, 1 - took_part / people), (told.reacting, (took_part - wrote) / people)):
        assert part.low - 1e-9 <= truth <= part.high + 1e-9


def test_hidden_counts_leave_everybody_possible():
    one = [np.array([figure]) for figure in (100.0, 2.0, 2.0, 2.0, 0.0, 0.0, 0.0, 1.0)]
    assert shares(crowds(np.zeros(1, dtype=np.int64), *one), 1).silent.low == 0.0


def test_creators_who_differ_widen_the_interval():
    rng = np.random.default_rng(2)
    audience, zero = np.full(12, 1_000.0), np.zeros(12)
    spread = []
    for noise in (0.05, 0.9):
        likes = 100 * np.exp(rng.normal(0, noise, 12))
        told = shares(crowds(np.arange(12), audience, zero, zero, zero, likes, likes, zero, zero), 1).silent
        spread.append(told.highest - told.lowest)
    assert spread[1] > 3 * spread[0]


def test_the_busiest_have_written_their_part():
    # 99 people with one comment, one with 99: the busiest one in a hundred wrote half.
    found = concentration(np.array([1, 99]), np.array([99, 1]), 0.01, 1)
    assert found.share == pytest.approx(0.5)
    assert found.low < 0.1
    assert found.high == pytest.approx(0.5)


def test_where_all_write_alike_the_busiest_write_no_more_than_their_share():
    found = concentration(np.array([3]), np.array([200]), 0.1, 1)
    assert (found.share, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))
