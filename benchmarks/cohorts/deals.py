"""What sellers offer and how it is delivered: sizes, packs, drips, and how many of the followers stay."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from benchmarks.cohorts.crowd import Guests, regulars
from benchmarks.cohorts.figures import Figures, with_likes, with_views
from benchmarks.cohorts.rows import Floats, Ints, Rng

FOLLOWERS = ("followers_once", "followers_packs", "followers_drip")
# Twenty buyers in a row: eight of followers, four of likes, two of views, three packs of comments, three rings.
QUOTA = (
    *("followers_once",) * 3, *("followers_packs",) * 3, *("followers_drip",) * 2, "likes_some", "likes_all",
    *("likes_since",) * 2, "views_some", "views_all", *("comment_pack",) * 3, *("ring",) * 3,
)  # fmt: skip


@dataclass(frozen=True)
class Deal:
    """One purchase: its way, its size beside what there was, and what else is known of it."""

    way: str
    size: float
    more: dict[str, object] = field(default_factory=dict)


def other_way(rng: Rng, way: str, ways: tuple[str, ...] = QUOTA) -> str:
    """A second thing to buy, of another sort than the first."""
    rest = [other for other in ways if other.split("_")[0] != way.split("_")[0]]
    return rest[int(rng.integers(len(rest)))]


def drawn_size(rng: Rng, least: float, matters: float, most: float) -> float:
    """Mostly of a size that matters to who pays for reach, seldom less."""
    low, high = (matters, most) if rng.random() < 0.87 else (least, matters)
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def pack(number: float) -> int:
    """The next size on a seller's list."""
    step = 10 ** max(1, int(np.log10(max(number, 10))))
    return max(50, int(round(2 * number / step) * step / 2))


def delivered(rng: Rng, way: str, total: int, days: int) -> Ints:
    """Followers a day: on a day or three, in packs, or as a drip."""
    share = np.zeros(days)
    start = int(rng.integers(5, max(6, int(days * 0.85))))
    if way == "followers_once":
        span = int(rng.integers(1, 5))
        share[start : start + span] = rng.dirichlet(np.full(span, 3.0))[: days - start]
    elif way == "followers_packs":
        places = rng.integers(5, days - 2, int(rng.integers(2, 9)))
        np.add.at(share, places, 0.7)
        np.add.at(share, places + 1, 0.3)
    else:
        span = int(rng.integers(20, max(21, min(240, days - 5))))
        start = int(rng.integers(0, max(1, days - span)))
        share[start : start + span] = rng.normal(1, rng.uniform(0.02, 0.3), span).clip(0.1)[: days - start]
    return np.asarray(np.round(total * share / share.sum()), dtype=np.int64)


def staying(rng: Rng, days: int) -> Floats:
    """The share of bought followers still there after so many days."""
    lost = float(rng.beta(1.2, 3)) if rng.random() < 0.8 else 0.02
    return np.asarray(1 - lost * (1 - np.exp(-np.arange(days) / rng.uniform(8, 120))), dtype=np.float64)


def still_there(arrivals: Ints, stay: Floats) -> Ints:
    """How many of all that arrived are there on each day."""
    return np.asarray(np.round(np.convolve(arrivals, stay)[: len(arrivals)]), dtype=np.int64)


def chosen_posts(rng: Rng, way: str, count: int) -> Floats:
    """1 for the posts that are pushed: some, all, or all since a day."""
    if way.endswith("_some"):
        return (rng.random(count) < rng.uniform(0.12, 0.45)).astype(np.float64)
    return (np.arange(count) >= (count * rng.uniform(0.2, 0.75) if way.endswith("_since") else 0)).astype(np.float64)


def pushed(rng: Rng, way: str, figures: Figures, which: Floats) -> tuple[Figures, Deal]:
    """Likes or views from a seller on some of the posts: a fixed pack, a range, or a share of what came by itself."""
    likes = way.startswith("likes")
    there = figures.likes if likes else np.maximum(figures.views, 0)
    usual = float(np.median(there if likes else there[figures.views >= 0]))
    size = drawn_size(rng, 0.2, 0.5, 4.0) if likes else drawn_size(rng, 0.3, 0.7, 12.0)
    style = int(rng.integers(3))
    amount = np.full(len(which), float(pack(usual * size)))
    if style == 1:
        amount = usual * size * rng.uniform(0.5, 1.5, len(which))
    elif style == 2:
        amount = there * size
    extra = np.round(which * amount * rng.normal(1, 0.02, len(which)).clip(0.9)).astype(np.int64)
    deal = Deal(way, float(extra[which > 0].mean() / max(usual, 1)) if which.any() else 0.0)
    return (with_likes if likes else with_views)(figures, extra), deal


def ring_guests(rng: Rng, pod: tuple[str, ...], usual: float, posts: int, language: str) -> tuple[Guests, Deal]:
    """A pod: its members are expected under every post, and most come, soon after it is up."""
    wanted = int(np.clip(usual * drawn_size(rng, 0.15, 0.4, 2.5), 4, 90)) + 1
    members = (*pod, *regulars(rng, max(0, wanted - len(pod)), language))
    counts = rng.binomial(len(members), rng.uniform(0.5, 0.95), posts).astype(np.int64)
    return Guests("pod", members, counts, rng.uniform(0.05, 1.2)), Deal("ring", float(counts.mean() / max(usual, 1)))


def pack_guests(rng: Rng, seller: tuple[str, ...], usual: float, posts: int, style: str) -> tuple[Guests, Deal]:
    """Comments by the pack from accounts for rent, under most of the posts."""
    count = max(4, round(usual * drawn_size(rng, 0.15, 0.35, 3.0)))
    which = (rng.random(posts) < rng.uniform(0.4, 1.0)) & (np.arange(posts) >= posts * rng.uniform(0, 0.4))
    counts = np.where(which, count + rng.integers(-1, 2, posts), 0).astype(np.int64)
    return Guests(style, seller, counts, rng.uniform(0.05, 5)), Deal("comment_pack", count / max(usual, 1))
