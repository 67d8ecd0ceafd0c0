"""What a follower series says of bought followers: its bursts, their shape, and whether posts answered them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.posts import COMMENTS, LIKES, VIEWS, PostLogs
from nahbar.measure.growth import Bursts, Growth

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEAR_BEFORE, NEAR_AFTER = 4, 3  # days around a burst in which a post that caused it or profits from it appears
OLD_DAYS = 30  # an older post may be found late, so that its burst comes weeks after it
ONE_RISE, ONE_SD = 1.5, 1.0  # a post that brings followers is seen 4.5 times as often, give or take a factor of 2.7
ALL_RISE, ALL_SD, ALL_DRIFT = 0.6, 0.4, 0.1  # attention lifts all posts of the days by about 1.8 times
LATER_DAYS = 14  # newcomers look around: the posts of two weeks profit
UNKNOWN_SD, LEAST_SD = 0.5, 0.1  # spread of log counts between posts: when too few posts tell it, and at least
GATE_Z, GATE_SIZE = 4.0, 0.015  # a smaller rise is no burst, and its shape and answer say nothing
LEVEL_POSTS = 12
LOSS_DAYS = 60
CORE_DAYS, CORE_SHARE = (1, 2, 3, 5, 7, 10), 0.7  # the core is the shortest stretch with most of the rise
FADE_DAYS = 7
FADE, FADE_SD, STOP_SD = 0.25, 0.2, 0.03  # of a rise that fades, a quarter comes in the week after its core; else none
BLOCK_DAYS, BLOCK_SHARE = 10, 0.5  # a delivery goes on in even portions: days of half the peak belong to it
CLIFF_DAYS = 3
LEVEL_DRIFT = 0.15  # how much a creator's engagement moves between two dozen posts for no reason
LIFT_A_GAIN = 6.0  # a post that gains a tenth of the followers is seen far more than usual: at least 1.6 times

WINDOW_FEATURES = (
    "burst_z",
    "burst_size",
    "burst_times_usual",
    "burst_peak",
    "burst_lead",
    "burst_core",
    "burst_fade",
    "burst_cliff",
    "burst_tail",
    "burst_loss",
    "response_seen",
    "response_said",
    "response_old",
    "response_short",
    "response_told",
    "level_answer",
)


@dataclass(frozen=True, slots=True)
class WindowTable:
    """The candidate bursts and one column a feature of WINDOW_FEATURES (NaN where no post could answer)."""

    bursts: Bursts
    first_day: int
    columns: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Rise:
    """One entry a post, for one or two metrics together."""

    rise: Floats
    variance: Floats
    ratio: Floats


def window_table(growth: Growth, bursts: Bursts, posts: PostLogs) -> WindowTable:
    """Describe every candidate burst by its size, and those that are no noise by shape and the answer of the posts."""
    size = np.maximum(bursts.excess, 1e-9)
    columns = {
        "burst_z": np.log1p(bursts.z),
        "burst_size": np.log(size),
        "burst_times_usual": np.log(size / (np.abs(bursts.usual) + growth.noise)),
    } | {name: np.full(size.size, np.nan) for name in WINDOW_FEATURES[3:]}
    big = np.flatnonzero((bursts.z >= GATE_Z) & (bursts.excess >= GATE_SIZE))
    if big.size:
        some = Bursts(bursts.start[big], bursts.days[big], bursts.excess[big], bursts.z[big], bursts.usual[big])
        for name, column in (_shape(growth, some) | _answer(growth, some, posts)).items():
            columns[name][big] = column
    return WindowTable(bursts, growth.first_day, columns)


def _shape(growth: Growth, bursts: Bursts) -> dict[str, Floats]:
    total = np.concatenate([[0.0], np.cumsum(growth.excess)])
    n = growth.excess.size
    stop = bursts.start + bursts.days
    size = np.maximum(bursts.excess, 1e-9)
    side = np.maximum(bursts.days, 3)
    _, peak = _peaks(growth.excess, bursts)
    ahead = total[np.minimum(stop[:, None] + np.arange(1, LOSS_DAYS + 1), n)] - total[stop][:, None]
    core, core_end = cores(total, bursts)
    core_end = _block_ends(growth.excess, core_end, peak)
    past = total[np.minimum(core_end + FADE_DAYS, n)] - total[core_end]
    enough = (stop + 3 <= n).astype(np.float64)
    return {
        "burst_peak": np.clip(peak / size, 0.0, 1.5),
        "burst_lead": np.clip((total[bursts.start] - total[np.maximum(bursts.start - side, 0)]) / size, -1.0, 1.0),
        "burst_core": np.log(core),
        "burst_fade": np.where(core_end + 3 <= n, _fades(past / size, growth.noise / size), np.nan),
        "burst_cliff": _cliffs(growth.excess, bursts, peak),
        "burst_tail": np.where(
            enough > 0, np.clip((total[np.minimum(stop + side, n)] - total[stop]) / size, -1.0, 1.0), np.nan
        ),
        "burst_loss": np.where(enough > 0, np.clip(-ahead.min(axis=1, initial=0.0) / size, 0.0, 1.5), np.nan),
    }


def cores(total: Floats, bursts: Bursts) -> tuple[Floats, Ints]:
    """Return length in days and last day (exclusive) of the shortest stretch with CORE_SHARE of each burst."""
    length, end = bursts.days.astype(np.float64), bursts.start + bursts.days
    for days in reversed(CORE_DAYS):
        last = np.maximum(bursts.days - days, 0)
        at = np.minimum(np.arange(int(last.max(initial=0)) + 1)[None, :], last[:, None]) + bursts.start[:, None]
        sums = total[at + np.minimum(days, bursts.days)[:, None]] - total[at]
        best = np.argmax(sums, axis=1)
        row = np.arange(best.size)
        enough = (days < bursts.days) & (sums[row, best] >= CORE_SHARE * bursts.excess)
        length = np.where(enough, days, length)
        end = np.where(enough, at[row, best] + days, end)
    return length, end


def _block_ends(excess: Floats, end: Ints, peak: Floats) -> Ints:
    """Move each end on while the days stay near the peak."""
    moved, going = end.copy(), np.ones(end.size, dtype=np.bool_)
    for _ in range(BLOCK_DAYS):
        going &= (moved < excess.size) & (excess[np.minimum(moved, excess.size - 1)] >= BLOCK_SHARE * peak)
        moved = moved + going
    return moved


def _fades(share: Floats, noise: Floats) -> Floats:
    """Log likelihood ratio of 'the rise faded' against 'it stopped' by the share that came in the week after."""
    own = noise**2 * FADE_DAYS
    share = np.maximum(share, 0.0)  # a loss after the rise is no more a fading than a stop is
    ratio = np.log(_density(share - FADE, own + FADE_SD**2) + 1e-9) - np.log(_density(share, own + STOP_SD**2) + 1e-9)
    result: Floats = np.clip(ratio, -6.0, 10.0)
    return result


def _cliffs(excess: Floats, bursts: Bursts, peak: Floats) -> Floats:
    """How far growth falls after a strong day of each burst, as a share of its peak: about 1 where it stops at once.

    The three days that follow are compared with each day of at least half the peak; NaN where none follows.
    """
    padded = np.concatenate([excess, np.full(CLIFF_DAYS, np.nan)])
    ahead = np.stack([padded[k : k + excess.size] for k in range(1, CLIFF_DAYS + 1)])
    known = ~np.isnan(ahead)
    after = np.where(known, ahead, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    fall = np.where(known.any(axis=0), excess - after, np.nan)
    at = bursts.start[:, None] + np.arange(int(bursts.days.max(initial=1)))
    inside = at < (bursts.start + bursts.days)[:, None]
    at = np.minimum(at, excess.size - 1)
    strong = inside & (excess[at] >= 0.5 * peak[:, None]) & ~np.isnan(fall[at])
    best = np.where(strong, fall[at], -np.inf).max(axis=1)
    result: Floats = np.where(np.isfinite(best), np.clip(best / np.maximum(peak, 1e-9), 0.0, 1.5), np.nan)
    return result


def _peaks(excess: Floats, bursts: Bursts) -> tuple[Ints, Floats]:
    longest = int(bursts.days.max(initial=1))
    at = bursts.start[:, None] + np.arange(longest)
    inside = np.arange(longest) < bursts.days[:, None]
    values = np.where(inside, excess[np.minimum(at, excess.size - 1)], -np.inf)
    best = np.argmax(values, axis=1)
    return bursts.start + best, values[np.arange(best.size), best]


def _answer(growth: Growth, bursts: Bursts, posts: PostLogs) -> dict[str, Floats]:
    """How far likes, views and comments rose with each burst, beyond the best of so many ordinary posts."""
    k = bursts.start.size
    none = np.full(k, np.nan)
    names = WINDOW_FEATURES[9:]
    if posts.n < 4 or not posts.known[: VIEWS + 1].any():
        return dict.fromkeys(names, none)
    start, stop = bursts.start + growth.first_day, bursts.start + bursts.days + growth.first_day
    peak_day = _peaks(growth.excess, bursts)[0] + growth.first_day
    day = posts.day[None, :]
    near = (day >= (start - NEAR_BEFORE)[:, None]) & (day <= (stop + NEAR_AFTER)[:, None])
    top = (day >= (peak_day - NEAR_BEFORE)[:, None]) & (day <= (peak_day + NEAR_AFTER)[:, None])
    later = (day >= peak_day[:, None]) & (day <= (peak_day + LATER_DAYS)[:, None])
    old = (day >= (start - OLD_DAYS)[:, None]) & (day < (start - NEAR_BEFORE)[:, None])
    seen, said = _rise(posts, (LIKES, VIEWS)), _rise(posts, (COMMENTS,))
    spans = [span.astype(np.float64) for span in (near, top, later)]  # products with booleans are slow
    lift = np.fmax(_highest(seen, near), _highest(said, near))
    return {
        "response_seen": _response(seen, spans),
        "response_said": _response(said, spans),
        "response_old": _one_rose(seen, old.astype(np.float64)),
        "response_told": _announced(posts, top),
        "response_short": np.log1p(LIFT_A_GAIN * np.expm1(np.minimum(bursts.excess, 3.0))) - np.maximum(lift, 0.0),
        "level_answer": _level(bursts, posts, start, stop),
    }


def _announced(posts: PostLogs, chosen: npt.NDArray[np.bool_]) -> Floats:
    """Whether one of the chosen posts announces a giveaway; NaN where no texts are known."""
    if posts.giveaway is None:
        return np.full(chosen.shape[0], np.nan)
    return np.asarray((chosen & posts.giveaway).any(axis=1), dtype=np.float64)


def _rise(posts: PostLogs, metrics: tuple[int, ...]) -> Rise | None:
    """Each post's rise above its trend beside the variance it has for no reason; None without a known metric.

    `ratio` is the likelihood ratio of 'it went far up' (ONE_RISE, ONE_SD) against heavy-tailed noise.
    """
    usable = [m for m in metrics if posts.known[m]]
    if not usable:
        return None
    sd = np.where(np.isnan(posts.sd[usable]), UNKNOWN_SD, np.maximum(posts.sd[usable], LEAST_SD))[:, None]
    variance = sd**2 + posts.noise[usable] ** 2
    rise, noise = posts.rest[usable].mean(axis=0), variance.max(axis=0)
    calm = 0.93 * _density(rise, noise) + 0.07 * _density(rise, 9 * noise)
    return Rise(rise, noise, _density(rise - ONE_RISE, noise + ONE_SD**2) / np.maximum(calm, 1e-12))


def _highest(found: Rise | None, chosen: npt.NDArray[np.bool_]) -> Floats:
    if found is None:
        return np.full(chosen.shape[0], np.nan)
    best = np.where(chosen, found.rise[None, :], -np.inf).max(axis=1)
    return np.where(np.isfinite(best), best, np.nan)


def _response(found: Rise | None, spans: Sequence[Floats]) -> Floats:
    """Log likelihood ratio of 'one post, or all posts, of the window, its peak or the time after rose' against none."""
    near, top, _ = spans
    parts = np.stack([_one_rose(found, near), _one_rose(found, top), *(_all_rose(found, span) for span in spans)])
    known = ~np.isnan(parts)
    ratio = np.where(known, np.exp(np.clip(parts, -30.0, 30.0)), 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known.any(axis=0), np.clip(np.log(np.maximum(ratio, 1e-12)), -8.0, 15.0), np.nan)


def _one_rose(found: Rise | None, chosen: Floats) -> Floats:
    """Log likelihood ratio of 'one of the chosen posts went far up'."""
    number = chosen.sum(axis=1)
    if found is None:
        return np.full(number.size, np.nan)
    mean = (chosen @ found.ratio) / np.maximum(number, 1)
    return np.where(number > 0, np.log(np.maximum(mean, 1e-12)), np.nan)


def _all_rose(found: Rise | None, chosen: Floats) -> Floats:
    """Log likelihood ratio of 'the chosen posts rose together' (ALL_RISE, ALL_SD) by their mean."""
    number = chosen.sum(axis=1)
    if found is None:
        return np.full(number.size, np.nan)
    many = np.maximum(number, 1)
    mean = (chosen @ np.clip(found.rise, -3.0, 3.0)) / many
    error = (chosen @ found.variance) / many**2 + ALL_DRIFT**2
    ratio = np.log(_density(mean - ALL_RISE, error + ALL_SD**2) + 1e-12) - np.log(_density(mean, error) + 1e-12)
    answer: Floats = np.where(number > 0, ratio, np.nan)
    return answer


def _density(value: Floats, variance: Floats) -> Floats:
    result: Floats = np.exp(-0.5 * value**2 / variance) / np.sqrt(variance)
    return result


def _level(bursts: Bursts, posts: PostLogs, start: Ints, stop: Ints) -> Floats:
    """Log likelihood ratio of 'the new followers like as the old ones did' against 'they never like', by the posts.

    Compares the median log likes of up to twelve posts before and after; both answers are normal with the posts' own
    spread (the median's efficiency is 2/pi) and some drift.
    """
    if not posts.known[LIKES]:
        return np.full(start.size, np.nan)
    first = np.searchsorted(posts.day, start - 1)
    after = np.searchsorted(posts.day, stop + 1)
    answer = np.full(start.size, np.nan)
    sd = max(float(posts.sd[LIKES]) if posts.n >= 6 else UNKNOWN_SD, LEAST_SD)
    for i in range(start.size):
        before, later = (
            posts.log[LIKES, max(first[i] - LEVEL_POSTS, 0) : first[i]],
            posts.log[LIKES, after[i] : after[i] + LEVEL_POSTS],
        )
        if min(before.size, later.size) < 3:
            continue
        rise = _middle(later) - _middle(before)
        variance = sd**2 * np.pi / 2 * (1 / before.size + 1 / later.size) + LEVEL_DRIFT**2
        gain = float(bursts.excess[i])
        answer[i] = (rise**2 - (rise - gain) ** 2) / (2 * variance)
    limited: Floats = np.clip(answer, -6.0, 6.0)
    return limited


def _middle(values: Floats) -> float:
    ordered = np.sort(values)
    n = ordered.size
    return float(ordered[n // 2] + ordered[(n - 1) // 2]) / 2
