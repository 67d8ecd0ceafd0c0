"""Medians and spreads that a few wild values do not move."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL_MAD = 1.4826  # makes the median absolute deviation of a normal sample its standard deviation


def median(values: Floats) -> float:
    """Return the median of a one-dimensional array without the overhead of numpy.median; NaN when empty."""
    n = values.size
    if n == 0:
        return float("nan")
    half = n // 2
    parts = values.copy()
    if n % 2:
        parts.partition(half)
        return float(parts[half])
    parts.partition((half - 1, half))
    return 0.5 * float(parts[half - 1] + parts[half])


def spread(values: Floats) -> float:
    """Return the robust standard deviation: 1.4826 times the median absolute deviation (Hampel, 1974)."""
    return NORMAL_MAD * median(np.abs(values - median(values))) if values.size else float("nan")


def row_medians(values: Floats) -> Floats:
    """Return the median along the last axis, which is kept with one entry; faster than numpy.median for short rows."""
    n = values.shape[-1]
    ordered = np.sort(values, axis=-1)
    middle: Floats = 0.5 * (ordered[..., n // 2 : n // 2 + 1] + ordered[..., (n - 1) // 2 : (n - 1) // 2 + 1])
    return middle


def rolling_median(values: Floats, width: int) -> Floats:
    """Return the centred rolling median over `width` values (odd); the ends use the first and last full window.

    `values` may have a leading axis of several series. A series shorter than `width` gets its plain median.
    """
    n = values.shape[-1]
    if n <= width:
        return np.broadcast_to(row_medians(values), values.shape)
    windows = np.lib.stride_tricks.sliding_window_view(values, width, axis=-1)
    core = np.partition(windows, width // 2, axis=-1)[..., width // 2]
    first = np.repeat(core[..., :1], width // 2, axis=-1)
    last = np.repeat(core[..., -1:], n - core.shape[-1] - width // 2, axis=-1)
    return np.concatenate([first, core, last], axis=-1)
