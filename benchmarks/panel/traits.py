"""Who a creator of the panel is: place, language, topic, size and growth."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, log_within, whole
from benchmarks.panel.texts import TOPICS

END = datetime(2026, 9, 30, 18, tzinfo=UTC)  # the latest moment at which anything was collected
SHOWN_EARLIER = 12  # days; not everybody was collected at the same time
PLATFORMS = {"instagram": 0.5, "tiktok": 0.3, "youtube": 0.2}
LANGUAGES = {"de": 0.6, "en": 0.4}
DAYS = (190, 731)
START = (2300.0, 550e3)  # followers on the first day
GROWTH_A_YEAR, LEAST_GROWTH, MOST_GROWTH = (0.25, 0.3), -0.15, 1.3


@dataclass(frozen=True, slots=True)
class Creator:
    """One creator before anything happened; `days` long is followed, up to `end`."""

    platform: str
    language: str
    topic: str
    end: datetime
    days: int
    start: float
    growth: float  # a day, of the followers' logarithm

    @property
    def trend(self) -> Floats:
        """The followers of each day if nothing happened, shape (days,)."""
        usual: Floats = self.start * np.exp(self.growth * np.arange(self.days))
        return usual

    @property
    def weekdays(self) -> npt.NDArray[np.int64]:
        """The weekday of each day, Monday is 0, shape (days,)."""
        return (self.moment(0).weekday() + np.arange(self.days)) % 7

    @property
    def things(self) -> tuple[str, ...]:
        """What the creator's posts are about."""
        return TOPICS[self.topic][self.language]

    def moment(self, day: int) -> datetime:
        """Return the time of day of `end` on a day of the series."""
        return self.end - timedelta(days=self.days - 1 - day)

    def date(self, day: int) -> date:
        """Return the date of a day of the series."""
        return self.moment(day).date()


def draw_creator(rng: np.random.Generator, pen: random.Random) -> Creator:
    """Return one creator; `rng` draws figures, `pen` draws words."""
    return Creator(
        platform=str(rng.choice(list(PLATFORMS), p=list(PLATFORMS.values()))),
        language=str(rng.choice(list(LANGUAGES), p=list(LANGUAGES.values()))),
        topic=pen.choice(sorted(TOPICS)),
        end=END - timedelta(days=whole(rng, 0, SHOWN_EARLIER)),
        days=whole(rng, *DAYS),
        start=log_within(rng, START),
        growth=float(np.clip(rng.normal(*GROWTH_A_YEAR), LEAST_GROWTH, MOST_GROWTH)) / 365,
    )
