"""The mixture cure model: against lifelines, simulation, and what is said where the watch was short."""

from __future__ import annotations

import numpy as np
import pytest

from nahbar.measure.bg_nbd import NotFittedError
from nahbar.measure.cure import Waits, fit_cure, kaplan_meier, still_to_come


def _waits(seed, n=260, share=0.34, shape=0.9, scale=9.0, longest=120.0):
    rng = np.random.default_rng(seed)
    watched = rng.uniform(0, longest, n)
    time = np.where(rng.random(n) < share, scale * rng.weibull(shape, n) + 1e-3, np.inf)
    seen = Waits(np.maximum(np.minimum(time, watched), 1e-3), time <= watched, np.ones(n))
    return seen, int(((time > watched) & np.isfinite(time)).sum())


def test_it_is_lifelines_mixture_cure_fitter():
    # lifelines 0.27, MixtureCureFitter(WeibullFitter()) on the same waits: cured fraction 0.658294, lambda 8.597544,
    # rho 1.061674; the weak prior of the shape moves it by a thousandth.
    cure = fit_cure(_waits(1)[0])
    assert 1 - cure.share == pytest.approx(0.658294, abs=2e-4)
    assert cure.scale == pytest.approx(8.597544, rel=1e-3)
    assert cure.shape == pytest.approx(1.061674, rel=2e-3)


def test_intervals_hold_the_share_and_those_still_to_come():
    shares, coming = [], []
    for seed in range(12):
        waits, left = _waits(seed, n=150)
        cure = fit_cure(waits)
        shares.append(cure.low <= 0.34 <= cure.high)
        _, low, high = still_to_come(cure, waits, seed, 200)
        coming.append(low <= left <= high)
    # Of 12 at 95 % (92 % measured for the second), fewer than 9 in one of 1,000 sets of seeds.
    assert sum(shares) >= 9
    assert sum(coming) >= 9


def test_a_short_watch_does_not_call_those_who_wait_lost():
    waits = _waits(3, longest=20.0)[0]
    cure = fit_cure(waits)
    # Only so many have got there so far.
    assert waits.happened.mean() < 0.27
    assert cure.low <= 0.34 <= cure.high


def test_groups_are_the_same_as_single_units():
    waits = _waits(4, n=80)[0]
    twice = Waits(waits.time, waits.happened, np.full(80, 2.0))
    single = Waits(np.tile(waits.time, 2), np.tile(waits.happened, 2), np.ones(160))
    one, other = fit_cure(twice), fit_cure(single)
    assert (one.share, one.low, one.high) == pytest.approx((other.share, other.low, other.high), abs=1e-6)


def test_the_curve_without_a_model_is_statsmodels():
    survival = pytest.importorskip("statsmodels.duration.survfunc")
    waits = _waits(5, n=120)[0]
    reference = survival.SurvfuncRight(waits.time, waits.happened.astype(int))
    times, share = kaplan_meier(waits)
    known = dict(zip(reference.surv_times, 1 - reference.surv_prob, strict=True))
    assert share == pytest.approx([known[time] for time in times])


def test_a_handful_of_events_is_no_fit():
    with pytest.raises(NotFittedError):
        fit_cure(Waits(np.arange(1.0, 9.0), np.arange(8) < 7, np.ones(8)))
