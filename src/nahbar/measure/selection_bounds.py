"""How good a choice of audiences can be at best: a bound that holds for any choice, and the exact optimum.

The bound: no choice can be worth more than a given one plus the best fractional use of the budget on what every
audience would still add to it (Leskovec et al. 2007, section 3.2). The optimum: weighted maximum coverage as an integer
programme, solved by HiGHS (Huangfu and Hall 2018) through scipy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from nahbar.measure.coverage import Coverage, Covered, Floats, Ints, from_links
from nahbar.measure.selection import Limits

# Larger programmes are not worth the wait: the bound above is tight for them already.
EXACT_LINKS, EXACT_AUDIENCES = 40_000, 120
SECONDS = 5.0
GAP = 1e-4
MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class Exact:
    """The best choice that was found, an upper bound on any choice, and whether the two met."""

    chosen: list[int]
    bound: float
    proven: bool


def upper_bound(coverage: Coverage, cost: Floats, limits: Limits, chosen: Sequence[int]) -> float:
    """Return a value that no choice within the limits can exceed; `chosen` in the order it was built."""
    covered = Covered(coverage)
    value, best = 0.0, np.inf
    # The bound is tightest towards the end; of long choices a part of the steps is enough.
    stride = max(1, len(chosen) // MOST_STEPS)
    for step, one in enumerate([*chosen, None]):
        if one is None or step % stride == 0:
            best = min(best, value + _fractional(covered.gains(), cost, limits))
        if one is not None:
            value += covered.add(one)
    return float(best)


def _fractional(gains: Floats, cost: Floats, limits: Limits) -> float:
    """Return the better of two relaxations: the budget with fractions, and the number of audiences alone."""
    useful = (gains > 0) & (cost <= limits.budget)
    gain, price = gains[useful], cost[useful]
    order = np.argsort(-gain / np.maximum(price, 1e-9))
    spent = np.cumsum(price[order])
    whole = spent <= limits.budget
    total = float(gain[order][whole].sum())
    at = int(whole.sum())
    if at < len(order):
        before = float(spent[at - 1]) if at else 0.0
        total += float(gain[order[at]]) * (limits.budget - before) / max(float(price[order[at]]), 1e-9)
    most = np.sort(gain)[::-1][: limits.most]
    return min(total, float(most.sum()))


def levels(coverage: Coverage) -> Coverage:
    """Return the same function as coverage with qualities of one.

    The best quality among the chosen members of a cell is a sum over the steps between its members' qualities: a step
    counts when anyone above it is chosen.
    """
    n = len(coverage)
    audience = np.repeat(np.arange(n), np.diff(coverage.starts))
    quality = coverage.quality[audience]
    order = np.lexsort((-quality, coverage.cells))
    audience, cell, quality = audience[order], coverage.cells[order], quality[order]
    following = np.append(np.where(cell[1:] == cell[:-1], quality[1:], 0.0), 0.0)
    step = (quality - following) * coverage.weight[cell]
    first = np.searchsorted(cell, cell)
    rank = np.arange(len(cell)) - first
    member, group = [], []
    for row in np.flatnonzero(step > 0):
        member.append(audience[first[row] : first[row] + rank[row] + 1])
        group.append(np.full(rank[row] + 1, row))
    none = np.empty(0, np.int64)
    kept, place = np.unique(np.concatenate([none, *group]), return_inverse=True)
    built = from_links(np.concatenate([none, *member]), place.astype(np.int64), step[kept], n)
    alone = built.alone + coverage.alone * coverage.quality
    return Coverage(built.starts, built.cells, built.weight, alone, np.ones(n))


def solve(coverage: Coverage, cost: Floats, limits: Limits, seconds: float = SECONDS) -> Exact | None:
    """Return the optimum within the time limit, None when the programme is too large to be tried."""
    if len(coverage) > EXACT_AUDIENCES or len(coverage.cells) > EXACT_LINKS:
        return None
    plain = levels(coverage)
    n, terms = len(plain), len(plain.weight)
    groups = _groups(limits)
    value = np.concatenate([plain.alone, plain.weight, np.zeros(len(groups))])
    whole = np.concatenate([np.ones(n), np.zeros(terms), np.ones(len(groups))])
    high = np.concatenate([(cost <= limits.budget).astype(float), np.ones(terms + len(groups))])
    scale = max(float(value.max(initial=0.0)), 1e-12)
    answer = milp(
        -value / scale,
        constraints=_constraints(plain, cost, limits, groups),
        integrality=whole,
        bounds=Bounds(0.0, high),
        options={"time_limit": seconds, "mip_rel_gap": GAP},
    )
    bound = float(-answer.mip_dual_bound * scale) if answer.get("mip_dual_bound") is not None else np.inf
    if answer.x is None:
        return Exact([], bound, False)
    chosen = [int(one) for one in np.flatnonzero(answer.x[:n] > 0.5)]
    return Exact(chosen, bound, answer.status == 0)


def _groups(limits: Limits) -> list[Ints]:
    if limits.niche is None or limits.least_niches < 1:
        return []
    return [np.flatnonzero(limits.niche == one) for one in np.unique(limits.niche) if one >= 0]


def _constraints(plain: Coverage, cost: Floats, limits: Limits, groups: list[Ints]) -> list[LinearConstraint]:
    n, terms = len(plain), len(plain.weight)
    width = n + terms + len(groups)
    head = np.zeros((2, width))
    head[0, :n], head[1, :n] = cost, 1.0
    found = [LinearConstraint(sp.csr_array(head), -np.inf, [limits.budget, float(min(limits.most, n))])]
    if terms:
        audience = np.repeat(np.arange(n), np.diff(plain.starts))
        member = sp.csr_array((np.ones(len(audience)), (plain.cells, audience)), shape=(terms, n))
        rest = sp.csr_array((terms, len(groups)))
        found.append(LinearConstraint(sp.hstack([-member, sp.eye_array(terms), rest], format="csr"), -np.inf, 0.0))
    if groups:
        rows = np.zeros((len(groups) + 1, width))
        for k, members in enumerate(groups):
            rows[k, n + terms + k], rows[k, members] = 1.0, -1.0
        rows[-1, n + terms :] = -1.0
        low = np.append(np.zeros(len(groups)), -float(limits.least_niches))
        found.append(LinearConstraint(sp.csr_array(rows), -np.inf, low))
    return found
