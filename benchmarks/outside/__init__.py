"""A file of creators from outside: honest ones of many kinds, and buyers of followers, likes, views and comments.

It was written without sight of the rules that are tested on it and of any other generator here; no data was fitted.
The figures are one author's idea of Instagram, TikTok and YouTube, with widely drawn parameters. A buyer is an honest
creator (any kind, hard ones included) plus one purchase, for 15 % two; everything else is the same number by number.
"""

from pathlib import Path

from benchmarks.outside.tables import write_tables
from benchmarks.outside.world import world

__all__ = ["write_outside"]


def write_outside(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write creators.csv, followers-daily.csv, posts.csv, comments.csv and truth.jsonl into `folder`.

    seed: 0 or more, the same seed gives the same bytes; honest, bought: numbers of creators. In truth.jsonl, `size` is
    relative: "followers" all bought ones over the followers before the first delivery (refills left out), "likes",
    "views" and "comments" bought ones a touched post over those of a usual post (the median), "ring" the ring's share
    of all comments. `days` holds [first date, number of days] of each delivery of followers. Times are UTC, the last
    day is 2026-09-30. facts.base is the honest kind beneath a purchase, facts.purchases lists one or two purchases.
    """
    write_tables(world(seed, honest, bought), folder)
