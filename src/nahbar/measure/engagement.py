"""Engagement of one creator: what counts as an engagement, the typical rate, where it stands, each post, the trend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri, stdtrit

from nahbar.measure.shrinkage import TAIL, Typical, log_counts, trigamma, typical_log_rate
from nahbar.measure.size_curve import SizeAt, SizeCurve
from nahbar.measure.trend import UNKNOWN_TREND, Trend, fit_trend

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Range = tuple[float, float]

# A kind of reaction counts when it is known for at least this share of the posts; posts that lack it are left out.
_KNOWN_SHARE = 0.8
# Without a curve nothing is expected: 2 % give or take a factor of 400 either way, posts spread by the usual 0.6.
_NO_CURVE = SizeAt(mean=float(np.log(0.02)), doubt=0.0, spread=3.0, post_spread=0.6)


@dataclass(frozen=True, slots=True, eq=False)
class PostBand:
    """Each used post beside what is expected of a post of this creator: rates, ascending by time.

    `row` is the post's place in the arrays that were given.
    """

    row: Ints
    posted_at: Ints
    rate: Floats
    expected: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Engagement:
    """The engagement rate of a creator's typical (median) post and where it stands among creators of like size.

    `rate` is NaN when there is neither a post nor a curve; `expected`, `expected_interval` (the middle 95 % of
    creators of that size), `percentile` (0 to 1) and its interval are None without a curve. `trend` is the relative
    change in 30 days, NaN where it cannot be told.
    """

    rate: float
    interval: Range
    expected: float | None
    expected_interval: Range | None
    percentile: float | None
    percentile_interval: Range | None
    posts_used: int
    posts: PostBand
    trend: float
    trend_interval: Range
    log_rate: float
    log_doubt: float
    post_spread: float


def sum_reactions(kinds: Mapping[str, Floats]) -> tuple[Floats, tuple[str, ...]]:
    """Return the engagements of each post (NaN where it cannot be compared) and the kinds that were summed.

    The sum has the same composition for every post: a kind (likes, comments, shares, saves) takes part when it is known
    for at least 80 % of the posts, or else the one known most often does; a post that lacks a kind that takes part is
    left out, because a missing count is not zero.
    """
    known = {name: float(np.mean(~np.isnan(value))) if len(value) else 0.0 for name, value in kinds.items()}
    chosen = tuple(name for name, share in known.items() if share >= _KNOWN_SHARE)
    if not chosen and max(known.values(), default=0.0) > 0.0:
        chosen = (max(known, key=lambda name: known[name]),)
    if not chosen:
        return np.full(len(next(iter(kinds.values()), np.empty(0))), np.nan), ()
    return np.sum([kinds[name] for name in chosen], axis=0), chosen


def estimate_engagement(
    engaged: Floats,
    base: Floats,
    posted_at: Ints,
    curve: SizeCurve | None,
    log10_size: float,
    now: int,
    level: float = 0.95,
) -> Engagement:
    """Estimate the rate `engaged / base` of a creator's typical post.

    One entry a post: `engaged` a count, `base` followers or views, `posted_at` seconds. Posts with an unknown or
    negative count, a base that is not positive, or a time after `now` are left out. The estimand is the median post
    (on the log scale: the geometric middle), which one viral post hardly moves; it is not total reactions over total
    views. `curve` is the expectation by `log10_size` for the same denominator. `level` holds for every interval.
    """
    usable = np.isfinite(engaged) & (engaged >= 0.0) & np.isfinite(base) & (base > 0.0) & (posted_at <= now)
    row = np.flatnonzero(usable)
    row = row[np.argsort(posted_at[row], kind="stable")]
    counts = log_counts(engaged[row], base[row])
    known = curve is not None and np.isfinite(log10_size)
    size = curve.at(log10_size) if curve is not None and known else _NO_CURVE
    typical = typical_log_rate(counts, size.mean, float(np.hypot(size.spread, size.doubt)), size.post_spread, level)
    trend = fit_trend(counts, posted_at[row], level) if len(row) else UNKNOWN_TREND
    band = _post_band(row, posted_at[row], engaged[row] / base[row], base[row], typical, level)
    return _assemble(typical, size if known else None, band, trend, level)


def _assemble(typical: Typical, size: SizeAt | None, band: PostBand, trend: Trend, level: float) -> Engagement:
    expected = expected_interval = percentile = percentile_interval = None
    if size is not None:
        half = float(ndtri((1.0 + level) / 2.0)) * float(np.hypot(size.spread, size.doubt))
        expected = float(np.exp(size.mean))
        expected_interval = (float(np.exp(size.mean - half)), float(np.exp(size.mean + half)))
        percentile, percentile_interval = _percentile(typical, size, level)
    blank = size is None and len(band.row) == 0
    return Engagement(
        rate=float("nan") if blank else float(np.exp(typical.mean)),
        interval=(0.0, 1.0) if blank else (float(np.exp(typical.low)), float(np.exp(typical.high))),
        expected=expected,
        expected_interval=expected_interval,
        percentile=percentile,
        percentile_interval=percentile_interval,
        posts_used=len(band.row),
        posts=band,
        trend=trend.change,
        trend_interval=(trend.low, trend.high),
        log_rate=typical.mean,
        log_doubt=typical.doubt,
        post_spread=typical.post_spread,
    )


def _percentile(typical: Typical, size: SizeAt, level: float) -> tuple[float, Range]:
    """Return the expected share of creators of like size below this one, and its interval.

    The typical rate and the curve are uncertain, nearly independently; z is their distance in between-creator spreads.
    """
    z = (typical.mean - size.mean) / size.spread
    doubt = float(np.hypot(typical.doubt, size.doubt)) / size.spread
    half = float(ndtri((1.0 + level) / 2.0)) * doubt
    return float(ndtr(z / np.hypot(1.0, doubt))), (float(ndtr(z - half)), float(ndtr(z + half)))


def _post_band(row: Ints, posted_at: Ints, rate: Floats, base: Floats, typical: Typical, level: float) -> PostBand:
    expected, low, high = _post_range(typical.mean, typical.doubt, typical.post_spread, base, level)
    return PostBand(row, posted_at, rate, expected, low, high)


def expected_posts(found: Engagement, base: Floats, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Return the expected rate and the range of rates of single posts with the given bases, also of future posts."""
    return _post_range(found.log_rate, found.log_doubt, found.post_spread, base, level)


def _post_range(
    log_rate: float, doubt: float, post_spread: float, base: Floats, level: float
) -> tuple[Floats, Floats, Floats]:
    middle = float(np.exp(log_rate))
    # The spread of posts, the doubt about their middle, and the Poisson error of the log of at least half a reaction.
    scale = np.sqrt(post_spread**2 + doubt**2 + trigamma(np.maximum(middle * base, 0.5)))
    width = float(stdtrit(TAIL, (1.0 + level) / 2.0)) * scale
    low = np.where(_could_be_zero(middle * base, post_spread, level), 0.0, middle * np.exp(-width))
    return np.full(len(base), middle), low, middle * np.exp(width)


def _could_be_zero(expected_count: Floats, post_spread: float, level: float) -> npt.NDArray[np.bool_]:
    # A post at its own low end with a Poisson count: zero is within the band when its probability exceeds the tail.
    return np.asarray(np.exp(-expected_count * np.exp(-post_spread)) > (1.0 - level) / 2.0)
