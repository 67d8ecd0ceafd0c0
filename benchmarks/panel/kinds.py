"""Which kinds of creators the panel holds: what each lived through, and what the buyers bought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

PLAIN = "plain"
# What honest creators live through that looks like a purchase in some way.
HARD = ("giveaway", "viral", "press", "seasonal", "pause", "outage")
HONEST = (PLAIN, *HARD)
# What is bought, by the question that a brand would ask.
BOUGHT: Mapping[str, tuple[str, ...]] = {
    "followers": ("burst", "package", "drip"),
    "engagement": ("likes_all", "likes_third", "comment_pack"),
    "ring": ("pod_fast", "pod_rotating", "pod_talkative"),
}
# One of each question in turn, so that the questions have equal shares, and the kinds within each.
PURCHASES = tuple(kind for kinds in zip(*BOUGHT.values(), strict=True) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Plan:
    """One creator to draw: a number that names its streams, what it lives through, what it buys (or "")."""

    number: int
    base: str
    purchase: str

    @property
    def kind(self) -> str:
        """What the truth calls the creator: its purchase, or what it honestly lived through."""
        return self.purchase or self.base

    @property
    def question(self) -> str:
        """The question that a brand would ask of the purchase, "" of an honest creator."""
        return next((question for question, kinds in BOUGHT.items() if self.purchase in kinds), "")


def planned(rng: np.random.Generator, honest: int, bought: int) -> list[Plan]:
    """Return the creators to draw in a random order; half of either side is plain, the others share what is hard."""
    bases = [PLAIN if place % 2 == 0 else HARD[place // 2 % len(HARD)] for place in range(honest)]
    bases += [PLAIN if drawn < 0.5 else HARD[int(drawn * 12) - 6] for drawn in rng.random(bought)]
    purchases = [""] * honest + [PURCHASES[place % len(PURCHASES)] for place in range(bought)]
    plans = [Plan(number, *both) for number, both in enumerate(zip(bases, purchases, strict=True))]
    return [plans[number] for number in rng.permutation(len(plans))]
