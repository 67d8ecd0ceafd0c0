"""Which kinds of creators the made-up market holds, and in what shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

# Honest kinds and their shares; everything but "steady" looks like a purchase in some way.
HONEST: Mapping[str, float] = {
    "steady": 0.14,
    "growing": 0.11,
    "giveaway": 0.12,
    "viral": 0.12,
    "press": 0.10,
    "seasonal": 0.07,
    "pause": 0.07,
    "outage": 0.07,  # the collector's figures froze or dipped for some days
    "loyal": 0.08,  # few followers, far more engagement than usual
    "quiet": 0.06,  # many followers, far less engagement than usual
    "mixture": 0.06,  # two of the kinds in MIXABLE
}
# Buyers and their shares: followers at once or in drips; likes on some posts, on all, since a day; views; comment
# packs; rings that comment each other; two of these.
BOUGHT: Mapping[str, float] = {
    "f_once": 0.165,
    "f_drip": 0.165,
    "l_some": 0.09,
    "l_all": 0.085,
    "l_since": 0.09,
    "views": 0.09,
    "c_pack": 0.10,
    "pod": 0.105,
    "mix": 0.11,
}
FOLLOWERS = ("f_once", "f_drip")
LIKES = ("l_some", "l_all", "l_since")
MIXABLE = ("growing", "giveaway", "viral", "press", "seasonal", "pause", "outage", "loyal")
# What also happens to some buyers, honestly, so that an honest event does not clear a creator.
ALSO_HAPPENS = ("giveaway", "viral", "press", "seasonal", "pause", "growing")
# Honest creators of whom little is known: 1 to 4 posts, a few weeks of followers. One in 25, and at least one.
THIN = "thin"
THIN_EVERY = 25


def planned_kinds(rng: np.random.Generator, honest: int, bought: int) -> list[tuple[str, bool]]:
    """Return (kind, whether it buys) of each creator in a random order; the counts follow the shares, rounded."""
    thin = max(1, honest // THIN_EVERY) if honest else 0
    kinds = [(kind, False) for kind in _spread(HONEST, honest - thin)]
    kinds += [(kind, True) for kind in _spread(BOUGHT, bought)]
    kinds += [(THIN, False)] * thin
    return [kinds[place] for place in rng.permutation(len(kinds))]


def _spread(shares: Mapping[str, float], count: int) -> Iterator[str]:
    ends = np.round(np.cumsum(list(shares.values())) / sum(shares.values()) * count).astype(int)
    for kind, many in zip(shares, np.diff(ends, prepend=0), strict=True):
        yield from [kind] * int(many)
