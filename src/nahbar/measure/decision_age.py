"""By what age most are decided, when of each only its age and whether it is decided by now are known. Pure.

Such "current status" data have a most likely curve without any model: the isotonic regression of decided on age (Ayer
et al. 1955; Groeneboom and Wellner 1992). No time of a decision is needed, and none is believed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

Floats = npt.NDArray[np.float64]

# Fewer that are older would reach a share by chance: of 100, 9 in 10 are decided to within 6 points.
LEAST_OLDER = 100


def decision_age(age: Floats, decided: npt.NDArray[np.bool_], share: float) -> float | None:
    """Return the least age at which at least `share` is decided, None where no age that was seen reaches that.

    Ages are in any unit. The oldest alone do not settle it: of all beyond the age, and at least LEAST_OLDER, `share`
    must be decided too.
    """
    if not len(age):
        return None
    ages, place = np.unique(age, return_inverse=True)
    count = np.bincount(place).astype(np.float64)
    done = np.bincount(place, decided.astype(np.float64))
    curve = isotonic_regression(done / count, weights=count).x
    older = np.cumsum(count[::-1])[::-1]
    beyond = np.cumsum(done[::-1])[::-1] / older
    reached = np.flatnonzero((curve >= share) & (beyond >= share) & (older >= LEAST_OLDER))
    return float(ages[reached[0]]) if len(reached) else None
