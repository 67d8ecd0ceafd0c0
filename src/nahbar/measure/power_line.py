"""A figure that grows as a power of a size, with what single new values may be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Floats = npt.NDArray[np.float64]

# With fewer pairs the interval of a new value spans orders of magnitude.
FEWEST_PAIRS = 8


@dataclass(frozen=True, slots=True)
class PowerLine:
    """log(value) = intercept + slope * log(size), fitted to `n` pairs.

    `middle` is the mean of the log sizes, `spread` the sum of squares around it, `sigma` the residuals' standard
    deviation on the log scale.
    """

    intercept: float
    slope: float
    n: int
    middle: float
    spread: float
    sigma: float

    def predict(self, sizes: Floats, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
        """Return the median of a new value at each size (n,) and the prediction interval's ends, in units of value.

        Student's t with n - 2 degrees of freedom (Draper and Smith 1998, section 3.1), taken back from the log scale.
        """
        at = np.log(sizes)
        centre = self.intercept + self.slope * at
        error = self.sigma * np.sqrt(1.0 + 1.0 / self.n + (at - self.middle) ** 2 / self.spread)
        reach = stdtrit(self.n - 2, 0.5 + level / 2.0) * error
        return np.exp(centre), np.exp(centre - reach), np.exp(centre + reach)


def fit_power_line(sizes: Floats, values: Floats) -> PowerLine | None:
    """Fit by least squares on logs; None with fewer than FEWEST_PAIRS pairs or where all sizes are the same.

    `sizes` and `values` (n,) are above zero.
    """
    n = len(sizes)
    x, y = np.log(sizes), np.log(values)
    middle = float(x.mean()) if n else 0.0
    spread = float(((x - middle) ** 2).sum())
    if n < FEWEST_PAIRS or spread < 1e-9:
        return None
    slope = float(((x - middle) * y).sum()) / spread
    intercept = float(y.mean()) - slope * middle
    rest = y - intercept - slope * x
    return PowerLine(intercept, slope, n, middle, spread, float(np.sqrt((rest**2).sum() / (n - 2))))
