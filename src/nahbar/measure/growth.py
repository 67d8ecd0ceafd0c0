"""Follower growth: daily log changes from counts that are rounded, missing, frozen or purged for a day; and its bursts.

A burst is a window of days whose summed growth exceeds the creator's own baseline, searched at several lengths at once
(a multiscale scan statistic: Arias-Castro, Donoho and Huo, 2005) with robust noise (Hampel, 1974).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.robust import NORMAL_MAD, median, row_medians, spread

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WINDOWS = (1, 2, 4, 7, 14, 28, 42)  # days; a purchase is delivered within hours to some six weeks
BASELINE_DAYS = 91  # twice the longest window, so that half of it is never the burst itself
BASELINE_STRIDE = 7
WEEKS_FOR_PATTERN = 6  # fewer weeks give weekday medians that are noise
DIP_DAYS = 14  # platforms that purge by mistake restore within days
CATCH_UP = 2.5  # a step after a stretch without changes counts as catching up to this multiple of the usual growth
PART_TIMES, AS_CLEAR = 1.4, 0.8  # another window has so many times the rise and this share of the z value
ROUND_SHARE = 0.98  # share of values that must be multiples of a unit before counts are called rounded


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth on a grid without gaps: `change[i]` is the log change from `first_day + i` to the next day.

    `excess` is the change beyond baseline and weekday pattern; `noise` its robust standard deviation a day;
    `level` the natural log of the count; `observed` the number of days with a count.
    """

    first_day: int
    level: Floats
    change: Floats
    baseline: Floats
    excess: Floats
    noise: float
    observed: int


@dataclass(frozen=True, slots=True)
class Bursts:
    """Windows of unusual growth, one entry each: first change, number of days, summed excess, and its z value.

    `usual` is the growth that the baseline would have brought in the same days.
    """

    start: Ints
    days: Ints
    excess: Floats
    z: Floats
    usual: Floats


def rounding_unit(counts: Floats) -> Floats:
    """Return for each count the unit to which counts of its order of magnitude appear rounded (1 when exact)."""
    unit = np.ones(counts.size)
    order = np.floor(np.log10(np.maximum(counts, 1.0)))
    for decade in np.unique(order):
        mine = order == decade
        values = counts[mine]
        for power in range(1, int(decade)):
            if np.count_nonzero(values % 10.0**power == 0) < ROUND_SHARE * values.size:
                break
            unit[mine] = 10.0**power
    return unit


def daily_growth(day: Ints, followers: Floats) -> Growth:
    """Return the growth of a series of counts (ascending days, at least two of them, counts above zero)."""
    counts = np.maximum(followers, 1.0)
    unit = rounding_unit(counts)
    at, level = _steps(day.astype(np.float64), counts, unit)
    grid = np.arange(day[0], day[-1] + 1)
    change = np.diff(np.interp(grid, at, np.log(level)))
    change = _without_dips(change)
    baseline = baseline_of(change)
    excess = change - baseline
    excess = excess - _weekday_pattern(excess, int(day[0]))
    typical = float(np.exp(median(np.log(counts))))
    counting = np.sqrt(abs(median(baseline)) * typical + 1.0) / typical
    noise = max(spread(excess), counting, 0.15 * median(unit) / typical)
    return Growth(int(day[0]), np.interp(grid, at, np.log(level)), change, baseline, excess, float(noise), day.size)


def _steps(day: Floats, counts: Floats, unit: Floats) -> tuple[Floats, Floats]:
    """Return the points through which the true count most likely went.

    A rounded count that moves by one unit crossed the boundary half a day before; a count that stood still and then
    moved by about what the usual growth would have brought was frozen, and the step is spread over the stretch.
    """
    moved = np.flatnonzero(np.diff(counts) != 0.0)
    if moved.size == 0:
        return day[[0, -1]], counts[[0, -1]]
    before, after = moved, moved + 1
    since = np.concatenate([[0], after[:-1]])
    days = day[after] - day[since]
    step = np.log(counts[after] / counts[before])
    span = day[-1] - day[0]
    usual = median(np.repeat(step / days, np.minimum(days, 60).astype(np.int64))) if span > 0 else 0.0
    rounded = (unit[after] > 1) & (
        np.abs(counts[after] - counts[before]) <= 1.01 * np.maximum(unit[after], unit[before])
    )
    sudden = (before > since) & ~rounded & (np.abs(step) > CATCH_UP * abs(usual) * days + unit[after] / counts[after])
    return _points(day, counts, usual, rounded, sudden, (since, before, after))


def _points(
    day: Floats,
    counts: Floats,
    usual: float,
    rounded: npt.NDArray[np.bool_],
    sudden: npt.NDArray[np.bool_],
    index: tuple[Ints, Ints, Ints],
) -> tuple[Floats, Floats]:
    since, before, after = index
    wait = day[before] - day[since]
    hold_at = day[before][sudden]
    hold = counts[before][sudden] * np.exp(np.clip(usual, 0.0, None) * wait[sudden])
    hold = np.minimum(hold, np.maximum(counts[after][sudden], counts[before][sudden]))
    at = np.concatenate([day[:1], np.where(rounded, (day[before] + day[after]) / 2, day[after]), hold_at, day[-1:]])
    middle = (counts[before] + counts[after]) / 2
    last = counts[-1:]
    level = np.concatenate([counts[:1], np.where(rounded, middle, counts[after]), hold, last])
    order = np.argsort(at, kind="stable")
    return at[order], level[order]


def _without_dips(change: Floats) -> Floats:
    """Cancel a fall that is taken back within two weeks: both become zero."""
    scale = spread(change)
    falls = np.flatnonzero(change < -max(8.0 * scale, 0.002))
    if falls.size == 0:
        return change
    calm = change.copy()
    for fall in falls[:20]:  # a series with more falls than that is not dipping but leaking
        ahead = calm[fall + 1 : fall + 1 + DIP_DAYS]
        if ahead.size == 0 or calm[fall] >= 0.0:
            continue
        rise = int(np.argmax(ahead)) + fall + 1
        back = min(-calm[fall], max(calm[rise], 0.0))
        if back >= -0.5 * calm[fall]:
            calm[fall] += back
            calm[rise] -= back
    return calm


def baseline_of(change: Floats) -> Floats:
    """Return the slow part of daily changes: medians over 91 days at steps of a week, joined by lines."""
    n = change.size
    if n <= BASELINE_DAYS:
        return np.full(n, median(change) if n else 0.0)
    windows = np.lib.stride_tricks.sliding_window_view(change, BASELINE_DAYS)[::BASELINE_STRIDE]
    middle = np.partition(windows, BASELINE_DAYS // 2, axis=1)[:, BASELINE_DAYS // 2]
    at = np.arange(middle.size) * BASELINE_STRIDE + BASELINE_DAYS // 2
    return np.interp(np.arange(n), at, middle)


def _weekday_pattern(excess: Floats, first_day: int) -> Floats:
    weeks = excess.size // 7
    if weeks < WEEKS_FOR_PATTERN:
        return np.zeros(excess.size)
    pattern = row_medians(excess[: weeks * 7].reshape(weeks, 7).T)[:, 0]
    return np.resize(pattern, excess.size)


def find_bursts(growth: Growth, seconds: int = 3) -> Bursts:
    """Return the strongest windows of excess growth: the best of each length, and the next best of some lengths.

    A window that holds only part of a rise is left out where another one holds far more of it as clearly.

    `seconds` is how many further windows of 1, 4 and 14 days are taken that do not touch the better ones.
    """
    total = np.concatenate([[0.0], np.cumsum(growth.excess)])
    found: list[tuple[int, int, float, float]] = []
    for days in WINDOWS:
        if days * 2 > growth.excess.size:
            break
        sums = total[days:] - total[:-days]
        noise = growth.noise * np.sqrt(days)
        if sums.size >= 8 * days:
            noise = max(noise, NORMAL_MAD * median(np.abs(sums[:: max(days // 4, 1)])))
        sums = sums.copy()
        for _ in range(1 + (seconds if days in (1, 4, 14) else 0)):
            best = int(np.argmax(sums))
            if not sums[best] > 0.0:
                break
            found.append((best, days, float(sums[best]), float(sums[best] / noise)))
            sums[max(best - days + 1, 0) : best + days] = -np.inf
    table = np.array(found, dtype=np.float64).reshape(-1, 4)
    table = table[~_parts_of_another(*table.T)]
    start, days_of = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    base = np.concatenate([[0.0], np.cumsum(growth.baseline)])
    return Bursts(start, days_of, table[:, 2], table[:, 3], base[start + days_of] - base[start])


def _parts_of_another(start: Floats, days: Floats, excess: Floats, z: Floats) -> npt.NDArray[np.bool_]:
    """Return which windows hold only part of a rise that another window, as clear as they are, holds far more of."""
    stop = start + days
    touch = (start[:, None] < stop[None, :]) & (start[None, :] < stop[:, None])
    wider = (excess[None, :] >= PART_TIMES * excess[:, None]) & (z[None, :] >= AS_CLEAR * z[:, None])
    return np.asarray((touch & wider).any(axis=1))
