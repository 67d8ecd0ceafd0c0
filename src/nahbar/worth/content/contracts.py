"""What is said of content: each post's leads and deals, steadied by its creator's others, and how sure its place is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg

SEED = 20_261_122
# Below these the posts are listed with their plain counts and exact intervals, and no place is given.
LEAST_POSTS, LEAST_EVENTS = 6, 8
WORDS = msg(
    "This is credit by link and code, not cause. A post without a link of its own is not here: what it brought is "
    "unknown."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a post like this brings on average, with the 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A post: plain counts, what such a post brings (steadied), and the 95 % range of its place among all by deals."""

    creator: str
    platform: str
    post: str
    posted_at: int
    qualified: int
    deals: int
    cents: int
    likes: int | None
    brings_qualified: Figure
    brings_deals: Figure
    places: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Content:
    """All posts that can be followed, best first; `tied` says how many cannot be told from the first."""

    pieces: Sequence[Piece]
    steadied: bool
    tied: int
    all_posts: int
    currency: str
    notes: Sequence[Message]
