"""Who takes part: shares of people who write, react and stay silent, as far as counts without names can tell. Pure.

Counts of likes name nobody: the people behind the likes of a month are at least as many as the likes of one post, and
at most as many as all likes together. So the shares are bounds (partial identification, Manski 2003) and not points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from nahbar.measure.concentration import student

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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


def shares(found: Crowds) -> Shares:
    """Return the shares over all creators and months, and what chance adds if other such creators had been there.

    A share is a ratio of sums over creators, so its error is that of a ratio (linearised, Cochran 1977, "Sampling
    techniques", ch. 6), taken on the logit scale. Student's quantile has as many degrees of freedom as there would be
    creators of one size less one (Kish 1965): a few large ones are few.
    """
    names, codes = np.unique(found.creator, return_inverse=True)
    columns = (found.audience, found.wrote_low, found.wrote_high, found.took_part_low, found.took_part_high)
    sums = [np.bincount(codes, column, len(names)).astype(np.float64) for column in columns]
    audience, wrote_low, wrote_high, took_part_low, took_part_high = sums
    return Shares(
        _share(wrote_low, wrote_high, audience),
        _share(took_part_low - wrote_high, took_part_high - wrote_low, audience),
        _share(audience - took_part_high, audience - took_part_low, audience),
    )


def _share(low: Floats, high: Floats, audience: Floats) -> Share:
    least, most = (max(float(one.sum()) / max(float(audience.sum()), 1e-9), 0.0) for one in (low, high))
    under, over = _reach(low, least, audience), _reach(high, most, audience)
    return Share(least, most, _moved(least, -under), _moved(most, over))


def _reach(one: Floats, part: float, audience: Floats) -> float:
    """Return how far the interval of a share reaches to either side."""
    n, whole = len(audience), float(audience.sum())
    if n < 2 or whole <= 0.0:
        return 0.0
    error = np.sqrt(((one - part * audience) ** 2).sum() * n / (n - 1)) / whole
    alike = whole**2 / float((audience**2).sum())
    return float(student(alike - 1.0) * error)


def _moved(share: float, reach: float) -> float:
    """Return a share moved by so much, on the logit scale, so that it stays one."""
    if reach == 0.0 or not 0.0 < share < 1.0:
        return share
    return float(expit(logit(share) + reach / (share * (1.0 - share))))
