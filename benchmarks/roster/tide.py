"""How followers come, day by day as factors and waves: what posts pull, moods, events, old posts shown again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.market.draws import Floats, whole, within
from benchmarks.roster.appeal import Appeal
from benchmarks.roster.calendar import Calendar
from benchmarks.roster.draws import Counts, drift
from benchmarks.roster.schedule import Event, Schedule
from benchmarks.roster.traits import Creator

PULLED = (0.45, 0.3, 0.15, 0.07, 0.03)  # of the followers whom a post brings, by the days after it
PULL_OF_LUCK, PULL_OF_LIFT = 0.55, 0.3
FROM_POSTS = (0.25, 0.65)  # share of the new followers
MOOD_SPREAD, MOOD_MEMORY = 0.4, 45
REVIVAL_EVERY_DAYS, REVIVAL_DAYS, REVIVAL_HEIGHT = 120, (3, 25), (0.8, 4)
LEAST_MEAN = 0.3
PAUSE_LAG, IN_PAUSE, BACK_DAYS, BACK_HEIGHT = 6, (0.12, 0.45), 20, (0.5, 3)
IN_OUTAGE = 0.5
DAY_CLUMPING = 0.09
WAVE_DAYS, WAVE_SPREAD = 40, 0.2


@dataclass(frozen=True, slots=True)
class Tide:
    """Daily factors of the inflow and their clumps, shares who come with events and who leave after giveaways.

    All are of shape (days,).
    """

    inflow: Floats
    clumps: Floats
    waves: Floats
    leaving: Floats


def draw_tide(
    rng: np.random.Generator, creator: Creator, calendar: Calendar, schedule: Schedule, appeal: Appeal
) -> Tide:
    """Return the tide of a creator's days."""
    from_posts = within(rng, FROM_POSTS)
    inflow = (1 - from_posts) + from_posts * _pull(creator, schedule, appeal)
    moods = np.exp(drift(rng, creator.days, MOOD_SPREAD, MOOD_MEMORY))
    inflow *= moods * creator.weekday[creator.weekdays] * np.exp(creator.season) * creator.mood
    _revive(rng, inflow)
    inflow /= max(inflow.mean(), LEAST_MEAN)
    for pause in calendar.pauses:
        if pause.long:
            inflow[pause.first + PAUSE_LAG : pause.back] *= within(rng, IN_PAUSE)
            height, after = within(rng, BACK_HEIGHT), inflow[pause.back : pause.back + BACK_DAYS]
            after *= 1 + height * np.exp(-np.arange(after.size) / 7)
    for outage in calendar.outages:
        inflow[outage.first : outage.first + outage.days] *= IN_OUTAGE
    clumps = rng.gamma(1 / DAY_CLUMPING, DAY_CLUMPING, creator.days)
    return Tide(inflow, clumps, *_waves(rng, creator, schedule.events))


def _pull(creator: Creator, schedule: Schedule, appeal: Appeal) -> Floats:
    """Return the factor of each day by the posts before it; the pull of an event's post is its wave."""
    usual = np.array([tag == "" for tag in schedule.tags])
    reach = PULL_OF_LUCK * appeal.spread * appeal.luck + PULL_OF_LIFT * np.where(usual, appeal.views, 0)
    pull = np.zeros(creator.days + len(PULLED))
    for day, strength in zip(schedule.days, np.exp(np.clip(reach, -1.5, 2)), strict=True):
        pull[day : day + len(PULLED)] += strength * np.array(PULLED)
    pull = pull[: creator.days]
    pulled: Floats = pull / max(pull[pull > 0].mean(), 1e-9)
    return pulled


def _revive(rng: np.random.Generator, inflow: Floats) -> None:
    """Let old posts be shown again, now and then, for some days."""
    for _ in range(int(rng.poisson(inflow.size / REVIVAL_EVERY_DAYS))):
        day, length, height = whole(rng, 0, inflow.size), whole(rng, *REVIVAL_DAYS), within(rng, REVIVAL_HEIGHT)
        shown = inflow[day : day + length]
        shown += height * np.exp(-np.arange(shown.size) / (length / 2.5))


def _waves(rng: np.random.Generator, creator: Creator, events: list[Event]) -> tuple[Floats, Floats]:
    waves, leaving = np.zeros(creator.days), np.zeros(creator.days)
    for event in events:
        length = min(WAVE_DAYS, creator.days - event.day)
        after = np.arange(length)
        if event.what == "viral":
            wave = np.exp(-after / within(rng, (2, 8))) * (1 - 0.6 * (after == 0)) * (1 - 0.15 * (after == 1))
            wave *= np.exp(rng.normal(0, WAVE_SPREAD, length))
        elif event.what == "press":
            wave = np.exp(-after / within(rng, (0.9, 4))) * np.where(after == 0, within(rng, (0.5, 1)), 1)
            wave *= np.exp(rng.normal(0, WAVE_SPREAD, length))
        else:
            draw_day = whole(rng, 4, 13)
            wave = _giveaway(after, draw_day) * np.exp(rng.normal(0, WAVE_SPREAD, length))
            leaving[event.day :] += _leaving(rng, event, draw_day, creator.days - event.day)
        waves[event.day : event.day + length] += event.share * wave / wave.sum()
    return waves, leaving


def _giveaway(after: Counts, draw_day: int) -> Floats:
    """Return the wave of a giveaway: fewer each day, more again on the day of the draw, hardly any afterwards."""
    until = np.exp(-after / (draw_day * 0.7)) + 0.5 * (after == draw_day)
    return np.where(after <= draw_day, until, 0.02 * np.exp(-(after - draw_day) / 4))


def _leaving(rng: np.random.Generator, event: Event, draw_day: int, days: int) -> Floats:
    """Return the shares who leave again after the draw, shape (days,)."""
    share, after = within(rng, (0.1, 0.4)) * event.share, np.arange(days)
    leave = np.where(after > draw_day, np.exp(-(after - draw_day) / within(rng, (7, 20))), 0)
    total = leave.sum()
    return share * leave / max(total, 1e-9) if total > 0 else leave
