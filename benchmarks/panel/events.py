"""What is planned for a creator's days: honest events that move posting, reach and growth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.market.draws import Floats, chance, log_within, whole, within
from benchmarks.panel.traits import Creator

EARLIEST, LAST_DAYS = 0.12, 12  # share of the days before, and days after, any event
GIVEAWAY_GAIN, PRESS_GAIN = (0.03, 0.22), (0.04, 0.25)  # shares of the followers
VIRAL_REACH = (8.0, 50.0)  # beside a usual post
VIRAL_GAIN_PER_REACH, VIRAL_GAIN_SPREAD, VIRAL_GAIN = 100, 0.5, (0.03, 0.6)
RECENT_GIVEAWAY, RECENT_DAYS = 0.5, (15, 60)  # half of them recent enough for their comments to be collected
LEAVE_DAYS = 21
PAUSE_DAYS = (30, 121)


@dataclass(frozen=True, slots=True)
class Special:
    """The post of an event, beside a usual one: its reach, its likes per view, its comments per like."""

    what: str
    reach: float
    likes: float
    talk: float


@dataclass(slots=True)
class Calendar:
    """Factors of each day for posting, reach and growth and extra followers, all of shape (days,); events' posts."""

    posting: Floats
    reach: Floats
    growth: Floats
    extra: Floats
    specials: dict[int, Special] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def plan(rng: np.random.Generator, creator: Creator, base: str) -> Calendar:
    """Return the calendar of what a creator of this base lives through."""
    days = creator.days
    calendar = Calendar(np.ones(days), np.ones(days), np.ones(days), np.zeros(days))
    day = whole(rng, int(EARLIEST * days), days - LAST_DAYS)
    if base in PLANS:
        PLANS[base](rng, creator, calendar, day)
    return calendar


def _arrive(
    rng: np.random.Generator, creator: Creator, calendar: Calendar, day: int, share: float, length: int, lag: int = 0
) -> None:
    """Followers come for `length` days, fewer each day: `share` of those whom the creator has on `day`."""
    wave = np.exp(-np.arange(length) / max(length / 2.5, 0.7)) * rng.gamma(6, 1 / 6, length)
    wave /= wave.sum()
    at = day + lag + np.arange(length)
    inside = at < creator.days
    np.add.at(calendar.extra, at[inside], (share * creator.trend[day] * wave)[inside])
    calendar.facts.update(day=day, share=round(share, 3), days=length)


def _giveaway(rng: np.random.Generator, creator: Creator, calendar: Calendar, day: int) -> None:
    if chance(rng, RECENT_GIVEAWAY):
        day = creator.days - whole(rng, *RECENT_DAYS)
    share, length = log_within(rng, GIVEAWAY_GAIN), whole(rng, 2, 8)
    _arrive(rng, creator, calendar, day, share, length)
    calendar.specials[day] = Special("giveaway", within(rng, (1.8, 4)), within(rng, (1.2, 2)), within(rng, (8, 40)))
    leave = within(rng, (0.1, 0.35))
    after = slice(day + length, day + length + LEAVE_DAYS)
    calendar.extra[after] -= leave * share * creator.trend[day] / LEAVE_DAYS


def _viral(rng: np.random.Generator, creator: Creator, calendar: Calendar, day: int) -> None:
    reach = log_within(rng, VIRAL_REACH)
    gain = reach / VIRAL_GAIN_PER_REACH * np.exp(rng.normal(0, VIRAL_GAIN_SPREAD))
    _arrive(rng, creator, calendar, day, float(np.clip(gain, *VIRAL_GAIN)), whole(rng, 3, 11), whole(rng, 0, 2))
    calendar.specials[day] = Special("viral", reach, within(rng, (0.7, 1.2)), within(rng, (0.6, 1.3)))
    calendar.reach[day + 1 :] *= 1 + 0.8 * np.exp(-np.arange(creator.days - day - 1) / 7)


def _press(rng: np.random.Generator, creator: Creator, calendar: Calendar, day: int) -> None:
    """The world outside speaks of the creator, who posts about it the day before and the day after."""
    _arrive(rng, creator, calendar, day, log_within(rng, PRESS_GAIN), whole(rng, 2, 7))
    calendar.reach[day:] *= 1 + within(rng, (0.5, 1.8)) * np.exp(-np.arange(creator.days - day) / 5)
    # Which of the two is drawn first is of no matter, but has to stay as it is for the files to stay the same.
    for beside in sorted((day - 1, day + 1), key=lambda number: number % 8):
        calendar.specials[beside] = Special("press", within(rng, (1.2, 2.2)), 1.0, within(rng, (1, 1.8)))


def _season(rng: np.random.Generator, creator: Creator, calendar: Calendar, day: int) -> None:
    """A time of the year in which everything goes better; `day` is of no meaning here."""
    width, peak = within(rng, (12, 32)), within(rng, (0.2, 0.9)) * creator.days
    bump = np.exp(-0.5 * (((np.arange(creator.days) - peak + 182) % 365 - 182) / width) ** 2)
    calendar.growth += within(rng, (2.5, 8)) * bump
    calendar.reach += within(rng, (0.4, 1.6)) * bump
    calendar.posting += within(rng, (0.3, 1.2)) * bump
    calendar.facts.update(day=round(peak), width=round(width))


def _pause(rng: np.random.Generator, creator: Creator, calendar: Calendar, day: int) -> None:
    """No posts for one to four months; what follows reaches less for a while, or more."""
    shortest, longest = PAUSE_DAYS
    length = whole(rng, shortest, min(longest, creator.days // 3))
    day = whole(rng, 20, creator.days - length - 25)
    back = day + length
    calendar.posting[day:back] = 0
    calendar.growth[day + 7 : back] = within(rng, (0.05, 0.4))
    calendar.growth[back : back + 14] *= within(rng, (1, 3))
    calendar.reach[back:] *= 1 + within(rng, (-0.5, 0.9)) * np.exp(-np.arange(creator.days - back) / 20)
    calendar.facts.update(day=day, days=length)


PLANS: dict[str, Callable[[np.random.Generator, Creator, Calendar, int], None]] = {
    "giveaway": _giveaway,
    "viral": _viral,
    "press": _press,
    "seasonal": _season,
    "pause": _pause,
}
