"""The comments under the newest posts: a pool of people, the friends who are there early, answers, entries."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.market.draws import chance, whole, within
from benchmarks.panel.course import Course
from benchmarks.panel.traits import Creator
from benchmarks.panel.words import account_name, answer, comment, entry

NEWEST_POSTS = (20, 31)
MOST = 160  # comments that are written out of one post, the earliest; fewer of them are collected
POOL, POOL_A_FOLLOWER, LARGEST_AUDIENCE = 60, 0.03, 150e3  # people who may comment
ANSWERS, ANSWERING = (0.05, 0.3), 0.4  # share of the comments, and share of the creators who answer at all
FRIENDS, FRIENDS_COME, QUICK_FRIENDS = (2, 7), (0.15, 0.55), 0.8
QUICK = {False: 0.06, True: 0.3}  # of the usual delay: most friends come early, some at once
ENTERS_GIVEAWAY, STRANGERS_UNDER_VIRAL = 0.85, 0.8
CREATOR = ""  # stands for the creator's own name, which is given later


class Said(NamedTuple):
    """One comment: how many hours after the post, who, what."""

    hours: float
    author: str
    text: str


class Friend(NamedTuple):
    """One who is there often: share of the posts that are commented, and the delay beside the usual one."""

    name: str
    comes: float
    delay: float


@dataclass(frozen=True, slots=True)
class Audience:
    """Who comments and how: the lower `evenness` is, the more do the first of the pool write."""

    pool: list[str]
    evenness: float
    generic: float
    hours: float  # median delay
    spread: float  # of its logarithm
    answers: float
    friends: list[Friend]


def talk_under(rng: np.random.Generator, pen: random.Random, creator: Creator, course: Course) -> dict[int, list[Said]]:
    """Return the comments under each of the newest posts, by the post's place among all."""
    newest = range(max(0, course.posts - whole(rng, *NEWEST_POSTS)), course.posts)
    audience = _audience(rng, pen, creator)
    return {post: _under(rng, pen, creator, course, audience, post) for post in newest}


def _audience(rng: np.random.Generator, pen: random.Random, creator: Creator) -> Audience:
    pool = [account_name(pen) for _ in range(int(POOL + POOL_A_FOLLOWER * min(creator.start, LARGEST_AUDIENCE)))]
    return Audience(
        pool=pool,
        evenness=within(rng, (1.1, 1.7)),
        generic=rng.beta(4, 8),
        hours=within(rng, (2, 6)),
        spread=within(rng, (1.2, 1.6)),
        answers=within(rng, ANSWERS) * chance(rng, ANSWERING),
        friends=[
            Friend(account_name(pen), within(rng, FRIENDS_COME), QUICK[chance(rng, QUICK_FRIENDS)])
            for _ in range(whole(rng, *FRIENDS))
        ],
    )


def _under(
    rng: np.random.Generator, pen: random.Random, creator: Creator, course: Course, audience: Audience, post: int
) -> list[Said]:
    count = int(course.comments[post])
    age = (creator.end - course.at[post]).total_seconds() / 3600
    hours = audience.hours * np.exp(audience.spread * rng.normal(size=count))
    hours = np.minimum(hours, age * rng.uniform(0.3, 0.98, count))
    authors = (len(audience.pool) * rng.random(count) ** audience.evenness).astype(int)
    friends = [friend for friend in audience.friends if pen.random() < friend.comes][:count]
    said: list[Said] = []
    for place in np.argsort(hours, kind="stable")[:MOST]:
        # Nobody answers before somebody wrote.
        if said and pen.random() < audience.answers:
            said.append(Said(hours[place], CREATOR, answer(pen, creator)))
        else:
            somebody = audience.pool[authors[place]]
            said.append(_one(pen, creator, audience, course.events[post], hours[place], somebody))
    for friend, place in zip(friends, pen.sample(range(len(said)), min(len(friends), len(said))), strict=False):
        text = comment(pen, creator, audience.generic)
        said[place] = Said(said[place].hours * friend.delay, friend.name, text)
    return said


def _one(pen: random.Random, creator: Creator, audience: Audience, event: str, hours: float, somebody: str) -> Said:
    if event == "giveaway" and pen.random() < ENTERS_GIVEAWAY:
        text = entry(pen)
        return Said(hours, account_name(pen), text)
    if event == "viral" and pen.random() < STRANGERS_UNDER_VIRAL:
        somebody = account_name(pen)
    return Said(hours, somebody, comment(pen, creator, audience.generic))
