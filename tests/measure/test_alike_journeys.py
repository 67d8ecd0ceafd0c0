"""Journeys with a channel beside others that are otherwise alike: exact where that can be told by hand, else beside an
independent optimiser, and what it corrects in a world whose causes are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from nahbar.measure import alike_journeys
from nahbar.measure.alike_journeys import MOST_CHANNELS, PRIOR_PRECISION, missing_without


def columns(met, channels):
    return np.array([[entry >> c & 1 for c in range(channels)] for entry in met], dtype=float)


def drawn(n=4_000, seed=3):
    """Journeys of three channels; the first adds 1.2 in log odds, the second nothing, the third follows the first."""
    rng = np.random.default_rng(seed)
    first, second = rng.random(n) < 0.5, rng.random(n) < 0.4
    third = rng.random(n) < np.where(first, 0.9, 0.2)
    won = rng.random(n) < expit(-2.0 + 1.2 * first)
    met = first + 2 * second.astype(np.int64) + 4 * third
    return met.astype(np.int64), won.astype(float)


def test_with_one_channel_it_is_the_difference_of_two_rates():
    # 1,000,000 journeys without it of which 10 % convert, as many with it of which 30 %: a fifth of these is missed.
    missing = missing_without(np.array([0, 1]), 1, np.array([1e5, 3e5]), np.array([9e5, 7e5]))
    assert missing.conversions == pytest.approx([2e5], rel=1e-4)
    # Each rate has the error of a share of a million; the missing ones are 1,000,000 times their difference.
    assert missing.error == pytest.approx([1e6 * np.sqrt(0.3 * 0.7 / 1e6 + 0.1 * 0.9 / 1e6)], rel=1e-3)


def test_the_fit_is_that_of_an_independent_optimiser():
    met, won = drawn()
    design = np.column_stack([np.ones(len(met)), columns(met, 3)])

    def cost(weights):
        odds = design @ weights
        return np.logaddexp(0, odds).sum() - won @ odds + PRIOR_PRECISION / 2 * (weights[1:] ** 2).sum()

    weights = minimize(cost, np.zeros(4), method="BFGS", options={"gtol": 1e-8}).x
    odds = design @ weights
    wanted = [(expit(odds) - expit(odds - design[:, c] * weights[c])).sum() for c in (1, 2, 3)]
    assert missing_without(met, 3, won, 1 - won).conversions == pytest.approx(wanted, abs=0.05)


def test_a_channel_that_only_goes_along_is_not_taken_for_the_cause():
    met, won = drawn(40_000)
    missing = missing_without(met, 3, won, 1 - won).conversions
    along = won[(met & 4) > 0].sum() / 2
    assert missing[0] > 2_000
    assert abs(missing[2]) < 400 < along


def test_sums_of_sets_say_what_single_journeys_say(monkeypatch):
    met, won = drawn()
    sets, place = np.unique(met, return_inverse=True)
    summed = missing_without(sets, 3, np.bincount(place, won), np.bincount(place, 1 - won))
    monkeypatch.setattr(alike_journeys, "CHUNK", 100)
    single = missing_without(met, 3, won, 1 - won)
    assert single.conversions == pytest.approx(summed.conversions, abs=1e-6)
    assert single.error == pytest.approx(summed.error, abs=1e-6)


def test_the_errors_are_those_of_other_journeys():
    found = [missing_without(*given) for given in ((met, 3, won, 1 - won) for met, won in map(_drawn, range(200)))]
    spread = np.std([one.conversions for one in found], axis=0)
    assert np.mean([one.error for one in found], axis=0) == pytest.approx(spread, rel=0.2)


def _drawn(seed):
    return drawn(1_500, seed)


def test_a_channel_before_every_conversion_stays_finite():
    missing = missing_without(np.array([0, 1]), 1, np.array([0.0, 20.0]), np.array([500.0, 20.0]))
    assert 10 < missing.conversions[0] <= 20


@pytest.mark.parametrize(
    ("channels", "conversions", "nulls"),
    [(1, [0.0, 0.0], [5.0, 5.0]), (1, [5.0, 5.0], [0.0, 0.0]), (MOST_CHANNELS + 1, [1.0, 1.0], [1.0, 1.0])],
)
def test_what_cannot_be_compared_is_refused(channels, conversions, nulls):
    with pytest.raises(ValueError, match=r"nothing to compare|more than"):
        missing_without(np.array([0, 1]), channels, np.array(conversions), np.array(nulls))
