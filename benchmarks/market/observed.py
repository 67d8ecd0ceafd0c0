"""The follower series as a collector would have it: frozen days, dips, rounding and gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, chance, whole, within
from benchmarks.market.kinds import THIN
from benchmarks.market.posting import Course
from benchmarks.market.traits import PLATFORMS, Creator

REACHED_BY_OUTAGE = 0.6  # share of the creators of whom a platform's outage froze the figures
ROUNDS = {"youtube": 0.4}  # share of the sources that show three digits only
MISSED_DAYS, MISSED_SHARES = (0.0, 0.03, 0.15), (0.5, 0.3, 0.2)
GAP = 0.15  # share of the series with one longer gap


@dataclass(frozen=True, slots=True)
class Outage:
    """What befell a platform: figures frozen for `frozen_days`, and a clean-up of accounts; both in days before END."""

    frozen_back: int
    frozen_days: int
    purge_back: int


def draw_outages(rng: np.random.Generator) -> dict[str, Outage]:
    """Return the outage of each platform."""
    return {name: Outage(whole(rng, 60, 300), whole(rng, 1, 4), whole(rng, 60, 330)) for name in PLATFORMS}


def observe(
    rng: np.random.Generator, creator: Creator, course: Course, outage: Outage
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return the followers shown each day and whether they were collected, both of shape (days,)."""
    shown = np.round(course.real + course.bought)
    _disturb(rng, shown, creator, outage)
    if chance(rng, ROUNDS.get(creator.platform, 0)):
        unit = 10 ** (np.floor(np.log10(shown)) - 2)
        shown = np.floor(shown / unit) * unit
    return shown.astype(np.int64), _collected(rng, creator)


def _disturb(rng: np.random.Generator, shown: Floats, creator: Creator, outage: Outage) -> None:
    """Freeze some days on the day of the platform's outage, or let them dip; the odd kind has more of both."""
    first = creator.days - 1 - outage.frozen_back
    if "outage" not in creator.story.events:
        if chance(rng, REACHED_BY_OUTAGE):
            shown[first : first + outage.frozen_days] = shown[first - 1]
    elif chance(rng, 0.5):
        shown[first : first + whole(rng, 3, 11)] = shown[first - 1]
    else:
        dip = slice(first, first + whole(rng, 1, 4))
        shown[dip] = np.round(shown[dip] * within(rng, (0.75, 0.97)))


def _collected(rng: np.random.Generator, creator: Creator) -> npt.NDArray[np.bool_]:
    missed = rng.choice(MISSED_DAYS, p=MISSED_SHARES)
    kept: npt.NDArray[np.bool_] = rng.random(creator.days) >= missed
    if chance(rng, GAP):
        first = whole(rng, 10, creator.days - 40)
        kept[first : first + whole(rng, 4, 20)] = False
    if creator.story.kind == THIN:
        kept[: -whole(rng, 3, 25)] = False
    kept[-1] = True
    return kept
