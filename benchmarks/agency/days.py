"""Day by day: what posts reach brings followers, some of the old ones leave, and now and then something happens."""

from __future__ import annotations

import numpy as np

from benchmarks.agency.kinds import Habits
from benchmarks.cohorts.crowd import Guests, regulars
from benchmarks.cohorts.figures import Figures, counted, fitted, post_times, ripened
from benchmarks.cohorts.rows import DAY, Floats, Ints, Rng

CASES = (
    *("giveaway", "viral", "television", "shoutout", "season", "pause", "outage", "rounding", "purge", "ads"),
    *("loyal", "tired", "emoji", "friends", "relaunch", "moved"),
)
# Newcomers beside the followers there were (least, most), days they take to come, lift of posts (least, most).
EVENTS = {
    "giveaway": (0.05, 0.5, 5, 1.4, 4.0),
    "viral": (0.05, 1.5, 7, 6.0, 80.0),
    "television": (0.04, 0.6, 5, 1.0, 2.0),
    "shoutout": (0.03, 0.4, 3, 1.0, 2.5),
    "ads": (0.05, 0.7, 90, 1.0, 1.2),
    "relaunch": (0.05, 0.5, 45, 1.2, 2.0),
}


def posting(rng: Rng, habits: Habits) -> Ints:
    """When this creator posted, with the pause if there was one."""
    pause = int(rng.integers(20, 30 + habits.days // 5)) if habits.case in ("pause", "relaunch") else 0
    gap = (habits.event - pause, habits.event) if pause else (-1, -1)
    return post_times(rng, habits.days, habits.a_week, gap)


def demand(rng: Rng, habits: Habits, day: Ints) -> Floats:
    """How well each post does beside a usual one, before anybody is counted."""
    kind, count = habits.kind, len(day)
    luck = np.exp(rng.normal(0, habits.spread, count))
    luck *= np.where(rng.random(count) < kind.moments, rng.uniform(1, kind.lift, count), 1.0)
    if habits.case == "season":
        luck *= 1 + rng.uniform(0.5, 2.5) * np.exp(-(((day - habits.event) / rng.uniform(15, 50)) ** 2))
    if habits.case == "moved":
        luck *= np.where(day >= habits.event, rng.uniform(0.3, 0.7), 1.0)
    if habits.case in EVENTS:
        near = np.flatnonzero((day >= habits.event) & (day < habits.event + 4))[: 1 if habits.case == "viral" else 3]
        luck[near] *= rng.uniform(*EVENTS[habits.case][3:])
    return np.asarray(luck, dtype=np.float64)


def _newcomers(rng: Rng, habits: Habits) -> Floats:
    flow = np.zeros(habits.days)
    if habits.case not in EVENTS:
        return flow
    least, most, span, *_ = EVENTS[habits.case]
    end = min(habits.days, habits.event + span)
    shape = np.ones(end - habits.event) if span > 40 else 0.55 ** np.arange(end - habits.event)
    flow[habits.event : end] = shape / shape.sum() * habits.start * np.exp(rng.uniform(np.log(least), np.log(most)))
    if habits.case == "giveaway":
        after = min(habits.days, end + 12)
        flow[end:after] -= flow.sum() * rng.uniform(0.2, 0.6) / max(1, after - end)
    return flow


def follower_days(rng: Rng, habits: Habits, day: Ints, luck: Floats) -> Ints:
    """Followers on each day; good posts bring more, silence brings none."""
    pull = np.zeros(habits.days + 4)
    for later, share in enumerate((0.5, 0.3, 0.15, 0.05)):
        np.add.at(pull, day + later, np.minimum(luck, 12) * share)
    pull = 0.25 + 0.75 * pull[: habits.days] / max(float(pull.mean()), 0.05)
    events, now = _newcomers(rng, habits), float(habits.start)
    noise, found = rng.gamma(4, 0.25, habits.days), np.empty(habits.days, dtype=np.int64)
    for at in range(habits.days):
        come = now * habits.growth / 365 * pull[at] * noise[at] + max(events[at], 0)
        leave = now * habits.leaving / 365 - min(events[at], 0)
        now = max(200.0, now + rng.poisson(come) - rng.poisson(leave))
        found[at] = int(now)
    if habits.case == "purge":
        found[habits.event :] -= (found[habits.event] * rng.uniform(0.01, 0.08)).astype(np.int64)
    return found


def post_figures(rng: Rng, habits: Habits, when: Ints, luck: Floats, followers: Ints) -> Figures:
    """Likes, views and comments of all posts, of real people only."""
    kind, count, day = habits.kind, len(when), when // DAY
    tired = (followers[0] / np.maximum(followers[day], 1)) ** rng.uniform(0, 0.4)
    paid = rng.random(count) < np.clip(kind.paid * rng.uniform(0.3, 2), 0, 0.5)
    ads = np.where(paid, rng.uniform(0.45, 1.0), 1.0)
    likes = counted(rng, habits.likes * followers[day] * tired * luck * ads * ripened(rng, when, habits.days), 0.02)
    uproar = np.where(rng.random(count) < kind.moments, rng.uniform(1, kind.uproar, count), 1.0)
    views = likes / (habits.a_view * np.exp(rng.normal(0, rng.uniform(0.1, 0.5), count))) + rng.exponential(30, count)
    video = rng.random(count) < habits.videos
    return fitted(
        Figures(
            when=when,
            likes=likes,
            comments=counted(rng, likes * habits.comments * uproar, rng.uniform(0.1, 0.7)),
            shares=counted(rng, likes * rng.uniform(0.002, 0.1), 0.4),
            saves=counted(rng, likes * rng.uniform(0.005, 0.25), 0.4),
            views=np.where(video, views, -1).astype(np.int64),
            paid=paid,
        )
    )


def own_guests(rng: Rng, habits: Habits, figures: Figures, language: str) -> list[Guests]:
    """Friends and colleagues who come first, and those who want to win something."""
    guests, count = [], len(figures.when)
    if habits.case == "friends" or rng.random() < habits.kind.friends * 0.4:
        people = regulars(rng, int(rng.integers(2, 10)), language)
        coming = rng.binomial(len(people), rng.uniform(0.15, 0.8), count).astype(np.int64)
        guests.append(Guests("friend", people, coming, rng.uniform(0.2, 4)))
    if habits.case == "giveaway":
        flood = np.zeros(count, dtype=np.int64)
        first = int(np.argmin(np.abs(figures.when // DAY - habits.event)))
        flood[first] = int(10 + figures.likes[first] * rng.uniform(0.2, 1.5))
        guests.append(Guests("win", (), flood, rng.uniform(8, 40)))
    return guests
