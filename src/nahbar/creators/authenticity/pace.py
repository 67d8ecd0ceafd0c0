"""A slow delivery: weeks of even growth that begin and end on a day, which posts and their likes did not follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.posts import PostLogs
from nahbar.measure.growth import Growth
from nahbar.measure.robust import NORMAL_MAD, median, spread

Floats = npt.NDArray[np.float64]

LIKES = 0
WEEK = 7  # a weekday rhythm cancels over whole weeks
SHORTEST, LONGEST, STEP = 14, 154, 7  # days of a delivery that this search looks for
LEAST_DAYS = 35  # a fortnight inside, and weeks beside it
LEAST_STEP = 2.0  # of both edges, in standard errors; less is no block, and nothing else is said of it
LEAST_POSTS = 3
DRIFT, LEAST_SD, UNKNOWN_SD = 0.15, 0.1, 0.5  # of likes between months; between posts, at least and when unknown
MEDIAN_ERROR = 1.2533  # standard error of a median beside that of a mean, for normal values
FEATURES = ("pace_step", "pace_gain", "pace_times", "pace_even", "pace_answer", "pace_posts")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of raised pace: changes `start` to `stop` (exclusive); `pace` a day beyond `outside` around it."""

    start: int
    stop: int
    pace: float
    outside: float


def slow_delivery(growth: Growth, posts: PostLogs) -> tuple[dict[str, float], Block | None]:
    """Return FEATURES of the clearest block of two weeks to five months, and the block.

    Both edges are differences of weekly medians, so that one strong day makes none; the block's step is the smaller
    of them in standard errors. Nothing is said of a series under five weeks, or without such a block.
    """
    change = growth.change
    if change.size < LEAST_DAYS:
        return {}, None
    place, step = _clearest(change, growth.noise)
    if place is None or step < LEAST_STEP:
        return {"pace_step": 0.0}, None
    start, stop = place
    beside = np.concatenate([change[max(start - 4 * WEEK, 0) : start], change[stop : stop + 4 * WEEK]])
    outside = median(beside)
    inside = change[start:stop]
    block = Block(start, stop, median(inside) - outside, outside)
    gain = max(block.pace, 1e-9) * (stop - start)
    usual_wobble = max(spread(beside), 1e-9) / max(abs(outside), 0.3 * growth.noise)
    wobble = max(spread(inside), 1e-9) / max(median(inside), 1e-9)
    found = {
        "pace_step": float(np.log1p(step)),
        "pace_gain": float(np.log(gain)),
        "pace_times": float(np.log(gain / ((abs(outside) + growth.noise) * (stop - start)))),
        "pace_even": float(np.clip(np.log(wobble / usual_wobble), -4.0, 4.0)),
    }
    return found | _answer(growth, posts, block, gain), block


def _clearest(change: Floats, noise: float) -> tuple[tuple[int, int] | None, float]:
    """Return the stretch whose smaller edge is greatest, and that edge in standard errors."""
    weekly = np.sort(np.lib.stride_tricks.sliding_window_view(change, WEEK), axis=1)[:, WEEK // 2]
    edge = weekly[WEEK:] - weekly[:-WEEK]  # edge[i]: the week from i + 7 on less the week before it
    error = noise * MEDIAN_ERROR * np.sqrt(2 / WEEK)
    error = max(error, NORMAL_MAD * median(np.abs(edge - median(edge))) * 0.7)
    best, place = 0.0, None
    # The end may lie up to three days from a whole number of weeks.
    fall = np.lib.stride_tricks.sliding_window_view(-edge, STEP).max(axis=1)
    for days in range(SHORTEST - STEP // 2, min(LONGEST, fall.size - 1) + 1, STEP):
        both = np.minimum(edge[: fall.size - days], fall[days:])
        at = int(both.argmax())
        if both[at] > best:
            best, place = float(both[at]), (at, at + days)
    if place is None:
        return None, 0.0
    end = place[1] + int(np.argmin(edge[place[1] : place[1] + STEP]))
    return (place[0] + WEEK, end + WEEK), best / error


def _answer(growth: Growth, posts: PostLogs, block: Block, gain: float) -> dict[str, float]:
    """Return `pace_answer`, a log likelihood ratio that likes grew with the followers, and `pace_posts`.

    The first compares posts in the last half of the block and after it with those before, as `level_answer` does;
    the second is the log of how much more often was posted inside.
    """
    start, stop = block.start + growth.first_day, block.stop + growth.first_day
    inside = (posts.day >= start) & (posts.day < stop)
    near = (posts.day >= start - 8 * WEEK) & (posts.day < stop + 8 * WEEK)
    days = min(stop + 8 * WEEK, growth.first_day + growth.change.size) - max(start - 8 * WEEK, growth.first_day)
    others = max(days - (stop - start), 1)
    found = {}
    if near.sum() >= 2 * LEAST_POSTS:
        rate = (inside.sum() + 1) / (stop - start), (near.sum() - inside.sum() + 1) / others
        found["pace_posts"] = float(np.log(rate[0] / rate[1]))
    before, after = near & (posts.day < start), near & (posts.day >= (start + stop) // 2)
    if posts.known[LIKES] and min(before.sum(), after.sum()) >= LEAST_POSTS:
        rise = median(posts.log[LIKES, after]) - median(posts.log[LIKES, before])
        sd = posts.sd[LIKES] if posts.sd[LIKES] == posts.sd[LIKES] else UNKNOWN_SD
        error = (max(sd, LEAST_SD) * MEDIAN_ERROR) ** 2 * (1 / before.sum() + 1 / after.sum()) + DRIFT**2
        wanted = 0.85 * gain  # the posts from its middle on see seven tenths to all of it
        found["pace_answer"] = float(np.clip((rise**2 - (rise - wanted) ** 2) / (2 * error), -6.0, 6.0))
    return found
