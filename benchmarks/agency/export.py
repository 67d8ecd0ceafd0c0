"""What tools make of the figures on their way into an export: rounded, stale, with days and tables missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from benchmarks.cohorts.crowd import Sample
from benchmarks.cohorts.figures import Shown
from benchmarks.cohorts.rows import Comment, Ints, Post, Rng, World, day_name


@dataclass(frozen=True)
class Tool:
    """How one tool treats what it reads."""

    rounds: bool
    stale: int
    weekends: bool
    skips: float
    hides: float
    sample: Sample
    shown: Shown


def draw_tools(rng: Rng, count: int) -> list[Tool]:
    """The tools that the agency has used over the years."""
    tools = []
    for _ in range(count):
        odds = rng.random(8)
        sample = Sample(
            str(rng.choice(["first", "last", "some"])), int(rng.integers(10, 40)), int(rng.integers(15, 90))
        )
        shown = Shown(True, bool(odds[0] < 0.9), bool(odds[1] < 0.5), bool(odds[2] < 0.3), bool(odds[3] < 0.7))
        stale = int(rng.choice([1, 1, 1, 2, 3, 7]))
        skips = float(rng.choice([0, 0.02, 0.1, 0.3]))
        tools.append(Tool(bool(odds[4] < 0.3), stale, bool(odds[5] < 0.75), skips, 0.15 * odds[6] ** 2, sample, shown))
    return tools


def rounded(number: int) -> int:
    """12,345 as a page shows it: 12.3K."""
    step = 10 ** max(0, len(str(number)) - 3)
    return number // step * step if number >= 10_000 else number


def daily_rows(rng: Rng, tool: Tool, short: bool, case: str, followers: Ints, event: int) -> list[tuple[str, int]]:
    """The days that a tool wrote down, with the numbers that it had at the time."""
    days, gap = len(followers), int(rng.integers(6, 40)) if case == "outage" else 0
    rows = []
    for at, skipped in enumerate(rng.random(days) < tool.skips):
        name = day_name(at, days)
        weekend = not tool.weekends and date.fromisoformat(name).weekday() > 4
        if at < days - 1 and (skipped or weekend or event <= at < event + gap):
            continue
        value = int(followers[at // tool.stale * tool.stale])
        rows.append((name, rounded(value) if tool.rounds or short or case == "rounding" else value))
    return rows


def _posts(rng: Rng, tool: Tool, posts: list[Post]) -> list[Post]:
    hidden = rng.random(len(posts)) < (1.0 if rng.random() < tool.hides else tool.hides / 3)
    found = []
    for post, hide in zip(posts, hidden, strict=True):
        values = {name: getattr(post, name) for name in ("likes", "views", "shares", "saves")}
        if tool.rounds:
            values = {name: rounded(value) if isinstance(value, int) else value for name, value in values.items()}
        found.append(replace(post, **{**values, "likes": "" if hide else values["likes"]}))
    return found


def exported(rng: Rng, tool: Tool, world: World) -> World:
    """The rows that reach the agency's files; for some creators whole tables are missing."""
    odds, posts = rng.random(3), _posts(rng, tool, world.posts)
    missing = [
        name
        for name, u, least in zip(("followers", "posts", "comments"), odds, (0.06, 0.02, 0.09), strict=True)
        if u < least
    ]
    comments: list[Comment] = [] if {"comments", "posts"} & set(missing) else world.comments
    return replace(
        world,
        daily=[] if "followers" in missing else world.daily,
        posts=[] if "posts" in missing else posts,
        comments=comments,
        truth=replace(world.truth, facts={**world.truth.facts, "missing": missing}),
    )
