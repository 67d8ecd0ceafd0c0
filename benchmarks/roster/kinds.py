"""Which kinds of creators the roster holds, in equal shares on either side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

# All but "plain" look like a purchase in some way: an event, a season, a pause, a platform's trouble with counts, a
# habit that changes, followers who always comment, an old audience that no longer looks.
HONEST = ("plain", "giveaway", "viral", "press", "seasonal", "pause", "platform", "habit", "loyal", "cooled")
# What is bought, by the question that a brand would ask.
BOUGHT: Mapping[str, tuple[str, ...]] = {
    "followers": ("followers_once", "followers_drip", "followers_packs"),
    "engagement": ("likes_some", "likes_all", "likes_since", "views", "comment_pack"),
    "ring": ("ring",),
}
PURCHASES = tuple(kind for kinds in BOUGHT.values() for kind in kinds)
RING = "ring"


def question_of(kind: str) -> str:
    """Return the question that a brand would ask of a purchase, "" of an honest kind."""
    return next((question for question, kinds in BOUGHT.items() if kind in kinds), "")


def planned_kinds(rng: np.random.Generator, honest: int, bought: int) -> list[str]:
    """Return the kind of each creator in a random order; where a count is no multiple, chance says who is rarer."""
    honest_order, bought_order = rng.permutation(len(HONEST)), rng.permutation(len(PURCHASES))
    kinds = [HONEST[honest_order[place % len(HONEST)]] for place in range(honest)]
    kinds += [PURCHASES[bought_order[place % len(PURCHASES)]] for place in range(bought)]
    return [kinds[place] for place in rng.permutation(len(kinds))]
