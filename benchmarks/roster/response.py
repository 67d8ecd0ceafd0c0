"""The counts of the posts as they came about honestly: likes, views, comments, shares and saves."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

import numpy as np

from benchmarks.market.draws import Floats, chance, whole, within
from benchmarks.roster.appeal import Appeal
from benchmarks.roster.audience import Expected, Frame
from benchmarks.roster.draws import Counts, clumped, factors, log_between
from benchmarks.roster.schedule import Schedule
from benchmarks.roster.traits import Creator

RIPENING_DAYS = {"instagram": 0.7, "tiktok": 1.3, "youtube": 2.5}  # two thirds of the response after this time
SLOW_SHARE, SLOW_DAYS = 0.25, 300  # on YouTube, where old posts are found for months
LIKE_CLUMPING, TALK_CLUMPING, SHARE_CLUMPING = 0.004, 0.08, 0.1
VIEWS_PER_LIKE = 1.05  # at least: nobody likes unseen
TALK_SPREAD, POST_TALK_SPREAD, ASKED, TALK_BY_LUCK = 0.5, (0.25, 0.5), (1.3, 2.4), 0.12
SUPERFANS, FEW_SUPERFANS = (8, 31), (6, 16)  # the few of accounts below 10,000 followers
SHARES_PER_LIKE, SAVES_PER_LIKE, SHARE_SPREAD = {"instagram": 0.03, "tiktok": 0.035}, 0.09, 0.6
SHOWS_SHARES, SHOWS_SAVES = {"instagram": 0.4, "tiktok": 1.0}, {"instagram": 0.2, "tiktok": 1.0}


@dataclass(slots=True)
class Response:
    """The posts with their counts, all of shape (posts,); views are NaN where nobody sees them.

    `age` is in days, `ripe` the share of the response that came until the collection, `usual_likes` what a post would
    be expected to get without its event. `superfans` names those who comment each post, by their places.
    """

    posted: list[datetime]
    age: Floats
    ripe: Floats
    kinds: list[str]
    likes: Counts
    views: Floats
    comments: Counts
    shares: Counts | None
    saves: Counts | None
    asks: list[bool]
    usual_likes: Floats
    superfans: list[list[int]]
    superfan_minutes: list[float] = field(default_factory=list)


def respond(
    rng: np.random.Generator,
    creator: Creator,
    schedule: Schedule,
    appeal: Appeal,
    frame: Frame,
    expected: Expected,
) -> Response:
    """Return the honest counts of all posts."""
    posted = _moments(rng, creator, schedule)
    age = np.array([(creator.observed_at - at).total_seconds() / 86400 for at in posted])
    ripe = _ripeness(creator.platform, age)
    likes = clumped(rng, expected.likes * ripe, LIKE_CLUMPING)
    views = np.maximum(np.round(expected.views * ripe), likes * VIEWS_PER_LIKE + 2)
    comments = clumped(rng, _talk_means(rng, appeal, frame, expected, ripe), TALK_CLUMPING)
    shares, saves = _shared(rng, creator.platform, appeal, expected.likes * ripe)
    calm = np.array([tag == "" for tag in schedule.tags])
    usual = np.exp(np.log(np.maximum(expected.likes, 1)) - np.where(calm, 0, appeal.likes))
    response = Response(
        posted=posted,
        age=age,
        ripe=ripe,
        kinds=expected.kinds,
        likes=likes,
        views=views,
        comments=comments,
        shares=shares,
        saves=saves,
        asks=frame.asks.tolist(),
        usual_likes=usual,
        superfans=[[] for _ in posted],
    )
    if creator.kind == "loyal":
        _add_superfans(rng, creator, response)
    return response


def _moments(rng: np.random.Generator, creator: Creator, schedule: Schedule) -> list[datetime]:
    midnight = datetime.combine(creator.first_day, time(tzinfo=UTC))
    seconds = rng.integers(0, 60, schedule.posts)
    return [
        midnight + timedelta(days=int(day), hours=float(hour), seconds=int(second))
        for day, hour, second in zip(schedule.days, schedule.hours, seconds, strict=True)
    ]


def _ripeness(platform: str, age: Floats) -> Floats:
    ripe: Floats = 1 - np.exp(-np.maximum(age, 0.02) / RIPENING_DAYS[platform])
    if platform == "youtube":
        ripe = ripe * (1 - SLOW_SHARE + SLOW_SHARE * np.clip(age / SLOW_DAYS, 0, 1))
    return ripe


def _talk_means(rng: np.random.Generator, appeal: Appeal, frame: Frame, expected: Expected, ripe: Floats) -> Floats:
    account = rng.normal(0, TALK_SPREAD)
    own = rng.normal(0, within(rng, POST_TALK_SPREAD), ripe.size)
    asked = frame.asks * math.log(log_between(rng, ASKED))
    less = TALK_BY_LUCK * appeal.spread * appeal.luck
    talk: Floats = np.exp(account + frame.talk_drift + own + appeal.talk + asked - less)
    return expected.likes * ripe * expected.talk_rate * talk


def _shared(
    rng: np.random.Generator, platform: str, appeal: Appeal, likes: Floats
) -> tuple[Counts | None, Counts | None]:
    """Return shares and saves; None where the source does not show them."""
    account = math.exp(rng.normal(0, SHARE_SPREAD))
    shows_shares = _shows(rng, SHOWS_SHARES.get(platform, 0))
    shows_saves = _shows(rng, SHOWS_SAVES.get(platform, 0))
    rate = SHARES_PER_LIKE[platform] * account if shows_shares else 0
    luck = 0.25 * appeal.spread * appeal.luck
    received = np.exp(luck + rng.normal(0, 0.4, likes.size) + 0.3 * appeal.views)
    shares = clumped(rng, likes * rate * received, SHARE_CLUMPING)
    account = math.exp(rng.normal(0, SHARE_SPREAD))
    saves = clumped(rng, likes * SAVES_PER_LIKE * account * factors(rng, 0.35, likes.size), SHARE_CLUMPING)
    return shares if shows_shares else None, saves if shows_saves else None


def _shows(rng: np.random.Generator, share: float) -> bool:
    return chance(rng, share) if 0 < share < 1 else share == 1


def _add_superfans(rng: np.random.Generator, creator: Creator, response: Response) -> None:
    """Let some followers comment most posts, and soon."""
    count = whole(rng, *(SUPERFANS if creator.start > 10_000 else FEW_SUPERFANS))
    habits = np.clip(rng.normal(within(rng, (0.3, 0.65)), 0.12, count), 0.1, 0.9)
    creator.facts.update(superfans=count, attendance=round(float(habits.mean()), 2))
    delays = np.exp(rng.normal(math.log(log_between(rng, (30, 200))), 0.7, count))
    response.superfan_minutes = delays.tolist()
    response.superfans = [[fan for fan in range(count) if chance(rng, habits[fan])] for _ in response.posted]
    response.comments = response.comments + np.array([len(here) for here in response.superfans])
