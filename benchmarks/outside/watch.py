"""What a collector saw of the counts: gaps, rounded figures, counters that stand still."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS
from benchmarks.outside.dice import Ints, chance
from benchmarks.outside.people import Person
from benchmarks.outside.story import Story


@dataclass(frozen=True)
class Watch:
    """style: "exact", "three" (three leading digits, as YouTube shows them) or "short" (12.3K); series and comments:
    whether the file has them; seen: days with a follower count; back: how many days of posts were fetched."""

    style: str
    series: bool
    comments: bool
    seen: Ints
    back: int
    frozen: tuple[tuple[int, int], ...]
    dated: bool


def _style(rng: Generator, person: Person) -> str:
    if person.platform == 2:
        return "three" if chance(rng, 0.75) else "exact"
    return "short" if chance(rng, 0.1) else "exact"


def _seen(rng: Generator, person: Person, story: Story) -> Ints:
    first = max(DAYS - person.known, story.start)
    days = np.arange(first, DAYS)
    if chance(rng, 0.05):
        return np.arange(first, DAYS, 7)
    lost = float(rng.uniform(0, 0.08)) if chance(rng, 0.6) else 0.0
    kept = rng.random(len(days)) >= lost
    for _ in range(int(rng.poisson(0.6))):
        at = int(rng.integers(0, len(days)))
        kept[at : at + int(rng.integers(2, 15))] = False
    kept[-1] = True
    left: Ints = days[kept]
    return left


def watch(rng: Generator, person: Person, story: Story) -> Watch:
    """How this creator was followed."""
    frozen = list(story.frozen)
    if chance(rng, 0.08):
        at = int(rng.integers(DAYS - person.known, DAYS - 6))
        frozen.append((at, at + int(rng.integers(2, 6))))
    back = max(person.known, int(rng.integers(120, 800)))
    return Watch(
        _style(rng, person),
        chance(rng, 0.85),
        chance(rng, 0.9),
        _seen(rng, person, story),
        back,
        tuple(frozen),
        chance(rng, 0.6),
    )


def stand_still(seen: Watch, followers: Ints) -> Ints:
    """Follower counts with the spans in which the counter did not move."""
    out = followers.copy()
    for first, last in seen.frozen:
        out[first:last] = out[first]
    return out


def _short(value: int) -> str:
    for size, letter in ((1_000_000, "M"), (1000, "K")):
        if value >= size:
            tenths = value * 10 // size
            return f"{tenths // 10}.{tenths % 10}{letter}" if tenths % 10 else f"{tenths // 10}{letter}"
    return str(value)


def shown(value: int, style: str) -> str:
    """A count as the export writes it; empty when unknown (below 0)."""
    if value < 0:
        return ""
    if style == "short" and value >= 10_000:
        return _short(value)
    if style == "three" and value >= 1000:
        step = int(10 ** (len(str(value)) - 3))
        return str(value // step * step)
    return str(value)
