"""What happens to a creator, day by day, and the special posts that come with it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS, around_year
from benchmarks.outside.dice import Floats, chance, log_uniform
from benchmarks.outside.market import wander
from benchmarks.outside.people import Person


@dataclass(frozen=True)
class Special:
    """A post of its own kind: multiples of the usual views, likes and comments, and what people write under it."""

    tag: str
    views: float = 1.0
    likes: float = 1.0
    comments: float = 1.0
    tone: str = ""


@dataclass
class Story:
    """A creator's days. gain and loss: shares of the followers that come and go on top; the others are multiples.

    drive multiplies growth, active posting, chatter comments; turn: day of a change of topic; friends, zeal: people of
    the creator's own circle and the share of posts each of them comments; early: whether regulars come within minutes;
    notes: words that the next caption carries; frozen: spans with a counter that stands still.
    """

    kind: str
    start: int
    gain: Floats
    loss: Floats
    drive: Floats
    reach: Floats
    likes: Floats
    active: Floats
    chatter: Floats
    specials: dict[int, Special] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    frozen: list[tuple[int, int]] = field(default_factory=list)
    turn: int = DAYS
    friends: int = 0
    zeal: float = 0.0
    early: bool = False
    facts: dict[str, object] = field(default_factory=dict)


def empty(person: Person, kind: str) -> Story:
    """A story in which nothing happens."""
    start = max(0, DAYS - person.age)
    ones = np.ones(DAYS)
    return Story(
        kind, start, np.zeros(DAYS), np.zeros(DAYS), ones.copy(), ones.copy(), ones.copy(), ones.copy(), ones.copy()
    )


def moment(rng: Generator, person: Person, story: Story, tail: int = 6) -> int:
    """A day within what is known of the creator, at least `tail` days before the end."""
    low = max(story.start + 25, DAYS - person.known)
    return int(rng.integers(min(low, DAYS - tail - 1), DAYS - tail))


def burst(rng: Generator, story: Story, day: int, share: float, half: float, fleeting: float) -> None:
    """`share` of the followers come from `day` on (half-life `half` days); `fleeting` of them leave again."""
    length = min(DAYS - day, 60)
    fade = np.exp(-np.log(2) * np.arange(length) / half) * np.exp(rng.normal(0, 0.25, size=length))
    story.gain[day : day + length] += share * fade / float(fade.sum() if day + 60 <= DAYS else 1.45 * half + 0.5)
    after = min(DAYS, day + 90)
    wait = np.arange(after - day) + 0.0
    leave = wait * np.exp(-wait / 9.0)
    story.loss[day:after] += share / (1 + share) * fleeting * leave / 81.0


def life(rng: Generator, person: Person, story: Story) -> None:
    """What every creator's days have: slow waves, the topic's season, holidays, small bursts."""
    swing = person.topic.swing * float(rng.uniform(0.4, 1.3))
    season = swing * around_year(person.topic.peak)
    story.reach *= np.exp(wander(rng, float(rng.uniform(0.05, 0.2)), 25.0) + season)
    story.likes *= np.exp(wander(rng, 0.06, 40.0))
    story.drive *= np.exp(wander(rng, float(rng.uniform(0.15, 0.6)), 20.0) + 1.2 * season)
    story.chatter *= np.exp(wander(rng, 0.15, 30.0))
    for _ in range(int(rng.poisson(1.2 * (DAYS - story.start) / 365))):
        day = int(rng.integers(story.start, DAYS))
        burst(rng, story, day, log_uniform(rng, 0.002, 0.03), log_uniform(rng, 0.6, 5), float(rng.uniform(0, 0.4)))
    for _ in range(int(rng.poisson(1.0 * (DAYS - story.start) / 365))):
        day = int(rng.integers(story.start, DAYS))
        story.active[day : day + int(rng.integers(5, 22))] *= 0.15
    if chance(rng, 0.25):
        story.friends = int(rng.integers(2, 7))
        story.zeal = float(rng.uniform(0.1, 0.5))
