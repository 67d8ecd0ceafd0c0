"""A count that rises against all others from one day on, and stays: the trace of buying that begins on a day."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.posts import COMMENTS, LIKES, VIEWS, PostLogs
from nahbar.measure.change_point import LEAST_VALUES, Shift, Shifts

Ints = npt.NDArray[np.int64]

NAMES = {LIKES: "likes", COMMENTS: "comments", VIEWS: "views"}
MOST_LINE = 200.0


@dataclass(frozen=True, slots=True)
class Since:
    """The clearest lasting shift of one metric against the others: from which post on, against which of them."""

    metric: int
    post: int
    shift: Shift
    against: tuple[int, ...]


class Pair:
    """Two counts over the posts that carry both: the log of the first over the second, in the order of time."""

    def __init__(self, posts: PostLogs, first: int, second: int) -> None:
        count = posts.count[[first, second]]
        self.place: Ints = np.flatnonzero(np.isfinite(count).all(axis=0))
        self._shifts = None
        if self.place.size >= LEAST_VALUES:
            both = np.log1p(count[:, self.place])
            self._shifts = Shifts(both[0] - both[1])
            self.largest = self._shifts.largest()

    @property
    def known(self) -> bool:
        """Whether enough posts carry both."""
        return self._shifts is not None

    def since(self, post: int) -> Shift | None:
        """Return the shift before a post; None where too few lie on a side of it."""
        return None if self._shifts is None else self._shifts.at(int(np.searchsorted(self.place, post)))


def pairs_of(posts: PostLogs) -> Mapping[tuple[int, int], Pair]:
    """Return all pairs of likes, comments and views that enough posts carry."""
    pairs = {pair: Pair(posts, *pair) for pair in itertools.combinations(NAMES, 2)}
    return {pair: one for pair, one in pairs.items() if one.known}


def since(posts: PostLogs) -> dict[str, float]:
    """Return for likes, comments and views how clearly they shifted against all others, and how like a step.

    A shift against one other may be that other's own, so that the weakest of them counts; with one other alone there
    is nothing to tell them apart, and `_others` says so.
    """
    found: dict[str, float] = {}
    pairs = pairs_of(posts)
    for metric, name in NAMES.items():
        shift = clearest(pairs, metric)
        if shift is not None:
            found |= {
                f"{name}_since_z": math.log1p(abs(shift.shift.z)),
                f"{name}_since_step": abs(shift.shift.step),
                f"{name}_since_line": math.log1p(min(max(shift.shift.over_line, 0.0), MOST_LINE)),
                f"{name}_since_near": min(max(shift.shift.near, -1.0), 2.0),
                f"{name}_since_others": float(len(shift.against)),
            }
    return found


def clearest(pairs: Mapping[tuple[int, int], Pair], metric: int) -> Since | None:
    """Return the shift of a metric that all other known metrics show; None where it cannot be looked for."""
    mine = {sum(pair) - metric: (one, pair[0] == metric) for pair, one in pairs.items() if metric in pair}
    if not mine:
        return None
    first = max(mine, key=lambda other: abs(mine[other][0].largest.z))
    strongest, direct = mine[first]
    agreed = strongest.largest if direct else strongest.largest.turned()
    post = int(strongest.place[agreed.place])
    for other, (pair, direct) in mine.items():
        here = pair.since(post) if other != first else None
        if here is not None:
            agreed = _weaker(agreed, here if direct else here.turned())
    return Since(metric, post, agreed, tuple(mine))


def _weaker(one: Shift, other: Shift) -> Shift:
    if one.step * other.step <= 0:
        return Shift(one.place, 0.0, 0.0, 0.0, 0.0)
    return min(one, other, key=lambda shift: abs(shift.z))
