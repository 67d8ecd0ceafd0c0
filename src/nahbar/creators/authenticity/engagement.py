"""What counts of likes, comments and views say: too little, too even, or one of them alone."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.posts import COMMENTS, LIKES, VIEWS, PostLogs
from nahbar.creators.contracts import SizeExpectation
from nahbar.measure.digits import last_digit_excess
from nahbar.measure.dispersion import two_groups
from nahbar.measure.growth import Growth
from nahbar.measure.mixtures import two_lines
from nahbar.measure.robust import median, row_medians, spread

Floats = npt.NDArray[np.float64]

LEAST_POSTS = 8
USUAL_POST_SD = 0.5  # spread of one creator's log likes where no comparison group is known
USUAL_COMMENTS_A_LIKE = -4.0  # log; about 2 comments a hundred likes over platforms
DRIFT = 0.25  # how far engagement wanders within a year for no reason, as a log
TOP_SHARE = 0.1
LEAST_GAP, UNKNOWN_GAP = 0.05, 0.3  # disagreement of two metrics, as a log: at least, and when it cannot be told
DIGITS_POSTS = 30


def low_engagement(
    posts: PostLogs, growth: Growth | None, followers: float, expectation: SizeExpectation | None
) -> dict[str, float]:
    """Return `rate_z` (rate against creators of like size) and `gain_short` (growth that likes did not follow)."""
    if posts.n < LEAST_POSTS or not posts.known[LIKES]:
        return {}
    crowd = _followers_at(posts, growth, followers)
    found = {}
    if expectation is not None:
        both = posts.log[LIKES] if not posts.known[COMMENTS] else np.logaddexp(posts.log[LIKES], posts.log[COMMENTS])
        rate = median(both - crowd)
        sd = np.hypot(expectation.log_rate_sd, expectation.post_log_sd / np.sqrt(posts.n))
        found["rate_z"] = float((rate - expectation.log_rate_mean) / sd)
    half = posts.n // 2
    gain = median(crowd[half:]) - median(crowd[:half])
    rise = median(posts.log[LIKES, half:]) - median(posts.log[LIKES, :half])
    error = np.sqrt(posts.sd[LIKES] ** 2 * np.pi / 2 * 4 / posts.n + DRIFT**2)
    found["gain_short"] = float((max(gain, 0.0) - rise) / error) if gain > 0.02 else 0.0
    return found


def _followers_at(posts: PostLogs, growth: Growth | None, followers: float) -> Floats:
    if growth is None:
        return np.full(posts.n, np.log(max(followers, 1.0)))
    return np.interp(posts.day, growth.first_day + np.arange(growth.level.size), growth.level)


def evenness(posts: PostLogs, expectation: SizeExpectation | None) -> dict[str, float]:
    """Return how even the likes are beside like creators, views and comments, and how far they follow them."""
    if posts.n < LEAST_POSTS or not posts.known[LIKES]:
        return {}
    usual = expectation.post_log_sd if expectation is not None else USUAL_POST_SD
    found = {"even_posts": float(np.log(posts.sd[LIKES] / usual)), "likes_sd": float(np.log(posts.sd[LIKES]))}
    if posts.known[VIEWS]:
        found["even_views"] = float(np.log(posts.sd[LIKES] / posts.sd[VIEWS]))
        found["likes_follow_views"] = _slope(posts, VIEWS, LIKES)
        found["constant_by_views"] = _constant_part(posts, VIEWS)
    if posts.known[COMMENTS]:
        found["even_comments"] = float(np.log(posts.sd[LIKES] / posts.sd[COMMENTS]))
        found["comments_follow_likes"] = _slope(posts, LIKES, COMMENTS)
        found["likes_follow_comments"] = _slope(posts, COMMENTS, LIKES)
        found["constant_by_comments"] = _constant_part(posts, COMMENTS)
    return found


def _slope(posts: PostLogs, cause: int, effect: int) -> float:
    """Slope of one log on the other over posts, corrected for counting noise in the cause, in [-0.5, 2]."""
    x, y = posts.rest[cause], posts.rest[effect]
    x, y = x - x.mean(), y - y.mean()
    below = float(x @ x) - float(np.sum(posts.noise[cause] ** 2))
    return min(max(float(x @ y) / max(below, 0.05 * posts.n * 0.2), -0.5), 2.0)


def _constant_part(posts: PostLogs, cause: int) -> float:
    """Share of the median post's likes that does not move with the cause: likes = constant + slope * cause.

    Least squares on relative errors, so that a post that many saw does not decide alone.
    """
    likes, seen = np.exp(posts.log[LIKES]), np.exp(posts.log[cause])
    u, v = 1.0 / likes, seen / likes
    uu, vv, uv, us, vs = float(u @ u), float(v @ v), float(u @ v), float(u.sum()), float(v.sum())
    bottom = uu * vv - uv * uv
    constant = (us * vv - vs * uv) / bottom if bottom > 1e-9 * uu * vv else 0.0
    return min(max(constant / median(likes), -1.0), 1.5)


def mismatch(posts: PostLogs) -> dict[str, float]:
    """Return how far likes, comments or views stand alone on some posts, and unusual ratios between them."""
    found: dict[str, float] = {}
    if posts.n < LEAST_POSTS or not posts.known[LIKES]:
        return found
    for metric, name in ((LIKES, "likes"), (COMMENTS, "comments"), (VIEWS, "views")):
        others = [m for m in range(5) if m != metric and posts.known[m]]
        if posts.known[metric] and others:
            found |= _against_others(posts, metric, others, name)
    found |= _lines(posts)
    if posts.known[COMMENTS]:
        found["comments_a_like"] = _pooled_ratio(posts, COMMENTS, LIKES) - USUAL_COMMENTS_A_LIKE
    if posts.known[VIEWS]:
        found["likes_a_view"] = median(posts.log[LIKES] - posts.log[VIEWS])
    return found


def _pooled_ratio(posts: PostLogs, top: int, bottom: int) -> float:
    """Log of all of one count over all of another, on posts that are neither the best nor the worst.

    Summed first, since most posts of a small creator have one comment or none.
    """
    low, high = np.quantile(posts.log[bottom], (TOP_SHARE, 1 - TOP_SHARE))
    usual = (posts.log[bottom] >= low) & (posts.log[bottom] <= high)
    sums = np.expm1(posts.log[[top, bottom]][:, usual]).sum(axis=1)
    return float(np.log((sums[0] + 0.5) / (sums[1] + 1.0)))


def _against_others(posts: PostLogs, metric: int, others: list[int], name: str) -> dict[str, float]:
    """Compare one metric with the others: two groups of posts, single posts far above, and the usual disagreement."""
    gap, alone = _deviation(posts, metric, others)
    gain, distance, upper = two_groups(gap)
    if gain > 0:
        gain *= max(_own_part(own, upper, distance) for own in (posts.rest[metric], posts.log[metric]))
    below = gap[gap <= 0]
    usual = float(np.sqrt(np.mean(below**2))) if below.size >= 3 else UNKNOWN_GAP
    return {
        f"{name}_groups": min(max(gain, -20.0), 60.0),
        f"{name}_apart": distance if gain > 0 else 0.0,
        f"{name}_alone": _top(gap / np.sqrt(usual**2 + alone**2)),
        f"{name}_jump": float(np.log1p(max(_upper(gap), 0.0))),
        f"{name}_spread": float(np.log(np.sqrt(max(spread(gap) ** 2 - float(np.mean(alone**2)), LEAST_GAP**2)))),
    }


def _lines(posts: PostLogs) -> dict[str, float]:
    """Return for likes and views how much better two parallel lines over another count fit than one, and their step.

    A habit of buying shifts some posts by one step, whatever the slope between the counts is.
    """
    other = VIEWS if posts.known[VIEWS] else COMMENTS
    pairs = [(LIKES, other, "likes")] if posts.known[other] else []
    pairs += [(VIEWS, LIKES, "views")] if posts.known[VIEWS] else []
    if not pairs:
        return {}
    effects, causes = [effect for effect, _, _ in pairs], [cause for _, cause, _ in pairs]
    gain, distance, share = two_lines(posts.log[causes], posts.log[effects])
    found = {}
    for i, (_, _, name) in enumerate(pairs):
        found[f"{name}_lines"] = float(np.log1p(gain[i]))
        found[f"{name}_step"], found[f"{name}_upper"] = float(distance[i]), float(share[i])
    return found


def _own_part(own: Floats, upper: npt.NDArray[np.bool_], distance: float) -> float:
    """How much of the distance of two groups lies in the metric itself rather than in the others, from 0 to 1."""
    return min(max(float(own[upper].mean() - own[~upper].mean()) / max(distance, 0.1), 0.0), 1.0)


def deviation(posts: PostLogs, metric: int) -> Floats:
    """Return how far (as a log) one metric of each post lies above what its other counts suggest."""
    others = [m for m in range(5) if m != metric and posts.known[m]]
    return _deviation(posts, metric, others)[0] if others else posts.rest[metric]


def _deviation(posts: PostLogs, metric: int, others: list[int]) -> tuple[Floats, Floats]:
    """The deviation and its counting noise; each other metric is weighted by how closely it usually goes along."""
    gaps = posts.log[metric] - posts.log[others]
    noise = posts.noise[others] ** 2
    loose = np.array([spread(gap) for gap in gaps]) ** 2 + LEAST_GAP**2
    weight = 1.0 / (loose[:, None] + noise)
    weight /= weight.sum(axis=0)
    gaps = gaps - row_medians(gaps)
    gap = (weight * gaps).sum(axis=0)
    alone = np.sqrt((weight**2 * noise).sum(axis=0) + posts.noise[metric] ** 2)
    return gap - median(gap), alone


def _upper(values: Floats) -> float:
    """How much further the upper tenth reaches than the lower tenth."""
    tail = max(int(values.size * TOP_SHARE), 1)
    ordered = np.sort(values)
    return float(ordered[-tail] + ordered[tail - 1])


def _top(values: Floats) -> float:
    """Log of the mean of the top tenth."""
    count = max(int(values.size * TOP_SHARE), 1)
    top = np.partition(values, values.size - count)[-count:]
    return math.log1p(min(max(float(top.mean()), 0.0), 100.0))


def digits(posts: PostLogs) -> dict[str, float]:
    """Return `like_digits`, the unevenness of the likes' last digits, for 30 or more exact counts."""
    if not posts.known[LIKES]:
        return {}
    counts = posts.count[LIKES][~np.isnan(posts.count[LIKES])]
    if counts.size and np.mean(counts % 100 == 0) > 0.2:
        return {}
    z, n = last_digit_excess(counts)
    return {"like_digits": z} if n >= DIGITS_POSTS else {}
