"""Creators as a careful tester draws them: a statistical model each, and every purchase on top of an honest series.

Each figure has a plain model: posts come at random around a rate that wanders slowly, counts scatter more than chance
alone, growth has noise with a memory and a weekday pattern. Each parameter of each creator is drawn from a wide range.
Half of the honest ones, and many of the buyers, live through a hard case as well (`cases`). A buyer is an honest
creator first; deliveries are added afterwards (`buying`, `sellers`), and nothing else changes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.trials.deals import Deal, draw_deals
from benchmarks.trials.files import Folder
from benchmarks.trials.sellers import draw_rings, draw_sellers
from benchmarks.trials.trial import Scene, one_creator
from benchmarks.trials.words import Dice

__all__ = ["write_trials"]


def write_trials(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Writes so many honest creators and buyers into the folder; the same arguments write the same files."""
    rng = np.random.default_rng([seed, 71])
    dice = Dice(rng)
    scene = Scene(draw_sellers(rng, dice, 3 + bought // 12), draw_rings(rng, dice, 2 + bought // 20), set())
    plans: list[list[Deal]] = [[] for _ in range(honest)] + draw_deals(rng, bought)
    with Folder(folder) as out:
        for number, place in enumerate(rng.permutation(len(plans)).tolist()):
            own = np.random.default_rng([seed, 72, number])
            out.write(one_creator(own, scene, plans[place], place, number))
