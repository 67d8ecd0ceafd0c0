"""One market written out, creator by creator."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.market.draws import whole
from benchmarks.market.events import plan
from benchmarks.market.kinds import THIN, planned_kinds
from benchmarks.market.names import account_name
from benchmarks.market.observed import Outage, draw_outages, observe
from benchmarks.market.posting import simulate
from benchmarks.market.purchases import buy
from benchmarks.market.tables import Files, creator_row, follower_rows, post_rows, truth_of
from benchmarks.market.talk import comment_rows
from benchmarks.market.traits import Creator, draw_creator

THIN_POSTS = (1, 5)


def write_market(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write a market of `honest` honest creators and `bought` buyers into a folder, which is made where missing.

    Files: creators.csv, followers-daily.csv, posts.csv and comments.csv as `nahbar import` reads them, and truth.jsonl,
    one line a creator, as `tables.truth_of` describes it. The same arguments write the same files.
    """
    rng = np.random.default_rng(seed)
    kinds = planned_kinds(rng, honest, bought)
    outages = draw_outages(rng)
    handles = _handles(rng, len(kinds))
    creators = [draw_creator(rng, *kind, handle) for kind, handle in zip(kinds, handles, strict=True)]
    folder.mkdir(parents=True, exist_ok=True)
    with Files(folder) as files:
        for number, creator in enumerate(creators):
            # A stream of its own, so that a creator does not depend on how many numbers the others drew.
            own = np.random.default_rng([seed, number])
            _write(own, files, creator, creators, outages[creator.platform])


def _handles(rng: np.random.Generator, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{account_name(rng)}{whole(rng, 10, 99)}"] = None
    return list(found)


def _write(rng: np.random.Generator, files: Files, creator: Creator, creators: list[Creator], outage: Outage) -> None:
    others = [one for one in creators if one is not creator and one.platform == creator.platform]
    calendar = plan(rng, creator)
    course = simulate(rng, creator, calendar, creator.days - outage.purge_back)
    posts = course.posts
    if creator.story.kind == THIN:
        posts = posts[-whole(rng, *THIN_POSTS) :]
    done = buy(rng, creator, posts, [one.handle for one in others if "pod" in one.story.buys])
    shown, collected = observe(rng, creator, course, outage)
    loyal = [one.handle for one in others if "loyal" in one.story.events]
    comments = files.add("comments", comment_rows(rng, creator, posts, done, loyal))
    followers = int(shown[-1])
    files.add("creators", [creator_row(rng, creator, followers, len(posts))])
    files.add("followers-daily", follower_rows(creator, shown, collected))
    files.add("posts", post_rows(rng, creator, posts))
    counts = {"followers": followers, "posts": len(posts), "comments": comments}
    files.add_truth(truth_of(creator, calendar, done) | counts)
