"""What a collector would see of it: missed days, a platform's outage, rounded counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, whole, within
from benchmarks.panel.course import Course
from benchmarks.panel.traits import END, Creator

# Days before END on which each platform had an outage, the same day for all its creators.
OUTAGES = {"instagram": 171, "tiktok": 118, "youtube": 96}
OUTAGE_DAYS, OUTAGE_REACH, OUTAGE_DROP = (2, 8), 0.4, (0.03, 0.3)
MISSED = (0, 0.03)  # share of the days
DIGITS = {"youtube": 3}  # how many digits of the count a platform shows


@dataclass(frozen=True, slots=True)
class Outage:
    """What an outage did to the count for `days` from day `first` on: frozen, dropped by `low`, or a gap."""

    first: int
    days: int
    how: str
    low: float


@dataclass(frozen=True, slots=True)
class Sight:
    """Which days were collected, shape (days,), and what an outage did to the creator's figures."""

    collected: npt.NDArray[np.bool_]
    outage: Outage | None


def observe(rng: np.random.Generator, creator: Creator, course: Course, base: str, facts: dict[str, Any]) -> Sight:
    """Return what is seen of the creator; an outage also takes from the counts of the posts of its days."""
    collected = rng.random(creator.days) > within(rng, MISSED)
    collected[-1] = True
    if base != "outage":
        return Sight(collected, None)
    first = max(creator.days - 1 - (OUTAGES[creator.platform] - (END - creator.end).days), 5)
    how = ("frozen", "dropped", "gap")
    outage = Outage(first, whole(rng, *OUTAGE_DAYS), str(rng.choice(how)), within(rng, OUTAGE_DROP))
    facts.update(day=first, days=outage.days, how=outage.how)
    if outage.how == "gap":
        collected[first : first + 2 * outage.days] = False
    hit = (course.days >= first) & (course.days < first + outage.days)
    for counts in (course.views, course.likes, course.comments, course.shares, course.saves):
        counts[hit] = (counts[hit] * OUTAGE_REACH).astype(int)
    return Sight(collected, outage)


def shown(creator: Creator, sight: Sight, followers: Floats) -> npt.NDArray[np.int64]:
    """Return the followers shown each day, shape (days,); days that were not collected are among them."""
    count, outage = followers.copy(), sight.outage
    if outage and outage.how == "frozen":
        count[outage.first : outage.first + outage.days] = count[outage.first - 1]
    if outage and outage.how == "dropped":
        count[outage.first : outage.first + outage.days] *= 1 - outage.low
    whole_count = np.round(np.maximum(count, 0)).astype(np.int64)
    digits = DIGITS.get(creator.platform)
    return whole_count if digits is None else np.array([_cut(one, digits) for one in whole_count.tolist()])


def _cut(count: int, digits: int) -> int:
    unit = 10 ** max(len(str(count)) - digits, 0)
    return int(count // unit * unit)
