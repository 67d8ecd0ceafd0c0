"""The files of a market: four tables as `nahbar import` reads them, and the truth, a JSON line a creator."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import chance, log_within, pick, whole
from benchmarks.market.events import Calendar
from benchmarks.market.posts import Post
from benchmarks.market.purchases import Purchases
from benchmarks.market.traits import END, Creator
from benchmarks.market.words import caption

COLUMNS = {
    "creators": "platform handle name bio followers following posts created_at country language category observed_at",
    "followers-daily": "platform handle date followers",
    "posts": "platform handle post_id posted_at text kind likes comments shares saves views paid_label",
    "comments": "platform post_id comment_id author written_at text in_reply_to likes",
}
TRUTH = "truth.jsonl"
FOLLOWING, ACCOUNT_AGE_DAYS, OLDER_POSTS = (80.0, 3_000.0), (100, 2_500), 400
COUNTRIES = {"de": ("DE", "AT", "CH"), "en": ("GB", "US", "IE")}
CONTACT = {"de": "Kooperationen per Mail", "en": "collabs via mail"}
LABELLED = 0.6  # share of the paid posts that also carry the platform's label


class Files:
    """The open files of one market, in a folder that exists; `columns` are the headings of each table."""

    def __init__(self, folder: Path, columns: Mapping[str, str] = COLUMNS, line_end: str = "\r\n") -> None:
        self._folder, self._columns, self._line_end = folder, columns, line_end
        self._stack = ExitStack()

    def __enter__(self) -> Files:
        """Open the files and write the headings."""
        self._tables = {}
        for name, columns in self._columns.items():
            opened = (self._folder / f"{name}.csv").open("w", newline="", encoding="utf-8")
            self._tables[name] = csv.writer(self._stack.enter_context(opened), lineterminator=self._line_end)
            self._tables[name].writerow(columns.split())
        self._truth = self._stack.enter_context((self._folder / TRUTH).open("w", encoding="utf-8"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files."""
        self._stack.close()

    def add(self, table: str, rows: Iterable[Iterable[Any]]) -> int:
        """Write the rows to a table and return how many there were."""
        count = 0
        for row in rows:
            self._tables[table].writerow(row)
            count += 1
        return count

    def add_truth(self, truth: dict[str, Any]) -> None:
        """Write what is true of one creator."""
        self._truth.write(json.dumps(truth) + "\n")


def creator_row(rng: np.random.Generator, creator: Creator, followers: int, posts: int) -> list[Any]:
    """Return the creator's row of creators.csv."""
    return [
        creator.platform,
        creator.handle,
        creator.handle.title(),
        f"{creator.niche} | {CONTACT[creator.language]}",
        followers,
        int(log_within(rng, FOLLOWING)),
        posts + whole(rng, 0, OLDER_POSTS),
        (creator.first_day - timedelta(days=whole(rng, *ACCOUNT_AGE_DAYS))).date(),
        pick(rng, COUNTRIES[creator.language]),
        creator.language,
        creator.niche,
        END.isoformat(),
    ]


def follower_rows(
    creator: Creator, shown: npt.NDArray[np.int64], collected: npt.NDArray[np.bool_]
) -> Iterable[list[Any]]:
    """Yield the creator's rows of followers-daily.csv; both arrays have the shape (days,)."""
    first = np.datetime64(creator.first_day.date())
    dates = np.datetime_as_string(first + np.flatnonzero(collected))
    for date, followers in zip(dates.tolist(), shown[collected].tolist(), strict=True):
        yield [creator.platform, creator.handle, date, followers]


def post_rows(rng: np.random.Generator, creator: Creator, posts: list[Post]) -> Iterable[list[Any]]:
    """Yield the creator's rows of posts.csv; a count that the platform does not show is empty."""
    for post in posts:
        yield [
            creator.platform,
            creator.handle,
            post.post_id,
            post.at.isoformat(),
            caption(rng, creator.language, creator.niche, post.event, post.sponsored),
            post.kind,
            None if creator.hides_likes else post.likes,
            post.comments,
            post.shares,
            post.saves,
            post.views,
            "true" if post.sponsored and chance(rng, LABELLED) else "",
        ]


def truth_of(creator: Creator, calendar: Calendar, done: Purchases) -> dict[str, Any]:
    """Return what is true of a creator: kind, events and purchases with their days, sizes and modes.

    `size` holds bought followers as a share of the real ones (followers); bought likes, views or comments beside the
    median of the chosen posts, with the share of the posts (likes, likes_posts, ...); and the ring's share of the
    comments, its members and their activity (ring, ring_n, ring_q). `fwhen` lists [first day, days] of each delivery,
    `floss` is the share of them that leaves again, `T` the days of the series, `over` the clumping of new followers.
    """
    story, purchase = creator.story, calendar.purchase
    return {
        "handle": creator.handle,
        "platform": creator.platform,
        "kind": story.kind,
        "parts": story.parts,
        "events": story.events,
        "bought": int(story.bought),
        "size": ({"followers": purchase.share} if purchase else {}) | done.size,
        "fwhen": [[_date(creator, day), days] for day, days in purchase.deliveries] if purchase else [],
        "floss": purchase.vanishing if purchase else None,
        "special": {_date(creator, day): special.what for day, special in calendar.specials.items()},
        "mode": done.mode,
        "hascom": creator.talk.collected,
        "hide": creator.hides_likes,
        "T": creator.days,
        "over": creator.growth.clumping,
    }


def _date(creator: Creator, day: int) -> str:
    return (creator.first_day + timedelta(days=day)).date().isoformat()
