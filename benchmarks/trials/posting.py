"""Posts: when they come, who sees them, and what those who see them do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.trials.cases import Stage
from benchmarks.trials.files import DAY, END, LAST_DAY, Floats, Ints
from benchmarks.trials.growth import wander
from benchmarks.trials.traits import Traits


@dataclass(frozen=True)
class Posts:
    """All posts of a creator, oldest first."""

    at: Ints
    day: Ints
    film: Ints  # 1 where views are counted
    views: Ints
    likes: Ints
    comments: Ints
    shares: Ints
    saves: Ints


def times(rng: np.random.Generator, traits: Traits, posting: Floats) -> Ints:
    """When posts come: a rate that wanders slowly, and hours of the day that people keep."""
    rate = traits.pace * posting * np.exp(wander(rng, traits.days, 0.97, 0.35))
    counts = rng.poisson(np.minimum(rate, 4))
    open_days = np.flatnonzero(posting > 0)
    short = max(0, 10 - int(counts.sum()))
    np.add.at(counts, rng.choice(open_days, short), 1)
    day = np.repeat(np.arange(traits.days), counts)
    hour = rng.normal(traits.hour, rng.uniform(0.5, 5), len(day)) % 24
    at = LAST_DAY - (traits.days - 1 - day) * DAY + (hour * 3600).astype(np.int64)
    return np.unique(at[at < END - 1800])


def seen(rng: np.random.Generator, traits: Traits, at: Ints, days: Ints, people: Floats, stage: Stage) -> Floats:
    """Looks at each post: a share of the followers, spread between posts, and not all of them yet on new ones."""
    slow = np.cumsum(rng.normal(0, traits.drift, len(at)))
    lucky = np.where(rng.random(len(at)) < 0.02, rng.gamma(1.5, 0.8, len(at)), 0)
    level = traits.reach * people[days] * stage.reach[days]
    age = (END - at) / 3600
    ripe = 1 - np.exp(-((age / rng.uniform(8, 40)) ** 0.7))
    looks: Floats = level * np.exp(rng.normal(0, traits.spread, len(at)) + np.clip(slow, -1, 1) + lucky) * ripe
    return looks


def _share(rng: np.random.Generator, of: Ints, share: float, wild: float) -> Ints:
    drawn = rng.poisson(of * share * np.exp(rng.normal(0, wild, len(of)) - wild**2 / 2))
    return np.asarray(drawn, dtype=np.int64)


def counted(rng: np.random.Generator, traits: Traits, at: Ints, days: Ints, looks: Floats, stage: Stage) -> Posts:
    """The counts under each post."""
    views = rng.poisson(looks) + 1
    likes = np.minimum(_share(rng, views, traits.liking, rng.uniform(0.08, 0.4)), (views * 0.9).astype(np.int64))
    talk = stage.talk[days] * rng.gamma(1 / rng.uniform(0.05, 0.9), 1.0, len(at))
    comments = rng.poisson(likes * traits.talking * talk / max(float(np.median(talk)), 1e-9))
    comments = np.minimum(comments, (likes * 1.5).astype(np.int64) + 3)
    film = (rng.random(len(at)) < traits.films).astype(np.int64)
    shares, saves = _share(rng, likes, traits.sharing, 0.6), _share(rng, likes, traits.saving, 0.5)
    return Posts(at, days, film, views, likes, comments, shares, saves)


def won_by_posts(rng: np.random.Generator, traits: Traits, days: Ints, looks: Floats) -> Floats:
    """Followers that posts bring that run far beyond the usual."""
    over = np.maximum(looks - 3 * np.median(looks), 0) * np.exp(rng.uniform(np.log(0.001), np.log(0.02)))
    won = np.zeros(traits.days)
    for later, part in enumerate((0.45, 0.3, 0.13, 0.08, 0.04)):
        np.add.at(won, np.minimum(days + later, traits.days - 1), over * part)
    return np.minimum(won, traits.start)
