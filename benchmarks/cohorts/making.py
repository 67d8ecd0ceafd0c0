"""From a life to the rows of a creator: figures out of interest, guests, and then the purchases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.cohorts.audience import audience
from benchmarks.cohorts.buying import bought_things
from benchmarks.cohorts.crowd import Crowd, Guests, draw_sample, regulars
from benchmarks.cohorts.deals import QUOTA, other_way
from benchmarks.cohorts.figures import Figures, counted, fitted, post_times, ripened
from benchmarks.cohorts.life import Life, draw_life, flows, seasons, seen_series
from benchmarks.cohorts.profile import Person, creator_row, draw_shown, rows_of_posts
from benchmarks.cohorts.rows import DAY, Floats, Ints, Rng, Truth, World, day_name
from benchmarks.cohorts.topics import NAMES
from benchmarks.cohorts.words import creator_names, draw_voice
from benchmarks.deliveries import spans


@dataclass(frozen=True)
class Plan:
    """Who is made, and what they will buy."""

    person: Person
    life: Life
    ways: tuple[str, ...]
    seed: int


def named(rng: Rng, pairs: Sequence[tuple[str, str]], seed: int) -> list[Plan]:
    """Give everybody a life, a name and perhaps a second purchase."""
    taken: set[str] = set()
    plans = []
    for index, (case, way) in enumerate(pairs):
        ways = (way, *([other_way(rng, way, QUOTA)] if rng.random() < 0.18 else [])) if way else ()
        first = {word.split("_")[0] for word in ways}
        life = draw_life(rng, case, bool(first & {"ring", "comment"}), "views" in first)
        language, topic = str(rng.choice(["de", "en"])), str(rng.choice(NAMES))
        names = creator_names(rng, topic, language, taken)
        plans.append(Plan(Person(index, life.platform, *names, language, topic), life, ways, seed))
    return plans


def _boost(rng: Rng, life: Life, day: Ints) -> Floats:
    near = (day >= life.event - 1) & (day <= life.event + 1)
    low, high = {"viral": (6, 90), "giveaway": (1.3, 4), "press": (1, 2), "shoutout": (1, 2.5)}.get(life.case, (1, 1))
    boost = np.where(near, np.exp(rng.uniform(np.log(low), np.log(high))), 1.0)
    if life.case == "viral":
        boost[np.flatnonzero(near)[1:]] = rng.uniform(1, 4)
    if life.case == "moved":
        boost = np.where(day >= life.event, rng.uniform(0.3, 0.7), 1.0)
    return np.asarray(boost, dtype=np.float64)


def _figures(rng: Rng, life: Life, interest: Floats, season: Floats) -> Figures:
    when = post_times(rng, life.days, life.a_week, life.gap)
    if rng.random() < 0.3:
        when = when[-int(rng.integers(25, 150)) :]
    day, count = when // DAY, len(when)
    mood = np.cumsum(rng.normal(0, rng.uniform(0, 0.05), count))
    quality = np.exp(rng.normal(0, life.spread, count) - life.spread**2 / 2 + mood)
    paid = rng.random(count) < rng.beta(0.6, 6)
    means = life.likes * interest[day] * season[day] * quality * _boost(rng, life, day) * ripened(rng, when, life.days)
    likes = counted(rng, means * np.where(paid, rng.uniform(0.5, 1.0), 1.0), 0.01)
    seen = likes / (life.a_view * np.exp(rng.normal(0, 0.3, count))) + rng.exponential(0.02 * interest[day])
    video = rng.random(count) < life.videos
    return fitted(
        Figures(
            when=when,
            likes=likes,
            comments=counted(rng, likes**0.95 * life.comments, rng.uniform(0.1, 0.9)),
            shares=counted(rng, likes * rng.uniform(0.003, 0.09), 0.5),
            saves=counted(rng, likes * rng.uniform(0.005, 0.2), 0.4),
            views=np.where(video, seen, -1).astype(np.int64),
            paid=paid,
        )
    )


def _guests(rng: Rng, life: Life, figures: Figures, language: str) -> list[Guests]:
    count, day = len(figures.when), figures.when // DAY
    if life.case == "friends" or (life.case == "loyal" and rng.random() < 0.6):
        people = regulars(rng, int(rng.integers(3, 12)), language)
        coming = rng.binomial(len(people), rng.uniform(0.3, 0.85), count).astype(np.int64)
        return [Guests("friend", people, coming, rng.uniform(0.15, 2))]
    if life.case == "giveaway":
        flood = np.zeros(count, dtype=np.int64)
        first = int(np.argmin(np.abs(day - life.event)))
        flood[first] = int((figures.likes[first] + 20) * rng.uniform(0.2, 2.5))
        lifted = figures.likes[first] + flood[first]
        figures.likes[first] = lifted
        return [Guests("win", (), flood, rng.uniform(10, 40))]
    return []


def _crowd(rng: Rng, plan: Plan, start: int) -> Crowd:
    voice = draw_voice(rng, plan.life.case == "emoji")
    fans = int(np.clip(start * rng.uniform(0.02, 0.3), 60, 4000))
    loyal = rng.uniform(1.0, 2.2) + (1.0 if plan.life.case == "loyal" else 0.0)
    person = plan.person
    return Crowd(voice, person.language, person.topic, fans, loyal, rng.uniform(1.5, 16), float(rng.beta(0.8, 6)))


def make_world(plan: Plan, plans: list[Plan]) -> World:
    """All rows of one creator."""
    person, life, rng = plan.person, plan.life, np.random.default_rng([plan.seed, 2, plan.person.index])
    season = seasons(rng, life)
    crowd_of = audience(rng, life.start, flows(rng, life, season), life.fade)
    figures = _figures(rng, life, crowd_of.interest, season)
    guests = _guests(rng, life, figures, person.language)
    figures = fitted(figures)
    pods = [other.person for other in plans if "ring" in other.ways and other.life.platform == life.platform]
    basket = bought_things(rng, plan.ways, crowd_of.followers, figures, (person, pods, plan.seed))
    series = seen_series(rng, life, basket.followers.tolist())
    daily = [(day_name(at, life.days), value) for at, value in enumerate(series) if value is not None]
    crowd, shown = _crowd(rng, plan, life.start), draw_shown(rng)
    if plan.ways and plan.ways[0].startswith(("likes", "views")):
        shown = replace(shown, likes=True, views=True)
    every = guests + basket.guests
    sample = draw_sample(rng)
    posts, comments = rows_of_posts(rng, person, life.days, basket.figures, every, crowd, shown, sample)
    truth = Truth(
        bought=bool(plan.ways),
        kind=plan.ways[0] if plan.ways else life.case,
        days=[(day_name(first, life.days), span) for first, span in spans(basket.arrivals)],
        size={deal.way: round(deal.size, 3) for deal in basket.deals},
        facts={
            "case": life.case,
            "came": crowd_of.came,
            "purchases": [{"way": deal.way, **deal.more} for deal in basket.deals],
        },
    )
    return World(creator_row(rng, person, daily[-1][1], len(posts), life.days), daily, posts, comments, truth)
