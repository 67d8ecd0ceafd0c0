"""Who takes part: shares of people who write, react and stay silent, as far as counts without names can tell. Pure.

Counts of likes name nobody: the people behind the likes of a month are at least as many as the likes of one post, and
at most as many as all likes together. So the shares are bounds (partial identification, Manski 2003) and not points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, stdtrit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

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
    return float(_times(alike - 1.0) * error)


def _times(degrees: float) -> float:
    return float(stdtrit(max(degrees, 1.0), (1.0 + LEVEL) / 2.0))


def _moved(share: float, reach: float) -> float:
    """Return a share moved by so much, on the logit scale, so that it stays one."""
    if reach == 0.0 or not 0.0 < share < 1.0:
        return share
    return float(expit(logit(share) + reach / (share * (1.0 - share))))


@dataclass(frozen=True, slots=True)
class Concentration:
    """What the busiest `top` of the people who write have written of all comments, with its 95 % interval."""

    top: float
    share: float
    low: float
    high: float


def concentration(comments: Ints, people: Ints, top: float) -> Concentration:
    """Return the share of comments by the busiest `top` of writers, from how many people wrote how many comments.

    A part of a person counts in part. The interval is for other such writers: the influence function of a Lorenz
    curve's ordinate (Cowell and Victoria-Feser 2003) on the logit scale, whose mean is skewed by the few who write very
    much: see `_skewed`.
    """
    order = np.argsort(-comments)
    size, n = comments[order].astype(np.float64), people[order].astype(np.float64)
    total, share = float(n.sum()), _top_share(size, n, top)
    if total < 2.0 or not 0.0 < share < 1.0:
        return Concentration(top, share, share, share)
    # The comments of the least busy one among the busiest.
    edge = size[min(int(np.searchsorted(np.cumsum(n), top * total)), len(size) - 1)]
    moves = (np.maximum(size - edge, 0.0) + top * edge - share * size) * total / float((n * size).sum())
    under, over = _skewed(moves / (share * (1.0 - share)), n, top * total - 1.0)
    return Concentration(top, share, float(expit(logit(share) - under)), float(expit(logit(share) + over)))


def _skewed(moves: Floats, n: Floats, most_degrees: float) -> tuple[float, float]:
    """Return how far the 95 % interval of the mean of `moves` (each `n` times) reaches below and above it.

    Student's interval through the cube-root transformation that takes the skewness out of it (Hall 1992, "On the
    removal of skewness by transformation"), with as many degrees of freedom as the variance is known by, 2 n over
    kurtosis less one (Box 1953), and at most `most_degrees`.
    """
    total = float(n.sum())
    variance = float((n * moves**2).sum()) / total
    if variance <= 0.0:
        return 0.0, 0.0
    skewness, kurtosis = (float((n * moves**k).sum()) / total / variance ** (k / 2) for k in (3, 4))
    reach = _times(min(most_degrees, 2.0 * total / max(kurtosis - 1.0, 1e-9)))
    bend = skewness / np.sqrt(total)
    error = np.sqrt(variance / (total - 1.0))
    return float(error * _unbent(reach, bend)), float(-error * _unbent(-reach, bend))


def _unbent(quantile: float, bend: float) -> float:
    """The inverse of Hall's transformation t + bend t^2 / 3 + bend^2 t^3 / 27 + bend / 6."""
    if abs(bend) < 1e-9:
        return quantile
    return float(3.0 / bend * (np.cbrt(1.0 + bend * (quantile - bend / 6.0)) - 1.0))


def _top_share(size: Floats, n: Floats, top: float) -> float:
    wanted = top * n.sum()
    before = np.concatenate([[0.0], np.cumsum(n)[:-1]])
    taken = np.clip(wanted - before, 0.0, n)
    return float(np.sum(taken * size) / np.sum(n * size))
