"""Bought followers: at once, in packs, as a drip, refilled after losses."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS
from benchmarks.outside.deals import Base, Deal, blank
from benchmarks.outside.dice import Floats, Ints, chance, log_uniform, weighted
from benchmarks.outside.market import Platform

WAYS = ("followers_once", "followers_packs", "followers_drip", "followers_refilled")


def _first(rng: Generator, base: Base, span: int) -> int:
    """The day of the first delivery: mostly within the known days, at times before them."""
    start = base.story.start + 10
    begin = max(start, base.earliest() + 3)
    if chance(rng, 0.12) and base.earliest() > start + 40:
        return int(rng.integers(max(start, base.earliest() - 300), base.earliest() - 10))
    return int(rng.integers(min(begin, DAYS - 8), max(min(begin, DAYS - 8) + 1, DAYS - 4 - span)))


def _pack(rng: Generator, wanted: float) -> int:
    """Sellers offer round sizes, smaller steps for smaller accounts."""
    step = 50 if wanted < 1500 else 500 if wanted < 20_000 else 5000
    return max(50, round(wanted / step) * step) if chance(rng, 0.7) else max(50, int(wanted))


def _delivery(rng: Generator, amount: int, span: int) -> Ints:
    """One order over `span` days; sellers hand out a little more than was paid."""
    shape: Floats = rng.gamma(6.0, 1.0, size=span)
    shape[0] *= float(rng.uniform(0.2, 1.0))
    total = amount * float(rng.uniform(1.0, 1.08))
    return rng.poisson(total * shape / float(shape.sum())).astype(np.int64)


def _speed(rng: Generator) -> int:
    return int(weighted(rng, ((1, 0.35), (2, 0.25), (int(rng.integers(3, 6)), 0.25), (int(rng.integers(6, 12)), 0.15))))


def _orders(rng: Generator, base: Base, way: str) -> list[tuple[int, int, float]]:
    """(first day, days, part of the whole) of each order."""
    if way == "followers_drip":
        span = int(log_uniform(rng, 12, 100))
        return [(_first(rng, base, span), span, 1.0)]
    if way == "followers_packs":
        number = int(rng.integers(2, 7))
        parts = rng.dirichlet(np.full(number, 4.0))
        day = _first(rng, base, 30)
        orders = []
        for part in parts:
            orders.append((min(day, DAYS - 2), _speed(rng), float(part)))
            day += int(log_uniform(rng, 4, 60))
        return [order for order in orders if order[0] < DAYS - 3] or orders[:1]
    return [(_first(rng, base, 4), _speed(rng), 1.0)]


def _stay(rng: Generator, come: Ints, platform: Platform, refill: int) -> tuple[Ints, list[tuple[int, int]]]:
    """Bought followers still there at the end of each day, and deliveries that made up for losses."""
    lasting = log_uniform(rng, 0.0003, 0.006)
    weak = float(rng.uniform(0, 0.35)) if chance(rng, 0.75) else 0.0
    hit = {day: float(rng.uniform(0.05, 0.5)) for day, _ in platform.purges}
    out = np.zeros(DAYS, dtype=np.int64)
    level = fresh = owed = 0
    again: list[tuple[int, int]] = []
    next_check = int(np.flatnonzero(come)[0]) + refill if refill else DAYS
    for day in range(DAYS):
        new = int(come[day])
        owed += new
        shaky = int(rng.binomial(new, weak))
        gone = int(rng.binomial(fresh, 0.07)) if fresh else 0
        old = int(rng.binomial(level, hit.get(day, lasting))) if level else 0
        fresh += shaky - gone
        level += new - shaky - old
        if day >= next_check:
            next_check = day + refill
            missing = owed - level - fresh
            if missing > 0.03 * owed:
                level += missing
                again.append((day, 1))
        out[day] = level + fresh
    return out, again


def buy_followers(rng: Generator, base: Base, way: str, platform: Platform) -> Deal:
    """A purchase of followers; `size` relates all orders (refills left out) to the followers before the first."""
    deal = blank(base, "followers", way)
    orders = _orders(rng, base, way)
    share = log_uniform(rng, 0.05, 1.0)
    ordered = sum(part for _, _, part in orders)
    before = max(1, int(base.followers[orders[0][0] - 1]))
    come = np.zeros(DAYS, dtype=np.int64)
    for day, span, part in orders:
        parcel = _delivery(rng, _pack(rng, share * part / ordered * before), min(span, DAYS - day))
        come[day : day + len(parcel)] += parcel
    refill = int(rng.integers(20, 45)) if way == "followers_refilled" else 0
    deal.fans, again = _stay(rng, come, platform, refill)
    deal.days = sorted([(day, min(span, DAYS - day)) for day, span, _ in orders] + again)
    deal.size["followers"] = round(float(come.sum()) / before, 4)
    deal.facts = _facts(base, orders, int(come.sum()), deal, len(again))
    return deal


def _facts(
    base: Base, orders: Sequence[tuple[int, int, float]], total: int, deal: Deal, refills: int
) -> dict[str, object]:
    return {
        "delivered": total,
        "left_at_end": int(deal.fans[-1]),
        "orders": len(orders),
        "refills": refills,
        "before_known_days": orders[0][0] < base.earliest(),
    }
