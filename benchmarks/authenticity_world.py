"""What a made-up creator is: their kinds, everything that happened to one, and what is drawn once for them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HONEST = (
    "plain",
    "giveaway",
    "viral",
    "press",
    "shoutout",
    "seasonal",
    "pause",
    "outage",
    "purge_restore",
    "deleted_posts",
    "tiny_loyal",
    "big_low",
    "emoji_fans",
)
FOLLOWERS = ("burst", "drip", "long_drip", "packs", "drop_off", "disguised", "earlier")
ENGAGEMENT = ("likes_some", "likes_all", "comment_packs", "views_packs")
RINGS = ("pod", "pod_reciprocal")
BOUGHT = FOLLOWERS + ENGAGEMENT + RINGS


@dataclass(slots=True)
class CommentRows:
    """One entry a comment: post index, author number, seconds after the post, text; and who is reciprocal."""

    post: Ints
    author: Ints
    delay: Floats
    text: list[str]
    reciprocal: set[int]

    def kept(self, keep: npt.NDArray[np.bool_], place: Ints) -> CommentRows:
        """The comments of the posts that are kept; `place` gives each kept post its new index."""
        rows = keep[self.post]
        text = [t for t, stays in zip(self.text, rows, strict=True) if stays]
        return CommentRows(place[self.post[rows]], self.author[rows], self.delay[rows], text, self.reciprocal)


@dataclass(slots=True)
class World:
    """One creator with everything that happened; the arrays of posts are ascending in time."""

    kind: str
    seed: int
    platform: str
    day: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    real: Floats = field(default_factory=lambda: np.zeros(0))
    bought: Floats = field(default_factory=lambda: np.zeros(0))
    shown: Floats = field(default_factory=lambda: np.zeros(0))
    observed: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    posted_at: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    likes: Floats = field(default_factory=lambda: np.zeros(0))
    comments: Floats = field(default_factory=lambda: np.zeros(0))
    shares: Floats = field(default_factory=lambda: np.zeros(0))
    saves: Floats = field(default_factory=lambda: np.zeros(0))
    views: Floats = field(default_factory=lambda: np.zeros(0))
    rows: CommentRows | None = None
    purchase_days: list[tuple[int, int]] = field(default_factory=list)
    expectation: tuple[float, float, float] | None = None
    fake_followers: tuple[float, float, float] | None = None
    times_known: bool = True

    @property
    def truth(self) -> tuple[bool, bool, bool]:
        """Whether followers, engagement, and a ring's comments were bought or arranged."""
        return self.kind in FOLLOWERS, self.kind in ENGAGEMENT, self.kind in RINGS


@dataclass(slots=True)
class Setting:
    """What is drawn once for a creator."""

    size: float
    days: int
    rate: float
    churn: float
    coupling: float
    heavy: float
    weekday: Floats
    reach: float
    like_rate: float
    comment_rate: float
    post_sd: float
    like_sd: float
    comment_sd: float
    slope: float
    view_sd: float
    tied: float
    per_week: float
    tail: float
