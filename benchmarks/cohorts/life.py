"""The life of one creator before anything is bought: size, habits, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.cohorts.audience import block, burst, weekly
from benchmarks.cohorts.rows import Floats, Rng

CASES = (
    *("giveaway", "viral", "press", "shoutout", "season", "pause", "outage", "rounding", "purge", "ads"),
    *("loyal", "tired", "emoji", "friends", "relaunch", "moved"),
)
# Likes a follower, its spread and fall with size; spread between posts; comments a like; likes a view; share of videos.
HABITS = {
    "instagram": (0.03, 0.7, 0.17, (0.15, 0.6), 0.03, 0.05, 0.45),
    "tiktok": (0.035, 1.0, 0.12, (0.5, 1.3), 0.014, 0.08, 1.0),
    "youtube": (0.011, 0.8, 0.1, (0.25, 0.8), 0.09, 0.038, 1.0),
}


@dataclass(frozen=True)
class Life:
    """What differs between people, drawn once."""

    platform: str
    case: str
    days: int
    event: int
    start: int
    likes: float
    spread: float
    comments: float
    a_view: float
    videos: float
    a_week: float
    growth: float
    fade: float
    gap: tuple[int, int]


def _start(rng: Rng, case: str, small: bool) -> int:
    size = float(np.exp(rng.normal(np.log(15_000), 1.25)))
    if case == "loyal" or small:
        size = float(np.exp(rng.uniform(np.log(1_200), np.log(7_000 if case == "loyal" else 120_000))))
    elif case == "tired":
        size = float(np.exp(rng.uniform(np.log(60_000), np.log(2_500_000))))
    return int(np.clip(size, 900, 4_000_000))


def draw_life(rng: Rng, case: str, small: bool, videos: bool) -> Life:
    """One creator; small and videos are what the purchase to come needs to make sense."""
    platform = str(rng.choice(["instagram", "tiktok", "youtube"], p=[0.5, 0.3, 0.2]))
    base, sigma, slope, spread, comments, a_view, share = HABITS[platform]
    days, start = int(60 + 671 * rng.beta(1.4, 1.2)), _start(rng, case, small)
    rate = base * (start / 10_000) ** -slope * np.exp(rng.normal(0, sigma))
    rate *= {"loyal": 2.2, "tired": 0.2}.get(case, 1.0)
    event = int(rng.integers(days // 5, max(days // 5 + 1, days - 14)))
    pause = int(rng.integers(days // 8 + 10, days // 4 + 20)) if case in ("pause", "relaunch") else 0
    growth = float(np.exp(rng.normal(np.log(0.25), 0.9))) * (0.15 if case == "tired" else 1.0)
    return Life(
        platform=platform,
        case=case,
        days=days,
        event=event,
        start=start,
        likes=float(np.clip(rate, 0.0015, 0.35)),
        spread=float(rng.uniform(*spread)),
        comments=float(comments * np.exp(rng.normal(0.7 if case == "loyal" else 0, 0.7))),
        a_view=float(np.clip(a_view * np.exp(rng.normal(0, 0.4)), 0.008, 0.3)),
        videos=float(max(0.6 if videos else 0.0, rng.uniform(share - 0.45, share + 0.45) if share < 1 else 1.0)),
        a_week=float(np.clip(np.exp(rng.normal(np.log(2.6), 0.75)), 0.5, 14)),
        growth=growth,
        fade=float(np.exp(rng.normal(0, 0.5))) * (4.0 if case == "tired" else 1.0),
        gap=(event - pause, event) if pause else (-1, -1),
    )


def seasons(rng: Rng, life: Life) -> Floats:
    """How much people want this topic on each day, 1 where it does not matter."""
    if life.case != "season":
        return np.ones(life.days)
    day, sharp = np.arange(life.days), rng.uniform(1, 5)
    wave = ((1 + np.cos(2 * np.pi * (day - life.event) / rng.choice([180.0, 365.0]))) / 2) ** sharp
    return np.asarray(1 + rng.uniform(0.6, 3) * wave, dtype=np.float64)


def _happening(rng: Rng, life: Life) -> dict[str, Floats]:
    days, day = life.days, life.event
    if life.case in ("giveaway", "viral", "press", "shoutout"):
        low, high = {"giveaway": (0.05, 0.6), "viral": (0.05, 1.8), "press": (0.04, 0.5)}.get(life.case, (0.03, 0.4))
        total = life.start * float(np.exp(rng.uniform(np.log(low), np.log(high))))
        return {life.case: burst(days, day, total, rng.uniform(0.6, 5) * (2 if life.case == "viral" else 1))}
    if life.case == "ads":
        budget = block(days, day, int(rng.integers(14, 150)), life.start * float(np.exp(rng.uniform(-6.5, -4.3))))
        return {"ads": budget * rng.normal(1, 0.08, days).clip(0.5)}
    if life.case == "relaunch":
        return {"shoutout": burst(days, day, life.start * rng.uniform(0.05, 0.5), rng.uniform(8, 40))}
    if life.case == "moved":
        return {"viral": block(days, day, days - day, life.start * rng.uniform(0.0004, 0.003))}
    return {}


def flows(rng: Rng, life: Life, season: Floats) -> dict[str, Floats]:
    """How many come each day from search, friends and what happened."""
    day = np.arange(life.days)
    silent = np.where((day >= life.gap[0]) & (day < life.gap[1]), 0.15, 1.0)
    rhythm = weekly(rng, life.days) * season * silent
    trend = np.exp(rng.normal(0, 0.5) * (day / life.days - 0.5) * 2)
    search = life.start * life.growth / 365 * rhythm * trend
    friends = life.start * 0.04 / 365 * weekly(rng, life.days) * np.exp(-day / 200)
    found = {"search": search, "friends": friends}
    for _ in range(int(rng.poisson(life.days / 300))):
        found["viral"] = found.get("viral", np.zeros(life.days)) + burst(
            life.days, int(rng.integers(life.days - 3)), life.start * float(np.exp(rng.uniform(-6, -3))), 3.0
        )
    return {**found, **{name: found.get(name, 0) + flow for name, flow in _happening(rng, life).items()}}


def seen_series(rng: Rng, life: Life, followers: list[int]) -> list[int | None]:
    """What a collector writes down: platforms round, tools sleep, purges happen to all alike."""
    values = np.array(followers, dtype=np.int64)
    if life.case == "purge":
        values[life.event :] -= (values[life.event] * rng.uniform(0.01, 0.08)).astype(np.int64)
    if life.platform == "youtube" or life.case == "rounding":
        step = 10 ** np.maximum(0, np.log10(np.maximum(values, 1)).astype(np.int64) - 2)
        values = values // step * step
    seen: list[int | None] = [int(max(value, 0)) for value in values]
    gaps = [(life.event, int(rng.integers(5, 40)))] if life.case == "outage" else []
    gaps += [(int(day), 1) for day in rng.integers(1, life.days - 1, int(rng.poisson(2)))]
    frozen = rng.random() < 0.5
    for day, span in gaps:
        for at in range(day, min(day + span, life.days - 1)):
            seen[at] = seen[day - 1] if frozen else None
    return seen
