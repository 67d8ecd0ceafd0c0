"""Bought followers: when they are delivered, how many on each day, and how fast some of them fall off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.market.draws import Floats, Span, chance, whole, within
from benchmarks.roster.draws import log_between
from benchmarks.roster.traits import Creator

BOUGHT_SHARE: Span = (0.08, 1.0)  # of the followers, all at once or in drips
PACK_SHARE, PACKS, LEAST_OF_PACKS = (0.03, 0.15), (3, 9), 0.15
ONCE_DAYS, DRIP_DAYS, PACK_DAYS = (1, 4), (4, 41), (1, 5)
AT_ONCE = 3  # days within which a delivery is uneven: most of it at first
FIRST_DAYS = np.array([4.0, 2.0, 1.0, 1.0])
DRIP_BESIDE_INFLOW, LEAST_DRIP = 1.5, 0.003  # a day of a drip brings more than the creator's own days
FALLING, HALF_LIFE_DAYS, FALLING_SHARE = 0.6, (12, 70), (0.15, 0.75)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery: first day, share of the followers of that day, and its split over days, shape (days,)."""

    day: int
    share: float
    split: Floats


@dataclass(frozen=True, slots=True)
class Supply:
    """All deliveries, the share of them that falls off (0 where none does), and its half-life in days."""

    deliveries: list[Delivery]
    falls_off: float
    half_life: float


def draw_supply(rng: np.random.Generator, creator: Creator) -> Supply:
    """Return the bought followers of a creator's kind; honest kinds have no deliveries."""
    packs = _packs(rng, creator)
    falling, half_life, share = chance(rng, FALLING), within(rng, HALF_LIFE_DAYS), within(rng, FALLING_SHARE)
    deliveries = [Delivery(day, size, _split(rng, days)) for day, size, days in packs]
    return Supply(deliveries, share if falling else 0.0, half_life)


def _packs(rng: np.random.Generator, creator: Creator) -> list[tuple[int, float, int]]:
    """Return first day, share and days of each delivery."""
    days = creator.days
    if creator.kind == "followers_once":
        return [(whole(rng, 45, days - 15), log_between(rng, BOUGHT_SHARE), whole(rng, *ONCE_DAYS))]
    if creator.kind == "followers_drip":
        shortest, length, share = DRIP_DAYS[0], whole(rng, *DRIP_DAYS), log_between(rng, BOUGHT_SHARE)
        a_day = max(LEAST_DRIP, DRIP_BESIDE_INFLOW * creator.inflow)
        length = max(shortest, min(length, int(share / a_day)))
        return [(whole(rng, 45, days - 15 - min(length, 30)), share, length)]
    if creator.kind != "followers_packs":
        return []
    shares = [log_between(rng, PACK_SHARE) for _ in range(whole(rng, *PACKS))]
    total = sum(shares)
    if total < LEAST_OF_PACKS:
        shares = [share * LEAST_OF_PACKS / total for share in shares]
    first_days = np.sort(rng.choice(np.arange(40, days - 8), len(shares), replace=False)).tolist()
    return [(day, share, whole(rng, *PACK_DAYS)) for day, share in zip(first_days, shares, strict=True)]


def _split(rng: np.random.Generator, days: int) -> Floats:
    if days <= AT_ONCE:
        return rng.dirichlet(FIRST_DAYS[:days])
    split: Floats = np.ones(days)
    if not chance(rng, 0.6):
        split = np.exp(-np.arange(days) / (days * within(rng, (0.5, 1.5))))
    split *= np.exp(rng.normal(0, within(rng, (0.05, 0.35)), days))
    split /= split.sum()
    return split
