"""One ranking from two: by words and by meaning. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Reciprocal rank fusion (Cormack, Clarke and Buettcher 2009) with its usual constant.
RANK_ROOM = 60.0


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Return (id, worth) of everything ranked, best first; ties in order of id."""
    worth: dict[int, float] = {}
    for ranking in rankings:
        for place, one in enumerate(ranking, start=1):
            worth[one] = worth.get(one, 0.0) + 1.0 / (RANK_ROOM + place)
    return sorted(worth.items(), key=lambda pair: (-pair[1], pair[0]))


def ordered(found: Mapping[int, float], most: int) -> list[int]:
    """Return the ids with the highest worth, best first."""
    return sorted(found, key=lambda one: (-found[one], one))[:most]
