"""The kinds of creators on an agency's list, with the figures that their kind usually has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.cohorts.rows import Rng


@dataclass(frozen=True)
class Kind:
    """What is usual: size, likes a follower, spread, comments a like, posts a week, big moments and their lift, ads."""

    name: str
    topic: str
    platforms: tuple[float, float, float]
    followers: float
    likes: float
    spread: float
    comments: float
    a_week: float
    moments: float
    lift: float
    uproar: float
    paid: float
    friends: float


KINDS = (
    Kind("hobby baker", "baking", (0.8, 0.1, 0.1), 6e3, 0.045, 0.35, 0.045, 2.5, 0.05, 2.0, 1.5, 0.04, 0.5),
    Kind("nurse", "nursing", (0.4, 0.5, 0.1), 16e3, 0.05, 0.7, 0.035, 2.2, 0.06, 4.0, 3.0, 0.05, 0.2),
    Kind("gamer", "gaming", (0.05, 0.4, 0.55), 45e3, 0.03, 0.75, 0.025, 4.0, 0.05, 3.0, 1.5, 0.08, 0.2),
    Kind("politician", "politics", (0.65, 0.25, 0.1), 9e3, 0.014, 0.6, 0.2, 4.5, 0.08, 3.0, 4.0, 0.0, 0.3),
    Kind("shop", "shop", (0.85, 0.15, 0.0), 4.5e3, 0.011, 0.4, 0.04, 4.0, 0.05, 2.0, 2.0, 0.01, 0.4),
    Kind("sports club", "football", (0.75, 0.15, 0.1), 13e3, 0.024, 0.6, 0.015, 7.0, 0.12, 3.0, 2.0, 0.06, 0.3),
    Kind("musician", "music", (0.5, 0.25, 0.25), 19e3, 0.03, 0.65, 0.025, 2.0, 0.08, 4.0, 2.0, 0.02, 0.3),
    Kind("parent", "family", (0.8, 0.15, 0.05), 15e3, 0.035, 0.4, 0.05, 4.0, 0.04, 2.5, 2.0, 0.15, 0.4),
    Kind("teacher", "school", (0.75, 0.2, 0.05), 9e3, 0.03, 0.4, 0.035, 2.5, 0.05, 2.5, 1.5, 0.06, 0.3),
    Kind("traveller", "travel", (0.7, 0.15, 0.15), 32e3, 0.025, 0.45, 0.025, 2.5, 0.05, 3.0, 1.2, 0.1, 0.1),
    Kind("make-up", "beauty", (0.5, 0.35, 0.15), 38e3, 0.026, 0.5, 0.03, 4.0, 0.05, 3.0, 2.0, 0.22, 0.1),
    Kind("runner", "fitness", (0.75, 0.15, 0.1), 11e3, 0.035, 0.4, 0.035, 3.5, 0.05, 2.0, 1.5, 0.12, 0.4),
    Kind("gardener", "garden", (0.55, 0.15, 0.3), 9e3, 0.035, 0.45, 0.05, 2.0, 0.05, 2.5, 1.5, 0.06, 0.3),
    Kind("reader", "books", (0.85, 0.1, 0.05), 5e3, 0.045, 0.35, 0.09, 3.0, 0.03, 1.8, 1.5, 0.06, 0.6),
    Kind("handyman", "diy", (0.35, 0.25, 0.4), 28e3, 0.025, 0.6, 0.045, 1.4, 0.06, 4.0, 1.5, 0.1, 0.1),
    Kind("dog", "pets", (0.65, 0.3, 0.05), 21e3, 0.045, 0.5, 0.03, 3.5, 0.06, 3.0, 1.2, 0.1, 0.3),
    Kind("known from TV", "fitness", (0.9, 0.1, 0.0), 3e5, 0.006, 0.5, 0.02, 2.5, 0.05, 2.5, 2.0, 0.2, 0.0),
)
# Lift of likes and comments, and likes a view, on Instagram, TikTok and YouTube.
PLATFORMS = {"instagram": (1.0, 1.0, 0.05), "tiktok": (0.9, 0.5, 0.09), "youtube": (0.3, 2.5, 0.04)}


@dataclass(frozen=True)
class Habits:
    """One creator of a kind: nobody is quite usual."""

    kind: Kind
    platform: str
    case: str
    days: int
    event: int
    start: int
    likes: float
    spread: float
    comments: float
    a_view: float
    a_week: float
    videos: float
    growth: float
    leaving: float


def draw_habits(rng: Rng, kind: Kind, case: str, videos: bool, small: bool) -> Habits:
    """A creator of the kind, with the case that makes it hard."""
    platform = str(rng.choice(list(PLATFORMS), p=kind.platforms))
    likes, comments, a_view = PLATFORMS[platform]
    off = np.exp(rng.normal(0, [1.0, 0.5, 0.3, 0.55, 0.35, 0.5, 0.8, 0.7]))
    size = {"loyal": 2_500.0, "tired": 250_000.0}.get(case, min(kind.followers, 12_000.0) if small else kind.followers)
    start = int(np.clip(size * off[0], 1_000, 4_000_000))
    rate = kind.likes * likes * off[1] * (start / kind.followers) ** -0.15
    days = int(rng.integers(60, 731))
    return Habits(
        kind=kind,
        platform=platform,
        case=case,
        days=days,
        event=int(rng.integers(days // 6, days - 10)),
        start=start,
        likes=float(np.clip(rate * {"loyal": 2.0, "tired": 0.25}.get(case, 1.0), 0.001, 0.4)),
        spread=float(kind.spread * off[2] * (1.5 if platform == "tiktok" else 1.0)),
        comments=float(kind.comments * comments * off[3] * (1.8 if case == "loyal" else 1.0)),
        a_view=float(np.clip(a_view * off[4], 0.01, 0.3)),
        a_week=float(np.clip(kind.a_week * off[5], 0.5, 16)),
        videos=1.0 if platform != "instagram" else float(rng.uniform(0.6 if videos else 0.05, 1.0)),
        growth=float((0.05 if case == "tired" else 0.35) * off[6]),
        leaving=float((0.3 if case == "tired" else 0.12) * off[7]),
    )
