"""Deliveries of followers, likes and views, put on top of an honest creator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.deliveries import spans
from benchmarks.trials.deals import Deal
from benchmarks.trials.files import Floats, Ints, date_of
from benchmarks.trials.posting import Posts
from benchmarks.trials.traits import between

Rng = np.random.Generator


@dataclass(frozen=True)
class Delivery:
    """Bought followers: what they change on each day, and how many came on which day."""

    change: Ints
    days: list[list[Any]]
    entry: dict[str, Any]


def _when(rng: Rng, way: str, days: int) -> Floats:
    """The share of the order on each day."""
    plan = np.zeros(days)
    if way == "followers_drip":
        length = int(rng.integers(12, max(13, min(150, days - 10))))
        first = int(rng.integers(2, days - length))
        plan[first : first + length] = rng.gamma(between(rng, 8, 2000), 1.0, length)
    else:
        for _ in range(1 if way == "followers_once" else int(rng.integers(2, 8))):
            length = int(rng.integers(1, 6 if way == "followers_once" else 4))
            first = int(rng.integers(3, days - length - 2))
            plan[first : first + length] += rng.dirichlet(np.full(length, 3.0))
    shares: Floats = plan / plan.sum()
    return shares


def _left(rng: Rng, delivered: Ints, lost: float) -> Ints:
    """Those who are deleted again, weeks later."""
    half, days = between(rng, 8, 120), len(delivered)
    fade = 0.5 ** (np.arange(days) / half)
    gone = np.convolve(delivered * lost, fade * (1 - 0.5 ** (1 / half)))[:days]
    shifted = np.concatenate([[0.0, 0.0], gone])[:days]
    return np.asarray(rng.poisson(shifted), dtype=np.int64)


def followers(rng: Rng, bought: Deal, real: Ints) -> Delivery:
    """An order of followers beside the real ones."""
    days, lost = (
        len(real),
        float(rng.choice([0.0, rng.uniform(0.02, 0.15), rng.uniform(0.15, 0.6)], p=[0.35, 0.35, 0.3])),
    )
    if bought.before:
        total = int(bought.size * real[0])
        gone = np.cumsum(
            _left(rng, np.concatenate([[total], np.zeros(days - 1, np.int64)]).astype(np.int64), lost * 0.5)
        )
        change = np.diff(total - np.minimum(gone, total), prepend=0)
        return Delivery(change.astype(np.int64), [], bought.entry(followers=total))
    plan = _when(rng, bought.way, days)
    amount = bought.size * float(real[int(np.argmax(plan > 0))])
    if rng.random() < 0.6:
        unit = 10.0 ** np.floor(np.log10(amount)) / 2
        amount = max(1.0, round(amount / unit)) * unit * rng.uniform(1, 1.08)
    came = np.round(plan * amount).astype(np.int64)
    listed: list[list[Any]] = [[date_of(days, first), span] for first, span in spans(came)]
    change = came - _left(rng, came, lost)
    return Delivery(change, listed, bought.entry(followers=int(came.sum()), later_deleted=round(lost, 3)))


def reached(rng: Rng, bought: Deal, posts: Posts) -> Ints:
    """The places of the posts that an order is for."""
    n, scope = len(posts.at), bought.way.split("_")[1]
    if scope == "all":
        return np.arange(n)
    if scope == "since":
        return np.arange(int(n * rng.uniform(0.2, 0.8)), n)
    few = max(2, int(n * rng.uniform(0.05, 0.35)))
    return np.sort(rng.choice(n, min(few, n), replace=False))


def likes(rng: Rng, bought: Deal, posts: Posts) -> tuple[Posts, dict[str, Any]]:
    """An order of likes: packs of one size, or a share of what a post has by itself."""
    where, typical = reached(rng, bought, posts), max(float(np.median(posts.likes)), 5.0)
    even = typical * rng.lognormal(0, between(rng, 0.02, 0.5), len(where))
    own = posts.likes[where] * rng.lognormal(0, 0.15, len(where))
    added = np.zeros(len(posts.at), np.int64)
    added[where] = bought.size * (even if rng.random() < 0.75 else own) + 1
    total = posts.likes + added
    views = np.maximum(posts.views, (total * rng.uniform(1.03, 1.5)).astype(np.int64) * (added > 0))
    return replace(posts, likes=total, views=views), bought.entry(posts=len(where), likes=int(added.sum()))


def views(rng: Rng, bought: Deal, posts: Posts) -> tuple[Posts, dict[str, Any]]:
    """An order of views; nobody of them does anything else."""
    where, typical = reached(rng, bought, posts), max(float(np.median(posts.views)), 20.0)
    factor = bought.size * between(rng, 1, 3)
    added = np.zeros(len(posts.at), np.int64)
    added[where] = factor * typical * rng.lognormal(0, between(rng, 0.02, 0.6), len(where))
    entry = replace(bought, size=factor).entry(posts=len(where), views=int(added.sum()))
    return replace(posts, views=posts.views + added), entry
