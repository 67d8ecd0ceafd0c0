"""Last digits of counts: people leave them even, typed-in and rounded numbers do not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEAST_COUNT = 1000.0  # below it the last digit of an honest count is not even (Nigrini, 2012)


def last_digit_excess(counts: Floats) -> tuple[float, int]:
    """Return how uneven the last digits are, as a z value of the chi-square statistic, and how many counts it used.

    Wilson and Hilferty (1931) make the chi-square with nine degrees of freedom normal. Zero counts give (0, 0).
    """
    used = counts[counts >= LEAST_COUNT]
    n = int(used.size)
    if n == 0:
        return 0.0, 0
    tally = np.bincount((used % 10).astype(np.int64), minlength=10)
    chi = float(np.sum((tally - n / 10) ** 2) / (n / 10))
    return float(((chi / 9) ** (1 / 3) - (1 - 2 / 81)) / np.sqrt(2 / 81)), n
