"""What happens to a whole platform, and so to all its creators on the same days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.market.draws import Floats, whole, within

PLATFORMS = {"instagram": 0.45, "tiktok": 0.3, "youtube": 0.25}
WORLD_STREAM = 99
MOOD_DAYS, MOOD_SPREAD, MOOD_MEMORY = 900, 0.35, 14  # how much people look at all, for longer than any series


class Spell(NamedTuple):
    """Some days of trouble: `back` is its first day in days before the end of all series."""

    back: int
    days: int


@dataclass(frozen=True, slots=True)
class World:
    """One platform: outages, a clean-up of accounts (days back, share taken), wrong counts, stale counts, moods.

    `mood` holds a factor of what people look at, shape (MOOD_DAYS,), the last day first.
    """

    outages: tuple[Spell, Spell]
    purge_back: int
    purged: float
    undercount: Spell
    stale: Spell
    mood: Floats


def draw_worlds(seed: int) -> dict[str, World]:
    """Return each platform's world; streams of their own keep them apart."""
    return {name: _draw(np.random.default_rng([seed, WORLD_STREAM, number])) for number, name in enumerate(PLATFORMS)}


def _draw(rng: np.random.Generator) -> World:
    backs = np.sort(rng.choice(np.arange(30, 700), 4, replace=False))
    return World(
        outages=(Spell(int(backs[1]), whole(rng, 1, 4)), Spell(int(backs[3]), whole(rng, 1, 3))),
        purge_back=whole(rng, 60, 340),
        purged=within(rng, (0.003, 0.012)),
        undercount=Spell(whole(rng, 60, 340), whole(rng, 1, 6)),
        stale=Spell(whole(rng, 60, 320), whole(rng, 3, 8)),
        mood=np.exp(np.convolve(rng.normal(0, MOOD_SPREAD, MOOD_DAYS), np.ones(MOOD_MEMORY) / MOOD_MEMORY, "same")),
    )
