"""One panel written out, creator by creator."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from benchmarks.market.tables import Files
from benchmarks.panel import events
from benchmarks.panel.course import simulate
from benchmarks.panel.kinds import Plan, planned
from benchmarks.panel.observed import observe, shown
from benchmarks.panel.purchases import Case, buy
from benchmarks.panel.tables import (
    COLUMNS,
    LINE_END,
    comment_rows,
    creator_row,
    follower_rows,
    post_rows,
    truth_of,
)
from benchmarks.panel.talk import talk_under
from benchmarks.panel.traits import draw_creator
from benchmarks.panel.words import account_name


def write_panel(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write a panel of `honest` honest creators and `bought` buyers into a folder, which is made where missing.

    Files: creators.csv, followers-daily.csv, posts.csv and comments.csv as `nahbar import` reads them, and truth.jsonl,
    one line a creator, as `tables.truth_of` describes it. The same arguments write the same files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    used: set[tuple[str, str]] = set()
    with Files(folder, COLUMNS, LINE_END) as files:
        for plan in planned(np.random.default_rng([seed]), honest, bought):
            _write(files, seed, plan, used)


def _write(files: Files, seed: int, plan: Plan, used: set[tuple[str, str]]) -> None:
    """Draw and write one creator; streams of its own, so that it does not depend on what the others drew.

    A purchase has its own streams too: without it, the creator would be the honest one that it was laid over.
    """
    rng, pen = np.random.default_rng([seed, plan.number]), random.Random(f"{seed}/{plan.number}")
    creator = draw_creator(rng, pen)
    calendar = events.plan(rng, creator, plan.base)
    course = simulate(rng, creator, calendar)
    sight = observe(rng, creator, course, plan.base, calendar.facts)
    said = talk_under(rng, pen, creator, course)
    facts = {"base": plan.base} | {f"base_{name}": value for name, value in calendar.facts.items()}
    if plan.purchase:
        rng, pen = np.random.default_rng([seed, plan.number, 1]), random.Random(f"{seed}/{plan.number}/buy")
        facts |= buy(rng, pen, Case(creator, course, said), plan.purchase)
    pen = random.Random(f"name {seed}/{plan.number}")
    handle = _free_handle(pen, creator.platform, used)
    followers = shown(creator, sight, course.followers)
    files.add("creators", [creator_row(pen, creator, handle, int(followers[-1]), course.posts)])
    files.add("followers-daily", follower_rows(creator, handle, followers, sight.collected))
    posts = list(post_rows(pen, creator, handle, course))
    files.add("posts", posts)
    for place, under in said.items():
        files.add("comments", comment_rows(creator, handle, posts[place][2], course.at[place], under))
    files.add_truth(truth_of(creator, handle, plan, facts))


def _free_handle(pen: random.Random, platform: str, used: set[tuple[str, str]]) -> str:
    """Return a name that nobody on the platform has; no creator goes by a number."""
    handle = account_name(pen, numbered=0)
    while (platform, handle) in used:
        handle = account_name(pen, numbered=0)
    used.add((platform, handle))
    return handle
