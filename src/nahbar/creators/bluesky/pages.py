"""What one answer brought, in the form in which it is kept until all of a fetch is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

Reader = Literal["appview", "pds"]
Listing = Literal["profile", "card", "posts", "follows", "replies", "followers"]


class Page(msgspec.Struct, frozen=True):
    """One answer: its rows by kind, where its listing goes on (`cursor`), and which posts have replies (`threads`).

    `reader` says which interface the service speaks; `count` is the number of accounts that a page of follows names.
    """

    listing: Listing
    reader: Reader
    cursor: str = ""
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = {}
    did: str = ""
    handle: str = ""
    threads: Sequence[tuple[str, str]] = ()
    of: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an account is asked for: how many posts, and whether their replies and the list of followers."""

    posts: int = 100
    replies: bool = False
    followers: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One question to the service: the name of the method and its parameters; `of` is the post of a thread."""

    listing: Listing
    method: str
    parameters: Mapping[str, Any]
    of: str = ""


KEYS: Mapping[str, tuple[str, ...]] = {
    "creators": ("handle",),
    "posts": ("post_id",),
    "comments": ("post_id", "comment_id"),
    "followers": ("follower",),
}


def rows_of(pages: Sequence[Page]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the rows of all pages by kind, each thing once: a listing that moves on shows some twice.

    What a later page says of a creator is added to what an earlier one said.
    """
    found: dict[str, dict[tuple[Any, ...], Mapping[str, Any]]] = {kind: {} for kind in KEYS}
    for page in pages:
        for kind, rows in page.rows.items():
            for row in rows:
                key = tuple(row.get(name) for name in KEYS[kind])
                known = found[kind].get(key, {}) if kind == "creators" else {}
                found[kind][key] = {**known, **{name: value for name, value in row.items() if value is not None}}
    follows = sum(page.count for page in pages if page.listing == "follows")
    if any(page.listing == "follows" for page in pages):
        found["creators"] = {key: {**row, "following": follows} for key, row in found["creators"].items()}
    return {kind: list(rows.values()) for kind, rows in found.items()}
