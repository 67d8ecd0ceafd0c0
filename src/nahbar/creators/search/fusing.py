"""One ranking from two: by words and by meaning. Pure."""

from __future__ import annotations

from collections.abc import Mapping

# A creator who holds all words of a question is worth this much of a cosine more than one who holds none. Set on the
# half of `tests/data/search` that is to tune on, where .25 to 1 give nearly the same.
WORDS_WORTH = 0.5


def fuse(shares: Mapping[int, float], cosines: Mapping[int, float]) -> list[tuple[int, float]]:
    """Return (id, worth) of everything that has a share, a cosine or both, best first; ties in order of id.

    Shares (0 to 1) say how much of a question's words a creator holds. A weighted sum of scores, which keeps how far
    apart two creators are; ranks alone do not (Bruch, Gai and Ingber 2023).
    """
    worth = {one: WORDS_WORTH * shares.get(one, 0.0) + max(cosines.get(one, 0.0), 0.0) for one in {*shares, *cosines}}
    return sorted(worth.items(), key=lambda pair: (-pair[1], pair[0]))
