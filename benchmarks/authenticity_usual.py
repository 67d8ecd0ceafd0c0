"""What is usual among the made-up creators of one workspace, as the product works it out from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.authenticity_tables import inputs
from benchmarks.authenticity_world import World
from nahbar.creators.authenticity import assess, shipped, usual_among
from nahbar.creators.contracts import Usual

Told = tuple[str, float]  # verdict and largest probability


def usual_by_platform(platforms: Sequence[str], arguments: Sequence[dict[str, Any]]) -> dict[str, Usual]:
    """Return what is usual on each platform, buyers included; `arguments` are those of `assess`, one a creator."""
    here = np.array(platforms, dtype=object)
    return {
        platform: usual_among([arguments[i] for i in np.flatnonzero(here == platform)], shipped())
        for platform in sorted(set(platforms))
    }


def judged(worlds: Sequence[World]) -> dict[str, list[Told]]:
    """Return verdict and largest probability of the creators of each kind, all in one workspace."""
    given = [inputs(world) for world in worlds]
    usual = usual_by_platform([world.platform for world in worlds], given)
    found: dict[str, list[Told]] = {}
    for world, arguments in zip(worlds, given, strict=True):
        told = assess(**arguments, usual=usual[world.platform])
        answers = (told.bought_followers, told.bought_engagement, told.comment_ring)
        likeliest = max((one for one in answers if one is not None), default=0.0)
        found.setdefault(world.kind, []).append((told.verdict, likeliest))
    return found
