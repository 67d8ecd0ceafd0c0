"""Whether a follower list can be a mixture of the labelled fake and real accounts, column by column and in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from nahbar.creators.audit.model import AuditModel, ColumnFit
from nahbar.creators.audit.terms import COLUMNS, Floats
from nahbar.measure.mixture_fit import CellTable, MixtureFit, mixture_fit
from nahbar.measure.prevalence import score_cuts

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

# Counts are cut into thirds: 49 labelled fakes fill no finer pairs.
_PARTS = 3
# Scores are cut coarser than for the share: the check then has its 5 % of false alarms with few rows too.
_SCORE_PARTS = 8
_FLAGS = ("has_picture", "is_private")


def list_fit(
    model: AuditModel,
    columns: Mapping[str, Floats],
    score: Floats,
    patterns: Sequence[tuple[ColumnFit, Ints]],
    seed: int,
    draws_apart: float = 2.0,
) -> MixtureFit:
    """Compare a list with the labelled accounts by its columns, pairs of columns and scores.

    `patterns` are the rows that have the same columns, with the fit that scored them; `score` is (rows,). Only these
    rows count; a list without any known value fits. The labelled accounts' scores are the cross-fitted ones.
    """
    kept = np.concatenate([rows for _, rows in patterns])
    blocks = [pair for pair in _blocks(model, columns, score, patterns) if not np.isnan(pair[1][kept]).all()]
    if not blocks:
        return MixtureFit(0.0, 1.0, float("nan"))
    wide = [int(max(ours.max(), np.nanmax(theirs[kept]))) + 1 for ours, theirs in blocks]
    firsts = [rows[0] for _, rows in patterns]
    table = CellTable(
        labelled=np.hstack([_indicators(ours, size) for (ours, _), size in zip(blocks, wide, strict=True)]),
        is_fake=model.is_fake == 1.0,
        listed=np.concatenate(
            [_indicators(theirs[kept], size).sum(axis=0) for (_, theirs), size in zip(blocks, wide, strict=True)]
        ),
        groups=[
            (len(rows), np.repeat([not np.isnan(theirs[first]) for _, theirs in blocks], wide))
            for first, (_, rows) in zip(firsts, patterns, strict=True)
        ],
    )
    return mixture_fit(table, seed, draws_apart)


def _blocks(
    model: AuditModel, columns: Mapping[str, Floats], score: Floats, patterns: Sequence[tuple[ColumnFit, Ints]]
) -> list[tuple[Floats, Floats]]:
    """Return for each column, pair and score the parts of the labelled accounts and of the list (NaN: not known)."""
    fake = model.is_fake == 1.0
    labelled, listed = _coded(model, model.accounts, fake), _coded(model, columns, fake)
    blocks = [(labelled[name], listed[name]) for name in labelled]
    for fit, rows in patterns:
        # Flags alone give a handful of scores that differ between folds: cross-fitted ones say nothing of the list's.
        if any(term.smooth for term in fit.terms):
            cuts = score_cuts(fit.cross_fitted[fake], fit.cross_fitted[~fake], _SCORE_PARTS)
            part = np.full(len(score), np.nan)
            part[rows] = np.searchsorted(cuts, score[rows], side="right")
            blocks.append((np.searchsorted(cuts, fit.cross_fitted, side="right").astype(np.float64), part))
    return blocks


def _coded(model: AuditModel, columns: Mapping[str, Floats], fake: Bools) -> dict[str, Floats]:
    """Return the part (0, 1, ...) of every row in each column and each pair of columns; NaN where it is unknown."""
    single: dict[str, tuple[Floats, int]] = {}
    for name in COLUMNS:
        known = model.accounts[name]
        cuts = np.array([0.5]) if name in _FLAGS else np.unique(score_cuts(known[fake], known[~fake], _PARTS))
        part = np.searchsorted(cuts, columns[name], side="right").astype(np.float64)
        single[name] = (np.where(np.isnan(columns[name]), np.nan, part), len(cuts) + 1)
    coded = {name: part for name, (part, _) in single.items()}
    for (one, (part, _)), (other, (second, size)) in combinations(single.items(), 2):
        coded[f"{one}, {other}"] = part * size + second
    return coded


def _indicators(part: Floats, size: int) -> Floats:
    found = np.zeros((len(part), size))
    known = np.flatnonzero(~np.isnan(part))
    found[known, part[known].astype(np.int64)] = 1.0
    return found
