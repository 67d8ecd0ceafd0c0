"""The rows of a roster: four tables as `nahbar import` reads them, and the truth, a JSON object a creator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from benchmarks.market.draws import Floats, pick, whole
from benchmarks.roster.draws import Counts, log_between
from benchmarks.roster.kinds import question_of
from benchmarks.roster.names import LAST, creator_name
from benchmarks.roster.observed import Seen
from benchmarks.roster.response import Response
from benchmarks.roster.schedule import Event, Schedule
from benchmarks.roster.texts import TOWNS
from benchmarks.roster.traits import Creator
from benchmarks.roster.words import caption

COLUMNS = {
    "creators": "platform handle name bio followers following posts created_at country language observed_at",
    "followers-daily": "platform handle date followers",
    "posts": "platform handle post_id posted_at kind text likes comments shares saves views",
    "comments": "platform post_id comment_id author written_at text in_reply_to",
}
COUNTRIES = {
    "de": {"DE": 0.8, "AT": 0.1, "CH": 0.1},
    "en": {"GB": 0.5, "US": 0.35, "IE": 0.05, "DE": 0.1},
}
FOLLOWING, OLDER_POSTS, OLDER_DAYS = (60, 2500), (20, 900), (200, 3000)
TAGGED = (0.1, 0.9)  # share of a creator's posts that carry hashtags
FIRST_STAMP, POST_STEP, FIRST_POST = 3000, 7, 11


@dataclass(frozen=True, slots=True)
class Labels:
    """How things of one creator are named: the handle, a stamp that is in all identifiers, those of the posts."""

    handle: str
    stamp: str
    posts: list[str]

    def comment(self, number: int) -> str:
        """Return the identifier of a comment."""
        return f"{self.stamp}{number:06d}"


def iso(moment: datetime) -> str:
    """Return a moment as the tables tell it."""
    return moment.isoformat(timespec="seconds")


def draw_labels(rng: np.random.Generator, creator: Creator, posts: int) -> Labels:
    """Return the names of a creator's things."""
    stamp = f"{FIRST_STAMP + creator.number}{whole(rng, 100, 999):03d}"
    post_ids = [f"{stamp}{POST_STEP * post + FIRST_POST:05d}{whole(rng, 10, 99)}" for post in range(posts)]
    return Labels(creator_name(rng, creator.number), stamp, post_ids)


def draw_captions(
    rng: np.random.Generator, creator: Creator, schedule: Schedule, asks: list[bool], tagged: float
) -> list[str]:
    """Return the texts of the posts."""
    return [caption(rng, creator, tag, ask, tagged) for tag, ask in zip(schedule.tags, asks, strict=True)]


def creator_row(rng: np.random.Generator, creator: Creator, labels: Labels, followers: int, posts: int) -> list[Any]:
    """Return the creator's row of creators.csv."""
    created = creator.first_day - timedelta(days=whole(rng, *OLDER_DAYS))
    countries = COUNTRIES[creator.language]
    country = str(rng.choice(list(countries), p=list(countries.values())))
    first = labels.handle.split("_")[0].split(".")[0].rstrip("0123456789").capitalize()
    return [
        creator.platform,
        labels.handle,
        f"{first} {pick(rng, LAST).capitalize()}",
        f"{pick(rng, creator.things)} & {pick(rng, creator.things)} | {pick(rng, TOWNS)}",
        followers,
        int(log_between(rng, FOLLOWING)),
        posts + whole(rng, *OLDER_POSTS),
        created.isoformat(),
        country,
        creator.language,
        iso(creator.observed_at),
    ]


def follower_rows(creator: Creator, labels: Labels, seen: Seen) -> Iterator[list[Any]]:
    """Yield the creator's rows of followers-daily.csv."""
    for day in np.flatnonzero(seen.collected).tolist():
        yield [creator.platform, labels.handle, str(creator.date(day)), int(seen.shown[day])]


def post_rows(creator: Creator, labels: Labels, response: Response, captions: list[str]) -> Iterator[list[Any]]:
    """Yield the creator's rows of posts.csv; a count that the source does not show is empty."""
    for post, text in enumerate(captions):
        yield [
            creator.platform,
            labels.handle,
            labels.posts[post],
            iso(response.posted[post]),
            response.kinds[post],
            text,
            int(response.likes[post]),
            int(response.comments[post]),
            _shown(response.shares, post),
            _shown(response.saves, post),
            _shown(response.views, post),
        ]


def truth_of(creator: Creator, labels: Labels, events: list[Event]) -> dict[str, Any]:
    """Return what is true of a creator.

    `question` is "followers", "engagement", "ring" or "" of the honest; `facts` tell what was bought, the events with
    their days and the shares of followers they brought, habits, and how counts are shown; `days` lists the [first
    date, days] of each delivery of followers.
    """
    facts, question = creator.facts, question_of(creator.kind)
    if events:
        facts["events"] = [[str(creator.date(event.day)), event.what, round(event.share, 3)] for event in events]
    delivered = zip(facts["days"], facts["over"], strict=True) if question == "followers" else ()
    return {
        "platform": creator.platform,
        "handle": labels.handle,
        "bought": bool(question),
        "kind": creator.kind,
        "question": question,
        "facts": facts,
        "days": [list(one) for one in delivered],
    }


def _shown(counts: Counts | Floats | None, post: int) -> int | str:
    return "" if counts is None or np.isnan(counts[post]) else int(counts[post])
