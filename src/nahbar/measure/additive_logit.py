"""Logistic regression on smooth and linear terms: basis of a smooth term, penalised fit, cross-fitted scores."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Knots of a smooth term, in standard deviations around the mean; values beyond the ends are held at the ends.
KNOTS = np.linspace(-2.5, 2.5, 9)
KNOTS.flags.writeable = False
# A weak prior on the intercept: standard deviation 5 on the log-odds scale.
_INTERCEPT_PENALTY = 0.04
_STEPS = 30
_TOLERANCE = 1e-6


def smooth_basis(value: Floats) -> Floats:
    """Return (n, 9) columns whose ridge-penalised combinations are Gaussian-process curves of length scale 1.

    `value` is standardised, shape (n,). The columns are the Nystroem features of the squared-exponential kernel on
    KNOTS (Rasmussen and Williams 2006, section 8.1), so that a unit ridge penalty is the process prior.
    """
    inside = np.clip(value, KNOTS[0], KNOTS[-1])
    return np.asarray(_kernel(inside) @ _HALF_INVERSE)


def _kernel(value: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * (value[:, None] - KNOTS[None, :]) ** 2))


def _half_inverse() -> Floats:
    values, vectors = np.linalg.eigh(_kernel(KNOTS) + 1e-6 * np.eye(len(KNOTS)))
    return np.asarray(vectors / np.sqrt(values) @ vectors.T)


_HALF_INVERSE = _half_inverse()


def fit_logit(design: Floats, label: Floats) -> Floats:
    """Return the coefficients (1 + k,), intercept first, that maximise likelihood times N(0, 1) priors.

    `design` is (n, k) without an intercept column and already scaled so that a unit ridge is the wanted prior;
    `label` holds 0 and 1. Newton's method with halved steps; the objective is strictly concave.
    """
    x = np.column_stack([np.ones(len(design)), design])
    penalty = np.r_[_INTERCEPT_PENALTY, np.ones(design.shape[1])]
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        step = _newton_step(x, label, beta, penalty)
        beta = beta + step
        if float(np.max(np.abs(step))) < _TOLERANCE:
            break
    return beta


def _newton_step(x: Floats, label: Floats, beta: Floats, penalty: Floats) -> Floats:
    p = 1.0 / (1.0 + np.exp(-(x @ beta)))
    gradient = x.T @ (label - p) - penalty * beta
    hessian = (x * (p * (1.0 - p))[:, None]).T @ x + np.diag(penalty)
    step = np.asarray(cho_solve(cho_factor(hessian), gradient))
    # A step of more than 4 on the log-odds scale anywhere is shortened: the quadratic model does not hold that far.
    largest = float(np.max(np.abs(x @ step)))
    return step * min(1.0, 4.0 / largest) if largest > 0.0 else step


def score_logit(design: Floats, beta: Floats) -> Floats:
    """Return the log-odds (n,) of `design` (n, k) under `beta` (1 + k,)."""
    return np.asarray(beta[0] + design @ beta[1:])


def cross_fitted_scores(design: Floats, label: Floats, folds: int, repeats: int, seed: int) -> Floats:
    """Return log-odds (n,) of every row under fits that did not see it, averaged over `repeats` partitions.

    Folds are stratified by label; with fewer rows of a label than folds some folds hold none of it.
    """
    generator = np.random.default_rng(seed)
    total = np.zeros(len(label))
    for _ in range(repeats):
        fold = _stratified_folds(label, folds, generator)
        for k in range(folds):
            out = fold == k
            total[out] += score_logit(design[out], fit_logit(design[~out], label[~out]))
    return total / repeats


def _stratified_folds(label: Floats, folds: int, generator: np.random.Generator) -> Ints:
    fold = np.empty(len(label), dtype=np.int64)
    for value in (0.0, 1.0):
        rows = generator.permutation(np.flatnonzero(label == value))
        fold[rows] = np.arange(len(rows)) % folds
    return fold
