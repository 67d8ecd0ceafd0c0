"""Followers day by day, as they truly are, bought ones left out."""

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS, weekdays
from benchmarks.outside.dice import Floats, Ints, counts
from benchmarks.outside.market import Platform
from benchmarks.outside.people import Person
from benchmarks.outside.schedule import Schedule
from benchmarks.outside.story import Story


def _pull(person: Person, made: Schedule) -> Floats:
    """How much the posts of the last days draw people in; about 1 on average."""
    hits = np.zeros(DAYS)
    np.add.at(hits, made.days, np.minimum(np.exp(made.luck), 25.0))
    kernel = np.array([0.5, 0.3, 0.13, 0.07])
    smooth = np.convolve(hits, kernel)[:DAYS]
    level = float(smooth.mean())
    return smooth / level if level > 0 else np.ones(DAYS)


def rates(rng: Generator, person: Person, story: Story, made: Schedule, platform: Platform) -> tuple[Floats, Floats]:
    """Shares of the followers that come and that go, for every day."""
    hang = float(rng.uniform(0.1, 0.6))
    rhythm = 1 + 0.12 * (person.week[weekdays()] - 1)
    base = max(person.growth / 365 + person.churn, 0.00002)
    gain = base * story.drive * rhythm * (1 - hang + hang * _pull(person, made)) + story.gain
    if story.start > 0:
        gain += float(rng.uniform(0.5, 1.4)) / (np.arange(DAYS) - story.start + 20.0).clip(20.0)
    loss = person.churn * np.exp(rng.normal(0, 0.1, size=DAYS)) + story.loss
    if person.growth < 0:
        loss = loss - person.growth / 365 * 0.9
    for day, share in platform.purges:
        hit = share * float(rng.uniform(0.1, 1.0))
        loss[day : day + 2] += hit * np.array([0.8, 0.2])
    return gain, loss


def followers(rng: Generator, person: Person, story: Story, made: Schedule, platform: Platform) -> Ints:
    """Followers at the end of each day; zero before the account began."""
    gain, loss = rates(rng, person, story, made, platform)
    path = np.log1p(gain[story.start :]) - loss[story.start :]
    now = max(30.0, person.size / float(np.exp(path.sum())))
    shape = now * np.exp(np.concatenate([[0.0], np.cumsum(path)[:-1]]))
    come = counts(rng, shape * gain[story.start :], 0.18)
    go = counts(rng, shape * loss[story.start :], 0.12)
    out = np.zeros(DAYS, dtype=np.int64)
    level = int(now)
    for i in range(len(path)):
        level = max(15, level + int(come[i]) - int(go[i]))
        out[story.start + i] = level
    return out
