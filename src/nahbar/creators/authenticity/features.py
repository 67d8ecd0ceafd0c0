"""Everything that is measured of one creator before it is weighed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity import comments as wording
from nahbar.creators.authenticity import engagement, followers, pace, rings
from nahbar.creators.authenticity.manner import manner
from nahbar.creators.authenticity.posts import VIEWS, PostLogs, post_logs
from nahbar.creators.authenticity.since import since
from nahbar.creators.authenticity.usual import beside
from nahbar.creators.authenticity.weights import ENGAGEMENT, FOLLOWERS, GROWTH_ALONE, RING
from nahbar.creators.contracts import (
    Commenters,
    GrowthSeries,
    Interval,
    PostComments,
    PostSeries,
    SizeExpectation,
    Usual,
)
from nahbar.measure.growth import Growth, daily_growth, find_bursts

Floats = npt.NDArray[np.float64]
Score = Callable[[dict[str, Floats]], Floats]

LEAST_DAYS = 21  # three weeks: below it a baseline and a burst cannot be told apart
LEAST_SPAN = 25
FEW_POSTS = 4  # with fewer, posts cannot answer a rise, and growth is judged alone
LEAST_SEEN = 12  # posts with views, to be looked at apart from those without
MOST_FURTHER = 4  # packs are bought again and again: so many further bursts add up


@dataclass(frozen=True, slots=True)
class Measured:
    """Features by name for each question, and what the evidence needs to name rows.

    `block` is the clearest slow delivery, None when there is none;
    `chosen` is the place of the most suspicious burst in `windows`, -1 when there is none; `usual` is what the
    features were compared with. `watched` are the posts by which views are judged: those that have them, where only
    some do, else all.
    """

    features: dict[str, float]
    growth: Growth | None
    posts: PostLogs
    watched: PostLogs
    windows: followers.WindowTable | None
    scores: Floats
    chosen: int
    usual: Usual | None
    block: pace.Block | None = None


def measure(
    *,
    growth: GrowthSeries | None,
    followers_count: float,
    posts: PostSeries,
    comments: PostComments | None,
    commenters: Commenters | None,
    expectation: SizeExpectation | None,
    fake_followers: tuple[float, Interval] | None,
    now: int,
    score: Score,
    usual: Usual | None = None,
) -> Measured:
    """Measure everything; `score` rates candidate bursts so that the most suspicious one is described.

    Without `usual` nothing is compared with the workspace.
    """
    logs = post_logs(posts, now)
    watched = _watched(posts, logs, now)
    series = usable_growth(growth)
    table, scores, chosen, block = None, np.zeros(0), -1, None
    found: dict[str, float] = {GROWTH_ALONE: 1.0} if logs.n < FEW_POSTS else {}
    if series is not None:
        table = followers.window_table(series, find_bursts(series), logs)
        scores = score(table.columns)
        chosen = int(np.argmax(scores)) if scores.size else -1
        found |= _burst_features(table, scores, chosen)
        slow, block = pace.slow_delivery(series, logs)
        found |= slow
    found |= engagement.low_engagement(logs, series, followers_count, expectation)
    found |= _beside_burst(found)
    found |= _of_posts(logs, watched, comments, commenters, expectation)
    if usual is not None:
        found |= beside(found, usual)
    if fake_followers is not None:
        found["fake_low"] = fake_followers[1].low
    return Measured(found, series, logs, watched, table, scores, chosen, usual, block)


def questions_carried(found: Measured) -> list[str]:
    """Return the questions that the data can carry (the rule of `assess`)."""
    carried = []
    if found.growth is not None or "fake_low" in found.features:
        carried.append(FOLLOWERS)
    if "even_posts" in found.features or "generic_share" in found.features:
        carried.append(ENGAGEMENT)
    if "ring_size" in found.features:
        carried.append(RING)
    return carried


def _of_posts(
    logs: PostLogs,
    watched: PostLogs,
    comments: PostComments | None,
    commenters: Commenters | None,
    expectation: SizeExpectation | None,
) -> dict[str, float]:
    counts = engagement.evenness(logs, expectation) | engagement.mismatch(logs) | engagement.digits(logs)
    if watched is not logs:
        of_views = engagement.evenness(watched, None) | engagement.mismatch(watched)
        counts |= {name: value for name, value in of_views.items() if "view" in name}
    talk = wording.generic(comments, commenters, logs) | manner(comments) | rings.ring(comments, commenters, logs)
    return counts | since(logs) | talk


def _watched(posts: PostSeries, logs: PostLogs, now: int) -> PostLogs:
    """Return the posts with views, where only some have them, as videos among pictures do."""
    seen = np.isfinite(posts.views)
    if logs.known[VIEWS] or np.count_nonzero(seen) < LEAST_SEEN:
        return logs
    some = post_logs(posts.some(seen), now)
    return replace(some, place=np.flatnonzero(seen)[some.place])


def usable_growth(growth: GrowthSeries | None) -> Growth | None:
    """Return the growth of a series of at least three weeks of counts, else None."""
    if growth is None:
        return None
    fine = np.isfinite(growth.followers) & (growth.followers > 0)
    day, count = (growth.day, growth.followers) if fine.all() else (growth.day[fine], growth.followers[fine])
    if day.size < LEAST_DAYS or day[-1] - day[0] < LEAST_SPAN:
        return None
    return daily_growth(day, count)


def _burst_features(table: followers.WindowTable, scores: Floats, chosen: int) -> dict[str, float]:
    if chosen < 0:
        return {name: float("nan") for name in followers.WINDOW_FEATURES} | {"burst_z": 0.0}
    found = {name: float(column[chosen]) for name, column in table.columns.items()}
    further, total = separate(table, chosen), 0.0
    for _ in range(MOST_FURTHER):
        if not further.any():
            break
        best = int(np.argmax(np.where(further, scores, -np.inf)))
        total += float(np.logaddexp(0.0, scores[best]))
        further &= separate(table, best)
    found["burst_further"] = total
    return found


def _beside_burst(found: dict[str, float]) -> dict[str, float]:
    """Too little engagement where there is a burst that it could be explained by, and nothing where there is none."""
    if math.isnan(found.get("burst_peak", math.nan)):
        return {}
    return {f"burst_{name}": found[name] for name in ("rate_z", "gain_short") if name in found}


def separate(table: followers.WindowTable, chosen: int) -> npt.NDArray[np.bool_]:
    """Return which candidate bursts do not touch the chosen one (a week between them)."""
    start, stop = table.bursts.start, table.bursts.start + table.bursts.days
    result: npt.NDArray[np.bool_] = (start > stop[chosen] + 7) | (stop < start[chosen] - 7)
    return result
