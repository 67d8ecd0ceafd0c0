"""The figures of a creator's posts, what a purchase adds to them, and the rows that a platform shows of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cohorts.rows import DAY, Bools, Floats, Ints, Post, Rng, last_second, moment


@dataclass(frozen=True)
class Figures:
    """One entry a post, oldest first; views are -1 where a post has none; comments are those of real passers-by."""

    when: Ints
    likes: Ints
    comments: Ints
    shares: Ints
    saves: Ints
    views: Ints
    paid: Bools


@dataclass(frozen=True)
class Shown:
    """What a platform or a creator lets others see."""

    likes: bool
    views: bool
    shares: bool
    saves: bool
    paid: bool


def post_times(rng: Rng, days: int, a_week: float, gap: tuple[int, int] = (-1, -1)) -> Ints:
    """When posts appear: some people have fixed hours, others post when they like; none in the gap of days."""
    count = max(8, int(rng.poisson(a_week * days / 7)))
    hours = rng.normal(rng.uniform(8, 20), rng.uniform(0.5, 4), count) % 24
    drawn = np.sort(rng.integers(0, days, count) * DAY + (hours * 3600).astype(np.int64) + rng.integers(0, 60, count))
    drawn = drawn[(drawn < last_second(days) - 7200) & ((drawn // DAY < gap[0]) | (drawn // DAY >= gap[1]))]
    return np.unique(drawn) if len(drawn) >= 4 else np.arange(4, dtype=np.int64) * DAY + 40000


def ripened(rng: Rng, when: Ints, days: int) -> Floats:
    """The share of its figures that a post has collected by the observation."""
    hours = (last_second(days) - when) / 3600
    return np.asarray(1 - np.exp(-hours / rng.uniform(8, 40)), dtype=np.float64)


def counted(rng: Rng, means: NDArray[np.floating[Any]], clumping: float = 0.0) -> Ints:
    """Whole numbers around means; people who follow each other's lead make them clump."""
    if clumping > 0:
        means = means * rng.gamma(1 / clumping, clumping, len(means))
    return np.asarray(rng.poisson(np.clip(means, 0, 5e8)), dtype=np.int64)


def fitted(figures: Figures) -> Figures:
    """Nobody likes what nobody saw: views are lifted over likes."""
    least = np.maximum(figures.likes + figures.likes // 40, figures.comments) + 1
    return replace(figures, views=np.where(figures.views >= 0, np.maximum(figures.views, least), -1))


def with_likes(figures: Figures, extra: Ints) -> Figures:
    """The posts with likes from elsewhere; where views are counted, the seller sends some along."""
    views = np.where(figures.views >= 0, figures.views + extra // 3, -1)
    return fitted(replace(figures, likes=figures.likes + extra, views=views))


def with_views(figures: Figures, extra: Ints) -> Figures:
    """The videos with plays from elsewhere."""
    return replace(figures, views=np.where(figures.views >= 0, figures.views + extra, -1))


def _kind(platform: str, view: int, u: float) -> str:
    if platform == "instagram":
        return "reel" if view >= 0 else "carousel" if u < 0.4 else "photo"
    return "short" if platform == "youtube" and u < 0.15 else "video"


def post_rows(
    rng: Rng,
    owner: tuple[str, str, int],
    figures: Figures,
    totals: Ints,
    texts: list[str],
    ids: list[str],
    shown: Shown,
) -> list[Post]:
    """The rows of posts.csv; owner is platform, handle and the days of the history."""
    platform, handle, days = owner
    video = figures.views >= 0
    likes = [int(n) if shown.likes else "" for n in figures.likes]
    views = [int(n) if shown.views and seen else "" for n, seen in zip(figures.views, video, strict=True)]
    shares = [int(n) if shown.shares and platform != "youtube" else "" for n in figures.shares]
    saves = [int(n) if shown.saves and platform != "youtube" else "" for n in figures.saves]
    paid = [("1" if label else "0") if shown.paid else "" for label in figures.paid]
    kinds = [_kind(platform, int(view), u) for view, u in zip(figures.views, rng.random(len(ids)), strict=True)]
    times = [moment(second, days) for second in figures.when]
    columns = zip(ids, times, texts, kinds, likes, totals.tolist(), shares, saves, views, paid, strict=True)
    return [Post(platform, handle, *column) for column in columns]
