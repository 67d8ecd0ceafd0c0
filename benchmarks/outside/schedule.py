"""When a creator posts, what kind, and how far each post reaches."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAY, DAYS, END, EPOCH, is_summer, weekdays
from benchmarks.outside.dice import Flags, Floats, Ints
from benchmarks.outside.market import Platform
from benchmarks.outside.people import Person
from benchmarks.outside.story import Special, Story


@dataclass
class Schedule:
    """All posts of a creator, oldest first. seconds: since 1970; luck: reach in log units around the usual."""

    seconds: Ints
    days: Ints
    video: Ints
    luck: Floats
    specials: list[Special | None]

    def latest(self, number: int) -> "Schedule":
        """The `number` latest posts."""
        cut = max(0, len(self.days) - number)
        return self.kept(np.arange(len(self.days)) >= cut)

    def kept(self, mask: Flags) -> "Schedule":
        """Only the posts for which the mask is true."""
        specials = [s for s, keep in zip(self.specials, mask, strict=True) if keep]
        return Schedule(self.seconds[mask], self.days[mask], self.video[mask], self.luck[mask], specials)


def _free_days(rng: Generator, person: Person, story: Story) -> Ints:
    """Days of the ordinary posts: a renewal process in the creator's own activity time."""
    effort = person.pace * story.active * person.week[weekdays()]
    effort[: story.start] = 0
    total = np.concatenate([[0.0], np.cumsum(effort)])
    steps = int(total[-1] * 1.6 + 30)
    at = np.cumsum(rng.gamma(person.regular, 1 / person.regular, size=steps))
    at = at[at < total[-1]]
    days: Ints = (np.searchsorted(total, at, side="right") - 1).astype(np.int64)
    return days


def _seconds(rng: Generator, person: Person, days: Ints) -> Ints:
    hour, width = person.hours
    # The clock of those who post by plan sits on full or half hours.
    local = (hour + rng.normal(0, width, size=len(days))) % 24
    if person.regular >= 20:
        local = np.round(local * 2) / 2 % 24
        local = local + rng.integers(0, 50, size=len(days)) / 3600
    seconds = EPOCH + days * DAY + (local * 3600).astype(np.int64)
    summer = np.array([is_summer(int(s)) for s in seconds], dtype=np.int64) if len(days) else days
    shifted: Ints = seconds - (person.zone + summer) * 3600
    return shifted


def _luck(rng: Generator, person: Person, story: Story, platform: Platform, days: Ints, video: Ints) -> Floats:
    n = len(days)
    width = person.noise + person.wild * video
    luck = width * rng.standard_normal(n)
    # Now and then the feed carries a post much further, videos more often.
    lifted = rng.random(n) < 0.006 + 0.03 * video
    luck += lifted * rng.exponential(1.1, size=n)
    luck += np.log(story.reach[days] * platform.reach[days])
    luck += 0.08 * (person.week[weekdays()[days]] - 1)
    for day in platform.outages:
        luck[days == day] -= float(rng.uniform(0.2, 1.2))
    return luck


def schedule(rng: Generator, person: Person, story: Story, platform: Platform) -> Schedule:
    """All posts that the creator has made and not taken down."""
    free = _free_days(rng, person, story)
    own = np.array(sorted(d for d in story.specials if d < DAYS), dtype=np.int64)
    days = np.concatenate([free, own])
    marks: list[Special | None] = [None] * len(free) + [story.specials[int(d)] for d in own]
    video = (rng.random(len(days)) < person.videos).astype(np.int64)
    for i, mark in enumerate(marks):
        if mark is not None and mark.tag == "viral":
            video[i] = 1
    seconds = _seconds(rng, person, days)
    order = np.argsort(seconds, kind="stable")
    seconds, video = seconds[order], video[order]
    seconds += np.concatenate([[0], np.cumsum(np.diff(seconds) == 0)])[: len(seconds)]
    days = np.clip((seconds - EPOCH) // DAY, 0, DAYS - 1)
    luck = _luck(rng, person, story, platform, days, video)
    made = Schedule(seconds, days, video, luck, [marks[int(i)] for i in order])
    return made.kept(_left(rng, made) & (seconds < END - 1800))


def _left(rng: Generator, made: Schedule) -> Flags:
    """Some posts are deleted later: any of them at times, weak ones more often."""
    habit = float(rng.uniform(0, 0.06))
    weak = made.luck < np.median(made.luck) if len(made.luck) else made.luck < 0
    gone = rng.random(len(made.luck)) < habit * (0.5 + 1.5 * weak)
    plain = np.array([s is None for s in made.specials], dtype=bool)
    left: Flags = ~(gone & plain)
    return left
