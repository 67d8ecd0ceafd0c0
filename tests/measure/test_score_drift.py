"""Classes that drift along the score: how the share's interval takes it."""

import numpy as np
import pytest

from nahbar.measure.prevalence import ScoreTable, Trust, estimate_prevalence
from nahbar.measure.score_drift import Drift, log_marginal

FAKE = np.array([[1.0, 3.0, 8.0, 28.0]])
REAL = np.array([[280.0, 80.0, 32.0, 8.0]])
NONE = np.zeros((1, 4), dtype=np.int64)


def estimate(drift, open_rows=(150, 60, 40, 50), checked_fake=NONE, checked_real=NONE, worth=((50.0,), (400.0,))):
    table = ScoreTable(FAKE, REAL, np.array([open_rows]), checked_fake, checked_real)
    return estimate_prevalence(table, Trust(*worth, (1.0,), (0.5, 1.0), drift), 1, 0.95)


def chains(spread, seed=1):
    generator = np.random.default_rng(seed)
    fake, real = (np.broadcast_to(part / part.sum(), (200, 1, 4)) for part in (FAKE, REAL))
    return Drift(spread, FAKE, REAL, fake, real, generator)


def test_more_drift_widens_the_interval():
    widths = [found.high - found.low for found in map(estimate, (0.0, 0.5, 1.5))]
    assert widths[0] < widths[1] < widths[2]


def test_no_drift_leaves_the_histograms_alone():
    assert chains(0.0).fake == pytest.approx(np.broadcast_to(FAKE / FAKE.sum(), (200, 1, 4)))


def test_fakes_score_higher_on_average_in_every_chain():
    drift = chains(3.0)
    for _ in range(20):
        drift.step(NONE[None].repeat(200, 0), NONE[None].repeat(200, 0), np.float64(50.0), np.float64(400.0))
    bins = np.arange(4)
    assert ((drift.fake * bins).sum(axis=-1) >= (drift.real * bins).sum(axis=-1) - 0.15).all()


def test_drift_without_counts_keeps_its_spread():
    # Metropolis steps without data leave the prior as it is: tilts of the real class by a standard deviation of 0.3.
    drift = chains(0.3)
    before = np.log(drift.real[:, 0, 3] / drift.real[:, 0, 0]).std()
    for _ in range(50):
        drift.step(NONE[None].repeat(200, 0), NONE[None].repeat(200, 0), np.float64(50.0), np.float64(400.0))
    after = np.log(drift.real[:, 0, 3] / drift.real[:, 0, 0]).std()
    assert after == pytest.approx(before, rel=0.3)


def test_checked_rows_decide_under_drift():
    # The list's real accounts score like fakes: 60 checked rows say that 10 % are fake.
    fakes, reals = np.array([[0, 0, 1, 5]]), np.array([[20, 12, 10, 12]])
    found = estimate(1.5, (100, 60, 50, 60), fakes, reals, ((15.0,), (60.0,)))
    assert found.low < 0.1 < found.high
    assert found.high < estimate(1.5, (100, 60, 50, 60), worth=((15.0,), (60.0,))).high


def test_marginal_of_one_row_is_its_expected_frequency():
    concentration = np.array([[[1.0, 3.0]]])
    found = log_marginal(np.array([[[0, 1]]]), concentration)
    assert np.exp(found) == pytest.approx([0.75])
