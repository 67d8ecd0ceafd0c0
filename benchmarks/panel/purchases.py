"""What buyers do to an honest course: followers delivered, likes and comments added, rings that comment each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from benchmarks.market.draws import chance, log_within, whole, within
from benchmarks.panel.course import Course
from benchmarks.panel.kinds import BOUGHT
from benchmarks.panel.talk import MOST, Said
from benchmarks.panel.texts import PACK
from benchmarks.panel.traits import Creator
from benchmarks.panel.words import SELLERS_NUMBERED, account_name, comment

Facts = dict[str, Any]


class Delivery(NamedTuple):
    """Fewest and most days of a delivery of followers, and how even the days are (shape of a gamma)."""

    fewest: int
    most: int
    evenness: float


class Ring(NamedTuple):
    """The longest delay in minutes, the share of comments that fit any post, names beside those who come at once."""

    minutes: float
    generic: float
    rotation: tuple[float, float] | None = None


DELIVERIES = {"burst": Delivery(1, 3, 3), "package": Delivery(4, 9, 8), "drip": Delivery(10, 21, 20)}
RINGS = {"pod_fast": Ring(12, 0.85), "pod_rotating": Ring(20, 0.6, (1.6, 2.2)), "pod_talkative": Ring(35, 0.2)}
FOLLOWERS_BOUGHT, FADES = (0.10, 0.60), (0, 0.2)  # of the followers; of the bought ones, who leave again
FADE_DAYS = (20, 120)
LIKES_BOUGHT, COMMENTS_BOUGHT = (0.5, 3.0), (0.8, 3.0)  # beside the median of the creator's posts
SMALLEST_LIKES, SMALLEST_COMMENTS = 20, 8
VIEWS_PER_LIKE = 1.05  # at least: nobody likes unseen
PHRASES = (9, 22)
MEMBERS, MEMBERS_BESIDE_OWN, FEWEST_MEMBERS, MOST_MEMBERS = (6, 15), (0.15, 0.35), 6, 40


@dataclass(frozen=True, slots=True)
class Case:
    """What a purchase is laid over; `said` holds the comments of the newest posts by the post's place."""

    creator: Creator
    course: Course
    said: dict[int, list[Said]]


def buy(rng: np.random.Generator, pen: random.Random, case: Case, kind: str) -> Facts:
    """Lay one purchase over an honest creator, in place, and return its facts."""
    question = next(question for question, kinds in BOUGHT.items() if kind in kinds)
    return WAYS.get(kind, WAYS.get(question, _likes))(rng, pen, case, kind)


def _followers(rng: np.random.Generator, pen: random.Random, case: Case, kind: str) -> Facts:
    course, days = case.course, case.creator.days
    fewest, most, evenness = DELIVERIES[kind]
    length = whole(rng, fewest, most + 1)
    day = whole(rng, int(0.15 * days), days - length - 7)
    share = log_within(rng, FOLLOWERS_BOUGHT)
    bought = share * course.followers[day]
    wave = rng.gamma(evenness, 1, length)
    gain, left = np.zeros(days), np.zeros(days)
    gain[day : day + length] = bought * wave / wave.sum()
    fades = within(rng, FADES)
    first = day + length + whole(rng, 2, 25)
    last = min(first + whole(rng, *FADE_DAYS), days)
    left[first:last] = fades * bought / max(last - first, FADE_DAYS[0])
    course.followers = course.followers + np.cumsum(np.round(gain) - rng.poisson(left))
    return {"day": day, "days": length, "share": round(share, 3), "bought": round(bought), "fades": round(fades, 3)}


def _likes(rng: np.random.Generator, pen: random.Random, case: Case, kind: str) -> Facts:
    """Add packs of likes to all posts, or to a third of them: any, or those that did worst."""
    course, posts = case.course, case.course.posts
    share = log_within(rng, LIKES_BOUGHT)
    pack = max(share * np.median(course.likes), SMALLEST_LIKES)
    unevenness, worst, chosen = within(rng, (0.03, 0.15)), chance(rng, 0.5), np.ones(posts, bool)
    if kind == "likes_third":
        order = course.likes * np.exp(rng.normal(0, 0.5, posts)) if worst else rng.random(posts)
        chosen = np.isin(np.arange(posts), np.argsort(order)[: max(posts // 3, 1)])
    added = np.round(pack * np.exp(rng.normal(0, unevenness, posts)))
    course.likes = course.likes + np.where(chosen, added, 0).astype(int)
    course.views = np.maximum(course.views, (course.likes * VIEWS_PER_LIKE).astype(int))
    return {
        "share": round(share, 3),
        "pack": round(pack),
        "posts": int(chosen.sum()),
        "even": round(unevenness, 3),
        "weakest_first": worst and kind == "likes_third",
    }


def _comments(rng: np.random.Generator, pen: random.Random, case: Case, kind: str) -> Facts:
    course = case.course
    share = log_within(rng, COMMENTS_BOUGHT)
    pack = max(share * float(np.median(course.comments)), SMALLEST_COMMENTS)
    part, phrases = within(rng, (0.4, 1)), pen.sample(PACK, pen.randint(*PHRASES))
    chosen = np.flatnonzero(rng.random(course.posts) < part)
    accounts = [account_name(pen, SELLERS_NUMBERED) for _ in range(int(25 * pack + 200))]
    for post in chosen.tolist():
        count = max(round(pack * np.exp(rng.normal(0, 0.15))), 4)
        course.comments[post] += count
        start, span = within(rng, (0.05, 3)), within(rng, (0.1, 1.5))
        if post in case.said:
            sellers = pen.sample(accounts, min(count, MOST))
            case.said[post] += [Said(start + span * rng.random(), one, pen.choice(phrases)) for one in sellers]
    return {"share": round(share, 3), "pack": round(pack), "posts": len(chosen), "phrases": len(phrases)}


def _ring(rng: np.random.Generator, pen: random.Random, case: Case, kind: str) -> Facts:
    course, ring = case.course, RINGS[kind]
    beside_own = float(np.median(course.comments))
    wanted = max(whole(rng, *MEMBERS), beside_own * within(rng, MEMBERS_BESIDE_OWN))
    at_once = int(min(max(wanted, FEWEST_MEMBERS), MOST_MEMBERS))
    count = int(at_once * within(rng, ring.rotation)) if ring.rotation else at_once
    members = [account_name(pen) for _ in range(count)]
    keen = rng.uniform(0.6, 0.95, count) * (at_once / count)
    for post in range(course.posts):
        here = np.flatnonzero(rng.random(count) < keen)
        course.comments[post] += len(here)
        course.likes[post] += len(here)
        if post in case.said:
            case.said[post] += [
                Said(
                    (0.5 + ring.minutes * rng.beta(1.3, 2.2)) / 60,
                    members[place],
                    comment(pen, case.creator, ring.generic),
                )
                for place in here
            ]
    a_post = round(float(keen.sum()), 1)
    return {"members": count, "a_post": a_post, "minutes": ring.minutes, "generic": ring.generic}


WAYS: dict[str, Callable[[np.random.Generator, random.Random, Case, str], Facts]] = {
    "followers": _followers,
    "comment_pack": _comments,
    "ring": _ring,
}
