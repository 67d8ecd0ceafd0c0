"""How rules of thumb share one conversion among the steps of its path. Pure.

Every rule adds up to 1 on every path. None of them knows what would have happened without a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RULES = ("first", "last", "linear", "time_decay", "position")
# "Position" in the usual 40/20/40: the ends get this share each, the middle the rest.
END_SHARE = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class StepWeights:
    """The share of each step: one row for each `length` and `position` (1 is the first step) of a path."""

    length: Ints
    position: Ints
    shares: dict[str, Floats]


def step_weights(lengths: Sequence[int], half_life: float) -> StepWeights:
    """Return the share of every step of paths of the given lengths, under each of RULES.

    Time decay counts in steps, because a path has no times: a step `half_life` steps earlier weighs half. Position
    gives 40 % to the first, 40 % to the last and 20 % to all between; two steps share equally, one step has all.
    Raises ValueError for a length below 1 or a half life that is not positive.
    """
    if not half_life > 0 or min(lengths, default=1) < 1:
        raise ValueError("paths need a step, and the half life must be positive")
    length = np.repeat(np.asarray(lengths, dtype=np.int64), lengths)
    position = np.concatenate([np.arange(1, n + 1, dtype=np.int64) for n in lengths]) if len(lengths) else length
    return StepWeights(length, position, {rule: _shares(rule, length, position, half_life) for rule in RULES})


def _shares(rule: str, length: Ints, position: Ints, half_life: float) -> Floats:
    if rule == "first":
        return np.asarray(position == 1, dtype=np.float64)
    if rule == "last":
        return np.asarray(position == length, dtype=np.float64)
    if rule == "linear":
        return 1.0 / length
    if rule == "time_decay":
        return _decayed(length, position, half_life)
    return _by_position(length, position)


def _decayed(length: Ints, position: Ints, half_life: float) -> Floats:
    rate = np.log(2.0) / half_life
    # A geometric series: 1 + q + ... + q^(length - 1) = (1 - q^length) / (1 - q).
    whole = np.expm1(-rate * length) / np.expm1(-rate)
    shares: Floats = np.exp(-rate * (length - position)) / whole
    return shares


def _by_position(length: Ints, position: Ints) -> Floats:
    end = (position == 1) | (position == length)
    middle = (1.0 - 2.0 * END_SHARE) / np.maximum(length - 2, 1)
    shares = np.where(end, END_SHARE, middle)
    shares = np.where(length == 2, 0.5, shares)
    return np.where(length == 1, 1.0, shares)
