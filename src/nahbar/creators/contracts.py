"""Frozen values that the rules of this room take and return; the only shapes that leave the room.

Times are seconds since 1970-01-01T00:00Z, days are day numbers since 1970-01-01 (both int64).
A count that is not known is NaN, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.kernel.messages import Message

VERDICTS = ("no sign", "look closer", "strong signs", "cannot tell")
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GrowthSeries:
    """Follower counts over time, ascending by day, one value a day at most; days may be missing."""

    day: Ints
    followers: Floats


@dataclass(frozen=True, slots=True)
class PostSeries:
    """The posts of one creator, ascending by time; every array has one entry a post, NaN where unknown."""

    post_id: Sequence[str]
    posted_at: Ints
    likes: Floats
    comments: Floats
    shares: Floats
    saves: Floats
    views: Floats
    paid: npt.NDArray[np.bool_]
    # Whether the text announces a giveaway; None where no texts are known.
    giveaway: npt.NDArray[np.bool_] | None = None

    def some(self, chosen: npt.NDArray[np.bool_]) -> PostSeries:
        """Return the chosen posts alone."""
        names = ("posted_at", "likes", "comments", "shares", "saves", "views", "paid")
        parts = {name: getattr(self, name)[chosen] for name in names}
        told = None if self.giveaway is None else self.giveaway[chosen]
        return PostSeries([self.post_id[int(i)] for i in np.flatnonzero(chosen)], giveaway=told, **parts)


@dataclass(frozen=True, slots=True)
class CommentMoments:
    """Sums over the comments of each post: when they came, how long they are, and by what names.

    Every array has one entry a post. `delay` sums logs of the seconds since the post (half a minute added), NaN where
    times are unknown; `together` counts ordered pairs of its comments that came within the same stretch of that scale,
    `alike` pairs of one of its comments and any comment of the creator within one stretch (with itself, too). `length`
    sums logs of the letters and one; `digits` the digits in the authors' names, five a name at most, over the `named`
    comments whose author's name was counted. The others are sums of squares and products; `generic` counts as 1.
    """

    delay: Floats
    delay_squared: Floats
    together: Floats
    alike: Floats
    length: Floats
    length_squared: Floats
    named: Floats
    digits: Floats
    digits_squared: Floats
    generic_length: Floats
    generic_digits: Floats
    length_digits: Floats


@dataclass(frozen=True, slots=True)
class PostComments:
    """What the comments table says of each post of one creator: one entry a post that has comments there.

    `post` indexes into PostSeries. `generic` counts comments whose text fits any post ("nice pic", "wow"), `emoji`
    those made of emoji alone, `repeated` those whose normalised text occurs more than once among this creator's
    comments, `copied` those neither generic nor of emoji alone whose normalised text several authors wrote, `early`
    those written within 10 minutes of the post. `moments` are None where nobody measured them.
    """

    post: Ints
    comments: Ints
    authors: Ints
    generic: Ints
    emoji: Ints
    repeated: Ints
    copied: Ints
    early: Ints
    moments: CommentMoments | None = None


@dataclass(frozen=True, slots=True)
class Commenters:
    """One entry an author of comments on one creator's posts (at most the 500 most active).

    `author` is a pseudonym (keyed hash), `posts` the number of this creator's posts they commented on, `comments` how
    many comments, `generic` how many of those are generic or emoji-only, `median_delay` the median seconds between post
    and comment (NaN when unknown), `late_delay` the seconds before which four in five of their comments come, by the
    mean and spread of log delays (NaN when unknown), `reciprocal` whether the author is a creator of this workspace on
    whose posts this creator comments too. `all_authors` counts all authors, also those beyond the cut.
    """

    author: Sequence[str]
    posts: Ints
    comments: Ints
    generic: Ints
    median_delay: Floats
    late_delay: Floats
    reciprocal: npt.NDArray[np.bool_]
    all_authors: int
    posts_with_comments: int


@dataclass(frozen=True, slots=True)
class SizeExpectation:
    """What creators of like size on the same platform show: the log of an engagement rate is about normal.

    `log_rate_mean` is the natural logarithm of the expected rate by followers, `log_rate_sd` the spread between
    creators, `post_log_sd` the typical spread of one creator's posts around their own mean.
    """

    log_rate_mean: float
    log_rate_sd: float
    post_log_sd: float


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among the creators of one platform in a workspace: median and spread of authenticity features.

    `creators` is how many were looked at. The names and scales are those of `authenticity.usual`. `odds` are the log
    odds of each question that half of them reach; a question is absent where too few carry it.
    """

    middle: Mapping[str, float]
    spread: Mapping[str, float]
    creators: int
    odds: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for storage."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Usual:
        """Read stored values."""
        return cls(stored["middle"], stored["spread"], int(stored["creators"]), stored.get("odds", {}))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two of a creator's commenters, by their place in `Commenters`, and on how many posts both wrote."""

    one: int
    other: int
    posts: int


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval at a stated level."""

    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a sign rests on: a sentence and the rows behind it.

    `rows` names rows by their key, for example {"post": ["C1", "C7"]} or {"day": [19300, 19304]}.
    """

    message: Message
    rows: Mapping[str, Sequence[str | int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """One authenticity sign. `strength` is the log Bayes factor (natural log) for the purchase it speaks of.

    `speaks_for` is one of "bought_followers", "bought_engagement", "comment_ring".
    """

    sign: str
    speaks_for: str
    strength: float
    evidence: Sequence[Evidence]
    innocent: Sequence[Message]
    coverage: Message


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The verdict ("no sign", "look closer", "strong signs", "cannot tell") with its signs and probabilities.

    A probability is None where the data that would carry it is missing.
    """

    verdict: str
    signs: Sequence[Sign]
    bought_followers: float | None
    bought_engagement: float | None
    comment_ring: float | None
    coverage: Sequence[Message]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a file that was not imported, and why; `row` counts data rows from 1, 0 means the whole file."""

    row: int
    column: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import: `state` is "uploaded", "running", "done", "failed", "undone", or "stopped" with a part in place."""

    id: int
    kind: str
    file: str
    checksum: str
    state: str
    options: Mapping[str, object]
    who: str
    created_at: int
    finished_at: int | None
    read: int
    new: int
    changed: int
    same: int
    refused: int
    problem: Sequence[Message]


@dataclass(frozen=True, slots=True)
class CreatorLine:
    """A creator as a list shows them; the vetting columns are None until the creator has been vetted.

    `fresh` tells whether the vetting rests on the data of today.
    """

    platform: str
    handle: str
    name: str
    followers: int | None
    country: str | None
    language: str | None
    category: str | None
    verdict: str | None
    fresh: bool
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    percentile: float | None
    posts_used: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the start page says of this room: creators by verdict, whom to look at first, and what waits.

    `erasures` names who asked for erasure ("platform/handle"), `news` kept searches with new creators: (id, name, new).
    """

    creators: int
    verdicts: Mapping[str, int]
    look_at: Sequence[CreatorLine]
    waiting_imports: Sequence[ImportRun]
    erasures: Sequence[str] = ()
    news: Sequence[tuple[int, str, int]] = ()
