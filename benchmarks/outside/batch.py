"""Comments before they have words: times, likes, who, and which way of talking."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import END
from benchmarks.outside.dice import Floats, Ints

# Who speaks.
ONCE, REGULAR, FRIEND, PEER, SPAMMER, WORKER, WORKER_ABROAD, PODDER, SELF = range(9)
# What is said.
TONES = (
    "say", "short", "emoji", "ask", "tell", "tag", "entry", "answer", "newcomer", "welcome", "press", "spam", "nag",
    "moment", "bought_short", "bought_mixed", "bought_template", "pod_short", "pod_talk", "reply", "friend", "foreign",
)  # fmt: skip
TONE = {name: n for n, name in enumerate(TONES)}


@dataclass
class Batch:
    """Comments under one post. seconds: since 1970; who: a number within its group of speakers; words: seed of the
    text; parent: index of the comment answered, or -1."""

    seconds: Ints
    likes: Ints
    group: Ints
    who: Ints
    tone: Ints
    words: Ints
    parent: Ints

    def __len__(self) -> int:
        return len(self.seconds)


def batch(rng: Generator, seconds: Ints, likes: Ints, group: int | Ints, who: Ints, tone: Ints) -> Batch:
    """Top-level comments, each with a fresh seed for its words."""
    n = len(seconds)
    groups = np.full(n, group, dtype=np.int64) if isinstance(group, int) else group
    words = rng.integers(0, 1 << 62, size=n)
    return Batch(np.minimum(seconds, END), likes, groups, who, tone, words, np.full(n, -1, dtype=np.int64))


def joined(parts: list[Batch]) -> Batch:
    """One batch of several; parents keep pointing at their own part."""
    moved = []
    before = 0
    for part in parts:
        moved.append(np.where(part.parent >= 0, part.parent + before, -1))
        before += len(part)
    return Batch(
        _all(parts, "seconds"),
        _all(parts, "likes"),
        _all(parts, "group"),
        _all(parts, "who"),
        _all(parts, "tone"),
        _all(parts, "words"),
        np.concatenate(moved),
    )


def _all(parts: list[Batch], name: str) -> Ints:
    return np.concatenate([getattr(part, name) for part in parts]).astype(np.int64)


def lags(rng: Generator, n: int, median: float, sd: float, limit: float) -> Floats:
    """`n` delays in seconds: log-normal around `median`, none above `limit`."""
    out = median * np.exp(sd * rng.standard_normal(n))
    late = out > limit
    out[late] = limit * rng.random(int(late.sum())) ** 1.5
    return out
