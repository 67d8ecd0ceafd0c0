"""The tables that can be imported into this room, as data: kinds, keys, columns and their types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Type(Enum):
    """How the cells of a column are read."""

    PLATFORM = "platform"
    HANDLE = "handle"
    AUTHOR = "author"
    ID = "id"
    TEXT = "text"
    LONG_TEXT = "long text"
    COUNT = "count"
    TIME = "time"
    DAY = "day"
    BOOL = "yes or no"
    POST_KIND = "kind of post"
    DIMENSION = "dimension of an audience"
    SHARE = "share"
    PRICE = "price"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind: its name in files, how it is read, and whether a row needs it."""

    name: str
    type: Type
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: `key` names the columns that make a row the same row."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of that name."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row is refused."""
        return tuple(column.name for column in self.columns if column.required)


def _columns(needed: Mapping[str, Type], optional: Mapping[str, Type]) -> tuple[Column, ...]:
    first = tuple(Column(name, type_, required=True) for name, type_ in needed.items())
    return first + tuple(Column(name, type_) for name, type_ in optional.items())


_CREATORS = Kind(
    "creators",
    ("platform", "handle"),
    _columns(
        {"platform": Type.PLATFORM, "handle": Type.HANDLE, "followers": Type.COUNT},
        {
            "name": Type.TEXT,
            "bio": Type.LONG_TEXT,
            "url": Type.TEXT,
            "following": Type.COUNT,
            "posts": Type.COUNT,
            "created_at": Type.TIME,
            "country": Type.TEXT,
            "language": Type.TEXT,
            "category": Type.TEXT,
            "is_business": Type.BOOL,
            "is_verified": Type.BOOL,
            "observed_at": Type.TIME,
        },
    ),
)
_FOLLOWERS_DAILY = Kind(
    "followers-daily",
    ("platform", "handle", "date"),
    _columns({"platform": Type.PLATFORM, "handle": Type.HANDLE, "date": Type.DAY, "followers": Type.COUNT}, {}),
)
_POSTS = Kind(
    "posts",
    ("platform", "handle", "post_id"),
    _columns(
        {"platform": Type.PLATFORM, "handle": Type.HANDLE, "post_id": Type.ID, "posted_at": Type.TIME},
        {
            "text": Type.LONG_TEXT,
            "kind": Type.POST_KIND,
            "url": Type.TEXT,
            "likes": Type.COUNT,
            "comments": Type.COUNT,
            "shares": Type.COUNT,
            "saves": Type.COUNT,
            "views": Type.COUNT,
            "paid_label": Type.BOOL,
            "media_path": Type.TEXT,
        },
    ),
)
_COMMENTS = Kind(
    "comments",
    ("platform", "post_id", "comment_id"),
    _columns(
        {
            "platform": Type.PLATFORM,
            "post_id": Type.ID,
            "comment_id": Type.ID,
            "author": Type.AUTHOR,
            "written_at": Type.TIME,
            "text": Type.LONG_TEXT,
        },
        {"in_reply_to": Type.ID, "likes": Type.COUNT},
    ),
)
_FOLLOWERS = Kind(
    "followers",
    ("platform", "handle", "follower"),
    _columns(
        {"platform": Type.PLATFORM, "handle": Type.HANDLE, "follower": Type.AUTHOR},
        {
            "followed_at": Type.TIME,
            "posts": Type.COUNT,
            "following": Type.COUNT,
            "followers": Type.COUNT,
            "has_picture": Type.BOOL,
            "is_private": Type.BOOL,
            "username_length": Type.COUNT,
            "username_digits": Type.COUNT,
            "bio_length": Type.COUNT,
            "bio": Type.LONG_TEXT,
        },
    ),
)
_OVERLAPS = Kind(
    "overlaps",
    ("platform", "handle_a", "handle_b"),
    _columns({"platform": Type.PLATFORM, "handle_a": Type.HANDLE, "handle_b": Type.HANDLE, "shared": Type.COUNT}, {}),
)
_INSIGHTS = Kind(
    "insights",
    ("platform", "handle", "dimension", "value", "observed_at"),
    _columns(
        {
            "platform": Type.PLATFORM,
            "handle": Type.HANDLE,
            "dimension": Type.DIMENSION,
            "value": Type.TEXT,
            "share": Type.SHARE,
            "observed_at": Type.TIME,
        },
        {},
    ),
)
_PRICES = Kind(
    "prices",
    ("platform", "handle"),
    _columns(
        {"platform": Type.PLATFORM, "handle": Type.HANDLE, "price": Type.PRICE, "currency": Type.CURRENCY},
        {},
    ),
)

_ALL = (_CREATORS, _FOLLOWERS_DAILY, _POSTS, _COMMENTS, _FOLLOWERS, _OVERLAPS, _INSIGHTS, _PRICES)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
