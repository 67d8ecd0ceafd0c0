"""The population: people with interests, a language, a town, waking hours, a way to write, and friends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.trials.files import DAY, END, Floats, Ints
from benchmarks.trials.words import TOPICS, Dice, Voice, handle

TOWNS = 24


@dataclass(frozen=True)
class People:
    """Everybody who comments, one place in each array a person."""

    handles: list[str]
    taste: Floats  # interest in each topic, sums to 1
    german: NDArray[np.bool_]
    town: Ints
    chat: Floats  # how readily somebody comments
    rises: Floats  # hour of the day in UTC
    generic: Floats
    emoji: Floats
    sloppy: Floats
    friends: Ints  # four a person

    def voice(self, i: int, language: str, dice: Dice) -> Voice:
        """How this person writes at a place of this language."""
        own = "de" if self.german[i] else "en"
        spoken = own if own == language or dice.roll() < (0.9 if own == "en" else 0.35) else language
        return Voice(spoken, float(self.generic[i]), float(self.emoji[i]), float(self.sloppy[i]))

    def awake(self, who: Ints, when: Ints) -> Ints:
        """The times, moved to the next morning of those who sleep, if there still is one."""
        hours = (when % DAY) / 3600
        since = (hours - self.rises[who]) % 24
        later = when + ((24 - since) * 3600).astype(np.int64)
        moved = np.where((since > 16.5) & (later < END), later, when)
        return np.asarray(np.minimum(moved, END - 1), dtype=np.int64)


def draw_people(rng: np.random.Generator, dice: Dice, count: int) -> People:
    """A population of this size."""
    names: dict[str, None] = {}
    while len(names) < count:
        name = handle(dice)
        names[name if name not in names else f"{name}{dice.below(900)}"] = None
    german, town = rng.random(count) < 0.55, rng.integers(TOWNS, size=count) ** 2 // TOWNS
    taste = rng.dirichlet(np.full(len(TOPICS), 0.25), count)
    rises = np.where(german, 5.5, rng.choice([6.5, 11.5, 21.0], count, p=[0.6, 0.3, 0.1])) + rng.normal(0, 1.6, count)
    return People(
        handles=list(names),
        taste=taste,
        german=german,
        town=np.asarray(town, dtype=np.int64),
        chat=rng.lognormal(0, 1.3, count),
        rises=rises % 24,
        generic=rng.beta(1.3, 1.3, count),
        emoji=rng.beta(0.7, 1.6, count),
        sloppy=rng.random(count) ** 2,
        friends=_befriend(rng, german, town, taste.argmax(axis=1)),
    )


def _befriend(rng: np.random.Generator, german: NDArray[np.bool_], town: Ints, topic: Ints) -> Ints:
    count = len(town)
    by_town = np.lexsort((rng.random(count), german, town))
    by_taste = np.lexsort((rng.random(count), german, topic))
    friends = np.empty((count, 4), dtype=np.int64)
    for column, (order, step) in enumerate(((by_town, 1), (by_town, 2), (by_town, -1), (by_taste, 1))):
        friends[order, column] = np.roll(order, step)
    return friends
