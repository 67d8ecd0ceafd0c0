"""How the daily numbers of followers were collected: rounded, late or not at all."""

import numpy as np

from benchmarks.exposure.records import HIDDEN, Floats, Ints
from benchmarks.exposure.speech import Dice


def _three_digits(counts: Ints) -> Ints:
    step = 10 ** np.maximum(np.floor(np.log10(np.maximum(counts, 1))) - 2, 0).astype(np.int64)
    return counts // step * step  # type: ignore[no-any-return]


def collected(dice: Dice, followers: Floats, platform: str, case: str) -> Ints:
    """The series as a collector wrote it down."""
    counts = np.maximum(np.round(followers), 0).astype(np.int64)
    if platform == "youtube" or case == "rounding":
        counts = _three_digits(counts)
    if case == "outage":
        _stale(dice, counts)
    if dice.chance(0.3) or case == "outage":
        missing = dice.rng.random(len(counts)) < 0.08 * dice.roll()
        counts[1:-1][missing[1:-1]] = HIDDEN
    return counts


def _stale(dice: Dice, counts: Ints) -> None:
    for _ in range(1 + int(dice.roll() * 3)):
        length = int(dice.between(4, min(30, len(counts) / 4)))
        start = 1 + int(dice.roll() * (len(counts) - length - 2))
        counts[start : start + length] = counts[start - 1] if dice.chance(0.6) else HIDDEN
