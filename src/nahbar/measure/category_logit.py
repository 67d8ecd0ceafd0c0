"""Logistic regression on categories whose effects are drawn towards none, the more the rarer they are. Pure.

Every category has an effect on the log-odds with the prior Normal(0, 1 / penalty); that is ridge regression (Hoerl and
Kennard 1970; le Cessie and van Houwelingen 1992) and partial pooling at once. How strong the penalty is, is decided by
approximate leave-one-out cross-validation (Rad and Maleki 2020; the step is that of Pregibon 1981). Rows are codes, so
that sums over rows are counts of pairs, and many categories cost no more than few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Prior standard deviations of an effect on the log-odds, from "no effects at all" to "e^1.6, fivefold odds, is usual".
SPREADS = (0.02, 0.1, 0.2, 0.4, 0.8, 1.6)
_STEPS = 40
# Steps double the digits that are right: after one this short the next would be a millionth.
_TOLERANCE = 1e-3
# The quadratic model of a step does not hold further than this on the log-odds scale.
_LONGEST_STEP = 4.0
# Keeps a row that decides its own effect alone from dividing by nothing.
_LEAST_REST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Rows as codes: `codes` is (n, k), each column with codes of its own out of 0 … `width` - 1; column 0 is all 0.

    Code 0 is the intercept, which is not penalised.
    """

    codes: Ints
    width: int

    def taken(self, rows: npt.NDArray[np.bool_]) -> Design:
        """Return the design of some rows."""
        return Design(self.codes[rows], self.width)

    def pairs(self) -> Ints:
        """Return (n, k (k + 1) / 2) codes of pairs of columns, for sums over rows."""
        first, second = np.triu_indices(self.codes.shape[1])
        return np.ascontiguousarray(self.codes[:, first] * self.width + self.codes[:, second])


@dataclass(frozen=True, slots=True, eq=False)
class Logit:
    """Effects (width,), their covariance (the inverse of the penalised information), and the penalty."""

    beta: Floats
    spread: Floats
    penalty: float

    def log_odds(self, design: Design) -> Floats:
        """Return the log-odds (n,) of rows."""
        return np.asarray(self.beta[design.codes].sum(axis=1))

    def doubt(self, design: Design) -> Floats:
        """Return the standard deviation (n,) of the log-odds of rows."""
        return np.sqrt(_quadratic(self.spread, design.pairs(), design.codes.shape[1]))


def fit_logit(design: Design, label: Floats, penalty: float, start: Floats | None = None) -> Logit:
    """Return the effects that maximise likelihood times prior, by Newton's method; `label` holds 0 and 1."""
    return _fit(design, design.pairs(), label, penalty, start)


def choose_logit(design: Design, label: Floats) -> Logit:
    """Return the fit whose penalty predicts best what it had not seen: least deviance left one out, of SPREADS."""
    best, least = None, np.inf
    for fitted, log_odds in _path(design, label):
        deviance = float(np.sum(np.logaddexp(0.0, log_odds) - label * log_odds))
        if deviance < least:
            best, least = fitted, deviance
    assert best is not None
    return best


def left_out(design: Design, label: Floats, fitted: Logit) -> Floats:
    """Return the log-odds (n,) of each row as a fit without it would give them, one step from the fit with it."""
    return _left_out(design, design.pairs(), label, fitted)


def _path(design: Design, label: Floats) -> Iterator[tuple[Logit, Floats]]:
    pairs, start = design.pairs(), None
    for spread in SPREADS:
        fitted = _fit(design, pairs, label, spread**-2, start)
        start = fitted.beta
        yield fitted, _left_out(design, pairs, label, fitted)


def _fit(design: Design, pairs: Ints, label: Floats, penalty: float, start: Floats | None) -> Logit:
    beta = _first(design, label) if start is None else start
    prior = np.full(design.width, penalty)
    prior[0] = 0.0
    for _ in range(_STEPS):
        p = expit(beta[design.codes].sum(axis=1))
        information = _information(pairs, p * (1.0 - p), design.width) + np.diag(prior)
        gradient = _sums(design, label - p) - prior * beta
        step = np.linalg.solve(information, gradient)
        largest = float(np.max(np.abs(step[design.codes].sum(axis=1))))
        beta = beta + step * min(1.0, _LONGEST_STEP / max(largest, 1e-300))
        if largest < _TOLERANCE:
            break
    # The last step is so short that the information has not moved.
    return Logit(beta, np.asarray(np.linalg.inv(information), dtype=np.float64), penalty)


def _first(design: Design, label: Floats) -> Floats:
    beta = np.zeros(design.width)
    beta[0] = np.log((label.sum() + 0.5) / (len(label) - label.sum() + 0.5))
    return beta


def _sums(design: Design, value: Floats) -> Floats:
    k = design.codes.shape[1]
    return np.bincount(design.codes.ravel(), np.repeat(value, k), design.width).astype(np.float64)


def _information(pairs: Ints, weight: Floats, width: int) -> Floats:
    upper = np.bincount(pairs.ravel(), np.repeat(weight, pairs.shape[1]), width * width).reshape(width, width)
    # A column paired with itself lies on the diagonal and is counted once.
    return np.asarray(upper + upper.T - np.diag(np.diag(upper)))


def _quadratic(matrix: Floats, pairs: Ints, k: int) -> Floats:
    first, second = np.triu_indices(k)
    return np.asarray(matrix.ravel().take(pairs) @ np.where(first == second, 1.0, 2.0))


def _left_out(design: Design, pairs: Ints, label: Floats, fitted: Logit) -> Floats:
    log_odds = fitted.log_odds(design)
    p = expit(log_odds)
    leverage = _quadratic(fitted.spread, pairs, design.codes.shape[1])
    rest = np.maximum(1.0 - p * (1.0 - p) * leverage, _LEAST_REST)
    return np.asarray(log_odds - leverage * (label - p) / rest)
