"""Comment rings (pods): people who agreed to comment under each other's posts."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.batch import PEER, PODDER, SELF, TONE, Batch, batch, joined, lags
from benchmarks.outside.calendar import END, iso
from benchmarks.outside.deals import Base, Deal, blank
from benchmarks.outside.dice import Floats, Ints, chance, log_uniform, weighted

WAYS = ("ring_fast", "ring_rotating", "ring_talkative", "ring_reciprocal")
# Seconds: median wait and its spread; share of long comments.
HABITS = {
    "ring_fast": (500.0, 0.8, 0.25),
    "ring_rotating": (3000.0, 1.0, 0.4),
    "ring_talkative": (8000.0, 1.2, 0.85),
    "ring_reciprocal": (4000.0, 1.3, 0.5),
}


@dataclass(frozen=True)
class Ring:
    """A ring of the file: `outsiders` made-up members, and the creators of the file (by index) who belong to it."""

    number: int
    way: str
    outsiders: int
    inside: tuple[int, ...]


def _members(rng: Generator, base: Base, ring: Ring) -> tuple[Ints, Ints]:
    """Groups and numbers of all who may comment here."""
    others = np.array([i for i in ring.inside if i != base.person.index], dtype=np.int64)
    made_up = ring.number * 1000 + np.arange(ring.outsiders, dtype=np.int64)
    group = np.concatenate([np.full(len(others), PEER), np.full(len(made_up), PODDER)]).astype(np.int64)
    return group, np.concatenate([others, made_up])


def _there(rng: Generator, way: str, zeal: Floats, post: int) -> Ints:
    """Which members comment on a post; in a rotating ring it is the turn of one squad after the other."""
    n = len(zeal)
    if way != "ring_rotating":
        return np.flatnonzero(rng.random(n) < zeal).astype(np.int64)
    squads = max(2, round(0.8 / max(float(zeal.mean()), 0.02)))
    turn = (np.arange(n) % squads) == (post % squads)
    return np.flatnonzero(rng.random(n) < np.where(turn, 0.85, 0.02)).astype(np.int64)


def _thanks(rng: Generator, top: Batch, share: float) -> Batch:
    """The creator answers those who came, as the ring expects."""
    parent = np.flatnonzero(rng.random(len(top)) < share).astype(np.int64)
    n = len(parent)
    seconds = top.seconds[parent] + 30 + lags(rng, n, 3600.0, 1.3, 864_000.0).astype(np.int64)
    tone = np.full(n, TONE["reply"], dtype=np.int64)
    none = np.zeros(n, dtype=np.int64)
    out = batch(rng, seconds, none, SELF, none, tone)
    out.parent = parent
    return out


def _visit(rng: Generator, base: Base, ring: Ring, group: Ints, who: Ints, post: int) -> Batch:
    """The ring's comments under one post."""
    median, sd, long = HABITS[ring.way]
    second = int(base.made.seconds[post])
    n = len(who)
    seconds = second + 15 + lags(rng, n, median, sd, END - second - 15.0).astype(np.int64)
    short = np.where(rng.random(n) < 0.75, TONE["pod_short"], TONE["emoji"])
    tone = np.where(rng.random(n) < long, TONE["pod_talk"], short).astype(np.int64)
    return batch(rng, seconds, rng.poisson(0.4, size=n).astype(np.int64), group, who, tone)


def _wanted(rng: Generator, base: Base, members: int) -> float:
    """Comments a post that the ring is there to give."""
    share = log_uniform(rng, 0.08, 0.7)
    need = share / (1 - share) * max(base.usual("comments"), 2.0)
    return float(np.clip(need, 3.0, min(60.0, 0.9 * members)))


def join_ring(rng: Generator, base: Base, ring: Ring) -> Deal:
    """A creator in a ring; `size` is the ring's share of all comments on all posts of the file."""
    deal = blank(base, "ring", ring.way)
    group, who = _members(rng, base, ring)
    wanted = _wanted(rng, base, len(who))
    zeal = np.minimum(wanted / len(who) * 2 * rng.beta(2, 2, size=len(who)), 0.97)
    first = 0 if chance(rng, 0.6) else int(len(base.made.days) * float(rng.uniform(0.1, 0.7)))
    answers = weighted(rng, ((0.0, 0.3), (float(rng.uniform(0.1, 0.9)), 0.7)))
    given = extra = 0
    for post in range(first, len(base.made.days)):
        there = _there(rng, ring.way, zeal, post)
        top = _visit(rng, base, ring, group[there], who[there], post)
        thanks = _thanks(rng, top, answers)
        both = joined([top, thanks])
        both.parent = np.concatenate([top.parent, thanks.parent])
        deal.talk.append((post, both))
        deal.likes[post] = len(there)
        given += len(top)
        extra += len(thanks)
    total = int(base.said.sum()) + given + extra
    deal.size["ring"] = round(given / max(1, total), 4)
    start = iso(int(base.made.days[first])) if first < len(base.made.days) else ""
    deal.facts = {
        "ring": ring.number,
        "members": len(who),
        "members_in_file": len(ring.inside) - 1,
        "since": start,
        "comments_a_post": round(given / max(1, len(base.made.days) - first), 2),
    }
    return deal
