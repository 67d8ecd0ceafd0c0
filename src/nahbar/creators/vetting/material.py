"""What vetting knows of one creator after the reductions: small tables, no store, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.creators.contracts import Commenters, GrowthSeries, Interval, Ints, PostComments, PostSeries


@dataclass(frozen=True, slots=True)
class Profile:
    """The creator as the store knows them; `observed_at` is when the profile was read, in seconds."""

    id: int
    version: int
    platform: str
    handle: str
    name: str | None
    bio: str | None
    url: str | None
    followers: int | None
    country: str | None
    language: str | None
    category: str | None
    is_verified: bool | None
    observed_at: int | None


@dataclass(frozen=True, slots=True)
class AuthorCounts:
    """How many authors (`authors`) wrote `comments` comments on `posts` posts of this creator; one entry a pair."""

    posts: Ints
    comments: Ints
    authors: Ints


@dataclass(frozen=True, slots=True)
class ListAudit:
    """The share of fake accounts in a creator's follower list, from `n` profiles of it.

    `fits` is false where the list is no mixture of accounts like the labelled ones; `checked` counts profiles that a
    person of this workspace has marked.
    """

    n: int
    share_fake: float
    interval: Interval
    fits: bool = True
    checked: int = 0


@dataclass(frozen=True, slots=True)
class FollowerTopics:
    """Of how many listed followers (`followers`) a profile text is known (`texts`), and how many name each topic."""

    followers: int
    texts: int
    named: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment shown as evidence: its text, the pseudonym of its author, its post, how often the text occurs."""

    text: str
    author: str
    post: str
    written_at: int
    times: int


@dataclass(frozen=True, slots=True)
class Material:
    """Everything on one creator that the report rests on; None and empty mean: not available."""

    profile: Profile
    growth: GrowthSeries | None
    posts: PostSeries
    post_texts: Sequence[str | None]
    comments: PostComments | None
    commenters: Commenters | None
    author_counts: AuthorCounts | None
    comment_texts: Sequence[str]
    follower_audit: ListAudit | None
    follower_topics: FollowerTopics | None = None
