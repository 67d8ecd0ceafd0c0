"""Who takes part: shares of people who write, react and stay silent, as far as counts without names can tell. Pure.

Counts of likes name nobody: the people behind the likes of a month are at least as many as the likes of one post, and
at most as many as all likes together. So the shares are bounds (partial identification, Manski 2003) and not points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 400
LEVEL = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Crowds:
    """One entry a creator and month: people in the audience, and bounds on those who wrote and who took part at all."""

    creator: Ints
    audience: Floats
    wrote_low: Floats
    wrote_high: Floats
    took_part_low: Floats
    took_part_high: Floats


@dataclass(frozen=True, slots=True)
class Share:
    """Bounds of a share, and outside of them what chance adds (95 %, over creators)."""

    low: float
    high: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Shares:
    """People who write, who react without writing, who stay silent; of all in the audience."""

    writing: Share
    reacting: Share
    silent: Share


def crowds(
    creator: Ints,
    audience: Floats,
    authors: Floats,
    known_comments: Floats,
    comments: Floats,
    likes: Floats,
    most_likes: Floats,
    others: Floats,
    hidden: Floats,
) -> Crowds:
    """Return bounds for each creator and month, from counts.

    Writers: the known authors, and at most one more for each comment whose author is not known. Taking part: at least
    the likes of one post or the writers, at most all likes, shares, saves and writers together, and never more than the
    audience. Where counts are hidden (`hidden` posts above zero) anybody may have taken part.
    """
    wrote_low = np.minimum(authors, audience)
    wrote_high = np.minimum(authors + np.maximum(comments - known_comments, 0.0), audience)
    low = np.minimum(np.maximum(most_likes, wrote_low), audience)
    high = np.maximum(low, np.minimum(likes + others + wrote_high, audience))
    high = np.where(hidden > 0, audience, high)
    return Crowds(creator, audience, wrote_low, wrote_high, low, high)


def shares(found: Crowds, seed: int) -> Shares:
    """Return the shares over all creators and months; creators are drawn again for what chance adds."""
    names, codes = np.unique(found.creator, return_inverse=True)
    columns = (found.audience, found.wrote_low, found.wrote_high, found.took_part_low, found.took_part_high)
    sums = np.stack([np.bincount(codes, column, len(names)) for column in columns], axis=1)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(names), np.full(len(names), 1.0 / len(names)), size=DRAWS)
    totals = np.vstack([sums.sum(axis=0), times @ sums])
    part = totals[:, 1:] / np.maximum(totals[:, :1], 1e-9)
    return Shares(
        _share(part[:, 0], part[:, 1]),
        _share(np.maximum(part[:, 2] - part[:, 1], 0.0), part[:, 3] - part[:, 0]),
        _share(1.0 - part[:, 3], 1.0 - part[:, 2]),
    )


def _share(low: Floats, high: Floats) -> Share:
    """Return bounds (first entry) and the outer 95 % of their draws (the others)."""
    tail = (1.0 - LEVEL) / 2.0
    lowest, highest = np.quantile(low[1:], tail), np.quantile(high[1:], 1.0 - tail)
    return Share(float(low[0]), float(high[0]), min(float(lowest), float(low[0])), max(float(highest), float(high[0])))


@dataclass(frozen=True, slots=True)
class Concentration:
    """What the busiest `top` of the people who write have written of all comments, with its 95 % interval."""

    top: float
    share: float
    low: float
    high: float


def concentration(comments: Ints, people: Ints, top: float, seed: int) -> Concentration:
    """Return the share of comments by the busiest `top` of writers, from how many people wrote how many comments.

    People are drawn again with replacement (multinomial over the groups). A part of a person counts in part.
    """
    order = np.argsort(-comments)
    size, n = comments[order].astype(np.float64), people[order].astype(np.float64)
    total = int(n.sum())
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(total, n / total, size=DRAWS).astype(np.float64)
    shares_drawn = [_top_share(size, one, top) for one in drawn]
    low, high = np.quantile(shares_drawn, [0.025, 0.975])
    return Concentration(top, _top_share(size, n, top), float(low), float(high))


def _top_share(size: Floats, n: Floats, top: float) -> float:
    wanted = top * n.sum()
    before = np.concatenate([[0.0], np.cumsum(n)[:-1]])
    taken = np.clip(wanted - before, 0.0, n)
    return float(np.sum(taken * size) / np.sum(n * size))
