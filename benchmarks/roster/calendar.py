"""What is planned for a creator's days: the pace of posting, pauses, a platform's troubles, and habits that change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from benchmarks.market.draws import Floats, Span, chance, pick, whole, within
from benchmarks.roster.draws import drift, log_between
from benchmarks.roster.traits import Creator

POSTS_A_WEEK: dict[str, Span] = {"instagram": (1.5, 6), "tiktok": (1.5, 7), "youtube": (0.6, 3)}
PACE_SPREAD, PACE_MEMORY, PACE_WEEKDAYS, SEASON_IN_PACE = 0.25, 60, 0.35, 0.5
SHORT_PAUSE = 0.2  # share of the creators who rest for a few weeks, beside those of the kind
LONG_PAUSE = 55  # days from which people notice
POSTS_IN_OUTAGE = 0.15
# A clean-up of accounts, and counts that are too low: shares of those whom it befalls, and of all others.
PURGED_MUCH, PURGED_USUAL = (0.02, 0.06), (0.2, 1.2)
UNDERCOUNT_MUCH, UNDERCOUNT_LITTLE, UNDERCOUNTED = (0.02, 0.08), (0.003, 0.015), 0.25
HABITS = ("format", "questions", "cadence", "cooling", "drift")
SLOWER, FASTER = (0.3, 0.6), (1.7, 3)


class Pause(NamedTuple):
    """Days without posts: the first one, and the one on which the creator is back."""

    first: int
    back: int

    @property
    def long(self) -> bool:
        """Whether people notice."""
        return self.back - self.first > LONG_PAUSE


class Trouble(NamedTuple):
    """Days on which a platform shows the count of followers frozen, or too low by a share."""

    first: int
    days: int
    share: float = 0.0


class Habit(NamedTuple):
    """What the creator or the audience does otherwise from a day on; `pace` is the factor of a new cadence."""

    what: str = ""
    day: int = 0
    pace: float = 1.0


@dataclass(slots=True)
class Calendar:
    """The plan: posts a day and the share of them that appear, both of shape (days,), and what else happens when."""

    pace: Floats
    active: Floats
    pauses: list[Pause] = field(default_factory=list)
    outages: list[Trouble] = field(default_factory=list)
    undercount: Trouble | None = None
    purge_day: int = 0
    purged: float = 0.0
    habit: Habit = field(default_factory=Habit)


def plan(rng: np.random.Generator, creator: Creator) -> Calendar:
    """Return the calendar of a creator's kind."""
    calendar = Calendar(_pace(rng, creator), np.ones(creator.days))
    calendar.pauses = _pauses(rng, creator)
    for pause in calendar.pauses:
        calendar.active[pause.first : pause.back] = 0
    _befall(rng, creator, calendar)
    for outage in calendar.outages:
        calendar.active[outage.first : outage.first + outage.days] *= POSTS_IN_OUTAGE
    if creator.kind == "habit":
        calendar.habit = _habit(rng, creator)
        calendar.pace[calendar.habit.day :] *= calendar.habit.pace
    return calendar


def _pace(rng: np.random.Generator, creator: Creator) -> Floats:
    # Drawn for each platform, so that all else stays as it is when a creator is thought to be on another one.
    per_week = {platform: log_between(rng, span) for platform, span in POSTS_A_WEEK.items()}[creator.platform]
    pace = per_week / 7 * np.exp(drift(rng, creator.days, PACE_SPREAD, PACE_MEMORY))
    if creator.kind == "seasonal":
        pace *= np.exp(SEASON_IN_PACE * creator.season)
    weekday = np.exp(rng.normal(0, PACE_WEEKDAYS, 7))
    paced: Floats = pace * (weekday / weekday.mean())[creator.weekdays]
    return paced


def _pauses(rng: np.random.Generator, creator: Creator) -> list[Pause]:
    days = creator.days
    if creator.kind == "pause":
        length = whole(rng, 60, 211)
        first = whole(rng, 60, max(61, days - length - 45))
        pause = Pause(first, min(first + length, days - 25))
        creator.facts["pause"] = pause
        return [pause]
    if not chance(rng, SHORT_PAUSE):
        return []
    length = whole(rng, 12, 40)
    first = whole(rng, 20, days - length - 10)
    return [Pause(first, first + length)]


def _befall(rng: np.random.Generator, creator: Creator, calendar: Calendar) -> None:
    """Add what the platform's troubles do to this creator."""
    world, purged = creator.world, None
    outages = (Trouble(creator.day_of(spell.back), spell.days) for spell in world.outages)
    calendar.outages = [outage for outage in outages if 5 < outage.first < creator.days - 8]
    low = creator.day_of(world.undercount.back), world.undercount.days
    if creator.kind == "platform":
        what = creator.facts["event"] = pick(rng, ("purge", "undercount", "stale"))
        if what == "purge":
            purged = within(rng, PURGED_MUCH)
        elif what == "undercount":
            calendar.undercount = Trouble(*low, within(rng, UNDERCOUNT_MUCH))
        else:
            calendar.outages.append(Trouble(creator.day_of(world.stale.back), world.stale.days))
    if purged is None:
        purged = world.purged * within(rng, PURGED_USUAL)
    if calendar.undercount is None and chance(rng, UNDERCOUNTED):
        calendar.undercount = Trouble(*low, within(rng, UNDERCOUNT_LITTLE))
    calendar.purge_day, calendar.purged = creator.day_of(world.purge_back), purged


def _habit(rng: np.random.Generator, creator: Creator) -> Habit:
    what, day, pace = pick(rng, HABITS), whole(rng, 90, creator.days - 80), 1.0
    if what == "format" and creator.platform != "instagram":
        what = pick(rng, HABITS[1:])  # all others show nothing but videos
    creator.facts.update(habit=what, day=str(creator.date(day)))
    if what == "cadence":
        pace = pick(rng, (log_between(rng, SLOWER), log_between(rng, FASTER)))
        creator.facts["factor"] = round(pace, 2)
    return Habit(what, day, pace)
