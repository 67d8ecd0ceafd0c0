"""What the log odds of made-up creators become where they stand beside the level of a workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.level import LEAST_LEVEL, LEVELLED, MOST_MOVED, level_carried
from nahbar.creators.authenticity.weights import EARLIER, PARTS_OF
from training.authenticity_cases import Case
from training.authenticity_fit import drawn_spaces

Floats = npt.NDArray[np.float64]


def levels(
    chosen: Sequence[Case], measured: Sequence[Measured], odds: Mapping[str, Floats], seed: int
) -> dict[str, Floats]:
    """Draw workspaces of few and many creators, 10 to 50 % of them buyers, and give each creator one of them.

    Returns for each question of LEVELLED the median log odds there; NaN where the creator or too few others carry it.
    """
    rng = np.random.default_rng(seed)
    found = {question: np.full(len(chosen), np.nan) for question in LEVELLED}
    carried = {q: np.array([q in level_carried(one) for one in measured]) for q in LEVELLED}
    for mine in _together(chosen):
        spaces = list(drawn_spaces(rng, mine, chosen))
        which = rng.integers(len(spaces), size=mine.size)
        for question in LEVELLED:
            here = np.array([_middle(odds[question], space[carried[question][space]]) for space in spaces])
            found[question][mine] = np.where(carried[question][mine], here[which], np.nan)
    return found


def _together(chosen: Sequence[Case]) -> Iterator[npt.NDArray[np.int64]]:
    where = [(case.space, case.platform) for case in chosen]
    for one in sorted(set(where)):
        yield np.array([i for i, its in enumerate(where) if its == one])


def _middle(odds: Floats, among: npt.NDArray[np.int64]) -> float:
    return float(np.median(odds[among])) if among.size >= LEAST_LEVEL else float("nan")


def beside_level(
    ways: Mapping[str, Floats], level: Mapping[str, float], here: Mapping[str, Floats]
) -> dict[str, Floats]:
    """Return the log odds of all ways, moved as the product moves them."""
    moved = dict(ways)
    for question, its in here.items():
        step = np.nan_to_num(np.clip(level[question] - its, -MOST_MOVED, MOST_MOVED), nan=0.0)
        moved |= {way: ways[way] + step for way in PARTS_OF[question] if way in ways and way != EARLIER}
    return moved


def middle_level(here: Mapping[str, Floats]) -> dict[str, float]:
    """Return the level in the middle of all that were drawn."""
    return {question: round(float(np.nanmedian(its)), 3) for question, its in here.items()}
