"""Posts beside what they earned: counts that everybody sees, and leads and deals that came by links and codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pyarrow import compute

from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House

PACKAGE = "nahbar.worth"
OPENING_LETTERS = 60
BROUGHT = ("clicks", "leads", "qualified", "deals", "deal_cents", "refund_cents")
COLUMNS = ("kind", "creator", "post", "link", "value_cents", "currency")


@dataclass(frozen=True, slots=True)
class EarnedPost:
    """A post that a link or a touchpoint names; counts in public are None where they are hidden or unknown.

    `deal_cents` and `refund_cents` are in the workspace's currency; `posted_at` counts seconds since 1970.
    """

    creator: str
    platform: str
    post: str
    posted_at: int
    followers: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    views: int | None
    clicks: int
    leads: int
    qualified: int
    deals: int
    deal_cents: int
    refund_cents: int


@dataclass(frozen=True, slots=True)
class Found:
    """All posts that can be followed, and how many posts there are in all."""

    posts: Sequence[EarnedPost]
    all_posts: int


def earned_posts(house: House) -> Found:
    """Return every post that a link or a touchpoint names, with its public counts and what it brought."""
    from nahbar.campaigns import count_all, qualified_by_post, tracked_links
    from nahbar.creators import posts_with_counts
    from nahbar.kernel.lake import despite_erasure

    count_all(house, 1.0)
    with house.store.read() as connection:
        posts = with_creator(posts_with_counts(connection))
        links, qualified = tracked_links(connection), qualified_by_post(connection)
    earned = despite_erasure(lambda: _earned(house, links))
    for row in links.to_pylist():
        if row["post"]:
            earned.setdefault((row["creator"], row["post"]), dict.fromkeys(BROUGHT, 0))
    for row in qualified.to_pylist():
        if (row["creator"], row["post"]) in earned:
            earned[row["creator"], row["post"]]["qualified"] += row["qualified"]
    return Found(_joined(posts, earned), posts.num_rows)


def openings(house: House, posts: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return a line for each post, by (creator, post): how its text begins, else its id."""
    from nahbar.creators import post_openings

    asked = list(posts)
    with house.store.read() as connection:
        found = post_openings(connection, asked, 2 * OPENING_LETTERS)
    return {key: _shortened(found.get(key, key[1])) for key in asked}


def names_of(house: House, labels: Iterable[str]) -> Mapping[str, str]:
    """Return how creators "platform/handle" call themselves; who is not known here keeps the label."""
    from nahbar.creators import creator_names

    asked = set(labels)
    with house.store.read() as connection:
        found = creator_names(connection, asked)
    return {label: found.get(label) or label for label in asked}


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= OPENING_LETTERS else f"{line[: OPENING_LETTERS - 1].rstrip()}…"


def with_creator(table: Any) -> Any:
    """Return a table of the creators room with the column `creator`, "platform/handle", in place of the handle."""
    name = compute.binary_join_element_wise(table.column("platform"), table.column("handle"), "/")
    return table.append_column("creator", name).drop_columns(["handle"])


def _earned(house: House, links: pa.Table) -> dict[tuple[str, str], dict[str, int]]:
    from nahbar.kernel.lake import touchpoints

    asked = pa.table({"currency": [house.workspace.settings.currency]})
    given = {"links": links, "asked": asked, "touchpoints": touchpoints(house, COLUMNS)}
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in house.engine.reduce(load_query(PACKAGE, "post_earnings"), given).to_pylist():
        # Two spellings of a creator are one.
        sums = found.setdefault((row["creator"].lower(), row["post"]), dict.fromkeys(BROUGHT, 0))
        for name in BROUGHT:
            sums[name] += int(row.get(name, 0))
    return found


def _joined(posts: pa.Table, earned: dict[tuple[str, str], dict[str, int]]) -> list[EarnedPost]:
    """Return the posts that are in `earned`; only those rows of the large table are made into Python values."""
    wanted = compute.is_in(posts.column("post"), value_set=pa.array([post for _, post in earned], pa.string()))
    rows = posts.filter(wanted).to_pylist()
    found = [EarnedPost(**{**row, **earned[key]}) for row in rows if (key := (row["creator"], row["post"])) in earned]
    return sorted(found, key=lambda one: (one.creator, one.post))
