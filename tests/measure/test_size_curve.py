"""The size curve: prior, recovery of a known curve, outliers, storage."""

import json

import numpy as np
import pytest

from nahbar.measure.size_curve import GRID, INSTAGRAM_PRIOR, WIDE_PRIOR, SizeCurve, fit_size_curve, platform_prior

NONE = np.empty(0)
SIZES = np.linspace(3.2, 6.5, 12)


def truth(size):
    # Falls, rises, falls again: 2.2 % at 1,000, 1.4 % at 10,000, 2.7 % at 100,000.
    return np.log(0.02) + 0.4 * np.sin(2.2 * (size - 2.8))


def sample(n, seed=1, spread=0.5):
    generator = np.random.default_rng(seed)
    size = generator.uniform(3, 7, n)
    return size, truth(size) + spread * generator.normal(size=n)


def test_no_creator_gives_the_prior():
    curve = fit_size_curve(NONE, NONE, NONE, INSTAGRAM_PRIOR)
    assert curve.creators == 0
    assert np.exp(curve.at(3.5).mean) == pytest.approx(0.022)
    assert curve.at(3.5).doubt == pytest.approx(INSTAGRAM_PRIOR.doubt, rel=0.01)


def test_prior_is_higher_at_ten_thousand_than_at_a_hundred_thousand_and_not_monotone():
    rates = np.exp(INSTAGRAM_PRIOR.mean(np.array([3.5, 4.0, 5.0])))
    assert rates[0] < rates[1] > rates[2]
    assert 0.015 <= rates[2] <= 0.016


def test_platform_without_a_source_is_wider():
    assert platform_prior("tiktok") is WIDE_PRIOR
    assert WIDE_PRIOR.doubt > platform_prior("instagram").doubt


def test_three_creators_move_the_curve_a_little():
    curve = fit_size_curve(np.full(3, 4.0), np.full(3, np.log(0.10)), np.ones(3), INSTAGRAM_PRIOR)
    assert 0.0325 < np.exp(curve.at(4.0).mean) < 0.10


def test_many_creators_recover_a_curve_that_is_not_monotone():
    size, rate = sample(2000)
    curve = fit_size_curve(size, rate, np.ones(2000), INSTAGRAM_PRIOR)
    # The standard error within half a decade is about 0.04; 0.12 is three of them.
    errors = [abs(curve.at(s).mean - truth(s)) for s in SIZES]
    assert max(errors) < 0.12


def test_band_covers_the_curve():
    # 30 samples at 12 sizes; neighbouring sizes go together, so 80 % leaves a false alarm below 1 in 1000.
    hits = []
    for seed in range(30):
        size, rate = sample(100, seed)
        curve = fit_size_curve(size, rate, np.ones(100), INSTAGRAM_PRIOR)
        hits.extend(abs(curve.at(s).mean - truth(s)) < 1.96 * curve.at(s).doubt for s in SIZES)
    assert np.mean(hits) > 0.88


def test_spread_between_creators_is_recovered():
    size, rate = sample(3000, spread=0.5)
    # The fit takes scatter as t with 4 degrees of freedom, whose scale is below a normal spread of 0.5.
    assert 0.4 < fit_size_curve(size, rate, np.ones(3000), INSTAGRAM_PRIOR).at(5.0).spread < 0.55


def test_spread_may_differ_by_size():
    size, rate = sample(3000)
    wild = np.where(size < 5, truth(size) + 3 * (rate - truth(size)), rate)
    curve = fit_size_curve(size, wild, np.ones(3000), INSTAGRAM_PRIOR)
    assert curve.at(4.0).spread > 1.8 * curve.at(6.0).spread


def test_bought_engagement_bends_the_curve_little():
    size, rate = sample(500)
    bought = rate + np.where(np.arange(500) % 12 == 0, np.log(10), 0.0)
    curve = fit_size_curve(size, bought, np.ones(500), INSTAGRAM_PRIOR)
    plain = [np.mean(bought[np.abs(size - s) < 0.25]) - truth(s) for s in SIZES]
    ours = [curve.at(s).mean - truth(s) for s in SIZES]
    assert np.mean(np.abs(ours)) < 0.6 * np.mean(np.abs(plain))


def test_rows_without_a_rate_are_left_out():
    curve = fit_size_curve(np.array([4.0, np.nan, 5.0]), np.array([-4.0, -4.0, np.nan]), np.ones(3), INSTAGRAM_PRIOR)
    assert curve.creators == 1


def test_unreliable_rows_weigh_less():
    size, rate = np.full(10, 4.0), np.full(10, -2.0)
    firm, weak = (fit_size_curve(size, rate, np.full(10, w), INSTAGRAM_PRIOR) for w in (1.0, 0.1))
    assert firm.at(4.0).mean > weak.at(4.0).mean


def test_post_spread_moves_from_the_prior_to_the_data():
    spread = np.full(1000, 0.2)
    curve = fit_size_curve(np.full(1000, 5.0), np.full(1000, -4.0), np.ones(1000), INSTAGRAM_PRIOR, spread)
    assert curve.post_spread == pytest.approx(0.2, rel=0.1)


def test_curve_survives_storage():
    curve = fit_size_curve(*sample(50), np.ones(50), INSTAGRAM_PRIOR)
    assert SizeCurve.from_dict(json.loads(json.dumps(curve.to_dict()))) == curve


def test_curve_with_other_nodes_is_refused():
    curve = fit_size_curve(NONE, NONE, NONE, INSTAGRAM_PRIOR).to_dict()
    with pytest.raises(ValueError, match="fit it again"):
        SizeCurve.from_dict(curve | {"mean": [0.0]})


def test_beyond_the_nodes_the_curve_is_level():
    curve = fit_size_curve(NONE, NONE, NONE, INSTAGRAM_PRIOR)
    assert curve.at(20.0) == curve.at(float(GRID[-1]))
