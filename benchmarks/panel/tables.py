"""The rows of a panel: four tables as `nahbar import` reads them, and the truth, a JSON object a creator."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.panel.course import Course
from benchmarks.panel.kinds import Plan
from benchmarks.panel.talk import Said
from benchmarks.panel.traits import Creator
from benchmarks.panel.words import after_caption, caption

COLUMNS = {
    "creators": "platform handle name bio followers following posts created_at country language observed_at",
    "followers-daily": "platform handle date followers",
    "posts": "platform handle post_id posted_at kind text likes comments shares saves views",
    "comments": "platform handle post_id comment_id author written_at text",
}
LINE_END = "\n"
MOST_COMMENTS = 100  # collected of a post, the oldest
BIOS = ("%s & %s", "%s, mostly | %s", "all about %s. %s")
COUNTRIES = {"de": ("DE", "DE", "DE", "AT", "CH"), "en": ("GB", "US", "US", "IE")}
FOLLOWING, OLDER_POSTS, OLDER_DAYS = (80, 1900), (20, 900), (60, 2500)


def creator_row(pen: random.Random, creator: Creator, handle: str, followers: int, posts: int) -> list[Any]:
    """Return the creator's row of creators.csv."""
    return [
        creator.platform,
        handle,
        handle.split("_")[0].split(".")[0].title(),
        pen.choice(BIOS) % (creator.topic, pen.choice(creator.things)),
        followers,
        pen.randint(*FOLLOWING),
        posts + pen.randint(*OLDER_POSTS),
        creator.date(-1 - pen.randint(*OLDER_DAYS)).isoformat(),
        pen.choice(COUNTRIES[creator.language]),
        creator.language,
        _iso(creator.end),
    ]


def follower_rows(
    creator: Creator, handle: str, followers: npt.NDArray[np.int64], collected: npt.NDArray[np.bool_]
) -> Iterator[list[Any]]:
    """Yield the creator's rows of followers-daily.csv; both arrays have the shape (days,)."""
    for day in np.flatnonzero(collected).tolist():
        yield [creator.platform, handle, creator.date(day).isoformat(), int(followers[day])]


def post_rows(pen: random.Random, creator: Creator, handle: str, course: Course) -> Iterator[list[Any]]:
    """Yield the creator's rows of posts.csv; a count that the platform does not show is empty."""
    shows_more = creator.platform == "tiktok"
    for post, at in enumerate(course.at):
        post_id = f"{creator.platform[0]}{pen.randrange(10**11):011d}"
        text = caption(pen, creator, course.events[post])
        video = bool(course.videos[post])
        yield [
            creator.platform,
            handle,
            post_id,
            _iso(at),
            "video" if video else pen.choice(("photo", "carousel")),
            text + after_caption(pen, creator),
            int(course.likes[post]),
            int(course.comments[post]),
            int(course.shares[post]) if shows_more else "",
            int(course.saves[post]) if shows_more else "",
            int(course.views[post]) if video else "",
        ]


def comment_rows(creator: Creator, handle: str, post_id: str, at: datetime, said: list[Said]) -> Iterator[list[Any]]:
    """Yield the rows of comments.csv of one post, which appeared `at`."""
    oldest = sorted(said, key=lambda one: one.hours)[:MOST_COMMENTS]
    for number, one in enumerate(oldest, start=1):
        written = min(at + timedelta(seconds=int(one.hours * 3600) + 1), creator.end)
        author = one.author or handle
        yield [creator.platform, handle, post_id, f"{post_id}-{number}", author, _iso(written), one.text]


def truth_of(creator: Creator, handle: str, plan: Plan, facts: dict[str, Any]) -> dict[str, Any]:
    """Return what is true of a creator.

    `question` is "followers", "engagement", "ring" or "" of the honest; `facts` tell what it lived through (base, with
    its figures) and what was bought, days counted from the first of the series; `days` lists the [first date, days] of
    each delivery of followers.
    """
    delivered = plan.question == "followers"
    return {
        "platform": creator.platform,
        "handle": handle,
        "bought": bool(plan.purchase),
        "kind": plan.kind,
        "question": plan.question,
        "facts": facts,
        "days": [[creator.date(facts["day"]).isoformat(), facts["days"]]] if delivered else [],
    }


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
