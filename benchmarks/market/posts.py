"""One post as it came about honestly: when, of what kind, and how many likes, views, comments, shares and saves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from benchmarks.market.draws import chance, factor, pick, within
from benchmarks.market.events import Special
from benchmarks.market.traits import END, Creator

HOUR_SPREAD, LATEST_HOUR = 2.5, 23.8
RIPENING_DAYS = 1.3  # a post has about two thirds of its response after this time
REACH_PER_LIKE = 12.0  # of pictures, whose views nobody sees
FEW_COMMENTS = 0.05  # expected at least: now and then somebody writes under any post
ASKS, ASKED = 0.08, 2.2  # share of posts that ask a question, and how many more comments they get
SHARES_PER_LIKE, SAVES_PER_LIKE, SHOWS_SAVES = 0.06, 0.05, 0.2


@dataclass(slots=True)
class Post:
    """One post; `natural_*` are the counts before purchases, `pack` and `ring` the comments that were arranged."""

    day: int
    post_id: str
    at: datetime
    event: str  # "", "giveaway" or "viral"
    sponsored: bool
    kind: str
    reach: float
    likes: int
    views: int | None
    comments: int
    shares: int | None
    saves: int | None
    natural_likes: int
    natural_views: int | None
    natural_comments: int
    pack: int = 0
    ring: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """What one day means for its posts: the followers, the factor of the response, and the event's post if any."""

    day: int
    followers: float
    level: float
    special: Special | None


@dataclass(frozen=True, slots=True)
class _Expected:
    kind: str
    likes: float
    views: float | None

    @property
    def reach(self) -> float:
        return max(self.views or self.likes * REACH_PER_LIKE, 1.0)


def write_post(rng: np.random.Generator, creator: Creator, moment: Moment, number: int) -> Post:
    """Return the post with that number within its day."""
    special, response = moment.special, creator.response
    sponsored = chance(rng, response.sponsored_share) and special is None
    hours = float(np.clip(rng.normal(creator.rhythm.hour, HOUR_SPREAD), 0, LATEST_HOUR))
    at = creator.first_day + timedelta(days=moment.day, hours=hours)
    at = at.replace(second=int(rng.integers(60)), microsecond=0)
    ripe = 1 - np.exp(-(END - at).total_seconds() / 86400 / RIPENING_DAYS)
    level = moment.level * factor(rng, response.post_spread) * ripe
    level *= (response.sponsored_level if sponsored else 1) * (special.reach if special else 1)
    expected = _expected(rng, creator, moment.followers * level, special)
    likes = int(rng.poisson(expected.likes))
    views = None if expected.views is None else int(rng.poisson(expected.views))
    comments = _comments(rng, expected.likes * response.comments_per_like * (special.talk if special else 1))
    return Post(
        day=moment.day,
        post_id=f"{creator.handle}-{moment.day:03d}{number}",
        at=at,
        event=special.what if special else "",
        sponsored=sponsored,
        kind=expected.kind,
        reach=expected.reach,
        likes=likes,
        views=views,
        comments=comments,
        shares=_shares(rng, creator.platform, expected.likes),
        saves=_saves(rng, creator.platform, expected.likes),
        natural_likes=likes,
        natural_views=views,
        natural_comments=comments,
    )


def _expected(rng: np.random.Generator, creator: Creator, audience: float, special: Special | None) -> _Expected:
    """Return the means of likes and views; `audience` is the followers times the post's level."""
    response, viral = creator.response, special is not None and special.what == "viral"
    if response.likes_per_view is not None:
        views = audience * response.rate
        return _Expected("video", views * response.likes_per_view * factor(rng, 0.25) * (0.7 if viral else 1), views)
    likes = audience * response.rate
    if chance(rng, response.video_share):
        likes *= within(rng, (0.7, 1.6))
        return _Expected("video", likes, likes * response.views_per_like * factor(rng, 0.35))
    if viral:
        return _Expected("video", likes, likes * response.views_per_like * 1.5)
    return _Expected(pick(rng, ("photo", "carousel")), likes, None)


def _comments(rng: np.random.Generator, mean: float) -> int:
    asked = factor(rng, 0.45) * (ASKED if chance(rng, ASKS) else 1)
    return int(rng.poisson(max(mean * asked, FEW_COMMENTS)))


def _shares(rng: np.random.Generator, platform: str, likes: float) -> int | None:
    return int(rng.poisson(likes * SHARES_PER_LIKE * factor(rng, 0.6))) if platform == "tiktok" else None


def _saves(rng: np.random.Generator, platform: str, likes: float) -> int | None:
    shown = platform == "instagram" and chance(rng, SHOWS_SAVES)
    return int(rng.poisson(likes * SAVES_PER_LIKE * factor(rng, 0.5))) if shown else None
