"""What happens to a creator: the honest events and the purchases that the kind stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.market.draws import chance, pick, pick_some
from benchmarks.market.kinds import ALSO_HAPPENS, FOLLOWERS, LIKES, MIXABLE

EVENT_BESIDE_PURCHASE = 0.25
# What a buyer of two things buys: mostly followers with one of these, else likes since a day with comments.
FOLLOWERS_IN_MIX = 0.75
BESIDE_FOLLOWERS = ("l_some", "l_all", "l_since", "c_pack", "pod", "views")
BESIDE_LIKES = ("c_pack", "pod")


@dataclass(frozen=True, slots=True)
class Story:
    """The kind, what it consists of, and of that the honest events and the purchases."""

    kind: str
    bought: bool
    parts: tuple[str, ...]
    events: tuple[str, ...]
    buys: tuple[str, ...]

    @property
    def buys_likes(self) -> bool:
        """Whether likes are bought."""
        return any(buy in LIKES for buy in self.buys)

    @property
    def buys_comments(self) -> bool:
        """Whether comments are bought or arranged."""
        return "c_pack" in self.buys or "pod" in self.buys


def draw_story(rng: np.random.Generator, kind: str, bought: bool) -> Story:
    """Return what happens to a creator of this kind; a quarter of the buyers has an honest event too."""
    if not bought:
        parts = tuple(pick_some(rng, MIXABLE, 2)) if kind == "mixture" else (kind,)
        return Story(kind, False, parts, parts, ())
    parts = _mix(rng) if kind == "mix" else (kind,)
    events = (pick(rng, ALSO_HAPPENS),) if chance(rng, EVENT_BESIDE_PURCHASE) else ()
    return Story(kind, True, parts, events, parts)


def _mix(rng: np.random.Generator) -> tuple[str, str]:
    if chance(rng, FOLLOWERS_IN_MIX):
        return pick(rng, FOLLOWERS), pick(rng, BESIDE_FOLLOWERS)
    return "l_since", pick(rng, BESIDE_LIKES)
