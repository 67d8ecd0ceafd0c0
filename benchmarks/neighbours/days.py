"""Followers and posts as what an audience does: it finds a place, looks when awake and interested, and gets bored."""

from __future__ import annotations

import numpy as np

from benchmarks.neighbours.people import People
from benchmarks.neighbours.places import Fans, Place
from benchmarks.trials.cases import Stage
from benchmarks.trials.files import DAY, END, LAST_DAY, Floats, Ints
from benchmarks.trials.growth import wander
from benchmarks.trials.traits import between
from benchmarks.trials.words import TOPICS

Rng = np.random.Generator


def days_of(at: Ints, days: int) -> Ints:
    """The place in the history of the day of each time."""
    return np.asarray(days - 1 - (LAST_DAY // DAY - at // DAY), dtype=np.int64)


def mood_of(place: Place, waves: Floats) -> Floats:
    """How much the world cares for what this place is about, day by day."""
    language = int(place.who.language == "en")
    cared: Floats = (place.mix[:, None] * waves[language]).sum(axis=0)[-place.traits.days :]
    return cared


def growing(rng: Rng, place: Place, mood: Floats, stage: Stage, at: Ints) -> tuple[Floats, Floats]:
    """Gains and losses to be expected: those who could like the place find it until few are left, posts remind them."""
    traits = place.traits
    fresh = np.bincount(days_of(at, traits.days), minlength=traits.days).astype(float)
    lively = np.convolve(fresh, 0.6 ** np.arange(12))[: traits.days]
    usual = max(float(lively.mean()), 1e-6)
    pool = traits.start * between(rng, 1.2, 8)
    hazard = traits.growth * traits.start / (pool - traits.start)
    found = hazard * mood * (0.45 + 0.55 * lively / usual) * np.exp(wander(rng, traits.days, 0.5, traits.noise * 0.5))
    bored = traits.churn * (1 + rng.uniform(0, 2) * (lively < 0.2 * usual))
    gains, losses, now = np.zeros(traits.days), np.zeros(traits.days), traits.start
    for day in range(traits.days):
        gains[day] = found[day] * max(pool - now, 0.02 * pool) + stage.gain[day]
        losses[day] = bored[day] * now + stage.loss[day]
        now = max(now + gains[day] - losses[day], 500.0)
        pool += 0.5 * stage.gain[day]
    return gains, losses


def topics_of(rng: Rng, place: Place, count: int) -> Ints:
    """What each post is about; some write in series."""
    drawn = rng.choice(len(TOPICS), count, p=place.mix)
    if place.case == "moved_topic":
        drawn[count // 2 :] = np.roll(np.arange(len(TOPICS)), 3)[drawn[count // 2 :]]
    return np.asarray(drawn, dtype=np.int64)


def looked(
    rng: Rng,
    people: People,
    place: Place,
    fans: Fans,
    waves: Floats,
    path: Floats,
    stage: Stage,
    at: Ints,
    topics: Ints,
) -> Floats:
    """Looks at each post: the awake part of the followers, their interest in it, the mood of its topic, and luck."""
    traits, days = place.traits, days_of(at, place.traits.days)
    interest = people.taste[fans.who].mean(axis=0)
    wanted = ((interest[topics] + 0.02) / (interest @ place.mix + 0.02)) ** rng.uniform(0.2, 0.8)
    hours = np.arange(24)[:, None]
    awake = (((hours - people.rises[fans.who]) % 24) < 16.5).mean(axis=1)
    open_eyes = (awake + np.roll(awake, -2)) / 2
    cared = waves[int(place.who.language == "en"), topics, days - traits.days] ** rng.uniform(0.3, 1.0)
    luck = np.exp(rng.normal(0, traits.spread * 0.85, len(at)))
    spread_on = np.where(rng.random(len(at)) < 0.015, rng.pareto(1.5, len(at)) + 1, 1.0)
    ripe = 1 - np.exp(-((END - at) / 3600 / rng.uniform(6, 50)))
    looks = traits.reach * path[days] * wanted * open_eyes[(at % DAY) // 3600] * cared
    return np.asarray(looks * luck * np.minimum(spread_on, 60) * ripe * stage.reach[days])
