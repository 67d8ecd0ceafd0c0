"""A choice of creators in the shape of the command's `--json`; pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nahbar.creators.contracts import Interval
from nahbar.creators.portfolio.contracts import Booked, Portfolio
from nahbar.kernel.messages import Message

Json = dict[str, Any]
Say = Callable[[Message], str]


def portfolio_json(found: Portfolio, say: Say = Message.render) -> Json:
    """Return the choice as plain values; money is in units of the currency, reach in people."""
    return {
        "chosen": [_booked(one) for one in found.booked],
        "cost": found.cost_cents / 100,
        "cost_interval": [end / 100 for end in found.cost_interval],
        "budget": found.wish.budget_cents / 100,
        "currency": found.wish.currency,
        "goal": found.wish.goal,
        "reach": {"expected": round(found.expected, 2), "interval": _ends(found.interval), "level": 0.95},
        "upper_bound": round(found.upper_bound, 2),
        "proven_best": found.proven,
        "by_followers_alone": round(found.by_followers, 2),
        "by_engagement_alone": _known(found.by_engagement),
        "overlap": [[round(float(value), 2) for value in row] for row in found.overlap],
        "passed_over": [
            {
                "platform": one.candidate.platform,
                "handle": one.candidate.handle,
                "price": one.candidate.price_cents / 100,
                "reason": say(one.reason),
                "would_add": _known(one.adds),
            }
            for one in found.passed_over
        ],
        "frontier": [
            {
                "budget": one.budget_cents / 100,
                "reach": round(one.reach, 2),
                "interval": _ends(one.interval),
                "by_followers": round(one.by_followers, 2),
                "by_engagement": _known(one.by_engagement),
            }
            for one in found.frontier
        ],
        "considered": found.considered,
        "method": [say(one) for one in found.method],
        "notes": [say(one) for one in found.notes],
    }


def _booked(one: Booked) -> Json:
    who = one.candidate
    return {
        "platform": who.platform,
        "handle": who.handle,
        "name": who.name,
        "price": who.price_cents / 100,
        "price_estimated": who.estimate and [who.estimate.low / 100, who.estimate.high / 100],
        "followers": who.followers,
        "niche": who.niche,
        "reach_alone": round(one.alone, 2),
        "adds": round(one.adds, 2),
        "lost_without": round(one.lost_without, 2),
    }


def _known(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _ends(found: Interval) -> list[float]:
    return [round(found.low, 2), round(found.high, 2)]
