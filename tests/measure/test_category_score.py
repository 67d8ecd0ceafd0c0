"""Penalised logistic regression on categories beside scikit-learn, and what unseen rows say of a score."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from nahbar.measure.category_logit import Design, choose_logit, fit_logit, left_out
from nahbar.measure.category_score import check_score, code_values, fit_score, score_rows

LEVELS = (3, 6, 2)


def drawn(n, spread, seed):
    """Rows of values, labels, and the true chances."""
    rng = np.random.default_rng(seed)
    codes = np.stack([rng.integers(0, m, n) for m in LEVELS], axis=1)
    effects = [rng.normal(0.0, spread, m) for m in LEVELS]
    truth = expit(-0.8 + sum(e[codes[:, k]] for k, e in enumerate(effects)))
    return [tuple(map(str, row)) for row in codes.tolist()], (rng.random(n) < truth).astype(float), truth


def dense(design):
    """The same rows as columns of 0 and 1, without the intercept."""
    wide = np.zeros((len(design.codes), design.width))
    np.put_along_axis(wide, design.codes, 1.0, axis=1)
    return wide


@pytest.mark.parametrize("penalty", [0.5, 8.0])
def test_effects_are_those_of_scikit_learn(penalty):
    rows, label, _ = drawn(400, 0.8, 1)
    design = code_values(rows).design(rows)
    # Newton's last step may be a thousandth long; from the fit it is a millionth.
    ours = fit_logit(design, label, penalty, start=fit_logit(design, label, penalty).beta)
    theirs = LogisticRegression(C=1.0 / penalty, tol=1e-10, max_iter=1_000).fit(dense(design)[:, 1:], label)
    assert ours.beta[0] == pytest.approx(theirs.intercept_[0], abs=1e-5)
    assert ours.beta[1:] == pytest.approx(theirs.coef_[0], abs=1e-5)


def test_doubt_is_that_of_the_penalised_information():
    rows, label, _ = drawn(300, 0.8, 2)
    design = code_values(rows).design(rows)
    fitted = fit_logit(design, label, 2.0)
    wide, p = dense(design), expit(fitted.log_odds(design))
    spread = np.linalg.inv(wide.T @ (wide * (p * (1 - p))[:, None]) + np.diag([0.0] + [2.0] * (design.width - 1)))
    assert fitted.doubt(design) == pytest.approx(np.sqrt(np.einsum("ij,jk,ik->i", wide, spread, wide)), abs=1e-4)


def test_leaving_out_by_one_step_is_nearly_leaving_out():
    rows, label, _ = drawn(120, 0.8, 3)
    design = code_values(rows).design(rows)
    fast = left_out(design, label, fit_logit(design, label, 1.0))
    slow = []
    for k in range(40):
        rest = np.arange(len(rows)) != k
        one = Design(design.codes[[k]], design.width)
        slow.append(fit_logit(design.taken(rest), label[rest], 1.0).log_odds(one)[0])
    assert fast[:40] == pytest.approx(slow, abs=0.02)


def test_without_any_signal_effects_are_drawn_to_nothing_and_with_one_they_are_not():
    # Of 60 other seeds 59 pass without a signal, and 60 with one; this one is fixed.
    rows, label, _ = drawn(600, 0.0, 4)
    assert choose_logit(code_values(rows).design(rows), label).penalty >= 0.2**-2
    rows, label, _ = drawn(600, 1.0, 4)
    assert choose_logit(code_values(rows).design(rows), label).penalty <= 0.4**-2


def test_rare_and_unknown_values_share_an_effect_and_are_less_certain():
    rows, label, _ = drawn(600, 1.0, 5)
    rows[:3] = [(row[0], "seldom", row[2]) for row in rows[:3]]
    score = fit_score(rows, label)
    found = score_rows(score, [("0", "1", "0"), ("0", "seldom", "0"), ("0", "never seen", "0")])
    assert found.chance[1] == found.chance[2]
    width = found.high - found.low
    assert width[2] > width[0]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("012x"), st.sampled_from("0123456y")), min_size=1, max_size=5))
def test_every_row_has_a_chance_within_its_interval(asked):
    found = score_rows(FITTED, [(one, two, "0") for one, two in asked])
    assert np.all((found.low > 0) & (found.low < found.chance) & (found.chance < found.high) & (found.high < 1))


_ROWS, _LABEL, _TRUTH = drawn(900, 0.7, 6)
FITTED = fit_score(_ROWS, _LABEL)


def test_effects_are_against_the_average_row():
    found = score_rows(FITTED, _ROWS)
    assert found.effect.mean(axis=0) == pytest.approx(np.zeros(3), abs=1e-9)
    # Two values alone: what one adds the other takes away, so that both are known equally well.
    design = FITTED.coding.design(_ROWS)
    ends = [int(code) for code in np.unique(design.codes[:, 3])]
    weights = [np.mean(design.codes[:, 3] == code) for code in ends]
    step = FITTED.logit.beta[ends[0]] - FITTED.logit.beta[ends[1]]
    assert FITTED.effect[ends[0]] == pytest.approx(step * weights[1])
    v = FITTED.logit.spread[np.ix_(ends, ends)]
    assert FITTED.doubt[ends[0]] == pytest.approx(weights[1] * np.sqrt(v[0, 0] + v[1, 1] - 2 * v[0, 1]))


def test_intervals_hold_the_true_chances():
    found = score_rows(FITTED, _ROWS)
    assert np.mean((found.low <= _TRUTH) & (found.high >= _TRUTH)) > 0.85


def test_a_row_is_foretold_without_itself_and_without_its_group():
    # Twenty rows of one person, alike in a value that nobody else has: seen, it would foretell them perfectly.
    rng = np.random.default_rng(7)
    rows = [("own", "b")] * 20 + [("x", str(k)) for k in rng.integers(0, 3, 280)]
    label = np.r_[np.ones(20), (rng.random(280) < 0.3)].astype(float)
    apart, alike = np.arange(300), np.r_[np.zeros(20, dtype=np.int64), np.arange(1, 281)]
    time = np.arange(300.0)
    assert check_score(rows, label, apart, time, 1).said[:20].mean() > 0.6
    assert check_score(rows, label, alike, time, 1).said[:20].mean() < 0.4


def test_the_same_seed_gives_the_same_answer():
    n, group = len(_ROWS), np.arange(len(_ROWS))
    first, second = (check_score(_ROWS, _LABEL, group, np.arange(float(n)), 3) for _ in range(2))
    assert first.skill == second.skill
    assert first.n == n
    assert first.hits == int(_LABEL.sum())
    assert first.skill.skill.low > 0.0
