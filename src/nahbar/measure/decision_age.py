"""By what age most are decided, when of each only its age and whether it is decided by now are known. Pure.

Such "current status" data have a most likely curve without any model: the isotonic regression of decided on age (Ayer
et al. 1955; Groeneboom and Wellner 1992). No time of a decision is needed, and none is believed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

Floats = npt.NDArray[np.float64]


def decision_age(age: Floats, decided: npt.NDArray[np.bool_], share: float) -> float | None:
    """Return the least age at which at least `share` is decided, None where no age that was seen reaches that.

    Ages are in any unit. The oldest alone do not settle it: of all beyond the age, `share` must be decided too.
    """
    if not len(age):
        return None
    order = np.argsort(age, kind="stable")
    sorted_age, done = age[order], decided[order].astype(np.float64)
    curve = isotonic_regression(done).x
    beyond = np.cumsum(done[::-1])[::-1] / np.arange(len(done), 0, -1)
    reached = np.flatnonzero((curve >= share) & (beyond >= share))
    return float(sorted_age[reached[0]]) if len(reached) else None
