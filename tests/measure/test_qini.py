"""Qini's coefficient against a slow, independent reading of its definition, and its interval by simulation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from nahbar.measure.qini import qini, qini_curve, qini_interval


def slow_area(score, treated, outcome):
    """The area under the curve, person by person, ties taken together."""
    points = [(0, 0.0)]
    for bound in sorted(set(score.tolist()), reverse=True):
        taken = score >= bound
        n1, n0 = int((taken & treated).sum()), int((taken & ~treated).sum())
        gained = outcome[taken & treated].sum() - (outcome[taken & ~treated].sum() * n1 / n0 if n0 else 0.0)
        points.append((n1 + n0, gained))
    return sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(points)), points[-1]


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(8)
    useful = rng.random(600)
    treated = rng.random(600) < 0.5
    outcome = (rng.random(600) < 0.2 + 0.4 * useful * treated).astype(float)
    return useful, treated, outcome


def test_the_coefficient_is_what_its_definition_says(people):
    useful, treated, outcome = people
    score = np.round(useful, 1)
    area, (n, gained) = slow_area(score, treated, outcome)
    perfect, _ = slow_area(outcome * treated - outcome * ~treated, treated, outcome)
    assert qini(score, treated, outcome) == pytest.approx((area - n * gained / 2) / (perfect - n * gained / 2))


def test_the_curve_ends_at_the_whole_lift(people):
    useful, treated, outcome = people
    x, y = qini_curve(useful, treated, outcome)
    lift = outcome[treated].mean() - outcome[~treated].mean()
    assert (x[0], y[0], x[-1]) == (0, 0, 600)
    assert y[-1] == pytest.approx(lift * treated.sum())


def test_a_useful_score_is_told_from_a_senseless_one(people):
    useful, treated, outcome = people
    low, _ = qini_interval(useful, treated, outcome, seed=1, draws=200)
    senseless = np.random.default_rng(9).random(600)
    bounds = qini_interval(senseless, treated, outcome, seed=1, draws=200)
    assert low > 0
    assert bounds[0] < 0 < bounds[1]


def test_the_interval_says_how_often_people_were_drawn_and_tells_the_same():
    rng = np.random.default_rng(22)
    score, treated = rng.random(400), rng.random(400) < 0.5
    outcome = (rng.random(400) < 0.2 + 0.4 * score * treated).astype(float)
    told: list[tuple[int, int]] = []
    bounds = qini_interval(score, treated, outcome, 4, draws=50, steps=lambda *said: told.append(said))
    # As drawn before anybody was told.
    assert bounds == pytest.approx((0.05189943121546273, 0.24585067877620925))
    assert told == [(k, 50) for k in range(1, 51)]
