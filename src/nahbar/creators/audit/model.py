"""The model of the follower audit: labelled accounts, and fits to the columns that a list has."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from nahbar.creators.audit.terms import COLUMNS, Floats, Term, usable_terms
from nahbar.measure.additive_logit import cross_fitted_scores, fit_logit, score_logit, smooth_basis
from nahbar.measure.prevalence import score_cuts

FORMAT = 1
# Prior variances of a smooth curve and of a linear weight; AUC is flat around them (repeated 10-fold cross-validation
# on the Swiss labelled half: .951 to .958 over variances 0.3 to 4 and 0.1 to 1).
_SMOOTH_VARIANCE = 2.0
_LINEAR_VARIANCE = 0.1
# Six of the 487 labelled accounts have no picture, five of them fake. Scaled by its standard deviation (0.11) so few
# rows would weigh too much, scaled by 1 the column would be all but switched off.
_PICTURE_SPREAD = 0.15
_FOLDS = 10
_REPEATS = 5
# Finer bins keep more of the score; smoothed histograms carry them (judging.IMPLIED_ROWS). Halves of the Swiss labelled
# accounts: mean error at 25 and 50 % fakes 3.7 and 4.4 points with 8 bins, 3.5 and 4.0 with 24; 40 are no better.
_BINS = 24
# The folds are random; a fixed seed makes the histograms of one model the same in every run.
_FOLD_SEED = 2017


@dataclass(frozen=True, slots=True, eq=False)
class AuditModel:
    """Labelled accounts and how their terms are scaled; everything else is derived from them.

    `accounts` maps each of COLUMNS to an array (labelled accounts,), `is_fake` holds 0 and 1, `centre` and `spread` the
    mean and the standard deviation of each term. `complete` is the fit for lists that have every column.
    """

    accounts: Mapping[str, Floats]
    is_fake: Floats
    centre: Mapping[str, float]
    spread: Mapping[str, float]
    complete: ColumnFit

    @property
    def share_fake(self) -> float:
        """The share of fakes among the labelled accounts."""
        return float(self.is_fake.mean())


@dataclass(frozen=True, slots=True, eq=False)
class ColumnFit:
    """A fit to the terms that a set of columns allows.

    `beta` holds the intercept and the weights of all basis columns, `mean` the mean of each basis column among the
    labelled accounts, `cross_fitted` the score of every labelled account under fits that did not see it, and `cuts` the
    borders of the score bins.
    """

    terms: tuple[Term, ...]
    beta: Floats
    mean: Floats
    cross_fitted: Floats
    cuts: Floats


def train_audit_model(accounts: Mapping[str, Floats], is_fake: Floats) -> AuditModel:
    """Fit the model on labelled accounts that have every column; both classes must occur."""
    if is_fake.min() == is_fake.max():
        raise ValueError("labelled accounts of both classes are needed")
    terms = usable_terms(COLUMNS)
    raw = {term.name: term.value(accounts) for term in terms}
    centre = {name: float(value.mean()) for name, value in raw.items()}
    spread = {name: float(value.std()) or 1.0 for name, value in raw.items()}
    spread["has_picture"] = _PICTURE_SPREAD
    complete = _fit(accounts, is_fake, terms, centre, spread)
    return AuditModel(accounts, is_fake, centre, spread, complete)


def fit_columns(model: AuditModel, known: Sequence[str]) -> ColumnFit:
    """Return the fit for accounts of which only the columns `known` are available."""
    terms = usable_terms(known)
    if len(terms) == len(model.complete.terms):
        return model.complete
    return _fit(model.accounts, model.is_fake, terms, model.centre, model.spread)


def _fit(
    accounts: Mapping[str, Floats],
    is_fake: Floats,
    terms: tuple[Term, ...],
    centre: Mapping[str, float],
    spread: Mapping[str, float],
) -> ColumnFit:
    x = _design(accounts, terms, centre, spread, len(is_fake))
    scores = cross_fitted_scores(x, is_fake, _FOLDS, _REPEATS, _FOLD_SEED)
    cuts = score_cuts(scores[is_fake == 1.0], scores[is_fake == 0.0], _BINS)
    return ColumnFit(terms, fit_logit(x, is_fake), x.mean(axis=0), scores, cuts)


def _design(
    columns: Mapping[str, Floats],
    terms: tuple[Term, ...],
    centre: Mapping[str, float],
    spread: Mapping[str, float],
    rows: int,
) -> Floats:
    parts = [np.empty((rows, 0))]
    for term in terms:
        value = (term.value(columns) - centre[term.name]) / spread[term.name]
        wide = _SMOOTH_VARIANCE**0.5 * smooth_basis(value) if term.smooth else _LINEAR_VARIANCE**0.5 * value[:, None]
        parts.append(wide)
    return np.column_stack(parts)


def score_accounts(
    model: AuditModel, fit: ColumnFit, columns: Mapping[str, Floats]
) -> tuple[Floats, dict[str, Floats]]:
    """Return log-odds at the labelled share of fakes (rows,), and by reason its part above the average (rows,)."""
    rows = len(columns[COLUMNS[0]])
    x = _design(columns, fit.terms, model.centre, model.spread, rows)
    centred = (x - fit.mean) * fit.beta[1:]
    parts: dict[str, Floats] = {}
    start = 0
    for term in fit.terms:
        stop = start + (smooth_basis(np.zeros(1)).shape[1] if term.smooth else 1)
        parts[term.reason] = parts.get(term.reason, np.zeros(rows)) + centred[:, start:stop].sum(axis=1)
        start = stop
    return score_logit(x, fit.beta), parts


def model_to_dict(model: AuditModel) -> dict[str, Any]:
    """Return the model as plain lists and numbers for JSON."""
    return {
        "format": FORMAT,
        "accounts": {name: model.accounts[name].astype(int).tolist() for name in COLUMNS},
        "is_fake": model.is_fake.astype(int).tolist(),
        "centre": {name: round(value, 6) for name, value in model.centre.items()},
        "spread": {name: round(value, 6) for name, value in model.spread.items()},
        "complete": {
            "beta": model.complete.beta.round(6).tolist(),
            "mean": model.complete.mean.round(6).tolist(),
            "cross_fitted": model.complete.cross_fitted.round(4).tolist(),
            "cuts": model.complete.cuts.round(4).tolist(),
        },
    }


def model_from_dict(stored: Mapping[str, Any]) -> AuditModel:
    """Read a stored model. Raises ValueError when it was written in another format."""
    if stored.get("format") != FORMAT:
        raise ValueError(f"follower audit model of format {stored.get('format')}, expected {FORMAT}: train it again")
    complete = {name: np.asarray(value, dtype=np.float64) for name, value in stored["complete"].items()}
    return AuditModel(
        accounts={name: np.asarray(stored["accounts"][name], dtype=np.float64) for name in COLUMNS},
        is_fake=np.asarray(stored["is_fake"], dtype=np.float64),
        centre=stored["centre"],
        spread=stored["spread"],
        complete=ColumnFit(terms=usable_terms(COLUMNS), **complete),
    )


@functools.cache
def load_audit_model() -> AuditModel:
    """Read the follower audit model in the package (SRF Data, CC BY-SA 4.0; see followers.md beside it)."""
    text = files("nahbar.creators").joinpath("model", "followers.json").read_text(encoding="utf-8")
    return model_from_dict(json.loads(text))
