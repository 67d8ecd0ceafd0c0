"""Few units, drawn in time: switchbacks and staggered starts, told by drawing the lots again. Pure.

With a handful of creators or weeks no normal approximation holds; but the lots that were drawn could have fallen
otherwise, and under "no effect" every other draw would have shown the same outcomes (Fisher 1935). Intervals hold the
constant effects that are not rejected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.steps import Steps, unsaid

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Lots = npt.NDArray[np.bool_] | npt.NDArray[np.int64]

LEVEL = 0.95
# The smallest p that 4,999 draws can show is 0.0002, and a p of 0.05 is known to about 0.003.
DRAWS = 4_999
# So many draws are weighed at once: they need little memory, and a reader sees the work move.
SLICE = 250
_ROUNDING = 1e-9
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Redrawn:
    """An effect with the p value of redrawn lots; `interval` is None where too few draws are possible to exclude any.

    `least_p` is the smallest p value that so few lots could have shown: above 0.05 nothing can be told, ever.
    """

    effect: float
    p: float
    interval: tuple[float, float] | None
    least_p: float


def switchback(
    outcome: Floats,
    treated: Flags,
    block: Ints,
    seed: int,
    burn: int = 0,
    draws: int = DRAWS,
    level: float = LEVEL,
    steps: Steps = unsaid,
) -> Redrawn:
    """Return the effect of periods with against those without, lots drawn again within each block.

    Periods are in order of time; `block` says within what (a week, a pair of days) they were drawn. The first `burn`
    periods after each switch are left out, because what was before still works on (Bojinov, Simchi-Levi and Zhao 2023,
    "Design and analysis of switchback experiments"). `steps` is told the lots drawn. Raises ValueError when no block
    has both kinds of periods.
    """
    _, index = np.unique(block, return_inverse=True)
    weights = np.empty((draws + 1, len(treated)))
    lots = np.empty((draws + 1, len(treated)), dtype=bool)
    lots[0] = treated
    weights[:1] = _contrasts(lots[:1], index, burn)
    if not np.any(weights[0]):
        raise ValueError("no block has periods of both kinds")
    rng = np.random.default_rng(seed)
    place = np.argsort(index, kind="stable")
    for first in range(1, draws + 1, SLICE):
        part = slice(first, min(first + SLICE, draws + 1))
        order = np.argsort(rng.random((part.stop - first, len(treated))) + 2.0 * index, axis=1)
        lots[part, place] = treated[order]
        weights[part] = _contrasts(lots[part], index, burn)
        steps(part.stop - 1, draws)
    return _redrawn(weights @ outcome, weights @ treated.astype(np.float64), lots, level)


def _contrasts(lots: Flags, index: Ints, burn: int) -> Floats:
    """Return for each draw the weights with which outcomes make up its effect: a regression with block means."""
    kept = np.ones(lots.shape)
    for back in range(1, burn + 1):
        switched = lots[:, 1:] != lots[:, :-1]
        kept[:, back:] *= ~switched[:, : lots.shape[1] - back]
    blocks = np.eye(int(index.max()) + 1)[index]
    with_it = lots * kept
    size = np.maximum(kept @ blocks, 1.0)
    apart = (with_it - ((with_it @ blocks) / size)[:, index]) * kept
    whole = (apart * with_it).sum(axis=1, keepdims=True)
    return np.asarray(np.divide(apart, whole, out=np.zeros_like(apart), where=whole > _ROUNDING))


def staggered(
    outcome: Floats, start: Ints, seed: int, draws: int = DRAWS, level: float = LEVEL, steps: Steps = unsaid
) -> Redrawn:
    """Return the effect of having started, the order of starting drawn again among units.

    `outcome` is units x periods; `start` the period from which each unit has it, the number of periods for never. A
    unit's change after its start is set against those that have not started yet, period by period (differences in
    differences with not-yet-treated units, Athey and Imbens 2022, "Design-based analysis in difference-in-differences
    settings with staggered adoption"). `steps` is told the lots drawn. Raises ValueError when no unit has periods
    before and after beside others.
    """
    rng = np.random.default_rng(seed)
    starts = np.vstack([start, *(rng.permutation(start) for _ in range(draws))])
    had = (np.arange(outcome.shape[1]) >= start[:, None]).astype(np.float64)
    pairs = np.empty((draws + 1, 2))
    for k, one in enumerate(starts):
        pairs[k] = _started(outcome, one), _started(had, one)
        if abs(pairs[0, 1]) <= _ROUNDING:
            raise ValueError("no unit has periods before and after its start beside units that have not started")
        steps(k, draws)
    return _redrawn(pairs[:, 0], pairs[:, 1], starts, level)


def _started(values: Floats, start: Ints) -> float:
    total, units = 0.0, 0
    for begun in np.unique(start[(start > 0) & (start < values.shape[1])]):
        # Everybody's change from the periods before this start, so that no unit's level plays a part.
        change = values[:, begun:] - values[:, :begun].mean(axis=1, keepdims=True)
        members = start == begun
        waiting = start[:, None] > np.arange(begun, values.shape[1])
        n = waiting.sum(axis=0)
        known = n > 0
        if known.any():
            others = np.where(waiting, change, 0.0).sum(axis=0)[known] / n[known]
            total += float((change[members][:, known] - others).mean(axis=1).sum())
            units += int(members.sum())
    return total / units if units else 0.0


def _redrawn(shown: Floats, taken: Floats, lots: Lots, level: float) -> Redrawn:
    """Return the result from each draw's figure on outcomes and on the flags that were really drawn; the first is real.

    Adding an effect of size e to those who had it adds e times `taken` to every draw's figure, so all tests come from
    the same draws. The real draw counts among them (Phipson and Smyth 2010), so that p is never too small.
    """
    effect = float(shown[0] / taken[0])

    def p_at(size: float) -> float:
        figures = np.abs(shown - size * taken)
        return float((figures >= figures[0] - _ROUNDING * max(1.0, float(figures.max()))).mean())

    least = float((np.all(lots == lots[0], axis=1) | np.all(_turned(lots) == lots[0], axis=1)).mean())
    reach = float(np.abs(shown).max() + abs(effect)) * 4.0 + _ROUNDING
    bounds = [_bound(p_at, effect, sign * reach, 1.0 - level) for sign in (-1.0, 1.0)]
    low, high = bounds
    return Redrawn(effect, p_at(0.0), None if low is None or high is None else (low, high), least)


def _turned(lots: Lots) -> Lots:
    """The opposite lots show the same distance from 0; for starting times there is no opposite."""
    return np.logical_not(lots) if lots.dtype == np.bool_ else lots


def _bound(p_at: Callable[[float], float], effect: float, far: float, alpha: float) -> float | None:
    outside, inside = effect + far, effect
    if p_at(outside) > alpha:
        return None
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2.0
        inside, outside = (inside, middle) if p_at(middle) <= alpha else (middle, outside)
    return float(outside)
