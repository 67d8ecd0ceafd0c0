"""One lasting shift in a series: where it lies, how clear it is, and whether it is a step rather than a drift.

The place is that of the largest standardised cumulative sum (Page 1955; Hinkley 1970). Noise comes from successive
differences (von Neumann 1941), so that neither the shift itself nor a slow drift counts as noise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.robust import NORMAL_MAD, median

Floats = npt.NDArray[np.float64]

LEAST_VALUES = 20
LEAST_SIDE, SIDE_SHARE = 6, 0.05  # values on either side of a shift, so that a whim at the end is none
NEAR_VALUES = 12  # on either side, to tell a step from a drift
MOST_SPREADS = 5.0  # a single value further off counts as this far
LEAST_NOISE = 0.03
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift before the value `place`.

    `z` is the standardised difference of the means after and before, `step` that difference, `over_line` how much
    higher the log likelihood of a step is than that of a straight line, `near` the difference of the means of the
    NEAR_VALUES after and before, as a share of `step` (about 1 for a step, near 0 for a drift).
    """

    place: int
    z: float
    step: float
    over_line: float
    near: float

    def turned(self) -> Shift:
        """Return the shift of the series with the other sign."""
        return Shift(self.place, -self.z, -self.step, self.over_line, self.near)


class Shifts:
    """The shifts of one series in the order of time, shape (n,); n is at least LEAST_VALUES."""

    def __init__(self, values: Floats) -> None:
        if values.size < LEAST_VALUES:
            raise ValueError(f"{values.size} values, at least {LEAST_VALUES} are needed")
        around = values - median(values)
        jumps = np.diff(around)
        # The floor keeps a series that hardly moves from seeing a shift in every whim.
        self._noise = float(NORMAL_MAD * median(np.abs(jumps - median(jumps))) / np.sqrt(2.0)) + LEAST_NOISE
        reach = MOST_SPREADS * max(self._noise, NORMAL_MAD * median(np.abs(around)))
        calm = np.clip(around, -reach, reach)
        self._calm: Floats = calm - calm.sum() / calm.size
        self._total = np.cumsum(self._calm)
        at = np.arange(calm.size) - (calm.size - 1) / 2
        squares = float(self._calm @ self._calm)
        self._squares, self._line = squares, squares - float(at @ self._calm) ** 2 / float(at @ at)

    def largest(self) -> Shift:
        """Return the clearest shift."""
        n = self._calm.size
        side = max(LEAST_SIDE, int(n * SIDE_SHARE))
        place = np.arange(side, n - side + 1)
        clear = np.abs(self._total[side - 1 : n - side]) / np.sqrt(place * (n - place))
        return self._described(int(place[np.argmax(clear)]))

    def at(self, place: int) -> Shift | None:
        """Return the shift before the value `place`; None where too few values lie on a side of it."""
        return self._described(place) if LEAST_SIDE <= place <= self._calm.size - LEAST_SIDE else None

    def _described(self, place: int) -> Shift:
        n, before = self._calm.size, float(self._total[place - 1])
        step = -before * n / (place * (n - place))
        rest = self._squares - step**2 * place * (n - place) / n
        after, last = self._calm[place : place + NEAR_VALUES], self._calm[max(place - NEAR_VALUES, 0) : place]
        near = float(after.sum() / after.size - last.sum() / last.size)
        return Shift(
            place=place,
            z=step * math.sqrt(place * (n - place) / n) / self._noise,
            step=step,
            over_line=n / 2 * math.log((max(self._line, 0.0) + TINY) / (max(rest, 0.0) + TINY)),
            near=near / step if step else 0.0,
        )
