"""Who buys what, and how much: the ways of buying, their shares and their sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

SHARES = {
    "followers_once": 14,
    "followers_packs": 13,
    "followers_drip": 13,
    "likes_some": 6,
    "likes_all": 7,
    "likes_since": 7,
    "views_some": 5,
    "views_all": 5,
    "comment_pack": 15,
    "ring": 15,
}


@dataclass(frozen=True)
class Deal:
    """One purchase: the way, and its size beside what there was."""

    way: str
    size: float
    before: bool = False

    def entry(self, **facts: Any) -> dict[str, Any]:
        """What the truth says about it."""
        known = {"before_known_days": True} if self.before else {}
        return {"way": self.way, "size": round(self.size, 3), **known, **facts}


def _size(rng: np.random.Generator, way: str) -> float:
    low, matters, high = (0.05, 0.2, 1.5) if way.startswith("followers") else (0.25, 0.5, 4.0)
    if way in ("comment_pack", "ring"):
        low, matters, high = 0.08, 0.2, 2.5
    ends = (low, matters) if rng.random() < 0.15 else (matters, high)
    return float(np.exp(rng.uniform(np.log(ends[0]), np.log(ends[1]))))


def deal(rng: np.random.Generator, way: str) -> Deal:
    """A purchase of this way."""
    return Deal(way, _size(rng, way), way.startswith("followers") and rng.random() < 0.07)


def draw_deals(rng: np.random.Generator, bought: int) -> list[list[Deal]]:
    """The purchases of each of so many buyers, with the ways in fixed shares."""
    ways = list(SHARES)
    weights = np.cumsum(list(SHARES.values())) / sum(SHARES.values())
    firsts = rng.permutation(np.searchsorted(weights, (np.arange(bought) + rng.random()) / max(bought, 1)))
    plans = []
    for first in firsts:
        plan = [deal(rng, ways[min(int(first), len(ways) - 1)])]
        if rng.random() < 0.18:
            second = ways[int(rng.integers(len(ways)))]
            plan += [deal(rng, second)] if second.split("_")[0] != plan[0].way.split("_")[0] else []
        plans.append(plan)
    return plans
