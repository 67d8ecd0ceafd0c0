"""How an audience responds to posts: levels by platform that fall with size, and how far posts differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.market.draws import Span, factor, log_within, within


@dataclass(frozen=True, slots=True)
class Habit:
    """What is usual on a platform; `rate` is likes (Instagram) or views (elsewhere) per follower at 10,000."""

    rate: float
    slope: float  # of the rate's logarithm over the followers' logarithm
    rate_spread: float
    post_spread: Span
    likes_per_view: Span | None
    comments_per_like: Span
    followers_per_view: Span


# Our judgement of what is usual, wide on purpose; no data was fitted.
HABITS = {
    "instagram": Habit(0.035, -0.18, 0.50, (0.2, 0.6), None, (0.008, 0.06), (2e-5, 3e-4)),
    "tiktok": Habit(0.35, -0.12, 0.50, (0.6, 1.25), (0.03, 0.13), (0.006, 0.03), (2e-5, 6e-4)),
    "youtube": Habit(0.16, -0.10, 0.55, (0.35, 0.9), (0.02, 0.08), (0.04, 0.16), (2e-5, 6e-4)),
}
SIZE_OF_RATE = 1e4
HIGHEST_LIKE_RATE = 0.35  # of the followers on Instagram; more would not look like any creator
# Levels of the two odd kinds beside the usual one, and how much more a loyal audience writes.
QUIET, LOYAL, LOYAL_TALK = (0.12, 0.4), (1.2, 2.5), (1.5, 3.0)
VIDEO_SHARE, VIEWS_PER_LIKE = (0.1, 0.8), (8.0, 35.0)  # Instagram only: the other two show nothing but videos
SPONSORED_SHARE, SPONSORED_SPREAD, SPONSORED_LEVEL = 0.1, 0.09, (0.45, 1.0)
LEVEL_DRIFT = 0.25  # standard deviation of the change of the level's logarithm over the whole time


@dataclass(frozen=True, slots=True)
class Response:
    """One audience; `rate` is likes per follower on Instagram and views per follower elsewhere, before drift."""

    rate: float
    drift: float
    post_spread: float
    likes_per_view: float | None
    comments_per_like: float
    followers_per_view: float
    video_share: float
    views_per_like: float
    sponsored_share: float
    sponsored_level: float


def draw_response(rng: np.random.Generator, platform: str, followers: float, events: tuple[str, ...]) -> Response:
    """Return the response of the audience of a creator who starts with that many followers."""
    habit = HABITS[platform]
    size = followers / SIZE_OF_RATE
    rate = habit.rate * size**habit.slope * factor(rng, habit.rate_spread) * _oddness(rng, events)
    return Response(
        rate=rate if habit.likes_per_view else min(rate, HIGHEST_LIKE_RATE),
        drift=rng.normal(0, LEVEL_DRIFT),
        post_spread=within(rng, habit.post_spread),
        likes_per_view=log_within(rng, habit.likes_per_view) if habit.likes_per_view else None,
        comments_per_like=log_within(rng, habit.comments_per_like)
        * (within(rng, LOYAL_TALK) if "loyal" in events else 1),
        followers_per_view=log_within(rng, habit.followers_per_view),
        video_share=within(rng, VIDEO_SHARE),
        views_per_like=log_within(rng, VIEWS_PER_LIKE),
        sponsored_share=max(0.0, rng.normal(SPONSORED_SHARE, SPONSORED_SPREAD)),
        sponsored_level=within(rng, SPONSORED_LEVEL),
    )


def _oddness(rng: np.random.Generator, events: tuple[str, ...]) -> float:
    if "quiet" in events:
        return within(rng, QUIET)
    return within(rng, LOYAL) if "loyal" in events else 1.0
