"""Who comments under the posts, when and with what words, and which part of it a collector gets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.cohorts.rows import Comment, Floats, Ints, Rng, last_second, moment
from benchmarks.cohorts.topics import TOPICS
from benchmarks.cohorts.words import Voice, bought_handle, fan_comment, guest_comment, handle_of

MOST_DRAWN = 20_000


@dataclass(frozen=True)
class Crowd:
    """The people around a creator: how many comment at all, how much the same ones, how quickly, and who answers."""

    voice: Voice
    language: str
    topic: str
    fans: int
    loyal: float
    hours: float
    answers: float


@dataclass(frozen=True)
class Guests:
    """Comments that come for another reason than the post: friends, a giveaway, a ring, a purchase."""

    style: str
    handles: tuple[str, ...]
    counts: Ints
    hours: float
    spread: float = 0.8


@dataclass(frozen=True)
class Sample:
    """What the collector keeps: first, last or some comments of the newest posts."""

    mode: str
    posts: int
    most: int


@dataclass(frozen=True)
class Place:
    """The post under which comments are written."""

    platform: str
    owner: str
    post_id: str
    when: int
    thing: str
    days: int


def draw_sample(rng: Rng) -> Sample:
    """Collectors stop early, at one end or the other; a few bring nothing."""
    mode = ("first", "last", "some", "none")[int(rng.choice(4, p=[0.4, 0.3, 0.24, 0.06]))]
    return Sample(mode, int(rng.integers(8, 45)), int(rng.choice([20, 30, 50, 50, 100])))


def rented(rng: Rng, count: int) -> tuple[str, ...]:
    """The accounts of a seller, each once."""
    return tuple(dict.fromkeys(bought_handle(row) for row in rng.random((count, 5))))


def regulars(rng: Rng, count: int, language: str) -> tuple[str, ...]:
    """Handles of people who know each other."""
    return tuple(dict.fromkeys(handle_of(row, language) for row in rng.random((count, 5))))


def totals(own: Ints, guests: list[Guests]) -> Ints:
    """All comments of each post."""
    return np.asarray(own + sum((guest.counts for guest in guests), np.zeros_like(own)), dtype=np.int64)


def _times(rng: Rng, count: int, place: Place, hours: float, spread: float) -> Floats:
    end = last_second(place.days) - place.when
    late = rng.lognormal(np.log(hours * 3600), spread, count) + 5
    return np.asarray(place.when + np.where(late < end, late, end * rng.random(count) ** 2), dtype=np.float64)


def _drawn(rng: Rng, place: Place, own: int, crowd: Crowd, guests: list[tuple[Guests, int]]) -> tuple[Floats, Ints]:
    counts = [min(own, MOST_DRAWN)] + [min(count, MOST_DRAWN) for _, count in guests]
    pace = [(crowd.hours, 1.5)] + [(guest.hours, guest.spread) for guest, _ in guests]
    times = [_times(rng, n, place, hours, spread) for n, (hours, spread) in zip(counts, pace, strict=True)]
    return np.concatenate(times), np.repeat(np.arange(len(counts)), counts)


def _kept(rng: Rng, times: Floats, sample: Sample) -> Ints:
    order = np.argsort(times, kind="stable")
    if sample.mode == "first":
        return order[: sample.most]
    if sample.mode == "last":
        return order[-sample.most :]
    return order[np.sort(rng.permutation(len(order))[: sample.most])]


def _of_post(
    rng: Rng, place: Place, own: int, crowd: Crowd, guests: list[tuple[Guests, int]], sample: Sample, pool: Floats
) -> list[Comment]:
    times, source = _drawn(rng, place, own, crowd, guests)
    kept = _kept(rng, times, sample)
    turns = [iter(rng.permutation(len(guest.handles)).tolist()) for guest, _ in guests]
    who = (len(pool) * rng.random(len(kept)) ** crowd.loyal).astype(np.int64)
    words, hearts = rng.random((len(kept), 8)), rng.geometric(0.6, len(kept)) - 1
    rows: list[Comment] = []
    for at, index in enumerate(kept):
        kind, u = int(source[index]), words[at]
        answers_to = ""
        if kind == 0 and at and u[7] < crowd.answers:
            author, text = place.owner, guest_comment("reply", crowd.language, place.thing, u)
            answers_to = rows[int(u[0] * at)].comment_id
        elif kind == 0:
            author = handle_of(pool[who[at]], crowd.language)
            text = fan_comment(crowd.voice, crowd.language, TOPICS[crowd.topic, crowd.language], place.thing, u)
        else:
            guest = guests[kind - 1][0]
            turn = next(turns[kind - 1], None)
            author = guest.handles[turn] if turn is not None else handle_of(u[:5], crowd.language)
            text = guest_comment(guest.style, crowd.language, place.thing, u)
        identity = f"{place.post_id}c{at:03d}"
        written = moment(times[index], place.days)
        rows.append(
            Comment(place.platform, place.post_id, identity, author, written, text, answers_to, int(hearts[at]))
        )
    return rows


def comment_rows(
    rng: Rng, places: list[Place], own: Ints, guests: list[Guests], crowd: Crowd, sample: Sample
) -> list[Comment]:
    """The rows of comments.csv for the newest posts."""
    if sample.mode == "none":
        return []
    pool = rng.random((crowd.fans, 5))
    first = max(0, len(places) - sample.posts)
    rows: list[Comment] = []
    for at in range(first, len(places)):
        here = [(guest, int(guest.counts[at])) for guest in guests if guest.counts[at] > 0]
        if own[at] > 0 or here:
            rows += _of_post(rng, places[at], int(own[at]), crowd, here, sample, pool)
    return rows
