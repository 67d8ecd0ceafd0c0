"""The row of a creator, and the posts and comments that hang on it, out of figures and guests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.cohorts.crowd import Crowd, Guests, Place, Sample, comment_rows, totals
from benchmarks.cohorts.figures import Figures, Shown, post_rows
from benchmarks.cohorts.rows import DAY, OBSERVED, Comment, Creator, Ints, Post, Rng, moment
from benchmarks.cohorts.words import LANDS, post_text


@dataclass(frozen=True)
class Person:
    """Who a creator is, whatever their figures."""

    index: int
    platform: str
    handle: str
    name: str
    bio: str
    language: str
    topic: str


def creator_row(rng: Rng, person: Person, followers: int, posts: int, days: int) -> Creator:
    """A row of creators.csv on the evening of the observation."""
    lands = LANDS[person.language]
    return Creator(
        platform=person.platform,
        handle=person.handle,
        name=person.name,
        bio=person.bio,
        followers=followers,
        following=int(np.clip(np.exp(rng.normal(5.9, 1.0)), 3, 7500)),
        posts=posts + int(rng.exponential(posts) * (rng.random() < 0.8)),
        created_at=moment(-int(rng.integers(20, 3000)) * DAY, days),
        country=lands[int(rng.integers(len(lands)))],
        language=person.language,
        category=person.topic,
        observed_at=OBSERVED.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def draw_shown(rng: Rng) -> Shown:
    """Shares and saves are seldom known to others."""
    odds = rng.random(5)
    return Shown(
        bool(odds[0] < 0.97), bool(odds[1] < 0.93), bool(odds[2] < 0.5), bool(odds[3] < 0.3), bool(odds[4] < 0.6)
    )


def rows_of_posts(
    rng: Rng,
    person: Person,
    days: int,
    figures: Figures,
    guests: list[Guests],
    crowd: Crowd,
    shown: Shown,
    sample: Sample,
) -> tuple[list[Post], list[Comment]]:
    """Posts with all their comments counted, and the collector's sample of these."""
    wins = sum((guest.counts for guest in guests if guest.style == "win"), np.zeros_like(figures.likes))
    notes = ["win" if won else "paid" if paid else "" for won, paid in zip(wins, figures.paid, strict=True)]
    said = [post_text(rng, person.topic, person.language, note) for note in notes]
    ids = [str(1_000_000_000 + person.index * 10_000 + at) for at in range(len(said))]
    every: Ints = totals(figures.comments, guests)
    owner = (person.platform, person.handle, days)
    rows = post_rows(rng, owner, figures, every, [text for text, _ in said], ids, shown)
    places = [
        Place(person.platform, person.handle, identity, int(when), thing, days)
        for identity, when, (_, thing) in zip(ids, figures.when, said, strict=True)
    ]
    return rows, comment_rows(rng, places, figures.comments, guests, crowd, sample)
