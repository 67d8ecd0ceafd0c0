"""The days of a creator, one after the other: followers come and go, bought ones arrive, posts bring new followers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, chance, log_within, within
from benchmarks.market.events import Calendar
from benchmarks.market.posts import Moment, Post, write_post
from benchmarks.market.traits import Creator

FEWEST = 200.0  # followers: below that nobody would be vetted
# Followers that a post brings arrive over some days: 30 % of those to come each day.
ARRIVING = 0.3
SPECIAL_CONVERTS = 0.35  # an event's post is seen by strangers, of whom fewer stay
SILENT_INFLOW = 0.35
LEAST_LOST = 0.0001  # a day, as a share
MOOD_PERSISTENCE, MOOD_STEP = 0.93, (0.02, 0.1)  # the level of posts wanders slowly
SEASON_IN_POSTS = 0.6  # power with which the season moves the response
HIGH_SEASON, HIGH_SEASON_POSTS = 1.4, 1.5
MOST_POSTS = 4  # a day
# A platform's clean-up on one day reaches two of five accounts and takes few real and many bought followers.
REACHED_BY_PURGE, PURGED_REAL, BOUGHT_KEPT = 0.4, (0.002, 0.012), (0.6, 0.95)


@dataclass(slots=True)
class Course:
    """What came of it: real and bought followers at the end of each day, both of shape (days,), and the posts."""

    real: Floats
    bought: Floats
    posts: list[Post]


@dataclass(slots=True)
class _State:
    real: float
    bought: float = 0.0
    leaving: float = 0.0
    arriving: float = 0.0
    mood: float = 0.0


def simulate(rng: np.random.Generator, creator: Creator, calendar: Calendar, purge_day: int) -> Course:
    """Return the course of all days; `purge_day` is the day of the platform's clean-up of accounts."""
    days, growth = creator.days, creator.growth
    season = 1 + growth.season * np.sin(2 * np.pi * (np.arange(days) + growth.season_start) / 365)
    inflow, pace = _inflow(rng, creator, season), _pace(creator, calendar, season)
    moods = within(rng, MOOD_STEP) * rng.normal(size=days)
    purged = log_within(rng, PURGED_REAL) if chance(rng, REACHED_BY_PURGE) else 0.0
    course, state = Course(np.zeros(days), np.zeros(days), []), _State(growth.start)
    for day in range(days):
        _come_and_go(rng, state, creator, calendar, day, float(inflow[day]))
        if purged and day == purge_day:
            state.real *= 1 - purged
            state.bought *= within(rng, BOUGHT_KEPT)
        _deliver(state, calendar, day)
        state.mood = MOOD_PERSISTENCE * state.mood + moods[day]
        course.real[day], course.bought[day] = state.real, max(state.bought, 0.0)
        count = _how_many(rng, creator, float(pace[day]), day in calendar.specials)
        course.posts += _post(rng, state, creator, calendar, day, float(season[day]), count)
    return course


def _inflow(rng: np.random.Generator, creator: Creator, season: Floats) -> Floats:
    """Return the followers that come each day as a share, shape (days,), before events and posts."""
    growth, wave, waves = creator.growth, 0.0, np.zeros(creator.days)
    steps = growth.fluctuation * np.sqrt(1 - growth.persistence**2) * rng.normal(size=creator.days)
    for day, step in enumerate(steps):
        wave = growth.persistence * wave + step
        waves[day] = wave
    usual = max(growth.trend, 0) + growth.lost + growth.least_inflow
    daily: Floats = usual * np.exp(waves) * growth.weekday[_weekdays(creator)] * season
    return daily


def _come_and_go(
    rng: np.random.Generator, state: _State, creator: Creator, calendar: Calendar, day: int, inflow: float
) -> None:
    growth = creator.growth
    usual = inflow * (SILENT_INFLOW if calendar.silent[day] else 1)
    mean = state.real * (usual + calendar.gained[day]) + state.arriving * ARRIVING
    state.arriving *= 1 - ARRIVING
    shape = mean / growth.clumping + 0.5
    come = rng.poisson(mean * rng.gamma(shape) / shape)
    lost = growth.lost + max(-growth.trend, 0) + LEAST_LOST + calendar.lost[day]
    state.real = max(state.real + come - rng.poisson(state.real * lost), FEWEST)


def _deliver(state: _State, calendar: Calendar, day: int) -> None:
    """Bought followers arrive; of those that vanish, an equal share of the rest leaves each day."""
    purchase = calendar.purchase
    if purchase is None:
        return
    arrived = calendar.bought[day] * state.real
    state.leaving += arrived * purchase.vanishing
    left = state.leaving / purchase.vanishing_days
    state.leaving -= left
    state.bought += arrived - left


def _pace(creator: Creator, calendar: Calendar, season: Floats) -> Floats:
    """Return the posts to expect each day, shape (days,): more in high season, none in a silence."""
    rhythm = creator.rhythm
    high = np.where(season > HIGH_SEASON, HIGH_SEASON_POSTS, 1.0)
    pace: Floats = rhythm.posts_a_day * rhythm.weekday[_weekdays(creator)] * high * ~calendar.silent
    return pace


def _weekdays(creator: Creator) -> npt.NDArray[np.int64]:
    return (creator.first_day.weekday() + np.arange(creator.days)) % 7


def _how_many(rng: np.random.Generator, creator: Creator, pace: float, special: bool) -> int:
    """Return the posts of a day: a Poisson count with a gamma mixture; an event has its post in any case."""
    clumping = creator.rhythm.clumping
    posts = int(rng.poisson(pace * rng.gamma(1 / clumping) * clumping)) if pace else 0
    return max(min(posts, MOST_POSTS), int(special))


def _post(
    rng: np.random.Generator, state: _State, creator: Creator, calendar: Calendar, day: int, season: float, count: int
) -> list[Post]:
    if not count:
        return []
    response, special = creator.response, calendar.specials.get(day)
    drift = response.drift * (day / creator.days - 0.5)
    level = np.exp(state.mood + drift) * season**SEASON_IN_POSTS * calendar.lift[day]
    posts = []
    for number in range(count):
        moment = Moment(day, state.real, float(level), special if number == 0 else None)
        post = write_post(rng, creator, moment, number)
        state.arriving += post.reach * response.followers_per_view * (SPECIAL_CONVERTS if special else 1)
        posts.append(post)
    return posts
