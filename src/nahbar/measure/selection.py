"""Which audiences to take for a budget: lazy greedy choices with their guarantee, then exchanges.

Greedy by gain for its price, with the best single audience beside it, reaches at least 1 - 1/sqrt(e) = 39 % of the best
possible under a budget (Khuller, Moss and Naor 1999); starts from each audience and exchanges only improve on that.
In practice it is far closer: `selection_bounds` says how close in each case. Gains are re-computed only when
they may have been overtaken (Minoux 1978; Leskovec et al. 2007).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from nahbar.measure.coverage import Coverage, Covered, Floats, Ints

# Below this many candidates greedy starts once from each of them.
STARTS_TO = 200
EXCHANGE_ROUNDS = 30
# Exchanges look at every link once for each audience chosen; beyond this they would take longer than they are worth.
EXCHANGE_WORK = 40_000_000
# Choices up to this size are also tried with each two taken out.
PAIRS_TO = 25
# A gain smaller than this share of the whole is rounding.
LEAST_GAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Limits:
    """What a choice must keep: cost in all, number of audiences, and at least so many different niches.

    `niche` (n) is a number for each audience, -1 for none.
    """

    budget: float
    most: int
    least_niches: int = 0
    niche: Ints | None = None

    def niches_of(self, chosen: Sequence[int]) -> int:
        """Return how many niches a choice has."""
        return 0 if self.niche is None else len({int(self.niche[one]) for one in chosen} - {-1})


def choose(coverage: Coverage, cost: Floats, limits: Limits, *, thorough: bool = True) -> list[int]:
    """Return the audiences to take, the one that adds most first; an empty list when none fits.

    `cost` (n) is in the unit of the budget. Audiences that cost nothing are allowed. Without `thorough` there is one
    start and no exchange.
    """
    worth = coverage.quality * coverage.sizes()
    everybody = np.flatnonzero(worth > 0).tolist()
    if _all_fit(cost, limits, everybody):
        return ordered(coverage, everybody)
    best: list[int] = []
    best_value = 0.0
    # Among very many the best single one, which is a start, stands for the way by gain alone.
    ways = (True, False) if len(coverage) <= STARTS_TO else (True,)
    for start in _starts(cost, worth, limits, thorough):
        for by_price in ways:
            found = _fill(coverage, cost, worth, limits, start, by_price)
            value = coverage.value(found)
            if limits.niches_of(found) >= limits.least_niches and value > best_value:
                best, best_value = found, value
    if thorough and len(coverage.cells) * len(best) <= EXCHANGE_WORK:
        best = _exchange(coverage, cost, limits, best)
    return ordered(coverage, best)


def _all_fit(cost: Floats, limits: Limits, everybody: Sequence[int]) -> bool:
    enough = limits.niches_of(everybody) >= limits.least_niches
    return enough and len(everybody) <= limits.most and float(cost[list(everybody)].sum()) <= limits.budget


def ordered(coverage: Coverage, chosen: Sequence[int]) -> list[int]:
    """Return a choice in the order of what each adds to those before it."""
    covered = Covered(coverage)
    heap = [(-coverage.value([one]), one, 0) for one in chosen]
    heapq.heapify(heap)
    while heap:
        _, one, seen = heapq.heappop(heap)
        if seen == len(covered.chosen):
            covered.add(one)
        else:
            heapq.heappush(heap, (-covered.gain(one), one, len(covered.chosen)))
    return covered.chosen


def _starts(cost: Floats, worth: Floats, limits: Limits, thorough: bool) -> list[list[int]]:
    affordable = np.flatnonzero((cost <= limits.budget) & (worth > 0))
    if limits.least_niches > 0:
        return _niche_starts(cost, worth, limits, affordable)
    if not thorough or len(affordable) > STARTS_TO:
        return [[], [int(affordable[np.argmax(worth[affordable])])]] if len(affordable) else [[]]
    return [[], *([int(one)] for one in affordable)]


def _niche_starts(cost: Floats, worth: Floats, limits: Limits, affordable: Ints) -> list[list[int]]:
    """Return starts that hold the niches wanted: the cheapest ones, and those with most people for their price."""
    assert limits.niche is not None
    starts = []
    for key in (cost, cost / np.maximum(worth, 1e-12), cost * cost / np.maximum(worth, 1e-12)):
        found: list[int] = []
        for one in affordable[np.argsort(key[affordable], kind="stable")]:
            fresh = limits.niche[one] >= 0 and limits.niche[one] not in limits.niche[found]
            if fresh and cost[found].sum() + cost[one] <= limits.budget and len(found) < limits.most:
                found.append(int(one))
            if len(found) == limits.least_niches:
                starts.append(found)
                break
    return starts


def _fill(
    coverage: Coverage, cost: Floats, worth: Floats, limits: Limits, start: Sequence[int], by_price: bool
) -> list[int]:
    """Return `start` filled up greedily. Lazy: a stale gain is an upper bound, because F is submodular."""
    covered = Covered(coverage, start)
    left = limits.budget - float(cost[list(start)].sum())
    least = LEAST_GAIN * max(float(worth.max(initial=0.0)), 1e-12)
    rate = _rate(cost, by_price)
    waiting = np.flatnonzero((cost <= left) & (worth > least))
    heap = [(-rate(float(worth[one]), int(one)), int(one), 0) for one in waiting if int(one) not in covered.chosen]
    heapq.heapify(heap)
    while heap and len(covered.chosen) < limits.most:
        _, one, seen = heapq.heappop(heap)
        if cost[one] > left:
            continue
        if seen == len(covered.chosen) + 1:
            covered.add(one)
            left -= float(cost[one])
            continue
        gain = covered.gain(one)
        if gain > least:
            heapq.heappush(heap, (-rate(gain, one), one, len(covered.chosen) + 1))
    return covered.chosen


def _rate(cost: Floats, by_price: bool) -> Callable[[float, int], float]:
    # What costs nothing comes first.
    return (lambda gain, one: gain / max(float(cost[one]), 1e-9)) if by_price else (lambda gain, one: gain)


def _exchange(coverage: Coverage, cost: Floats, limits: Limits, chosen: list[int]) -> list[int]:
    """Take one audience out and fill up again while that helps (local search, Nemhauser, Wolsey, Fisher 1978)."""
    best, best_value = chosen, coverage.value(chosen)
    for _ in range(EXCHANGE_ROUNDS):
        better = None
        for out in _leaving(best, len(coverage)):
            rest = [one for one in best if one not in out]
            for first in (True, False):
                found = _refill(coverage, cost, limits, rest, out, first)
                value = coverage.value(found)
                if value > best_value * (1 + LEAST_GAIN) and limits.niches_of(found) >= limits.least_niches:
                    better, best_value = found, value
        if better is None:
            return best
        best = better
    return best


def _leaving(chosen: Sequence[int], n: int) -> list[tuple[int, ...]]:
    """Return who leaves together: each alone, and each two where the problem is small."""
    pairs = list(combinations(chosen, 2)) if n <= STARTS_TO and len(chosen) <= PAIRS_TO else []
    return [*((one,) for one in chosen), *pairs]


def _refill(
    coverage: Coverage, cost: Floats, limits: Limits, rest: list[int], out: Sequence[int], first: bool
) -> list[int]:
    """Return `rest` filled by gain for the price, with `first` after the single audience that adds most."""
    covered = Covered(coverage, rest)
    left = limits.budget - float(cost[rest].sum())
    # One that left comes back only with others than it had.
    banned = list(out[:1])
    while len(covered.chosen) < limits.most:
        gains = covered.gains()
        gains[banned] = 0.0
        gains[cost > left] = 0.0
        at = int(np.argmax(gains if first else gains / np.maximum(cost, 1e-9)))
        if gains[at] <= LEAST_GAIN * max(float(gains.max(initial=0.0)), 1.0) * 1e-3:
            break
        covered.add(at)
        left -= float(cost[at])
        first = False
    return covered.chosen


def rank_by(key: Floats, cost: Floats, limits: Limits) -> list[int]:
    """Return what a ranking would book: from the top down, skipping what no longer fits the budget."""
    found: list[int] = []
    left = limits.budget
    for one in np.argsort(-key, kind="stable"):
        if np.isfinite(key[one]) and cost[one] <= left and len(found) < limits.most:
            found.append(int(one))
            left -= float(cost[one])
    return found
