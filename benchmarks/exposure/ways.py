"""The ways of buying, spread over buyers, and how much is bought."""

import numpy as np

from benchmarks.exposure.records import Floats, Ints
from benchmarks.exposure.speech import Dice

FAMILIES: dict[str, tuple[int, tuple[str, ...]]] = {
    "followers": (8, ("followers_once", "followers_packs", "followers_drip")),
    "likes": (4, ("likes_some", "likes_all", "likes_since")),
    "views": (2, ("views_some", "views_all")),
    "comments": (3, ("comment_pack",)),
    "ring": (3, ("ring",)),
}
RANGES = {"followers": (0.2, 1.5, 0.05), "likes": (0.5, 5.0, 0.12), "views": (0.5, 8.0, 0.15)}
SMALL = 0.14


def family_of(way: str) -> str:
    """What sort of thing this way of buying adds."""
    return next(name for name, (_, ways) in FAMILIES.items() if way in ways)


def spread_ways(dice: Dice, buyers: int) -> list[tuple[str, ...]]:
    """What each buyer buys; one in five buys a second thing of another sort."""
    cycle = [name for name, (share, _) in FAMILIES.items() for _ in range(share)]
    turns = dict.fromkeys(FAMILIES, 0)
    bought: list[tuple[str, ...]] = []
    for i in range(buyers):
        name = cycle[i * 7 % len(cycle)]
        ways = FAMILIES[name][1]
        first = ways[turns[name] % len(ways)]
        turns[name] += 1
        bought.append((first, *_second(dice, name)))
    return bought


def _second(dice: Dice, name: str) -> tuple[str, ...]:
    if not dice.chance(0.2):
        return ()
    other = dice.pick([family for family in FAMILIES if family != name])
    return (dice.pick(FAMILIES[other][1]),)


def size_of(dice: Dice, way: str) -> float:
    """How large a purchase is beside what there was; few are too small to matter."""
    low, high, least = RANGES.get(family_of(way), (0.2, 3.0, 0.07))
    return dice.between(least, low) if dice.chance(SMALL) else dice.between(low, high)


def chosen_posts(dice: Dice, way: str, at: Floats, days: int) -> Ints:
    """Which posts a purchase of likes, views or comments goes to."""
    if way.endswith("_all"):
        return np.arange(len(at))
    if way.endswith("_since"):
        start = days * (0.15 + 0.6 * dice.roll())
        return np.arange(min(int(np.searchsorted(at, start)), len(at) - 4), len(at))
    share = 0.15 + 0.45 * dice.roll()
    if dice.chance(0.3):
        length = max(4, int(len(at) * share))
        start_at = int(dice.roll() * (len(at) - length + 1))
        return np.arange(start_at, start_at + length)
    return np.sort(dice.rng.permutation(len(at))[: max(3, int(len(at) * share))])
