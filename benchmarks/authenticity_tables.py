"""The made-up creators as the arguments of `assess` and as the tables that `nahbar import` reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.authenticity_comments import reduced
from benchmarks.authenticity_names import author_name
from benchmarks.authenticity_world import World
from nahbar.creators.contracts import GrowthSeries, Interval, PostSeries, SizeExpectation

EPOCH = date(1970, 1, 1)
HEADERS = {
    "creators": ("platform", "handle", "followers", "observed_at"),
    "followers-daily": ("platform", "handle", "date", "followers"),
    "posts": ("platform", "handle", "post_id", "posted_at", "likes", "comments", "shares", "saves", "views"),
    "comments": ("platform", "post_id", "comment_id", "author", "written_at", "text"),
    "truth": ("platform", "handle", "kind", "bought_followers", "bought_engagement", "comment_ring"),
}


def inputs(world: World) -> dict[str, Any]:
    """The keyword arguments of `assess` for one world."""
    seen = world.observed
    n = world.posted_at.size
    comments, commenters = reduced(world)
    fakes = world.fake_followers
    return {
        "growth": GrowthSeries(world.day[seen], world.shown[seen]),
        "followers_count": float(world.shown[-1]),
        "posts": PostSeries(
            [f"p{i}" for i in range(n)],
            world.posted_at,
            world.likes,
            world.comments,
            world.shares,
            world.saves,
            world.views,
            np.zeros(n, np.bool_),
        ),
        "comments": comments,
        "commenters": commenters,
        "expectation": None if world.expectation is None else SizeExpectation(*world.expectation),
        "fake_followers": None if fakes is None else (fakes[0], Interval(fakes[1], fakes[2])),
        "now": int(world.day[-1] + 1) * 86_400,
    }


def write_tables(worlds: Iterable[World], folder: Path) -> None:
    """Write creators.csv, followers-daily.csv, posts.csv, comments.csv and the answers in truth.csv."""
    files = {kind: (folder / f"{kind}.csv").open("w", newline="", encoding="utf-8") for kind in HEADERS}
    writers = {kind: csv.writer(file) for kind, file in files.items()}
    for kind, writer in writers.items():
        writer.writerow(HEADERS[kind])
    for number, world in enumerate(worlds):
        for kind, row in _rows(world, f"{world.kind}_{number}"):
            writers[kind].writerow(row)
    for file in files.values():
        file.close()


def _rows(world: World, handle: str) -> Iterator[tuple[str, list[object]]]:
    head: list[object] = [world.platform, handle]
    yield "creators", [*head, int(world.shown[-1]), _time(int(world.day[-1] + 1) * 86_400)]
    yield "truth", [*head, world.kind, *(int(t) for t in world.truth)]
    for day, count in zip(world.day[world.observed], world.shown[world.observed], strict=True):
        yield "followers-daily", [*head, (EPOCH + timedelta(days=int(day))).isoformat(), int(count)]
    metrics = (world.likes, world.comments, world.shares, world.saves, world.views)
    for i, at in enumerate(world.posted_at):
        counts = ["" if np.isnan(metric[i]) else int(metric[i]) for metric in metrics]
        yield "posts", [*head, f"{handle}-p{i}", _time(int(at)), *counts]
    yield from _comment_rows(world, handle)


def _comment_rows(world: World, handle: str) -> Iterator[tuple[str, list[object]]]:
    rows = world.rows
    if rows is None:
        return
    for j, (post, author, delay, text) in enumerate(zip(rows.post, rows.author, rows.delay, rows.text, strict=True)):
        written = _time(int(world.posted_at[post] + delay)) if world.times_known else ""
        name = author_name(handle, int(author))
        yield "comments", [world.platform, f"{handle}-p{post}", f"{handle}-c{j}", name, written, text]


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
