"""The creators of a file as neighbours: their subjects and towns, who knows whom, and the mood of topics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.neighbours.people import TOWNS, People
from benchmarks.trials.files import Floats, Ints
from benchmarks.trials.growth import wander
from benchmarks.trials.traits import Identity, Traits, between
from benchmarks.trials.words import TOPICS

LONGEST = 731
Rng = np.random.Generator


@dataclass(frozen=True)
class Place:
    """A creator before anything happens."""

    who: Identity
    traits: Traits
    case: str
    mix: Floats  # share of each topic
    town: int
    local: float  # how much more the own town follows
    warmth: float  # how often befriended creators comment here
    friends: list[int]


@dataclass(frozen=True)
class Fans:
    """Those of the population who comment at one place."""

    who: Ints
    fond: Floats


def draw_mix(rng: Rng, topic: str) -> Floats:
    """Mostly one topic, with others beside it."""
    mix = rng.dirichlet(np.full(len(TOPICS), 0.15)) * rng.uniform(0, 0.5)
    mix[TOPICS.index(topic)] += 1 - mix.sum()
    return np.asarray(mix, dtype=np.float64)


def acquaint(rng: Rng, whos: list[Identity], towns: list[int]) -> list[list[int]]:
    """Who knows whom: same language, and the same topic or town; both know each other."""
    circles: list[set[int]] = [set() for _ in whos]
    for i, who in enumerate(whos):
        near = [
            j
            for j, other in enumerate(whos)
            if j != i and other.language == who.language and other.platform == who.platform
            and (other.topic == who.topic or towns[j] == towns[i])
        ]  # fmt: skip
        wanted = min(len(near), int(rng.poisson(rng.choice([0.4, 1.5, 4.0]))))
        for j in rng.choice(near, wanted, replace=False).tolist() if wanted else []:
            circles[i].add(j)
            circles[j].add(i)
    return [sorted(circle)[:12] for circle in circles]


def draw_town(rng: Rng) -> int:
    """Some towns are bigger than others."""
    return int(rng.integers(TOWNS) ** 2 // TOWNS)


def draw_waves(rng: Rng) -> Floats:
    """How much each language cares for each topic on each day, the same for all who write about it."""
    waves = np.ones((2, len(TOPICS), LONGEST))
    days = np.arange(LONGEST)
    for wave in waves.reshape(-1, LONGEST):
        wave *= np.exp(wander(rng, LONGEST, rng.uniform(0.85, 0.985), rng.uniform(0.1, 0.4)))
        wave *= np.exp(rng.uniform(0, 0.5) * np.sin(2 * np.pi * days / 365.25 + rng.uniform(0, 6.28)))
        for _ in range(int(rng.integers(0, 4))):
            since = days - int(rng.integers(LONGEST))
            wave *= 1 + between(rng, 0.2, 2.5) * np.where(
                since >= 0, 0.5 ** (np.maximum(since, 0) / between(rng, 1, 9)), 0
            )
        wave *= 1 + rng.uniform(0, 0.3) * np.cos(2 * np.pi * (days - rng.integers(7)) / 7)
    return waves


def draw_fans(rng: Rng, people: People, place: Place) -> Fans:
    """People come for their interests, in a language they read, and a little more from the own town."""
    traits = place.traits
    same = people.german == (place.who.language == "de")
    reads = np.where(same, 1.0, 0.25 if place.who.language == "en" else 0.02)
    near = np.where(people.town == place.town, place.local, 1.0)
    weight = (people.taste @ place.mix + 0.01) ** 1.5 * reads * near * rng.gamma(0.7, 1.0, len(near))
    size = int(np.clip(40 * (traits.start / 1000) ** 0.55 * between(rng, 0.5, 2), 40, 3500))
    who = rng.choice(len(near), size, replace=False, p=weight / weight.sum())
    fond = people.chat[who] ** (0.4 + traits.regulars) * rng.gamma(0.4 + (1 - traits.regulars), 1.0, size) + 1e-6
    return Fans(np.asarray(who, dtype=np.int64), fond)
