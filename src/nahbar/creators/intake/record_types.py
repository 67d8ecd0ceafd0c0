"""The validated rows of this room, one frozen struct a kind; None means unknown, never zero.

Times are seconds since 1970-01-01T00:00Z, days are day numbers since 1970-01-01. `extra` keeps unknown columns by
their header. The `*_key` fields are the case-folded forms that rows are compared by.
"""

from __future__ import annotations

import msgspec


class CreatorRecord(msgspec.Struct, frozen=True):
    """One creator as a source describes them."""

    platform: str
    handle: str
    handle_key: str
    followers: int | None
    name: str | None = None
    bio: str | None = None
    url: str | None = None
    following: int | None = None
    posts: int | None = None
    created_at: int | None = None
    country: str | None = None
    language: str | None = None
    category: str | None = None
    is_business: bool | None = None
    is_verified: bool | None = None
    observed_at: int | None = None
    extra: dict[str, str] = {}


class FollowersDailyRecord(msgspec.Struct, frozen=True):
    """How many followers a creator had on one day."""

    platform: str
    handle: str
    handle_key: str
    date: int
    followers: int
    extra: dict[str, str] = {}


class PostRecord(msgspec.Struct, frozen=True):
    """One post; `kind` is photo, video, carousel, story or text."""

    platform: str
    handle: str
    handle_key: str
    post_id: str
    posted_at: int
    text: str | None = None
    kind: str | None = None
    url: str | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    views: int | None = None
    paid_label: bool | None = None
    media_path: str | None = None
    extra: dict[str, str] = {}


class CommentRecord(msgspec.Struct, frozen=True):
    """One comment; `author` is a handle, or a display name where the platform exports nothing else."""

    platform: str
    post_id: str
    comment_id: str
    author: str
    author_key: str
    written_at: int
    text: str
    in_reply_to: str | None = None
    likes: int | None = None
    extra: dict[str, str] = {}


class FollowerRecord(msgspec.Struct, frozen=True):
    """One follower of a creator, with what their profile shows; of `bio` only its length and its topics are kept."""

    platform: str
    handle: str
    handle_key: str
    follower: str
    follower_key: str
    followed_at: int | None = None
    posts: int | None = None
    following: int | None = None
    followers: int | None = None
    has_picture: bool | None = None
    is_private: bool | None = None
    username_length: int | None = None
    username_digits: int | None = None
    bio_length: int | None = None
    bio: str | None = None
    extra: dict[str, str] = {}


class OverlapRecord(msgspec.Struct, frozen=True):
    """How many people are in the audiences of two creators; handle_a_key is the smaller of the two keys."""

    platform: str
    handle_a: str
    handle_a_key: str
    handle_b: str
    handle_b_key: str
    shared: int
    extra: dict[str, str] = {}


class InsightRecord(msgspec.Struct, frozen=True):
    """The share (0 to 1) of a creator's audience that a platform stated for one value of a dimension."""

    platform: str
    handle: str
    handle_key: str
    dimension: str
    value: str
    share: float
    observed_at: int
    extra: dict[str, str] = {}


class PriceRecord(msgspec.Struct, frozen=True):
    """What a creator asks for one collaboration; `price` is in hundredths of the unit of `currency` (ISO 4217)."""

    platform: str
    handle: str
    handle_key: str
    price: int
    currency: str
    extra: dict[str, str] = {}


Record = (
    CreatorRecord
    | FollowersDailyRecord
    | PostRecord
    | CommentRecord
    | FollowerRecord
    | OverlapRecord
    | InsightRecord
    | PriceRecord
)
