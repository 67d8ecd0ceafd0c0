"""Redrawn lots: exact where all can be listed, rarely wrong without an effect, and covering one that is there."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from nahbar.measure import permutation
from nahbar.measure.permutation import staggered, switchback

PAIRS = np.repeat(np.arange(8), 2)


def draw_pairs(rng):
    first = rng.random(8) < 0.5
    return np.column_stack([first, ~first]).ravel()


def test_a_switchback_of_pairs_is_the_sign_flip_test():
    rng = np.random.default_rng(1)
    treated = draw_pairs(rng)
    outcome = rng.normal(size=16) + 0.8 * treated
    found = switchback(outcome, treated, PAIRS, seed=2)
    apart = np.where(treated, outcome, -outcome).reshape(8, 2).sum(axis=1)
    listed = [abs(np.dot(signs, apart)) for signs in product((-1, 1), repeat=8)]
    exact = np.mean(np.array(listed) >= abs(apart.sum()) - 1e-12)
    assert found.effect == pytest.approx(apart.mean())
    # 4,999 draws know p to about 1.4 points.
    assert found.p == pytest.approx(exact, abs=0.02)


def test_few_lots_can_never_tell():
    found = switchback(np.array([1.0, 9.0, 1.0, 9.0]), np.array([False, True, False, True]), PAIRS[:4], seed=1)
    assert found.least_p > 0.4
    assert found.interval is None


def test_switchbacks_without_an_effect_are_rarely_called_one_and_intervals_cover():
    # 100 worlds: 5 % +- 4.3 %.
    rng = np.random.default_rng(3)
    alarms, covered = 0, 0
    for k in range(100):
        treated = draw_pairs(rng)
        season = np.repeat(rng.normal(0, 3, 8), 2)
        found = switchback(season + rng.normal(size=16) + 2.0 * treated, treated, PAIRS, seed=k, draws=299)
        plain = switchback(season + rng.normal(size=16), treated, PAIRS, seed=k, draws=299)
        alarms += plain.p <= 0.05
        covered += found.interval is not None and found.interval[0] <= 2.0 <= found.interval[1]
    assert alarms / 100 < 0.1
    assert covered / 100 > 0.89


def test_what_works_on_after_a_switch_is_left_out():
    treated = np.tile(np.repeat([False, True], 6), 10)
    block = np.repeat(np.arange(10), 12)
    outcome = treated.astype(float)
    # The first period after a switch still shows what was before.
    outcome[1:][treated[1:] != treated[:-1]] = outcome[:-1][treated[1:] != treated[:-1]]
    assert switchback(outcome, treated, block, seed=1, draws=99).effect < 0.9
    assert switchback(outcome, treated, block, seed=1, burn=1, draws=99).effect == pytest.approx(1.0)


def test_staggered_starts_find_the_effect_through_trend_and_level():
    rng = np.random.default_rng(5)
    start = rng.permutation(np.repeat([3, 5, 7, 10], 5))
    level, trend = rng.normal(0, 5, (20, 1)), np.arange(10) * 0.7
    had = np.arange(10) >= start[:, None]
    found = staggered(level + trend + rng.normal(0, 0.5, (20, 10)) + 1.5 * had, start, seed=1, draws=499)
    assert found.p < 0.01
    assert found.interval is not None
    assert found.interval[0] < 1.5 < found.interval[1]
    assert found.effect == pytest.approx(1.5, abs=0.4)


def test_staggered_starts_without_an_effect_are_rarely_called_one():
    # 60 worlds: 5 % +- 5.5 %.
    rng = np.random.default_rng(6)
    start = np.repeat([2, 4, 6], 4)
    alarms = [
        staggered(rng.normal(0, 3, (12, 1)) + rng.normal(size=(12, 6)), rng.permutation(start), seed=k, draws=99).p
        <= 0.05
        for k in range(60)
    ]
    assert np.mean(alarms) <= 0.11


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(ValueError, match="both kinds"):
        switchback(np.ones(4), np.array([True, True, False, False]), np.array([0, 0, 1, 1]), seed=1)
    with pytest.raises(ValueError, match="before and after"):
        staggered(np.ones((2, 3)), np.array([3, 3]), seed=1, draws=9)


def test_drawing_in_slices_tells_the_same_as_all_at_once(monkeypatch):
    rng = np.random.default_rng(20)
    treated = rng.random(60) < 0.5
    outcome = rng.normal(size=60) + 0.7 * treated
    told: list[tuple[int, int]] = []
    found = switchback(
        outcome, treated, np.arange(60) // 6, seed=4, burn=1, draws=1999, steps=lambda *said: told.append(said)
    )
    # As drawn in one piece, before there were slices.
    assert found.effect == pytest.approx(0.8657586342842643)
    assert found.interval == pytest.approx((-0.7264375086640825, 2.228486370820159))
    assert (found.p, found.least_p) == (0.2325, 0.0005)
    assert told == [(min(k, 1999), 1999) for k in range(250, 2001, 250)]
    monkeypatch.setattr(permutation, "SLICE", 77)
    assert switchback(outcome, treated, np.arange(60) // 6, seed=4, burn=1, draws=1999) == found


def test_staggered_starts_say_how_many_lots_were_drawn_and_tell_the_same():
    rng = np.random.default_rng(21)
    start = rng.permutation(np.repeat([2, 4, 6, 9], 4))
    grid = rng.normal(size=(16, 9)) + (np.arange(9) >= start[:, None])
    told: list[tuple[int, int]] = []
    found = staggered(grid, start, seed=4, draws=49, steps=lambda *said: told.append(said))
    # As drawn before anybody was told.
    assert (found.effect, found.p) == (pytest.approx(1.1854621317695173), 0.02)
    assert found.interval == pytest.approx((0.5470798413345126, 2.4186411673804793))
    assert told == [(k, 49) for k in range(50)]
