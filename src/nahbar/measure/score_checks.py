"""Whether probabilities that were said beforehand are worth anything: skill, order, and calibration. Pure.

Predictions must come from fits that had not seen the row. Rows of one `group` (a person) are dependent; intervals take
a group as one observation (White 1982; Liang and Zeger 1986). All intervals are 95 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from nahbar.measure.proportion import wilson_interval

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Z = 1.959964
_STEPS, _TOLERANCE = 50, 1e-10
# Probabilities nearer to 0 or 1 than this have no log-odds that a fit could bear.
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Skill:
    """Brier's score (Brier 1950) of predictions and of the base rate, and the share by which the first is lower."""

    score: float
    base: float
    skill: Figure


@dataclass(frozen=True, slots=True)
class Band:
    """Rows with similar predictions: how many, how many of them happened, what was said, and what was seen."""

    n: int
    hits: int
    said: float
    seen: Figure


def brier_skill(label: Floats, said: Floats, base: Floats, group: Ints) -> Skill:
    """Return the skill 1 - score / base score, its interval from the paired differences of the squared errors.

    `base` is what the base rate alone says, from the same fits. The doubt of the base score is left out: it is small
    beside that of the difference.
    """
    own, other = (label - said) ** 2, (label - base) ** 2
    gain, reference = float(np.mean(other - own)), float(np.mean(other))
    error = _error_of_mean(other - own, group)
    ends = (gain - Z * error, gain + Z * error)
    return Skill(float(np.mean(own)), reference, Figure(gain / reference, ends[0] / reference, ends[1] / reference))


def _error_of_mean(value: Floats, group: Ints) -> float:
    sums = np.bincount(group, value - value.mean())
    groups = len(np.unique(group))
    return float(np.sqrt(np.sum(sums**2) * groups / max(1, groups - 1)) / len(value))


def auc(label: Floats, said: Floats) -> Figure:
    """Return the chance that one that happened was said to be likelier than one that did not, ties half.

    The interval is that of DeLong, DeLong and Clarke-Pearson (1988), on the logit scale so that it stays within 0 to 1.
    Raises ValueError when all or none happened.
    """
    yes, no = said[label == 1.0], said[label == 0.0]
    if not len(yes) or not len(no):
        raise ValueError("all or none happened")
    ranks = _mid_ranks(np.concatenate([yes, no]))
    above = (ranks[: len(yes)] - _mid_ranks(yes)) / len(no)
    below = 1.0 - (ranks[len(yes) :] - _mid_ranks(no)) / len(yes)
    value = float(above.mean())
    error = np.sqrt(np.var(above, ddof=1) / len(yes) + np.var(below, ddof=1) / len(no))
    if not 0.0 < value < 1.0:
        return Figure(value, value, value)
    half = Z * float(error) / (value * (1.0 - value))
    return Figure(value, float(expit(logit(value) - half)), float(expit(logit(value) + half)))


def _mid_ranks(values: Floats) -> Floats:
    """Return the ranks of values from 1, the mean of their ranks for those that are equal."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    mid: Floats = (np.cumsum(count) - (count - 1) / 2.0)[place]
    return mid


def calibration_slope(label: Floats, said: Floats, group: Ints) -> tuple[Figure, Figure]:
    """Return slope and intercept of label on the log-odds that were said (Cox 1958): 1 and 0 are right.

    A slope below 1: too sure. The intercept is that at slope 1, calibration in the large: above 0 more happened than
    was said, e^intercept as many in odds.
    """
    log_odds = logit(np.clip(said, _EDGE, 1.0 - _EDGE))
    free = np.column_stack([log_odds, np.ones(len(label))])
    slope = _fit(free, np.zeros(len(label)), label, group)[0]
    return slope, intercept(label, said, group)


def intercept(label: Floats, said: Floats, group: Ints) -> Figure:
    """Return calibration in the large: by how much, in log-odds, more happened than was said; see above."""
    log_odds = logit(np.clip(said, _EDGE, 1.0 - _EDGE))
    return _fit(np.ones((len(label), 1)), log_odds, label, group)[0]


def _fit(x: Floats, offset: Floats, label: Floats, group: Ints) -> list[Figure]:
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = expit(offset + x @ beta)
        bread = np.linalg.inv((x * (p * (1.0 - p))[:, None]).T @ x)
        step = bread @ (x.T @ (label - p))
        beta = beta + step
        if float(np.max(np.abs(step))) < _TOLERANCE:
            break
    score = x * (label - p)[:, None]
    sums = np.stack([np.bincount(group, score[:, k]) for k in range(x.shape[1])], axis=1)
    error = np.sqrt(np.diag(bread @ (sums.T @ sums) @ bread))
    return [Figure(float(b), float(b - Z * e), float(b + Z * e)) for b, e in zip(beta, error, strict=True)]


def calibration_bands(label: Floats, said: Floats, bands: int) -> Sequence[Band]:
    """Return about `bands` equally large groups of rows by what was said, each with Wilson's interval of what was seen.

    Rows of which the same was said stay together.
    """
    order = np.argsort(said, kind="stable")
    # Rows of which the same was said have the rank of the last of them.
    ranks = np.searchsorted(said[order], said[order], side="right")
    band = np.minimum(((ranks - 1) * bands / len(said)).astype(np.int64), bands - 1)
    found = []
    for one in np.unique(band):
        mine = order[band == one]
        hits = int(label[mine].sum())
        seen = Figure(hits / len(mine), *wilson_interval(hits, len(mine)))
        found.append(Band(len(mine), hits, float(said[mine].mean()), seen))
    return found
