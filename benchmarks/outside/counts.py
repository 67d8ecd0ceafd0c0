"""Views, likes, comments, shares and saves of each post, as the platform counts them on the last day."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAY, END
from benchmarks.outside.dice import Floats, Ints, chance, counts
from benchmarks.outside.people import Person
from benchmarks.outside.schedule import Schedule
from benchmarks.outside.story import Story


@dataclass
class Counts:
    """One number a post; -1 where the platform or the export shows none."""

    views: Ints
    likes: Ints
    comments: Ints
    shares: Ints
    saves: Ints


# Median hours until half of the quick part is in, share of the quick part, days until half of the slow part is in.
PACE = ((6.0, 0.85, 12.0), (20.0, 0.7, 20.0), (30.0, 0.5, 120.0))


def ripe(platform: int, age: Floats) -> Floats:
    """Share of its final count that a post has after `age` days."""
    hours, quick, slow = PACE[platform]
    rapid = 1 / (1 + (hours / 24 / np.maximum(age, 1e-3)) ** 1.3)
    late = 1 - np.exp(-np.log(2) * age / slow)
    share: Floats = quick * rapid + (1 - quick) * late
    return share


def times(made: Schedule, what: str) -> Floats:
    """The special posts' multiples of "views", "likes" or "comments"; 1 elsewhere."""
    return np.array([1.0 if s is None else float(getattr(s, what)) for s in made.specials])


def _views(rng: Generator, person: Person, made: Schedule, followers: Floats) -> tuple[Floats, Floats]:
    """Expected views, and views over the usual number."""
    usual = person.seen * person.size**0.2 * followers**0.8
    ratio = np.exp(made.luck) * times(made, "views")
    return usual * ratio, ratio


def _likes(rng: Generator, person: Person, story: Story, made: Schedule, followers: Floats, views: Floats) -> Floats:
    n = len(views)
    own = np.exp(rng.normal(0, rng.uniform(0.1, 0.35), size=n)) * story.likes[made.days]
    extra = times(made, "likes") / times(made, "views")
    # Strangers like less often than followers do.
    stranger = np.maximum(views / np.maximum(person.seen * followers, 1), 0.05) ** -0.08
    from_views = views * person.liked * own * extra * stranger
    picture = person.rate * followers * np.exp(np.clip(made.luck, -3, 3)) * times(made, "likes") * own
    liked: Floats = np.where(made.video == 1, np.minimum(from_views, views * 0.6), picture)
    return liked


def _talk(rng: Generator, person: Person, story: Story, made: Schedule, likes: Floats) -> Floats:
    extra = np.minimum(times(made, "comments") / np.maximum(times(made, "likes"), 0.2), 60.0)
    own = np.exp(rng.normal(0, rng.uniform(0.25, 0.55), size=len(likes))) * story.chatter[made.days]
    calm = (np.maximum(likes, 1) / max(float(np.median(likes)), 1.0)) ** -0.08
    said: Floats = likes * person.talk * own * extra * calm
    return said


def all_counts(rng: Generator, person: Person, story: Story, made: Schedule, followers: Ints) -> Counts:
    """The counts of all posts of a schedule; `comments` leaves out the creator's circle and replies."""
    held = followers[made.days].astype(np.float64)
    share = ripe(person.platform, (END - made.seconds) / DAY)
    views, _ = _views(rng, person, made, held)
    likes = _likes(rng, person, story, made, held, views)
    talk = _talk(rng, person, story, made, likes)
    seen = counts(rng, views * share, 0.03)
    liked = counts(rng, likes * share, 0.04)
    said = counts(rng, talk * share, 0.15)
    shared = counts(rng, likes * share * float(rng.uniform(0.01, 0.15)), 0.5)
    saved = counts(rng, likes * share * float(rng.uniform(0.01, 0.12)), 0.4)
    none = np.full(len(seen), -1, dtype=np.int64)
    insight = chance(rng, 0.2)
    seen = np.where(made.video == 1, np.maximum(seen, liked), none)
    if person.platform == 1:
        return Counts(np.maximum(np.maximum(seen, liked), 0), liked, said, shared, saved)
    if person.platform == 0 and insight:
        return Counts(seen, liked, said, shared, saved)
    return Counts(seen, liked, said, none, none)
