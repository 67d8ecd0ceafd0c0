"""The followers as a collector would have them: wrong, frozen and rounded counts, missed days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, chance, within
from benchmarks.roster.calendar import Calendar
from benchmarks.roster.traits import Creator

DIGITS, ROUNDED = 3, {"youtube": 0.5, "tiktok": 0.12}  # share of the sources that show three digits only
MISSING, MISSED_DAYS = 0.35, (0.005, 0.04)
STALE, STALE_DAYS = 0.3, 0.008


@dataclass(frozen=True, slots=True)
class Seen:
    """The followers shown on each day and whether they were collected, both of shape (days,)."""

    shown: Floats
    collected: npt.NDArray[np.bool_]


def observe(rng: np.random.Generator, creator: Creator, calendar: Calendar, total: Floats) -> Seen:
    """Return what is seen of the followers, `total` of shape (days,)."""
    shown = _disturbed(rng, creator, calendar, total)
    rounded = chance(rng, ROUNDED[creator.platform]) if creator.platform in ROUNDED else False
    if rounded:
        unit = 10 ** (np.floor(np.log10(shown)) - (DIGITS - 1))
        shown = np.floor(shown / unit) * unit
    creator.facts["count_mode"] = "three digits" if rounded else "exact"
    collected = np.ones(creator.days, bool)
    if chance(rng, MISSING):
        collected = rng.random(creator.days) > within(rng, MISSED_DAYS)
        collected[[0, -1]] = True
    if chance(rng, STALE):
        for day in np.flatnonzero(rng.random(creator.days) < STALE_DAYS).tolist():
            shown[day] = shown[max(day - 1, 0)]
    return Seen(shown, collected)


def _disturbed(rng: np.random.Generator, creator: Creator, calendar: Calendar, total: Floats) -> Floats:
    shown, low = total.copy(), calendar.undercount
    if low and 3 < low.first < creator.days - 10:
        wrong = shown[low.first : low.first + low.days]
        wrong *= 1 - low.share * np.linspace(1, within(rng, (0.5, 1)), low.days)[: wrong.size]
    for outage in calendar.outages:
        shown[outage.first : outage.first + outage.days] = shown[outage.first - 1]
    return np.round(shown)
