"""When posts appear, and the events among a creator's days: giveaways, posts that go viral, the press."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.market.draws import Floats, Span, chance, whole
from benchmarks.roster.calendar import Calendar, Pause
from benchmarks.roster.draws import Counts, log_between
from benchmarks.roster.traits import Creator

MOST_A_DAY, FEWEST_POSTS = 2.5, 25
HOUR, HOUR_SPREAD, LATEST_HOUR = (16.5, 2), 2.6, 23.95
PRESS_POSTS = 0.3  # share of those in the press who post about it
MOST_GAIN = 0.9


class Event(NamedTuple):
    """What happens on a day, and the followers it brings as a share."""

    day: int
    what: str
    share: float


class _Usual(NamedTuple):
    """How an event befalls creators of its kind (up to `below` times) and, smaller and once, a share of the others.

    `gain` falls with the size of the account: by the power `falls` of the followers.
    """

    below: int
    gain: Span
    falls: float
    others: float = 0.0
    others_gain: Span = (0.0, 0.0)


EVENTS = {
    "giveaway": _Usual(4, (0.03, 0.25), 0.1, 0.15, (0.004, 0.03)),
    "viral": _Usual(4, (0.05, 0.6), 0.12, 0.25, (0.005, 0.05)),
    "press": _Usual(3, (0.025, 0.2), 0.06),
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """The posts in order of time: day, hour, event ("" of usual ones) and its gain, all of shape (posts,); all events.

    The events of posts are those of `Event.what`, and "back" after a long pause.
    """

    days: Counts
    hours: Floats
    tags: list[str]
    gains: Floats
    events: list[Event]

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return self.days.size


def draw_schedule(rng: np.random.Generator, creator: Creator, calendar: Calendar) -> Schedule:
    """Return the posts of a creator's days."""
    counts = rng.poisson(np.minimum(calendar.pace * calendar.active, MOST_A_DAY))
    hour = rng.normal(*HOUR)
    days = np.repeat(np.arange(creator.days), counts)
    if len(days) < FEWEST_POSTS:
        open_days = np.flatnonzero(calendar.active == 1)[:-2]
        days = np.sort(np.concatenate([days, rng.choice(open_days, FEWEST_POSTS - len(days), replace=False)]))
    events = _events(rng, creator, calendar.pauses)
    extra = [event for event in events if event.what != "press" or chance(rng, PRESS_POSTS)]
    extra += [Event(pause.back, "back", 0.0) for pause in calendar.pauses if pause.long]
    tags = [""] * len(days) + [event.what for event in extra]
    gains = np.array([0.0] * len(days) + [event.share for event in extra])
    days = np.concatenate([days, [event.day for event in extra]]).astype(int)
    hours = np.clip(rng.normal(hour, HOUR_SPREAD, len(days)), 0, LATEST_HOUR)
    order = np.argsort(days + hours / 24)
    return Schedule(days[order], hours[order], [tags[place] for place in order], gains[order], events)


def _events(rng: np.random.Generator, creator: Creator, pauses: Sequence[Pause]) -> list[Event]:
    found = []
    for what, usual in EVENTS.items():
        if creator.kind == what:
            many = whole(rng, 1, usual.below)
            for day in sorted(rng.choice(np.arange(50, creator.days - 20), many, replace=False).tolist()):
                gain = log_between(rng, usual.gain) * math.exp(-usual.falls * creator.log_size)
                found.append(Event(day, what, min(MOST_GAIN, gain)))
        elif usual.others and chance(rng, usual.others):
            found.append(Event(whole(rng, 40, creator.days - 15), what, log_between(rng, usual.others_gain)))
    awake = [event for event in found if not any(pause.first - 3 <= event.day <= pause.back for pause in pauses)]
    return awake or found
