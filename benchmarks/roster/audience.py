"""How an audience responds: its level and drifts, and what is expected of each post before chance decides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, chance, pick, whole, within
from benchmarks.roster.appeal import Appeal
from benchmarks.roster.calendar import Habit
from benchmarks.roster.draws import drift, log_between
from benchmarks.roster.schedule import Schedule
from benchmarks.roster.traits import SIZE_OF_LEVEL, Creator

LEVEL_SPREAD, COOLED_LEVEL, COOLED_SPREAD = 0.55, (0.18, 0.42), 0.35
TALK_DRIFT, TALK_MEMORY, LIKE_DRIFT, LIKE_MEMORY = 0.25, 120, 0.16, 150
TALK_BROKEN, TALK_BREAK = 0.25, 0.3  # share of the creators whose comments per like change on one day
HABIT_DRIFT_DAYS, LESS_TALK, MORE_TALK = 180, (0.45, 0.7), (1.4, 2.2)
ASKS, ASKS_BY_HABIT = (0.03, 0.3), 0.8
WEEKDAY_SPREAD, NOISE = 0.07, (0.12, 0.28)
# Instagram: likes per follower, views per follower of videos; how levels fall with the size.
LIKE_RATE, LIKE_SLOPE, VIEW_RATE, VIEW_SLOPE, VIEW_SPREAD = 0.021, -0.18, 0.5, -0.12, 0.35
VIDEO_SHARE, VIDEO_SHARE_OF_VIEWS, VIDEO_BEFORE, VIDEO_AFTER = (0.1, 0.9), (0.6, 0.95), (0.05, 0.25), (0.6, 0.95)
VIRAL_VIDEOS, CAROUSELS = 0.8, (0.2, 0.6)
VIDEO_LEVEL, VIDEO_LUCK, VIDEO_LUCK_IN_LIKES, VIDEO_NOISE = 0.25, (1.1, 1.6), 0.85, 0.15
MOST_LIKES_PER_VIEW, LEVEL_IN_VIEWS = 0.3, 0.75


class _Videos(NamedTuple):
    """Views per follower and likes per view of a platform of videos, and how much less luck moves the likes."""

    view_rate: float
    view_slope: float
    level: float
    like_rate: float
    like_span: tuple[float, float]
    luck_in_views: float


VIDEOS = {
    "tiktok": _Videos(0.38, -0.15, 0.9, 0.065, (0.01, 0.25), 0.06),
    "youtube": _Videos(0.15, -0.14, 1.1, 0.038, (0.006, 0.15), 0.08),
}
LIKE_RATE_SPREAD, VIEW_NOISE = 0.35, 0.1
# Comments per like, and how they fall with the size.
TALK_RATES = {"instagram": (0.022, -0.1), "tiktok": (0.013, -0.05), "youtube": (0.07, -0.06)}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the response to each post depends on beside its appeal, shape (posts,), and the account's own level.

    `attention`, `talk_drift`, `like_drift` and `noise` are logarithms; `asks` says whether a post asks its readers.
    """

    followers: Floats
    attention: Floats
    level: float
    talk_drift: Floats
    like_drift: Floats
    asks: npt.NDArray[np.bool_]
    weekday: Floats
    noise: Floats

    @property
    def size(self) -> Floats:
        """The followers beside those of whom levels are told."""
        return self.followers / SIZE_OF_LEVEL


@dataclass(frozen=True, slots=True)
class Expected:
    """Kinds of the posts, means of likes and views (NaN where nobody sees them), and the usual comments per like."""

    kinds: list[str]
    likes: Floats
    views: Floats
    talk_rate: float


def draw_frame(
    rng: np.random.Generator, creator: Creator, schedule: Schedule, appeal: Appeal, habit: Habit, real: Floats
) -> Frame:
    """Return what the responses to the posts depend on; `real` are the real followers, shape (days,)."""
    days, posts = schedule.days, schedule.posts
    level = rng.normal(0, LEVEL_SPREAD)
    if creator.kind == "cooled":
        level = math.log(within(rng, COOLED_LEVEL)) + COOLED_SPREAD * rng.normal()
    talk = drift(rng, creator.days, TALK_DRIFT, TALK_MEMORY)[days]
    likes = drift(rng, creator.days, LIKE_DRIFT, LIKE_MEMORY)[days]
    if chance(rng, TALK_BROKEN):
        talk = talk + rng.normal(0, TALK_BREAK) * (days > whole(rng, 40, creator.days - 30))
    if habit.what == "drift":
        change = math.log(pick(rng, (log_between(rng, LESS_TALK), log_between(rng, MORE_TALK))))
        talk = talk + change * np.clip((days - habit.day) / HABIT_DRIFT_DAYS, 0, 1)
        creator.facts["factor"] = round(math.exp(change), 2)
    asks = rng.random(posts) < within(rng, ASKS)
    if habit.what == "questions":
        asks = np.where(days >= habit.day, rng.random(posts) < ASKS_BY_HABIT, asks)
    weekday = np.exp(rng.normal(0, WEEKDAY_SPREAD, 7))[creator.weekdays[days]]
    noise = rng.normal(0, within(rng, NOISE), posts)
    return Frame(real[days], appeal.attention[days], level, talk, likes, asks, weekday, noise)


def expect(
    rng: np.random.Generator, creator: Creator, schedule: Schedule, appeal: Appeal, habit: Habit, frame: Frame
) -> Expected:
    """Return what is expected of each post."""
    rate, slope = TALK_RATES[creator.platform]
    talk_rate = rate * frame.size[0] ** slope
    if creator.platform == "instagram":
        shares = _video_shares(rng, creator, schedule, habit)
        return Expected(*_pictures(rng, schedule, appeal, frame, shares), talk_rate)
    return Expected(["video"] * schedule.posts, *_videos(rng, VIDEOS[creator.platform], appeal, frame), talk_rate)


def _video_shares(rng: np.random.Generator, creator: Creator, schedule: Schedule, habit: Habit) -> Floats:
    share = within(rng, VIDEO_SHARE)
    if creator.kind == "views":
        share = within(rng, VIDEO_SHARE_OF_VIEWS)
    if habit.what != "format":
        return np.full(schedule.posts, share)
    before, after = within(rng, VIDEO_BEFORE), within(rng, VIDEO_AFTER)
    creator.facts["video"] = [round(before, 2), round(after, 2)]
    return np.where(schedule.days < habit.day, before, after)


def _pictures(
    rng: np.random.Generator, schedule: Schedule, appeal: Appeal, frame: Frame, shares: Floats
) -> tuple[list[str], Floats, Floats]:
    """Return kinds, likes and views on Instagram, where only videos show views."""
    posts, viral = schedule.posts, np.array([tag == "viral" for tag in schedule.tags])
    videos = rng.random(posts) < shares
    videos = np.where(viral, rng.random(posts) < VIRAL_VIDEOS, videos)
    pictures = np.where(rng.random(posts) < within(rng, CAROUSELS), "carousel", "photo")
    rate = LIKE_RATE * frame.size**LIKE_SLOPE * np.exp(frame.level + frame.attention)
    video_level, luck = rng.normal(0, VIDEO_LEVEL), appeal.spread * within(rng, VIDEO_LUCK)
    luck_in_likes = luck * VIDEO_LUCK_IN_LIKES * appeal.luck
    received = np.where(videos, np.exp(video_level + luck_in_likes), np.exp(appeal.spread * appeal.luck))
    likes = frame.followers * rate * frame.weekday * received * np.exp(appeal.likes + frame.noise)
    account = frame.level * LEVEL_IN_VIEWS + rng.normal(0, VIEW_SPREAD)
    rate = VIEW_RATE * frame.size**VIEW_SLOPE * np.exp(account + frame.attention)
    noise = rng.normal(0, VIDEO_NOISE, posts)
    received = np.exp(luck * appeal.luck + appeal.views - frame.like_drift + noise)
    views = np.where(videos, frame.followers * rate * frame.weekday * received, np.nan)
    likes = np.where(videos, np.minimum(likes, MOST_LIKES_PER_VIEW * views), likes)
    return np.where(videos, "video", pictures).tolist(), likes, views


def _videos(rng: np.random.Generator, usual: _Videos, appeal: Appeal, frame: Frame) -> tuple[Floats, Floats]:
    """Return likes and views where every post is a video."""
    luck = appeal.spread * appeal.luck
    rate = usual.view_rate * frame.size**usual.view_slope * np.exp(frame.level * usual.level + frame.attention)
    noise = rng.normal(0, VIEW_NOISE, appeal.luck.size)
    views = frame.followers * rate * frame.weekday * np.exp(luck + appeal.views + noise)
    like_rate = float(np.clip(usual.like_rate * math.exp(rng.normal(0, LIKE_RATE_SPREAD)), *usual.like_span))
    less_luck = usual.luck_in_views * appeal.spread * appeal.luck
    received = np.exp(frame.like_drift + frame.noise + (appeal.likes - appeal.views) - less_luck)
    return views * like_rate * received, views
