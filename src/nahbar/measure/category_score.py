"""A probability from categories that were known beforehand, with what shows whether it may be believed. Pure.

Values that are too rare to have an effect of their own share one. Every row is predicted by a fit (penalty and all)
that had seen neither it nor another row of its group, and what is said of the score rests on those predictions alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from nahbar.measure.category_logit import Design, Floats, Ints, Logit, choose_logit
from nahbar.measure.score_checks import (
    Band,
    Figure,
    Skill,
    Z,
    auc,
    brier_skill,
    calibration_bands,
    calibration_slope,
    intercept,
)

# A value seen less often shares its effect with the other rare ones: alone it would be drawn to nothing anyway.
LEAST_ROWS = 10
# Of one column so many values, the most frequent ones, have effects of their own; the fit stays quick.
MOST_VALUES = 40
FOLDS, REPEATS = 10, 2
# From so many rows on the partition hardly matters, and fewer folds lose little.
MANY_ROWS, FOLDS_OF_MANY = 1_000, 5
BANDS, BANDS_OF_MANY = 5, 10
# The newest part of the rows, by which a base rate that has moved is noticed.
NEWEST = 3


@dataclass(frozen=True, slots=True)
class Coding:
    """Which value of which column has which code; code 0 is the intercept, and each column has one for rare values."""

    codes: Sequence[Mapping[str, int]]
    rare: Sequence[int]
    width: int

    def design(self, rows: Sequence[Sequence[str]]) -> Design:
        """Return rows of values, one a column, as codes; unknown values are rare ones."""
        found = np.zeros((len(rows), len(self.rare) + 1), dtype=np.int64)
        for k, (codes, rare) in enumerate(zip(self.codes, self.rare, strict=True)):
            found[:, k + 1] = [codes.get(row[k], rare) for row in rows]
        return Design(found, self.width)


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """A fitted score: `logit` on the codes of `coding`; by code its effect against the column's mean, and its doubt."""

    coding: Coding
    logit: Logit
    effect: Floats
    doubt: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Rows with their chance: value and ends of the 95 % interval, all (n,); by column the effect and its doubt.

    `effect` is (n, columns): the log-odds that the value of a column adds, against the average row; `doubt` its
    standard deviation.
    """

    chance: Floats
    low: Floats
    high: Floats
    effect: Floats
    doubt: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """What predictions of unseen rows say of a score; `newest` is calibration in the large of the newest third."""

    n: int
    hits: int
    said: Floats
    skill: Skill
    auc: Figure
    slope: Figure
    intercept: Figure
    newest: Figure
    bands: Sequence[Band]


def code_values(rows: Sequence[Sequence[str]]) -> Coding:
    """Return codes for the values of rows, which all have the same columns."""
    columns: list[Mapping[str, int]] = []
    rare: list[int] = []
    width = 1
    for k in range(len(rows[0])):
        counts = Counter(row[k] for row in rows).most_common(MOST_VALUES)
        kept = sorted(value for value, n in counts if n >= LEAST_ROWS)
        columns.append({value: width + place for place, value in enumerate(kept)})
        rare.append(width + len(kept))
        width += len(kept) + 1
    return Coding(columns, rare, width)


def fit_score(rows: Sequence[Sequence[str]], label: Floats) -> Score:
    """Return the score fitted to rows of values and whether it happened (0 and 1, both present)."""
    coding, logit = _fitted(rows, label)
    against = _against_mean(coding, coding.design(rows))
    doubt = np.sqrt(((against @ logit.spread) * against).sum(axis=1))
    return Score(coding, logit, against @ logit.beta, doubt)


def _fitted(rows: Sequence[Sequence[str]], label: Floats) -> tuple[Coding, Logit]:
    coding = code_values(rows)
    return coding, choose_logit(coding.design(rows), label)


def _against_mean(coding: Coding, design: Design) -> Floats:
    """Return the matrix that turns effects into those against the mean of their column's rows.

    Only these are known: that all effects of a column are higher and the intercept lower makes no difference.
    """
    against = np.eye(design.width)
    for codes, rare, column in zip(coding.codes, coding.rare, design.codes[:, 1:].T, strict=True):
        against[rare - len(codes) : rare + 1] -= np.bincount(column, minlength=design.width) / len(column)
    return against


def score_rows(score: Score, rows: Sequence[Sequence[str]]) -> Scored:
    """Return the chances of rows.

    The interval is that of the posterior under the chosen penalty (Wahba 1983). A rare value has an effect of its own
    that nobody knows: the prior's variance stands for it.
    """
    design = score.coding.design(rows)
    codes, logit = design.codes[:, 1:], score.logit
    log_odds = logit.log_odds(design)
    strange = (codes == np.asarray(score.coding.rare)).astype(np.float64) / logit.penalty
    half = Z * np.sqrt(logit.doubt(design) ** 2 + strange.sum(axis=1))
    own = np.sqrt(score.doubt[codes] ** 2 + strange)
    return Scored(expit(log_odds), expit(log_odds - half), expit(log_odds + half), score.effect[codes], own)


def check_score(rows: Sequence[Sequence[str]], label: Floats, group: Ints, time: Floats, seed: int) -> Checked:
    """Return how well such a score predicts rows that it has not seen.

    `group` numbers the persons from 0, `time` orders the rows. Raises ValueError when a fold holds one label only.
    """
    said, base = _unseen(rows, label, group, seed)
    slope, whole = calibration_slope(label, said, group)
    newest = np.argsort(time, kind="stable")[len(label) - len(label) // NEWEST :]
    return Checked(
        n=len(label),
        hits=int(label.sum()),
        said=said,
        skill=brier_skill(label, said, base, group),
        auc=auc(label, said),
        slope=slope,
        intercept=whole,
        newest=intercept(label[newest], said[newest], group[newest]),
        bands=calibration_bands(label, said, BANDS_OF_MANY if len(label) >= MANY_ROWS else BANDS),
    )


def _unseen(rows: Sequence[Sequence[str]], label: Floats, group: Ints, seed: int) -> tuple[Floats, Floats]:
    """Return what fits without a row and its group say of it, and what their base rate says."""
    rng = np.random.default_rng(seed)
    many = len(label) >= MANY_ROWS
    folds, repeats = (FOLDS_OF_MANY, 1) if many else (FOLDS, REPEATS)
    said, base = np.zeros(len(label)), np.zeros(len(label))
    for _ in range(repeats):
        fold = rng.permutation(np.arange(group.max() + 1) % folds)[group]
        for k in range(folds):
            out = fold == k
            mine = label[~out]
            if not 0.0 < mine.sum() < len(mine):
                raise ValueError("a fold holds one label only")
            coding, logit = _fitted([rows[i] for i in np.flatnonzero(~out).tolist()], mine)
            said[out] += logit.log_odds(coding.design([rows[i] for i in np.flatnonzero(out).tolist()]))
            base[out] += mine.mean()
    return expit(said / repeats), base / repeats
