"""What goes along with a reaction: deals per thousand, the slope within a creator, the share explained. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.count_pooling import Counted, CountPool, explained_share, fit_counts, size_of
from nahbar.measure.rank_agreement import rank_agreement
from nahbar.worth.earned_posts import EarnedPost
from nahbar.worth.likes.contracts import (
    LEAST_CREATORS,
    LEAST_DEALS,
    LEAST_POSTS,
    PER,
    SEED,
    Association,
    Figure,
    OfGroup,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 400
# Posts of a creator whose reactions differ less than by a factor of e^0.1 tell nothing of more or fewer reactions.
LEAST_SPREAD = 0.1
OF = {"like": "likes", "comment": "comments", "share": "shares", "save": "saves", "follower": "followers"}


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Posts as columns: reactions above zero, deals, and the creators and platforms they belong to."""

    reactions: Floats
    deals: Floats
    creators: Sequence[str]
    creator: Ints
    platforms: Sequence[str]
    platform: Ints

    def enough(self) -> bool:
        """Whether there is enough to speak of an association."""
        return (
            len(self.deals) >= LEAST_POSTS and self.deals.sum() >= LEAST_DEALS and len(self.creators) >= LEAST_CREATORS
        )


def units_of(posts: Sequence[EarnedPost], name: str) -> Units:
    """Return the posts on which the reaction is known and above zero."""
    kept = [one for one in posts if (getattr(one, OF[name]) or 0) > 0]
    creators, creator = np.unique([one.creator for one in kept], return_inverse=True)
    platforms, platform = np.unique([one.platform for one in kept], return_inverse=True)
    return Units(
        np.array([getattr(one, OF[name]) for one in kept], dtype=np.float64),
        np.array([one.deals for one in kept], dtype=np.float64),
        [str(one) for one in creators],
        creator.astype(np.int64),
        [str(one) for one in platforms],
        platform.astype(np.int64),
    )


def associated(units: Units) -> tuple[Association, float]:
    """Return the association, and the size with which posts of a creator scatter (for the plan of an experiment)."""
    rates = _fit(units, np.log(units.reactions / PER), np.ones((len(units.deals), 1)))
    x, within = _columns(units)
    slopes = _fit(units, np.zeros(len(units.deals)), x)
    columns = list(range(1, x.shape[1]))
    share, low, high = explained_share(slopes, x, columns, DRAWS, np.random.default_rng(SEED))
    return (
        Association(
            posts=len(units.deals),
            reactions=int(units.reactions.sum()),
            deals=int(units.deals.sum()),
            rate=_rates(rates, units, [(None, None)])[0],
            doubled=_doubled(slopes, x.shape[1] - 1) if within else None,
            explained=Figure(share, low, high),
            agreement=rank_agreement(units.reactions, units.deals, units.creator, SEED),
            platforms=_of_platforms(rates, units),
            creators=_of_creators(rates, units),
        ),
        size_of(slopes),
    )


def _fit(units: Units, offset: Floats, x: Floats) -> CountPool:
    return fit_counts(Counted(units.deals, offset, x, [units.platform, units.creator]))


def _columns(units: Units) -> tuple[Floats, bool]:
    """Return level, the creators' usual reactions, and (last) how far a post is from its creator's usual, as logs."""
    logs = np.log(units.reactions)
    count = np.bincount(units.creator)
    usual = (np.bincount(units.creator, logs) / count)[units.creator]
    apart = logs - usual
    columns = [np.ones(len(logs)), usual - usual.mean()]
    within = float(apart.std()) >= LEAST_SPREAD
    return np.stack([*columns, apart] if within else columns, axis=1), within


def _doubled(pool: CountPool, column: int) -> Figure:
    one = np.zeros((1, pool.mean.shape[1]))
    one[0, column] = np.log(2.0)
    middle, low, high = pool.linear(one)
    return Figure(float(np.exp(middle[0])), float(np.exp(low[0])), float(np.exp(high[0])))


def _rates(pool: CountPool, units: Units, wanted: Sequence[tuple[int | None, int | None]]) -> list[Figure]:
    """Return deals per thousand for (platform, creator) pairs; None stands for a typical one."""
    lines = np.zeros((len(wanted), pool.mean.shape[1]))
    lines[:, 0] = 1.0
    for line, (platform, creator) in zip(lines, wanted, strict=True):
        if platform is not None:
            line[1 + platform] = 1.0
        if creator is not None:
            line[1 + len(units.platforms) + creator] = 1.0
    middle, low, high = (np.exp(bound) for bound in pool.linear(lines))
    return [Figure(float(m), float(a), float(b)) for m, a, b in zip(middle, low, high, strict=True)]


def _of_platforms(pool: CountPool, units: Units) -> list[OfGroup]:
    rates = _rates(pool, units, [(k, None) for k in range(len(units.platforms))])
    return [_group(name, units, units.platform == k, rates[k]) for k, name in enumerate(units.platforms)]


def _of_creators(pool: CountPool, units: Units) -> list[OfGroup]:
    home = [int(units.platform[np.argmax(units.creator == k)]) for k in range(len(units.creators))]
    rates = _rates(pool, units, list(zip(home, range(len(home)), strict=True)))
    found = [_group(name, units, units.creator == k, rates[k]) for k, name in enumerate(units.creators)]
    return sorted(found, key=lambda one: -one.rate.value)


def _group(name: str, units: Units, inside: npt.NDArray[np.bool_], rate: Figure) -> OfGroup:
    sums = int(inside.sum()), int(units.reactions[inside].sum()), int(units.deals[inside].sum())
    return OfGroup(name, *sums, rate)
