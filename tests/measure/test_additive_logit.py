"""Additive logistic regression: the basis, the fit against scikit-learn, cross-fitted scores."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from nahbar.measure.additive_logit import KNOTS, cross_fitted_scores, fit_logit, score_logit, smooth_basis


@pytest.fixture
def sample():
    generator = np.random.default_rng(8)
    x = generator.normal(size=(300, 3))
    label = (generator.random(300) < 1 / (1 + np.exp(-(x[:, 0] - 1)))).astype(float)
    return x, label


def test_fit_is_the_ridge_optimum_of_scikit_learn(sample):
    x, label = sample
    # The library does not penalise the intercept; ours is penalised so weakly that weights agree to 3 digits.
    library = LogisticRegression(C=1.0, tol=1e-8).fit(x, label)
    ours = fit_logit(x, label)
    np.testing.assert_allclose(ours[1:], library.coef_[0], atol=2e-3)


def test_basis_reproduces_the_kernel_at_the_knots():
    basis = smooth_basis(KNOTS)
    kernel = np.exp(-0.5 * (KNOTS[:, None] - KNOTS[None, :]) ** 2)
    np.testing.assert_allclose(basis @ basis.T, kernel, atol=1e-3)


def test_basis_is_constant_beyond_the_knots():
    np.testing.assert_array_equal(smooth_basis(np.array([3.0])), smooth_basis(np.array([300.0])))


def test_smooth_terms_learn_a_bump(sample):
    generator = np.random.default_rng(9)
    x = generator.uniform(-2.5, 2.5, 2000)
    label = (generator.random(2000) < np.where(np.abs(x) < 0.8, 0.8, 0.2)).astype(float)
    beta = fit_logit(smooth_basis(x), label)
    middle, side = score_logit(smooth_basis(np.array([0.0, 2.0])), beta)
    assert middle > 0.5
    assert side < -0.5


def test_separable_labels_give_finite_weights():
    beta = fit_logit(np.array([[-1.0], [1.0]] * 20), np.array([0.0, 1.0] * 20))
    assert np.isfinite(beta).all()


def test_cross_fitted_scores_do_not_see_their_own_label():
    noise = np.random.default_rng(10).normal(size=(200, 30))
    label = np.r_[np.ones(40), np.zeros(160)]
    scores = cross_fitted_scores(noise, label, 10, 2, 1)
    # Noise carries nothing. In-sample the AUC would exceed .8; cross-fitted it is .5 or, as folds compete for the same
    # rows, less; its standard error is .05, so a false alarm has probability 1 in 1000.
    auc = (scores[:40, None] > scores[None, 40:]).mean()
    assert auc < 0.66


def test_no_terms_leave_the_base_rate():
    beta = fit_logit(np.empty((100, 0)), np.r_[np.ones(10), np.zeros(90)])
    assert beta.shape == (1,)
    assert 1 / (1 + np.exp(-beta[0])) == pytest.approx(0.1, abs=0.01)
