"""Chooses whom to book, says what that is worth, and why the others are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nahbar.creators.contracts import Interval
from nahbar.creators.portfolio.contracts import Booked, Candidate, PassedOver, Point, Portfolio, Share, Wish
from nahbar.creators.portfolio.crowd import Crowd, interval
from nahbar.creators.portfolio.eligible import quality
from nahbar.creators.portfolio.pricing import cost_interval
from nahbar.kernel.messages import Message, msg
from nahbar.measure.coverage import Coverage, Covered, Floats, lost_without
from nahbar.measure.selection import Limits, choose, ordered, rank_by
from nahbar.measure.selection_bounds import solve, upper_bound

DRAWS, POINT_DRAWS = 400, 100
# Budgets of the frontier, as shares of the budget that was asked for.
FRONTIER = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.25, 1.5)
# Reasons are worked out for so many; of more candidates the rest is counted.
EXPLAINED = 500
# Beyond so many candidates the points of the frontier are not each chosen anew.
CHOSEN_ANEW = 2_000


def choose_creators(
    able: Sequence[Candidate], over: Sequence[PassedOver], crowd: Crowd, wish: Wish, seed: int, seconds: float
) -> Portfolio:
    """Return the choice among those who can be booked (`able`, in the order of the crowd).

    `seconds` is what the exact solver may take; the choice is found without it, the bound gets closer with it.
    """
    shares = [quality(one, wish) for one in able]
    coverage = crowd.coverage.with_quality(np.array([one.value for one in shares], dtype=np.float64))
    cost = np.array([one.price_cents for one in able], dtype=np.float64)
    limits = _limits(able, wish)
    chosen = choose(coverage, cost, limits)
    exact = solve(coverage, cost, limits, seconds) if chosen else None
    if exact is not None and exact.chosen and coverage.value(exact.chosen) > coverage.value(chosen):
        chosen = ordered(coverage, exact.chosen)
    expected = coverage.value(chosen)
    bound = upper_bound(coverage, cost, limits, chosen)
    bound = max(expected, min(bound, exact.bound if exact else bound))
    keys = _rankings(able)
    return Portfolio(
        wish=wish,
        booked=_booked(able, coverage, chosen),
        cost_cents=int(cost[chosen].sum()),
        cost_interval=_cost_interval([able[row] for row in chosen], seed),
        expected=expected,
        interval=_around(interval(crowd, shares, chosen, DRAWS, seed), expected),
        upper_bound=bound,
        proven=bool(exact and exact.proven),
        by_followers=coverage.value(rank_by(keys[0], cost, limits)),
        by_engagement=_ranked(coverage, keys[1], cost, limits),
        overlap=crowd.shared(np.array(chosen, dtype=np.int64)),
        passed_over=[*_passed_over(able, coverage, cost, limits, chosen), *over],
        frontier=_frontier(able, crowd, coverage, shares, wish, keys, (chosen, seed)),
        considered=len(able),
        method=crowd.method,
        notes=_notes(able, limits, chosen, wish),
    )


def _around(found: Interval, expected: float) -> Interval:
    return Interval(min(found.low, expected), max(found.high, expected), found.level)


def _limits(able: Sequence[Candidate], wish: Wish) -> Limits:
    names = sorted({one.niche for one in able if one.niche})
    place = {name: number for number, name in enumerate(names)}
    niche = np.array([place[one.niche] if one.niche else -1 for one in able], dtype=np.int64)
    return Limits(float(wish.budget_cents), wish.most or max(1, len(able)), wish.niches, niche)


def _rankings(able: Sequence[Candidate]) -> tuple[Floats, Floats]:
    """Return what the two usual rankings go by: followers, and engagement rate by followers."""
    followers = np.array([one.followers or 0 for one in able], dtype=np.float64)
    rates = np.array([one.rate.value if one.rate else np.nan for one in able], dtype=np.float64)
    return followers, rates


def _ranked(coverage: Coverage, key: Floats, cost: Floats, limits: Limits) -> float | None:
    """Return what a ranking reaches, None when its figure is known of nobody; those without it are skipped."""
    return coverage.value(rank_by(key, cost, limits)) if np.isfinite(key).any() else None


def _cost_interval(booked: Sequence[Candidate], seed: int) -> tuple[int, int]:
    known = sum(one.price_cents for one in booked if one.estimate is None)
    return cost_interval(known, [one.estimate for one in booked if one.estimate is not None], seed)


def _booked(able: Sequence[Candidate], coverage: Coverage, chosen: Sequence[int]) -> list[Booked]:
    covered = Covered(coverage)
    lost = lost_without(coverage, chosen).tolist()
    return [
        Booked(able[one], coverage.value([one]), covered.add(one), missed)
        for one, missed in zip(chosen, lost, strict=True)
    ]


def _passed_over(
    able: Sequence[Candidate], coverage: Coverage, cost: Floats, limits: Limits, chosen: Sequence[int]
) -> list[PassedOver]:
    gains = Covered(coverage, chosen).gains()
    alone = coverage.quality * coverage.sizes()
    left = limits.budget - float(cost[list(chosen)].sum())
    lost = lost_without(coverage, chosen).tolist()
    least = min((people / max(float(cost[one]), 1.0) for people, one in zip(lost, chosen, strict=True)), default=0.0)
    inside = set(chosen)
    rest = [int(one) for one in np.argsort(-gains, kind="stable") if int(one) not in inside][:EXPLAINED]
    full = len(chosen) >= limits.most
    if not chosen and limits.least_niches > 0:
        few = msg("No choice within the budget has as many different niches as were asked for.")
        return [PassedOver(able[k], few, float(gains[k])) for k in rest]
    return [PassedOver(able[k], _reason(gains[k], alone[k], cost[k], left, full, least), float(gains[k])) for k in rest]


def _reason(gain: float, alone: float, cost: float, left: float, full: bool, least: float) -> Message:
    if alone <= 0:
        return msg("Nobody in this audience counts towards the goal.")
    covered_share = 1 - gain / alone
    people = round(gain)
    if covered_share >= 0.5:
        return msg(
            "{share:percent} of this audience is reached through the others; would add {people} people.",
            share=float(covered_share), people=people,
        )  # fmt: skip
    if full and cost <= left:
        return msg(
            "Would add {people} people, but the number of creators is full, and an exchange gains nothing.",
            people=people,
        )  # fmt: skip
    if gain / max(cost, 1.0) < least:
        return msg(
            "Would add {people} people, fewer for the price than any creator in the choice.",
            people=people,
        )  # fmt: skip
    return msg(
        "Would add {people} people, but no longer fits the budget, and an exchange gains nothing.",
        people=people,
    )


def _frontier(
    able: Sequence[Candidate], crowd: Crowd, coverage: Coverage, shares: Sequence[Share], wish: Wish,
    keys: tuple[Floats, Floats], final: tuple[list[int], int],
) -> list[Point]:  # fmt: skip
    cost = np.array([one.price_cents for one in able], dtype=np.float64)
    points: list[Point] = []
    chosen, seed = final
    highest = 0.0
    # Beyond the price of everybody all budgets bring the same choice.
    drawn: dict[frozenset[int], Interval] = {}
    path = choose(coverage, cost, replace(_limits(able, wish), budget=FRONTIER[-1] * wish.budget_cents), thorough=False)
    for share in FRONTIER:
        budget = round(wish.budget_cents * share)
        limits = replace(_limits(able, wish), budget=float(budget))
        found = chosen if share == 1.0 else _at(coverage, cost, limits, path)
        reach = coverage.value(found)
        if reach < highest:
            continue
        highest = reach
        held = frozenset(found)
        if held not in drawn:
            drawn[held] = _around(interval(crowd, shares, found, POINT_DRAWS, seed), reach)
        by_followers = coverage.value(rank_by(keys[0], cost, limits))
        points.append(Point(budget, reach, drawn[held], by_followers, _ranked(coverage, keys[1], cost, limits)))
    return points


def _at(coverage: Coverage, cost: Floats, limits: Limits, path: Sequence[int]) -> list[int]:
    """Return a quick choice; of very many candidates the first that fit on the path to the largest budget."""
    if len(coverage) <= CHOSEN_ANEW:
        return choose(coverage, cost, limits, thorough=False)
    rate = np.full(len(coverage), np.nan)
    rate[list(path)] = (coverage.quality * coverage.sizes() / np.maximum(cost, 1.0))[list(path)]
    return rank_by(rate, cost, limits)


def _notes(able: Sequence[Candidate], limits: Limits, chosen: Sequence[int], wish: Wish) -> list[Message]:
    notes = []
    if able and not chosen and limits.least_niches > 1:
        notes.append(msg("No choice within the budget has {n} different niches.", n=limits.least_niches))
    bare = sum(1 for one in chosen if able[one].genuine is None)
    if bare and wish.goal != "engaged":
        notes.append(
            msg(
                "Of {n} of those chosen no follower list was audited: all their followers are taken as genuine.", n=bare
            )
        )
    unseen = sum(1 for one in chosen if able[one].verdict in (None, "cannot tell"))
    if unseen:
        notes.append(msg("Of {n} of those chosen vetting cannot tell yet whether they are genuine.", n=unseen))
    return notes
