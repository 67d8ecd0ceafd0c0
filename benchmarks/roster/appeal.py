"""How well each post is received beside a usual one: luck, attention that drifts, and what events lift."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from benchmarks.market.draws import Floats, Span, chance, whole, within
from benchmarks.roster.calendar import Calendar
from benchmarks.roster.draws import drift, log_between
from benchmarks.roster.schedule import Schedule
from benchmarks.roster.traits import Creator

# Standard deviation of the posts' logarithm.
POST_SPREAD: dict[str, Span] = {"instagram": (0.28, 0.6), "tiktok": (0.7, 1.2), "youtube": (0.45, 0.85)}
LUCK_FREEDOM, FLIGHTS, FLIGHT = 6, 0.04, 1.2  # heavy tails, and a few posts that fly
ATTENTION_SPREAD, ATTENTION_MEMORY, ATTENTION_YEAR = 0.28, 150, 0.08
SEASON_IN_ATTENTION, MOOD_IN_ATTENTION = 0.3, 0.8
BROKEN, BREAK_SPREAD = 0.3, 0.25  # share of the creators whose level changes on one day
COOLING, COOLING_DAYS, CADENCE_IN_ATTENTION = (0.4, 1.0), 170, 0.45
VIRAL_REACH, VIRAL_GAIN, VIRAL_POWER, LEAST_VIRAL = 9, 0.1, 0.6, 3.0  # nine times the reach where 10 % come
NEAR_BEFORE, NEAR_AFTER = 6, 16  # days around an event whose posts profit


@dataclass(frozen=True, slots=True)
class Appeal:
    """Of each post its luck and the lifts of its likes, views and comments per like, shape (posts,), as logarithms.

    `spread` is what one unit of luck means, `attention` the drift of the level, shape (days,).
    """

    spread: float
    luck: Floats
    attention: Floats
    likes: Floats
    views: Floats
    talk: Floats


def draw_appeal(rng: np.random.Generator, creator: Creator, calendar: Calendar, schedule: Schedule) -> Appeal:
    """Return the appeal of all posts."""
    spread = {platform: within(rng, span) for platform, span in POST_SPREAD.items()}[creator.platform]
    posts = schedule.posts
    luck = rng.standard_t(LUCK_FREEDOM, posts) / math.sqrt(1.5)
    luck = luck + (rng.random(posts) < FLIGHTS) * rng.exponential(FLIGHT, posts)
    attention = _attention(rng, creator, calendar)
    appeal = Appeal(spread, luck, attention, np.zeros(posts), np.zeros(posts), np.zeros(posts))
    for post, tag in enumerate(schedule.tags):
        _lift(rng, creator, appeal, post, tag, schedule.gains[post])
    _lift_neighbours(rng, schedule, appeal)
    return appeal


def _attention(rng: np.random.Generator, creator: Creator, calendar: Calendar) -> Floats:
    days, habit = np.arange(creator.days), calendar.habit
    level = drift(rng, creator.days, ATTENTION_SPREAD, ATTENTION_MEMORY) + ATTENTION_YEAR * rng.normal() * days / 365
    level = level + SEASON_IN_ATTENTION * creator.season + np.log(creator.mood) * MOOD_IN_ATTENTION
    if chance(rng, BROKEN):
        day = whole(rng, 40, creator.days - 30)
        level[day:] += rng.normal(0, BREAK_SPREAD)
    if habit.what == "cooling":
        cooled = within(rng, COOLING)
        level -= cooled * np.clip((days - habit.day) / COOLING_DAYS, 0, 1)
        creator.facts["to"] = round(math.exp(-cooled), 2)
    if habit.what == "cadence":
        level[habit.day :] -= CADENCE_IN_ATTENTION * math.log(habit.pace)
    return level


def _lift(rng: np.random.Generator, creator: Creator, appeal: Appeal, post: int, tag: str, gain: float) -> None:
    """Set what the event of a post lifts of it."""
    likes = views = talk = 0.0
    if tag == "viral":
        reach = VIRAL_REACH * (gain / VIRAL_GAIN) ** VIRAL_POWER * math.exp(rng.normal(0, 0.4))
        views = math.log(max(reach, LEAST_VIRAL))
        likes = views * within(rng, (0.72, 0.95))
        talk = views * within(rng, (0.5, 1.0)) - likes
        appeal.luck[post] = max(appeal.luck[post], 0)
    elif tag == "giveaway":
        large = creator.kind == "giveaway"
        likes = math.log(log_between(rng, (1.3, 3.5) if large else (1.1, 2)))
        views = likes * 0.8
        talk = math.log(log_between(rng, (5, 30) if large else (3, 12)))
    elif tag == "back":
        likes = views = math.log(log_between(rng, (1.3, 2.8)))
        talk = math.log(log_between(rng, (1.2, 2.2)))
    appeal.likes[post], appeal.views[post], appeal.talk[post] = likes, views, talk


def _lift_neighbours(rng: np.random.Generator, schedule: Schedule, appeal: Appeal) -> None:
    """Lift the posts around events, but not the events' own; after the press, its own too."""
    days = schedule.days
    for event in schedule.events:
        near = (days >= event.day - NEAR_BEFORE) & (days <= event.day + NEAR_AFTER)
        away = np.abs(days - event.day)
        if event.what == "press":
            more = math.log(log_between(rng, (1.4, 3.2))) * np.exp(-away / 8) * near
        elif event.what == "viral":
            more = math.log(1 + 4 * min(event.share, 0.4)) * np.exp(-away / 9) * near * (days >= event.day - 4)
        else:
            more = 0.15 * np.exp(-away / 8) * near
        if event.what != "press":
            more[(days == event.day) & (np.array(schedule.tags) == event.what)] = 0
        appeal.likes[:] += more
        appeal.views[:] += more * 1.1
