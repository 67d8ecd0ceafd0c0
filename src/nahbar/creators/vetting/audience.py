"""The audience of one creator: languages, who returns, how concentrated, how silent; pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nahbar.creators.contracts import Commenters, Interval, PostSeries
from nahbar.creators.vetting.material import AuthorCounts, FollowerTopics, Material
from nahbar.language.identify import identify_language
from nahbar.measure.audience import loyal_share, silent_share
from nahbar.measure.concentration import concentration
from nahbar.measure.proportion import wilson_interval

# The busiest of those who write: one in a hundred, and one person at least.
BUSIEST = 0.01
# A view is not a viewer: platforms count repeats, so a viewer stands for one to three views.
VIEWS_A_VIEWER = (1.0, 3.0)


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """The share of a language among comments long enough to tell."""

    language: str
    share: float
    interval: Interval
    comments: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval and the number of people or posts that it rests on."""

    value: float
    interval: Interval
    n: int


@dataclass(frozen=True, slots=True)
class ProfileTexts:
    """What the topics rest on: of `followers` listed followers `texts` have a profile text that is known."""

    texts: int
    followers: int

    @property
    def share(self) -> float:
        """The share of listed followers with a profile text."""
        return self.texts / self.followers


@dataclass(frozen=True, slots=True)
class TopicShare:
    """The share of followers whose profile text names a topic, among those with a profile text; `n` name it."""

    topic: str
    share: float
    interval: Interval
    n: int


@dataclass(frozen=True, slots=True)
class Audience:
    """What the data says of the people around a creator; None where it says nothing."""

    languages: Sequence[LanguageShare]
    loyal: Estimate | None
    concentration: Estimate | None
    silent: Estimate | None
    topics: Sequence[TopicShare] = ()
    profile_texts: ProfileTexts | None = None


def describe_audience(material: Material) -> Audience:
    """Return the audience of one creator."""
    counts = material.author_counts
    return Audience(
        languages=_languages(material.comment_texts),
        loyal=_loyal(counts, material.commenters) if counts is not None and material.commenters is not None else None,
        concentration=_concentration(counts) if counts is not None else None,
        silent=_silent(material.posts),
        topics=_topics(material.follower_topics) if material.follower_topics is not None else (),
        profile_texts=_profile_texts(material.follower_topics),
    )


def _languages(texts: Sequence[str]) -> list[LanguageShare]:
    found = Counter(code for code in map(identify_language, texts) if code)
    n = sum(found.values())
    shares = []
    for code, count in found.most_common():
        low, high = wilson_interval(count, n)
        shares.append(LanguageShare(code, count / n, Interval(low, high), count))
    return shares


def _topics(found: FollowerTopics) -> list[TopicShare]:
    shares = []
    for topic, n in sorted(found.named.items(), key=lambda pair: (-pair[1], pair[0])):
        if n:
            low, high = wilson_interval(n, found.texts)
            shares.append(TopicShare(topic, n / found.texts, Interval(low, high), n))
    return shares


def _profile_texts(found: FollowerTopics | None) -> ProfileTexts | None:
    return None if found is None else ProfileTexts(found.texts, found.followers)


def _loyal(counts: AuthorCounts, commenters: Commenters) -> Estimate | None:
    found = loyal_share(np.repeat(counts.posts, counts.authors), commenters.posts_with_comments)
    if not math.isfinite(found.share):
        return None
    return Estimate(found.share, Interval(*found.interval), found.authors)


def _concentration(counts: AuthorCounts) -> Estimate | None:
    """Return what the busiest have written of all comments."""
    writers = int(counts.authors.sum())
    if writers < 2:
        return None
    found = concentration(counts.comments, counts.authors, max(BUSIEST, 1 / writers))
    return Estimate(found.share, Interval(found.low, found.high), writers)


def _silent(posts: PostSeries) -> Estimate | None:
    """Return bounds for a typical post: its median views and likes, a viewer watching once to three times."""
    known = np.isfinite(posts.views) & np.isfinite(posts.likes) & (posts.views > 0)
    if not known.any():
        return None
    views, likes = np.median(posts.views[known]), np.median(posts.likes[known])
    found = silent_share(np.array([views]), np.array([likes]), VIEWS_A_VIEWER)
    return Estimate((found.low + found.high) / 2, Interval(found.low, found.high, 1.0), int(known.sum()))
