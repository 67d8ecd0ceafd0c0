"""Who a creator of the roster is: place, topic, size, growth and season."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from benchmarks.market.draws import Floats, chance, pick, weekday_factors, whole, within
from benchmarks.roster.draws import Counts, log_between
from benchmarks.roster.platforms import PLATFORMS, World
from benchmarks.roster.texts import TOPICS

END = date(2026, 9, 30)  # the latest day of any series
ENDS_EARLIER = 15  # days; not everybody was collected at the same time
OBSERVED = time(23, 59, tzinfo=UTC)
GERMAN_SHARE = 0.6
SEASONAL_TOPICS = ("garden", "food", "travel", "diy")
DAYS = (365, 731)
START, SIZE_OF_LEVEL = (2200.0, 650000.0), 20000  # followers on the first day; those of whom levels are told
USUAL_GROWTH, USUAL_SHARE, FAST_GROWTH = (0.10, 0.16), 0.75, 0.5  # a year; the mean of those who grow fast
MOST_GROWTH, COOLED_GROWTH = 1.1, (-0.03, 0.05)
LOSS, LEAST_INFLOW = (0.00012, 0.0007), 0.35  # a day, as a share; the inflow's least beside the loss
SEASON, SEASON_PEAKED, USUAL_SEASON = (0.7, 1.5), 0.35, (0, 0.25)  # heights of the yearly wave of the logarithm
WEEKDAY_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Creator:
    """One creator before anything happened; `facts` gather what is true of it for the one who judges.

    `inflow` and `loss` are daily shares of the followers, `season` a wave of the logarithm, shape (days,), and
    `weekday` the factors of the inflow, shape (7,).
    """

    number: int
    kind: str
    platform: str
    world: World
    language: str
    topic: str
    days: int
    last_day: date
    start: float
    inflow: float
    loss: float
    season: Floats
    weekday: Floats
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def log_size(self) -> float:
        """The logarithm of the followers beside those of whom levels are told."""
        return math.log(self.start / SIZE_OF_LEVEL)

    @property
    def things(self) -> tuple[str, ...]:
        """What the creator's posts are about, in the creator's language."""
        return TOPICS[self.topic][self.language]

    @property
    def first_day(self) -> date:
        """The first day of the series."""
        return self.last_day - timedelta(days=self.days - 1)

    @property
    def observed_at(self) -> datetime:
        """The moment at which everything was collected."""
        return datetime.combine(self.last_day, OBSERVED)

    @property
    def weekdays(self) -> Counts:
        """The weekday of each day, Monday is 0, shape (days,)."""
        return (self.first_day.weekday() + np.arange(self.days)) % 7

    @property
    def mood(self) -> Floats:
        """How much people look on each day of the series, shape (days,)."""
        late = (END - self.last_day).days
        return self.world.mood[late : late + self.days][::-1]

    def date(self, day: int) -> date:
        """Return the date of a day of the series."""
        return self.first_day + timedelta(days=day)

    def day_of(self, back: int) -> int:
        """Return the day of the series that lies `back` days before the end of all series."""
        return self.days - 1 - (back - (END - self.last_day).days)


def draw_creator(rng: np.random.Generator, number: int, kind: str, worlds: dict[str, World]) -> Creator:
    """Return the creator of that number and kind."""
    facts: dict[str, Any] = {}
    platform = str(rng.choice(list(PLATFORMS), p=list(PLATFORMS.values())))
    language = "de" if chance(rng, GERMAN_SHARE) else "en"
    topic = pick(rng, tuple(TOPICS))
    if kind == "seasonal":
        topic = pick(rng, SEASONAL_TOPICS)
    days = whole(rng, *DAYS)
    last_day = END - timedelta(days=whole(rng, 0, ENDS_EARLIER))
    start = log_between(rng, START)
    growth = _growth(rng, kind, math.log(start / SIZE_OF_LEVEL))
    loss = log_between(rng, LOSS)
    return Creator(
        number=number,
        kind=kind,
        platform=platform,
        world=worlds[platform],
        language=language,
        topic=topic,
        days=days,
        last_day=last_day,
        start=start,
        inflow=max(growth / 365 + loss, LEAST_INFLOW * loss),
        loss=loss,
        season=_season(rng, kind, _days_of_year(last_day, days), facts),
        weekday=weekday_factors(rng, WEEKDAY_SPREAD),
        facts=facts,
    )


def _growth(rng: np.random.Generator, kind: str, log_size: float) -> float:
    """Return the growth of a year as a share; large accounts grow more slowly."""
    growth = rng.normal(*USUAL_GROWTH) if chance(rng, USUAL_SHARE) else rng.exponential(FAST_GROWTH)
    if growth > 0:
        growth = min(growth, MOST_GROWTH) * min(1.2, math.exp(-0.08 * log_size))
    return rng.normal(*COOLED_GROWTH) if kind == "cooled" else growth


def _days_of_year(last_day: date, days: int) -> Counts:
    return np.array([(last_day - timedelta(days=back)).timetuple().tm_yday for back in range(days - 1, -1, -1)])


def _season(rng: np.random.Generator, kind: str, days_of_year: Counts, facts: dict[str, Any]) -> Floats:
    height = within(rng, SEASON if kind == "seasonal" else USUAL_SEASON)
    wave: Floats = np.cos(2 * np.pi * (days_of_year - within(rng, (0, 365))) / 365.25)
    if kind == "seasonal":
        facts["amplitude"] = round(height, 2)
        wave = wave + SEASON_PEAKED * (wave > 0) * wave**2
    return height * wave
