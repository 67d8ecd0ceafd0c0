"""A purchase, and what it adds to the figures of an honest creator."""

from dataclasses import dataclass, field

import numpy as np

from benchmarks.outside.batch import Batch
from benchmarks.outside.calendar import DAYS
from benchmarks.outside.counts import Counts
from benchmarks.outside.dice import Ints
from benchmarks.outside.people import Person
from benchmarks.outside.schedule import Schedule
from benchmarks.outside.story import Story


@dataclass
class Base:
    """An honest creator, complete. talk: organic comments of each post; said: their number."""

    person: Person
    story: Story
    made: Schedule
    counts: Counts
    followers: Ints
    talk: list[Batch]
    said: Ints

    def usual(self, what: str) -> float:
        """The median of "likes", "views" or "comments" over ordinary posts; 0 where there are none."""
        values = self.said if what == "comments" else getattr(self.counts, what)
        plain = np.array([s is None for s in self.made.specials], dtype=bool)
        known = values[plain & (values >= 0)]
        if len(known) < 5:
            known = values[values >= 0]
        return float(np.median(known)) if len(known) else 0.0

    def earliest(self) -> int:
        """The first day that is known of the creator's followers."""
        return DAYS - self.person.known


@dataclass
class Deal:
    """One purchase. fans: bought followers still there, a day; likes, views: added, a post; talk: (post, comments);
    size and days: as in truth.jsonl."""

    question: str
    way: str
    fans: Ints
    likes: Ints
    views: Ints
    talk: list[tuple[int, Batch]] = field(default_factory=list)
    size: dict[str, float] = field(default_factory=dict)
    days: list[tuple[int, int]] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


def blank(base: Base, question: str, way: str) -> Deal:
    """A purchase that adds nothing yet."""
    n = len(base.made.days)
    none = np.zeros(n, dtype=np.int64)
    return Deal(question, way, np.zeros(DAYS, dtype=np.int64), none.copy(), none.copy())
