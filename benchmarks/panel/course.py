"""The days of a creator: when posts appear, how well each is liked, who follows, and what each post is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, log_within, within
from benchmarks.panel.events import Calendar, Special
from benchmarks.panel.traits import Creator

Counts = npt.NDArray[np.int64]

FEWEST = 500.0  # followers
POSTS_A_WEEK, MOST_A_DAY, QUIET_END = (1.3, 6.0), 0.95, 4  # at most 0.95 posts a day, none in the last four days
APPEAL_SPREAD, MORE_ON_TIKTOK = (0.35, 0.7), 0.2  # of the appeal's logarithm: a few posts on TikTok have most views
MOOD, MOOD_POSTS = 0.15, 5  # and how far neighbouring posts share it
# Levels by platform: views per follower, likes per view, comments per like; then how far creators differ.
VIEWS = {"instagram": 0.35, "tiktok": 0.45, "youtube": 0.22}
LIKES = {"instagram": 0.085, "tiktok": 0.075, "youtube": 0.042}
COMMENTS = {"instagram": 0.022, "tiktok": 0.014, "youtube": 0.05}
VIEWS_SPREAD, LIKES_SPREAD, COMMENTS_SPREAD = 0.45, 0.3, 0.4
MOST_COMMENTS = 0.15  # per like
SIZE_OF_LEVEL = 20e3
VIDEO_REACH, VIDEO_SHARE = 1.25, (0.15, 0.8)  # the share on Instagram: the other two show nothing but videos
SHARES, SAVES = 0.03, 0.07  # per like
CHURN, LEAST_INFLOW = (0.0002, 0.0009), 6e-5  # a day, as shares of the followers
FROM_POSTS = 0.4  # share of the new followers whom recent posts bring
HOUR_SPREAD, EARLIEST_HOUR, LATEST_HOUR = 2.2, 5, 23.5


@dataclass(slots=True)
class Course:
    """What came of it: followers of shape (days,); of each post its day, counts and kind, all of shape (posts,)."""

    followers: Floats
    days: Counts
    views: Counts
    likes: Counts
    comments: Counts
    shares: Counts
    saves: Counts
    videos: npt.NDArray[np.bool_]
    events: list[str]
    at: list[datetime]

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return self.days.size


@dataclass(frozen=True, slots=True)
class _Taste:
    """The usual hour, factors of the weekdays (7,), and the logarithm of each post's appeal (posts,)."""

    hour: float
    weekday: Floats
    appeal: Floats


@dataclass(frozen=True, slots=True)
class _Response:
    videos: npt.NDArray[np.bool_]
    views: Counts
    likes: Counts
    comments: Counts


def simulate(rng: np.random.Generator, creator: Creator, calendar: Calendar) -> Course:
    """Return the course of all days."""
    days = _post_days(rng, creator, calendar)
    taste = _taste(rng, creator, days.size)
    followers = _followers(rng, creator, calendar, days, taste.appeal)
    specials = [calendar.specials.get(day, Special("", 1.0, 1.0, 1.0)) for day in days.tolist()]
    found = _respond(rng, creator, calendar, days, taste, followers, specials)
    return Course(
        followers=followers,
        days=days,
        views=found.views,
        likes=found.likes,
        comments=found.comments,
        shares=_clumped(rng, found.likes * SHARES * _factors(rng, 0.3, days.size), 4.0),
        saves=_clumped(rng, found.likes * SAVES * _factors(rng, 0.3, days.size), 4.0),
        videos=found.videos,
        events=[special.what for special in specials],
        at=[_moment(rng, creator, day, taste.hour) for day in days.tolist()],
    )


def _clumped(rng: np.random.Generator, mean: Floats, evenness: float) -> Counts:
    """Return counts whose variance is above Poisson's: the means get gamma factors of that shape."""
    return rng.poisson(np.maximum(mean, 1e-9) * rng.gamma(evenness, 1 / evenness, np.shape(mean)))


def _factors(rng: np.random.Generator, spread: float, count: int) -> Floats:
    return np.exp(rng.normal(0, spread, count))


def _post_days(rng: np.random.Generator, creator: Creator, calendar: Calendar) -> Counts:
    per_week = log_within(rng, POSTS_A_WEEK)
    rhythm = rng.gamma(3, 1 / 3, 7)
    rhythm /= rhythm.mean()
    chances = np.clip(per_week / 7 * rhythm[creator.weekdays] * calendar.posting, 0, MOST_A_DAY)
    open_days = creator.days - QUIET_END
    drawn = np.flatnonzero(rng.random(open_days) < chances[:open_days])
    forced = (day for day in calendar.specials if day < open_days)
    return np.array(sorted({*drawn.tolist(), *forced}), np.int64)


def _taste(rng: np.random.Generator, creator: Creator, posts: int) -> _Taste:
    spread = within(rng, APPEAL_SPREAD) + MORE_ON_TIKTOK * (creator.platform == "tiktok")
    hour, weekday = within(rng, (8, 19)), _factors(rng, 0.1, 7)
    own = rng.normal(0, spread, posts)
    steps = rng.normal(0, MOOD, posts + MOOD_POSTS - 1)
    return _Taste(hour, weekday, own + np.convolve(steps, np.ones(MOOD_POSTS) / MOOD_POSTS**0.5, "valid"))


def _followers(rng: np.random.Generator, creator: Creator, calendar: Calendar, days: Counts, appeal: Floats) -> Floats:
    buzz = np.zeros(creator.days)
    np.add.at(buzz, days, np.exp(appeal))
    buzz = np.convolve(buzz, np.exp(-np.arange(6) / 2), "full")[: creator.days]
    buzz /= max(buzz.mean(), 1e-9)
    churn, weekday = within(rng, CHURN), _factors(rng, 0.08, 7)
    usual = creator.trend * max(creator.growth + churn, LEAST_INFLOW) * (1 - FROM_POSTS + FROM_POSTS * buzz)
    come = _clumped(rng, usual * weekday[creator.weekdays] * calendar.growth, within(rng, (3, 14)))
    left = rng.poisson(creator.trend * churn)
    extra = np.sign(calendar.extra) * rng.poisson(np.abs(calendar.extra))
    return np.maximum(creator.start + np.cumsum(come - left + extra), FEWEST)


def _respond(
    rng: np.random.Generator,
    creator: Creator,
    calendar: Calendar,
    days: Counts,
    taste: _Taste,
    followers: Floats,
    specials: list[Special],
) -> _Response:
    posts, platform = days.size, creator.platform
    drift = np.exp(rng.normal(0, 0.25) * np.linspace(-0.5, 0.5, posts))
    videos = rng.random(posts) < within(rng, VIDEO_SHARE) if platform == "instagram" else np.ones(posts, bool)
    size = (creator.start / SIZE_OF_LEVEL) ** -within(rng, (0.08, 0.2))
    level = VIEWS[platform] * np.exp(rng.normal(0, VIEWS_SPREAD)) * size * np.where(videos, VIDEO_REACH, 1)
    moment, reach = taste.weekday[creator.weekdays[days]], np.array([special.reach for special in specials])
    means = followers[days] * level * np.exp(taste.appeal) * moment * calendar.reach[days] * reach * drift
    views = _clumped(rng, means, 12.0)
    liked, talked = (np.array(one) for one in zip(*((one.likes, one.talk) for one in specials), strict=True))
    rate = LIKES[platform] * np.exp(rng.normal(0, LIKES_SPREAD))
    likes = np.minimum(_clumped(rng, views * rate * _factors(rng, 0.18, posts) * liked, 25.0), views)
    rate = min(COMMENTS[platform] * np.exp(rng.normal(0, COMMENTS_SPREAD)), MOST_COMMENTS)
    comments = _clumped(rng, likes * rate * _factors(rng, 0.35, posts) * talked, 6.0)
    return _Response(videos, views, likes, comments)


def _moment(rng: np.random.Generator, creator: Creator, day: int, hour: float) -> datetime:
    midnight = creator.moment(day).replace(hour=0, minute=0, second=0)
    hours = float(np.clip(rng.normal(hour, HOUR_SPREAD), EARLIEST_HOUR, LATEST_HOUR))
    return midnight + timedelta(hours=hours, seconds=int(rng.integers(60)))
