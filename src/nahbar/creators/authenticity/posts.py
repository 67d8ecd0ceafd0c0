"""The posts of a creator as logs around their trend: what the signs of engagement and of bursts both need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.contracts import PostSeries
from nahbar.measure.dispersion import excess_log_sd
from nahbar.measure.robust import rolling_median

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LIKES, COMMENTS, VIEWS = range(3)
METRICS = ("likes", "comments", "views", "shares", "saves")
DAY = 86_400
TREND_POSTS, MOST_TREND_POSTS = 15, 61  # long enough that a run of six bought posts does not become the trend
TREND_DAYS = 60  # creators who post daily get a longer trend, so that a week of attention does not become the trend
RIPE_DAYS = 2  # younger posts are still collecting
LEAST_KNOWN = 0.7  # share of posts that must carry a metric


@dataclass(frozen=True, slots=True)
class PostLogs:
    """Posts as logs: `log` and `rest` (around the rolling median) have one row a metric of METRICS.

    `place` indexes into the original posts; `known` says which metrics are usable, `sd` their robust spread beyond
    counting noise, `noise` the counting noise of each value (standard deviation of the log); `giveaway` which of them
    announce one, None where no texts are known.
    """

    place: Ints
    day: Ints
    count: Floats
    log: Floats
    rest: Floats
    noise: Floats
    known: npt.NDArray[np.bool_]
    sd: Floats
    giveaway: npt.NDArray[np.bool_] | None = None

    @property
    def n(self) -> int:
        """Number of posts."""
        return int(self.day.size)


def post_logs(posts: PostSeries, now: int) -> PostLogs:
    """Return the posts' logs; a value that is missing within a known metric is put on the trend."""
    out = np.flatnonzero(posts.posted_at <= now)
    count = np.stack([posts.likes, posts.comments, posts.views, posts.shares, posts.saves])[:, out]
    absent = np.isnan(count)
    # Nothing on every post looks the same as a count that the creator hides, and tells as little.
    absent[~(count > 0).any(axis=1)] = True
    known = np.mean(absent, axis=1) <= 1 - LEAST_KNOWN if out.size else np.zeros(len(METRICS), dtype=np.bool_)
    log = np.log1p(np.where(absent, 0.0, count))
    if absent[known].any():
        log = _filled(log, absent, known)
    trend = rolling_median(log, _trend_width(posts.posted_at[out])) if out.size else log
    rest = np.where(absent, 0.0, log - trend)
    young = posts.posted_at[out] > now - RIPE_DAYS * DAY
    rest[:, young] = np.maximum(rest[:, young], 0.0)  # a young post may still rise: only its surplus counts
    noise = np.exp(-0.5 * log)
    sd = np.array([excess_log_sd(np.expm1(log[m]), rest[m]) if known[m] else np.nan for m in range(len(METRICS))])
    giveaway = None if posts.giveaway is None else posts.giveaway[out]
    return PostLogs(out, posts.posted_at[out] // DAY, count, log, rest, noise, known, sd, giveaway)


def _trend_width(posted_at: Ints) -> int:
    """Number of posts (odd) in two months of this creator's rhythm."""
    span = max(int(posted_at[-1] - posted_at[0]) / DAY, 1.0)
    return int(np.clip(posted_at.size / span * TREND_DAYS, TREND_POSTS, MOST_TREND_POSTS)) // 2 * 2 + 1


def _filled(log: Floats, absent: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_]) -> Floats:
    filled = log.copy()
    for metric in np.flatnonzero(known):
        gone = absent[metric]
        filled[metric, gone] = np.median(log[metric, ~gone])
    return filled
