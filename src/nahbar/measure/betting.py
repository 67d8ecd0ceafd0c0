"""Intervals for means of bounded outcomes that hold at every look without any asymptotics: betting sequences. Pure.

They need the outcomes one by one in the order in which they came, unlike everything that is reckoned from sums.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
# Means that are tried, from the lowest to the highest possible.
GRID = 1000
# No bet stakes more than this share of the capital that it could lose (Waudby-Smith and Ramdas, section 4.2).
MOST_STAKE = 0.5
BATCH_ROWS = 2_000


def betting_interval(outcomes: Floats, low: float, high: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of the mean after all `outcomes` in order, each between `low` and `high`.

    Hedged capital with predictable plug-in bets (Waudby-Smith and Ramdas 2024, "Estimating means of bounded random
    variables by betting", theorem 3): for every mean that was tried, capital is bet that it is too low and that it is
    too high; a mean is left out once one of them has grown 2 / alpha-fold, at whichever look that was. The mean may be
    conditional and the outcomes dependent. Raises ValueError for an outcome outside the bounds.
    """
    if not high > low or np.any((outcomes < low) | (outcomes > high)):
        raise ValueError(f"outcomes must lie between {low} and {high}")
    scaled = (outcomes - low) / (high - low)
    stakes = _stakes(scaled, 1.0 - level)
    tried = (np.arange(GRID) + 0.5) / GRID
    capital, best = np.zeros((2, GRID)), np.zeros((2, GRID))
    for start in range(0, len(scaled), BATCH_ROWS):
        rows = slice(start, start + BATCH_ROWS)
        apart = scaled[rows, None] - tried
        for side, (sign, room) in enumerate(((1.0, tried), (-1.0, 1.0 - tried))):
            stake = np.minimum(stakes[rows, None], MOST_STAKE / room)
            grown = capital[side] + np.cumsum(np.log1p(sign * stake * apart), axis=0)
            best[side] = np.maximum(best[side], grown.max(axis=0))
            capital[side] = grown[-1]
    kept = np.flatnonzero(best.max(axis=0) < np.log(2.0 / (1.0 - level)))
    if not len(kept):
        # All tried means are left out only when the mean moved; the last average is then as good as any.
        at = float(scaled.mean())
        return low + at * (high - low), low + at * (high - low)
    # The grid's cells, not its middles, so that nothing between two means is lost.
    return low + kept[0] / GRID * (high - low), low + (kept[-1] + 1) / GRID * (high - low)


def betting_lift(
    treated: npt.NDArray[np.bool_], outcomes: Floats, low: float, high: float, share: float = 0.5, level: float = LEVEL
) -> tuple[float, float]:
    """Return the interval of the lift when each person is treated with chance `share`, people in order of arrival.

    Each outcome weighted by the inverse chance of its arm has the lift as its mean (Horvitz and Thompson 1952) and is
    bounded; outcomes are first moved to the middle of their bounds, which takes half of the range away.
    """
    middle = (low + high) / 2.0
    moved = outcomes - middle
    weighted = np.where(treated, moved / share, -moved / (1.0 - share))
    reach = (high - middle) / min(share, 1.0 - share)
    return betting_interval(weighted, -reach, reach, level)


def _stakes(scaled: Floats, alpha: float) -> Floats:
    """Return the bets, each from what came before it: small while little is known, large where little varies."""
    n = np.arange(1, len(scaled) + 1)
    means = (0.5 + np.cumsum(scaled)) / (n + 1)
    variances = (0.25 + np.cumsum((scaled - means) ** 2)) / (n + 1)
    before = np.concatenate([[0.25], variances[:-1]])
    return np.asarray(np.sqrt(2.0 * np.log(2.0 / alpha) / (before * n * np.log1p(n))))
