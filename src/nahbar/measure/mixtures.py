"""Two parallel lines instead of one: whether some counts lie a step above what another count suggests."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEAST_VALUES = 8
STARTS = (0.5, 0.8)  # shares of the values that a first split leaves below; mixtures have several maxima
ROUNDS = 8  # of the expectation-maximisation; it starts near its end
LEAST_VARIANCE = 0.0025  # of a log; keeps a few equal values from an endless gain
MOST_SLOPE = 1.6  # one count rises at most so much faster than another
MOST_ODDS = 40.0


def two_lines(cause: Floats, effect: Floats) -> tuple[Floats, Floats, Floats]:
    """Return for each row the gain in log likelihood of two parallel lines over one, their distance, the share above.

    `cause` and `effect` have shape (pairs, values): each effect is a line of its cause with a slope between 0 and 1.6.
    The mixture of two such lines with one slope and one spread (Quandt and Ramsey, 1978) is fitted by expectation and
    maximisation (Dempster, Laird and Rubin, 1977). A gain is at least 0; all is 0 for fewer than eight values.
    """
    pairs, n = effect.shape
    if n < LEAST_VALUES:
        nothing = np.zeros(pairs)
        return nothing, nothing, nothing
    x, y = cause - cause.sum(axis=1, keepdims=True) / n, effect - effect.sum(axis=1, keepdims=True) / n
    xx, xy = (x * x).sum(axis=1) + 1e-9, (x * y).sum(axis=1)
    rest = y - np.minimum(np.maximum(xy / xx, 0.0), MOST_SLOPE)[:, None] * x
    single = -0.5 * n * (np.log(np.maximum((rest * rest).sum(axis=1) / n, LEAST_VARIANCE)) + 1.0)
    order = np.sort(rest, axis=1)
    splits = np.concatenate([rest > order[:, [int(share * n)]] for share in STARTS])
    total, distance, above = _fitted(np.tile(x, (2, 1)), np.tile(y, (2, 1)), splits)
    second = total[pairs:] > total[:pairs]
    gain = np.maximum(total[:pairs], total[pairs:]) - single
    apart, upper = (np.where(second, found[pairs:], found[:pairs]) for found in (distance, above))
    some = gain > 0
    return np.maximum(gain, 0.0), np.where(some, apart, 0.0), np.where(some, upper, 0.0)


def _fitted(x: Floats, y: Floats, above: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Return log likelihood (without its constant), distance, and share above, from a first split, a row each.

    Both counts are centred, so that sums over the lower line are those over the upper one with the other sign.
    """
    n = y.shape[1]
    r = np.where(above, 0.95, 0.05)
    xx, xy, yy = (np.einsum("ij,ij->i", a, b) for a, b in ((x, x), (x, y), (y, y)))
    for _ in range(ROUNDS):
        high = r.sum(axis=1) + 1e-9
        low = n - high + 1e-9
        rx, ry = np.einsum("ij,ij->i", r, x), np.einsum("ij,ij->i", r, y)
        within = xx - rx * rx * (1 / high + 1 / low) + 1e-9
        slope = np.minimum(np.maximum((xy - rx * ry * (1 / high + 1 / low)) / within, 0.0), MOST_SLOPE)
        top, bottom = (ry - slope * rx) / high, (slope * rx - ry) / low
        total = yy - 2 * slope * xy + slope * slope * xx  # of the squares around the line through the middle
        variance = np.maximum((total - top * top * high - bottom * bottom * low) / n, LEAST_VARIANCE)
        share = np.minimum(np.maximum(high / n, 1 / n), 1 - 1 / n)
        steep = (top - bottom) / variance
        start = np.log(share / (1 - share)) - 0.5 * steep * (top + bottom)
        odds = start[:, None] + steep[:, None] * y - (steep * slope)[:, None] * x
        r = 1.0 / (1.0 + np.exp(-np.maximum(odds, -MOST_ODDS)))
    lower = (total + n * bottom * bottom) / (2 * variance)  # the middle line has a sum of zero
    gained = np.logaddexp(0.0, odds).sum(axis=1) - lower
    return gained + n * np.log(1 - share) - 0.5 * n * np.log(variance), top - bottom, share
