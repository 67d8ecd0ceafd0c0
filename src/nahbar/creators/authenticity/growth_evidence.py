"""Sentences for the signs of bought followers: the rise, what came after, engagement for the size, audited fakes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.features import MOST_FURTHER, Measured, separate
from nahbar.creators.authenticity.followers import LOSS_DAYS, NEAR_AFTER, NEAR_BEFORE, WindowTable, cores
from nahbar.creators.authenticity.posts import COMMENTS, LIKES, VIEWS
from nahbar.creators.authenticity.weights import FOLLOWERS
from nahbar.creators.contracts import Evidence, Interval, PostSeries, Sign, SizeExpectation
from nahbar.kernel.messages import Message, msg
from nahbar.measure.growth import Growth

SIGNS = ("follower_burst", "follower_plateau", "slow_delivery", "low_engagement", "fake_followers")
ANSWERED = 0.7  # log Bayes factor from which posts are said to have risen with the followers
LIFTED = 2.0  # a post of these days with so many times its trend is an answer, whatever the others did
ALSO_LIKELY = 0.0  # log odds of a further rise that is told beside the first
MOST_ROWS = 12
SMALLEST_SHARE = 0.0005  # as it is written: a tenth of a percent
SHORTFALL = 1.0  # standard errors from which a shortfall is evidence


def sign(
    name: str,
    strength: float,
    found: Measured,
    posts: PostSeries,
    expectation: SizeExpectation | None,
    fake_followers: tuple[float, Interval] | None,
) -> Sign:
    """Build one of SIGNS."""
    if name == "follower_burst":
        evidence, innocent = _burst(found, posts), _burst_innocent(found)
    elif name == "follower_plateau":
        evidence, innocent = (
            _after(found),
            [msg("People who came for a giveaway leave again, and platforms remove inactive accounts in waves")],
        )
    elif name == "slow_delivery":
        evidence, innocent = (
            _slow(found),
            [msg("A series, an advertising campaign or a season that ran from day to day could explain this")],
        )
    elif name == "low_engagement":
        evidence, innocent = (
            _low(found, expectation),
            [msg("A large or old account with quiet followers, or a change of topic, could explain this")],
        )
    else:
        evidence, innocent = (
            _fakes(fake_followers),
            [msg("Fakes follow every large account without being asked; a share of 5 to 25 % is usual")],
        )
    return Sign(name, FOLLOWERS, strength, evidence, innocent, _coverage(found, name))


def span(growth: Growth) -> Message:
    """Say over how many days the counts go."""
    last = growth.first_day + growth.change.size
    return msg(
        "{n} daily follower counts from {start:date} to {end:date}", n=growth.observed, start=growth.first_day, end=last
    )


def _coverage(found: Measured, name: str) -> Message:
    if name == "fake_followers" or found.growth is None:
        return msg("{n} {n|post|posts} and no usable series of follower counts", n=found.posts.n)
    return msg("{days} daily follower counts and {n} {n|post|posts}", days=found.growth.observed, n=found.posts.n)


def _window(found: Measured, which: int) -> tuple[int, int]:
    """First and last day of the core of a candidate burst as day numbers; the first is the day before the rise.

    The core is the shortest stretch with most of the rise: windows have few lengths, and are wider than it.
    """
    assert found.windows is not None
    assert found.growth is not None
    total = np.concatenate([[0.0], np.cumsum(found.growth.excess)])
    length, end = cores(total, found.windows.bursts)
    last = int(end[which]) + found.growth.first_day
    return last - int(length[which]), last


def _burst(found: Measured, posts: PostSeries) -> list[Evidence]:
    if found.windows is None or found.growth is None or found.chosen < 0:
        return []
    told = [_rise(found, found.chosen), _answer(found, posts)]
    return told + [_rise(found, which) for which in _further(found, found.windows)]


def _further(found: Measured, windows: WindowTable) -> list[int]:
    """Return the likeliest further bursts, each apart from those before it."""
    likely = separate(windows, found.chosen) & (found.scores > ALSO_LIKELY)
    told: list[int] = []
    while likely.any() and len(told) < MOST_FURTHER:
        told.append(int(np.argmax(np.where(likely, found.scores, -np.inf))))
        likely &= separate(windows, told[-1])
    return told


def _rise(found: Measured, which: int) -> Evidence:
    assert found.windows is not None
    assert found.growth is not None
    start, end = _window(found, which)
    first, last = start - found.growth.first_day, end - found.growth.first_day
    before, after = np.exp(found.growth.level[[first, last]])
    message = msg(
        "Followers rose from {before} to {after} (by {share:percent}) between {start:date} and {end:date};"
        " the usual rise in as many days is {usual:percent}",
        before=round(float(before)),
        after=round(float(after)),
        share=float(after / before - 1),
        start=start,
        end=end,
        usual=float(np.expm1(found.growth.baseline[first:last].sum())),
    )
    return Evidence(message, {"day": list(range(start, end + 1))})


def _answer(found: Measured, posts: PostSeries) -> Evidence:
    start, end = _window(found, found.chosen)
    near = _near(found, start, end)
    if near.size == 0:
        return Evidence(
            msg("No post is known from {start:date} to {end:date}", start=start - NEAR_BEFORE, end=end + NEAR_AFTER)
        )
    rows = {"post": [posts.post_id[int(found.posts.place[i])] for i in near[:MOST_ROWS]]}
    if not found.posts.known[0]:
        n = int(near.size)
        return Evidence(msg("{n} {n|post|posts} without likes at that time, so no answer can be seen", n=n), rows)
    best = float(np.exp(found.posts.rest[0, near].max()))
    message = msg(
        "Of the {n} posts from {start:date} to {end:date}, the most liked had {times} times the likes of the trend",
        n=int(near.size),
        start=start - NEAR_BEFORE,
        end=end + NEAR_AFTER,
        times=round(best, 2),
    )
    return Evidence(message, rows)


def _burst_innocent(found: Measured) -> list[Message]:
    if found.windows is None or found.chosen < 0:
        return []
    start, end = _window(found, found.chosen)
    near = _near(found, start, end)
    told = []
    if found.posts.giveaway is not None and found.posts.giveaway[near].any():
        told.append(msg("A giveaway could explain this: a post of these days announces one"))
    if _answered(found, "response_said", near, (COMMENTS,)):
        told.append(msg("A giveaway could explain this: comments rose on the same days"))
    if _answered(found, "response_seen", near, (LIKES, VIEWS)):
        told.append(msg("A post that spread widely could explain this: likes or views rose on the same days"))
    if not told:
        told.append(
            msg(
                "A mention in the press or by another creator around {start:date} could explain this, although likes,"
                " views and comments did not rise with it; ask for the cause",
                start=start,
            )
        )
    if _gap(found, start, end):
        told.append(msg("Counts are missing around the rise; one that stood still may have caught up"))
    return told


def _near(found: Measured, start: int, end: int) -> npt.NDArray[np.int64]:
    day = found.posts.day
    return np.flatnonzero((day >= start - NEAR_BEFORE) & (day <= end + NEAR_AFTER))


def _answered(found: Measured, feature: str, near: npt.NDArray[np.int64], metrics: Sequence[int]) -> bool:
    """Whether posts rose with the followers: all of them together, or one of these days far above its trend."""
    lifts = [found.posts.rest[metric, near].max() for metric in metrics if near.size and found.posts.known[metric]]
    return found.features.get(feature, 0.0) > ANSWERED or max(lifts, default=0.0) >= np.log(LIFTED)


def _gap(found: Measured, start: int, end: int) -> bool:
    """Whether the count stood still or was missing just before the rise, so that the rise is one straight line."""
    assert found.growth is not None
    at = start - found.growth.first_day
    change = found.growth.change[max(at - 3, 0) : at + (end - start)]
    return bool(change.size >= 3 and np.count_nonzero(np.abs(np.diff(change)) < 1e-12) >= 2)


def _after(found: Measured) -> list[Evidence]:
    if found.growth is None or found.chosen < 0:
        return []
    _, end = _window(found, found.chosen)
    at = end - found.growth.first_day
    level = found.growth.level[at : at + LOSS_DAYS + 1]
    lowest = int(np.argmin(level))
    message = msg(
        "After the rise the count went from {top} on {end:date} to {low} on {day:date}",
        top=round(float(np.exp(level[0]))),
        low=round(float(np.exp(level[lowest]))),
        end=end,
        day=end + lowest,
    )
    flat = msg("After the rise, growth was back to its usual pace or below from {end:date} on", end=end)
    return [Evidence(message if lowest > 0 else flat, {"day": [end, end + lowest]})]


def _slow(found: Measured) -> list[Evidence]:
    if found.block is None or found.growth is None:
        return []
    block, first = found.block, found.growth.first_day
    days = block.stop - block.start
    message = msg(
        "From {start:date} to {end:date} followers grew by {inside:percent} a day, in the weeks around it by"
        " {outside:percent}; both edges are sharp",
        start=first + block.start,
        end=first + block.stop,
        inside=float(np.expm1(block.pace + block.outside)),
        outside=_unsigned_zero(float(np.expm1(block.outside))),
    )
    told = [Evidence(message, {"day": list(range(first + block.start, first + block.stop + 1))})]
    if found.features.get("pace_answer", 0.0) < -ANSWERED:
        gain = float(np.expm1(block.pace * days))
        told.append(
            Evidence(msg("That brought {gain:percent} more followers, and the posts were liked as before", gain=gain))
        )
    return told


def _unsigned_zero(share: float) -> float:
    """A share that would be written as minus zero, without its sign."""
    return share if abs(share) >= SMALLEST_SHARE else 0.0


def _low(found: Measured, expectation: SizeExpectation | None) -> list[Evidence]:
    told = []
    z = found.features.get("rate_z")
    if expectation is not None and z is not None and z < 0:
        sd = float(np.hypot(expectation.log_rate_sd, expectation.post_log_sd / np.sqrt(max(found.posts.n, 1))))
        message = msg(
            "The engagement rate by followers is {rate:percent}; creators of like size show {usual:percent}"
            " ({z} standard deviations)",
            rate=float(np.exp(expectation.log_rate_mean + z * sd)),
            usual=float(np.exp(expectation.log_rate_mean)),
            z=round(z, 1),
        )
        told.append(Evidence(message))
    if found.features.get("gain_short", 0.0) > SHORTFALL:
        told.append(
            Evidence(
                msg(
                    "Likes did not grow with the followers: the shortfall is {z} standard errors",
                    z=round(found.features["gain_short"], 1),
                )
            )
        )
    if found.features.get("level_answer", 0.0) < -0.3:
        told.append(Evidence(msg("The posts after the rise were liked as those before, as if nobody had joined")))
    return told


def _fakes(fake_followers: tuple[float, Interval] | None) -> list[Evidence]:
    if fake_followers is None:
        return []
    share, interval = fake_followers
    message = msg(
        "{share:percent} of the audited followers look fake (between {low:percent} and {high:percent})",
        share=share,
        low=interval.low,
        high=interval.high,
    )
    return [Evidence(message)]
