"""The rows of one creator and the five files that they are written to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import astuple, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rng = np.random.Generator

OBSERVED = datetime(2026, 10, 31, 20, 0, tzinfo=UTC)
DAY = 86400


@dataclass(frozen=True)
class Creator:
    """A row of creators.csv."""

    platform: str
    handle: str
    name: str
    bio: str
    followers: int
    following: int
    posts: int
    created_at: str
    country: str
    language: str
    category: str
    observed_at: str


@dataclass(frozen=True)
class Post:
    """A row of posts.csv; what is not shown is empty."""

    platform: str
    handle: str
    post_id: str
    posted_at: str
    text: str
    kind: str
    likes: int | str
    comments: int | str
    shares: int | str
    saves: int | str
    views: int | str
    paid_label: str


@dataclass(frozen=True)
class Comment:
    """A row of comments.csv."""

    platform: str
    post_id: str
    comment_id: str
    author: str
    written_at: str
    text: str
    in_reply_to: str
    likes: int


@dataclass(frozen=True)
class Truth:
    """What a creator bought, if anything."""

    bought: bool
    kind: str
    days: list[tuple[str, int]] = field(default_factory=list)
    size: dict[str, float] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """One creator with everything that is known, and the truth."""

    creator: Creator
    daily: list[tuple[str, int]]
    posts: list[Post]
    comments: list[Comment]
    truth: Truth


def day_name(day: int, days: int) -> str:
    """The date of a day of a history whose last day is the day of the observation."""
    return (OBSERVED.date() - timedelta(days=days - 1 - day)).isoformat()


def moment(second: float, days: int) -> str:
    """A time, given as seconds since the first day's midnight."""
    start = OBSERVED.replace(hour=0) - timedelta(days=days - 1)
    return (start + timedelta(seconds=int(second))).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_second(days: int) -> int:
    """The second of the observation, counted from the first day's midnight."""
    return (days - 1) * DAY + OBSERVED.hour * 3600


def _head(kind: type[Creator] | type[Post] | type[Comment]) -> list[str]:
    return [item.name for item in fields(kind)]


def write_worlds(folder: Path, worlds: Iterable[World]) -> None:
    """Write one creator after the other, so that never more than one is held."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("creators.csv", "followers-daily.csv", "posts.csv", "comments.csv")
    heads = (_head(Creator), ["platform", "handle", "date", "followers"], _head(Post), _head(Comment))
    with ExitStack() as stack:
        handles = [stack.enter_context((folder / name).open("w", encoding="utf-8", newline="")) for name in names]
        truth = stack.enter_context((folder / "truth.jsonl").open("w", encoding="utf-8", newline="\n"))
        creators, daily, posts, comments = (csv.writer(handle, lineterminator="\n") for handle in handles)
        for writer, head in zip((creators, daily, posts, comments), heads, strict=True):
            writer.writerow(head)
        for world in worlds:
            owner = (world.creator.platform, world.creator.handle)
            creators.writerow(astuple(world.creator))
            daily.writerows((*owner, *row) for row in world.daily)
            posts.writerows(tuple(vars(row).values()) for row in world.posts)
            comments.writerows(tuple(vars(row).values()) for row in world.comments)
            line = {"platform": owner[0], "handle": owner[1], **vars(world.truth)}
            truth.write(json.dumps(line, ensure_ascii=False) + "\n")
