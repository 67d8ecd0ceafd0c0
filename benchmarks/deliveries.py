"""Deliveries of followers as a truth file tells them: the first day and the number of days of each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

STILL = 3  # so many days with nothing do not end a delivery


def spans(flow: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield (first day, days) of each delivery of a daily flow; a few days with nothing lie within one."""
    days = np.flatnonzero(flow)
    if not days.size:
        return
    cuts = np.flatnonzero(np.diff(days) > STILL)
    for first, last in zip(np.r_[0, cuts + 1], np.r_[cuts, days.size - 1], strict=True):
        yield int(days[first]), int(days[last] - days[first] + 1)
