"""Creators as neighbours: people first, figures after.

Ten thousand people with interests, a language, a town, waking hours and friends follow several creators of the same
file and comment there. Creators know each other and comment under each other's posts; they share an audience by topic
and town, and the mood of a topic lifts all who write about it on the same days. Those who comment for money, and the
members of pods, are people of that population with other habits. Likes and views are drawn in aggregate, around what
the fans of a place care for and when they are awake.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.neighbours.town import CASES, draw_world, rows_of
from benchmarks.trials.deals import Deal, draw_deals
from benchmarks.trials.files import Folder
from benchmarks.trials.words import Dice

__all__ = ["write_neighbours"]


def write_neighbours(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Writes so many honest creators and buyers into the folder; the same arguments write the same files."""
    rng = np.random.default_rng([seed, 81])
    dice = Dice(rng)
    plans: list[list[Deal]] = [[] for _ in range(honest)] + draw_deals(rng, bought)
    hard = [CASES[i // 2 % len(CASES)] if i % 2 else "ordinary" for i in range(len(plans))]
    order = rng.permutation(len(plans)).tolist()
    plans, hard = [plans[i] for i in order], [hard[i] for i in order]
    world = draw_world(rng, dice, plans, hard)
    for place, plan in zip(world.places, plans, strict=True):
        if any(deal.way == "ring" for deal in plan):
            near = world.pods[int(place.who.language == "en") :: 2]
            near[dice.below(len(near))].creators.append(place.who)
    with Folder(folder) as out:
        for number, plan in enumerate(plans):
            out.write(rows_of(np.random.default_rng([seed, 82, number]), world, number, plan))
