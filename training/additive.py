"""Fit monotone additive logistic curves: a logit as a sum of piecewise linear functions, each rising or falling only.

Each feature is cut at quantiles into ramps; a rising curve has weights of at least zero on its ramps. Penalised maximum
likelihood by L-BFGS-B (Byrd, Lu, Nocedal and Zhu, 1995); the model is that of Hastie and Tibshirani (1986).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

Floats = npt.NDArray[np.float64]
CUTS = (0.003, 0.02, 0.15, 0.35, 0.55, 0.75, 0.88, 0.95, 0.985, 0.997)
LIMITS = {"like_digits": 0.3}  # a digit test supports, it never decides
# Ridge on each ramp's weight, in units of one creator's log likelihood: chosen by what fits on three generators found
# on the fourth.
PENALTY = 10.0


def fit(
    features: Sequence[Mapping[str, float]], truth: Floats, weight: Floats, spec: Sequence[tuple[str, str, int]]
) -> dict[str, Any]:
    """Return intercept, offsets and curves (as the shipped file holds them)."""
    table = {name: np.array([row.get(name, np.nan) for row in features]) for name, _, _ in spec}
    return fit_table(table, truth, weight, spec)


def fit_table(
    table: Mapping[str, Floats], truth: Floats, weight: Floats, spec: Sequence[tuple[str, str, int]]
) -> dict[str, Any]:
    """Like `fit`, for columns; a sign in LIMITS gets no more than its limit of log Bayes factor."""
    signs = list(dict.fromkeys(sign for _, sign, _ in spec))
    columns = [np.ones(truth.size)]
    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    present = {sign: np.any([~np.isnan(table[f]) for f, s, _ in spec if s == sign], axis=0) for sign in signs}
    columns += [present[sign].astype(np.float64) for sign in signs]
    columns += [(np.isnan(table[name]) & present[sign]).astype(np.float64) for name, sign, _ in spec]
    bounds += [(0.0, 0.0) if sign in LIMITS else (None, None) for sign in (*signs, *(sign for _, sign, _ in spec))]
    knots = {name: knots_of(table[name]) for name, _, _ in spec}
    for name, sign, direction in spec:
        for low, high in zip(knots[name], knots[name][1:], strict=False):
            columns.append(np.nan_to_num(np.clip((table[name] - low) / (high - low), 0.0, 1.0), nan=0.0))
            most = LIMITS[sign] / (len(knots[name]) - 1) if sign in LIMITS else None
            bounds.append({1: (0.0, most), -1: (None, 0.0), 0: (None, None)}[direction])
    found = _solve(np.stack(columns, axis=1), truth, weight, bounds, len(signs) + len(spec))
    return _as_file(found, signs, spec, knots)


def knots_of(values: Floats) -> Floats:
    """Quantile cuts of the known values, at least a little apart."""
    known = values[~np.isnan(values)]
    cuts = np.unique(np.round(np.quantile(known, CUTS), 4)) if known.size else np.array([0.0, 1.0])
    wide = [cuts[0]]
    least = 0.02 * (cuts[-1] - cuts[0])
    for cut in cuts[1:]:
        if cut - wide[-1] > least:
            wide.append(cut)
    return np.array(wide if len(wide) > 1 else [cuts[0], cuts[0] + 1.0])


def _solve(design: Floats, truth: Floats, weight: Floats, bounds: Sequence[Any], levels: int) -> Floats:
    ridge = np.full(design.shape[1], PENALTY)
    ridge[0], ridge[1 : levels + 1] = 0.0, 0.1 * PENALTY

    def loss(beta: Floats) -> tuple[float, Floats]:
        logit = design @ beta
        value = float(weight @ (np.logaddexp(0.0, logit) - truth * logit) + 0.5 * ridge @ beta**2)
        slope = design.T @ (weight * (expit(logit) - truth)) + ridge * beta
        return value, slope

    start = np.zeros(design.shape[1])
    answer = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 3000, "maxfun": 5000}
    )
    return np.asarray(answer.x)


def _as_file(
    found: Floats, signs: Sequence[str], spec: Sequence[tuple[str, str, int]], knots: Mapping[str, Floats]
) -> dict[str, Any]:
    first = 1 + len(signs)
    at = first + len(spec)
    curves = []
    for absent, (name, sign, _) in zip(found[first:], spec, strict=False):
        steps = len(knots[name]) - 1
        values = np.concatenate([[0.0], np.cumsum(found[at : at + steps])])
        at += steps
        curve = {"feature": name, "sign": sign, "knots": _short(knots[name]), "values": _short(values)}
        curves.append(curve | {"absent": round(float(absent), 4)})
    offsets = {sign: round(float(v), 4) for sign, v in zip(signs, found[1:], strict=False)}
    return {"intercept": round(float(found[0]), 4), "offsets": offsets, "curves": curves}


def _short(values: Floats) -> list[float]:
    return [round(float(v), 4) for v in values]
