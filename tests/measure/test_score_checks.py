"""Skill, order and calibration of probabilities beside scikit-learn and statsmodels; when a score is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit
from sklearn.metrics import brier_score_loss, roc_auc_score

from nahbar.measure.category_score import Checked
from nahbar.measure.decision_age import decision_age
from nahbar.measure.score_checks import Figure, Skill, auc, brier_skill, calibration_bands, calibration_slope, intercept
from nahbar.measure.score_refusal import MOVED, NO_SKILL, NOT_CALIBRATED, TOO_FEW, enough_rows, refusal_of

N = 400
RNG = np.random.default_rng(20261122)
SAID = expit(RNG.normal(-0.5, 1.0, N)).round(2).clip(0.01, 0.99)
LABEL = (RNG.random(N) < SAID).astype(float)
ALONE = np.arange(N)
PERSON = ALONE // 4


def test_auc_is_that_of_scikit_learn_with_ties():
    assert auc(LABEL, SAID).value == pytest.approx(roc_auc_score(LABEL, SAID))


def test_auc_holds_its_truth():
    # 95 % intervals of 200 draws: fewer than 182 or more than 198 hold in less than 1 % of such tests.
    rng, held = np.random.default_rng(1), 0
    for _ in range(200):
        yes, no = rng.normal(1.0, 1.0, 60), rng.normal(0.0, 1.0, 90)
        figure = auc(np.r_[np.ones(60), np.zeros(90)], np.r_[yes, no])
        held += figure.low <= 0.7602499 <= figure.high
    assert 182 <= held <= 198


def test_auc_needs_both():
    with pytest.raises(ValueError):
        auc(np.ones(3), np.array([0.1, 0.2, 0.3]))


def test_brier_is_that_of_scikit_learn():
    found = brier_skill(LABEL, SAID, np.full(N, LABEL.mean()), ALONE)
    assert found.score == pytest.approx(brier_score_loss(LABEL, SAID))
    assert found.base == pytest.approx(LABEL.mean() * (1 - LABEL.mean()))
    assert found.skill.value == pytest.approx(1 - found.score / found.base)
    assert found.skill.low < found.skill.value < found.skill.high


def test_four_copies_of_a_person_are_one_observation():
    once = brier_skill(LABEL, SAID, np.full(N, 0.4), ALONE).skill
    four = [np.repeat(one, 4) for one in (LABEL, SAID, np.full(N, 0.4), ALONE)]
    assert brier_skill(*four).skill.low == pytest.approx(once.low, abs=1e-6)


@pytest.mark.parametrize("group", [ALONE, PERSON], ids=["alone", "by person"])
def test_calibration_is_that_of_statsmodels(group):
    log_odds = logit(SAID)
    kept = {"cov_type": "cluster", "cov_kwds": {"groups": group, "use_correction": False}}
    family = sm.families.Binomial()
    theirs = sm.GLM(LABEL, sm.add_constant(log_odds), family=family).fit(**kept)
    slope, whole = calibration_slope(LABEL, SAID, group)
    assert slope.value == pytest.approx(theirs.params[1], abs=1e-6)
    assert (slope.high - slope.low) / 2 / 1.959964 == pytest.approx(theirs.bse[1], rel=1e-4)
    offset = sm.GLM(LABEL, np.ones(N), family=family, offset=log_odds).fit(**kept)
    assert whole.value == pytest.approx(offset.params[0], abs=1e-6)
    assert (whole.high - whole.low) / 2 / 1.959964 == pytest.approx(offset.bse[0], rel=1e-4)


def test_what_was_said_too_low_has_a_positive_intercept():
    assert intercept(LABEL, expit(logit(SAID) - 1.0), ALONE).low > 0.5


def test_bands_hold_every_row_once_and_ties_stay_together():
    bands = calibration_bands(LABEL, SAID, 5)
    assert sum(one.n for one in bands) == N
    assert sum(one.hits for one in bands) == LABEL.sum()
    assert [one.said for one in bands] == sorted(one.said for one in bands)
    assert len(calibration_bands(LABEL, np.full(N, 0.4), 5)) == 1


def test_the_age_of_decision_is_where_most_are_decided():
    # Decided at ten days, all of them; of those younger, nobody.
    age = np.arange(300.0) / 2.0
    assert decision_age(age, age >= 10.0, 0.9) == 10.0


def test_where_many_stay_open_there_is_no_such_age():
    rng = np.random.default_rng(2)
    assert decision_age(rng.uniform(0, 400, 900), rng.random(900) < 0.75, 0.9) is None


def test_leads_of_one_age_count_together():
    assert decision_age(np.ones(200), np.arange(200) % 2 == 0, 0.4) == 1.0
    assert decision_age(np.ones(200), np.arange(200) % 2 == 0, 0.6) is None


def test_a_few_old_ones_settle_nothing():
    age = np.arange(200.0)
    assert decision_age(age, age > 150, 0.9) is None
    assert decision_age(np.array([]), np.array([], dtype=bool), 0.9) is None


@given(st.integers(0, 3_000), st.floats(0, 1))
def test_with_so_many_more_there_are_enough(n, share):
    hits = round(n * share)
    refused = enough_rows(n, hits)
    if refused is None or not 0 < hits < n:
        return
    assert refused.why == TOO_FEW
    scale = (n + refused.more) / n
    # Rounding to whole rows may leave one missing.
    later = enough_rows(n + refused.more, round(hits * scale))
    assert later is None or later.more <= n / min(hits, n - hits) + 1


@pytest.mark.parametrize(("n", "hits", "more"), [(0, 0, 200), (50, 0, 100), (120, 60, 265), (1_000, 100, None)])
def test_how_many_are_missing(n, hits, more):
    refused = enough_rows(n, hits)
    assert (refused.more if refused else None) == more


def sound():
    """What a good score is checked to be."""
    good = Figure(1.0, 0.9, 1.1), Figure(0.0, -0.1, 0.1)
    skill = Skill(0.2, 0.22, Figure(0.1, 0.05, 0.15))
    return Checked(1_000, 300, SAID, skill, Figure(0.7, 0.6, 0.8), good[0], good[1], good[1], ())


def test_a_sound_score_is_not_refused():
    assert refusal_of(sound()) is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"hits": 99}, TOO_FEW),
        ({"slope": Figure(0.6, 0.45, 0.75)}, NOT_CALIBRATED),
        ({"slope": Figure(1.5, 1.2, 1.8)}, NOT_CALIBRATED),
        ({"intercept": Figure(0.4, 0.2, 0.6)}, NOT_CALIBRATED),
        ({"newest": Figure(-0.5, -0.8, -0.2)}, MOVED),
    ],
)
def test_what_is_off_is_refused(changed, why):
    assert refusal_of(replace(sound(), **changed)).why == why


def test_what_is_certain_but_small_changes_nothing():
    assert refusal_of(replace(sound(), slope=Figure(0.9, 0.85, 0.95), newest=Figure(0.1, 0.05, 0.15))) is None


def test_without_skill_it_says_how_many_more_would_settle_it():
    unsure = replace(sound(), skill=Skill(0.2, 0.2, Figure(0.01, -0.01, 0.03)))
    assert refusal_of(unsure).why == NO_SKILL
    assert refusal_of(unsure).more == 3_000
    for value in (-0.01, 0.001):
        skill = Skill(0.2, 0.2, Figure(value, value - 0.02, value + 0.02))
        assert refusal_of(replace(sound(), skill=skill)).more is None
