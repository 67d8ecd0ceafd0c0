"""What panels sell: packs in round numbers, with speed, quality, drop and refill."""

from dataclasses import dataclass

import numpy as np

from benchmarks.exposure.records import Floats
from benchmarks.exposure.speech import Dice

ROUND = np.array([k * 10**e for e in range(7) for k in (1.0, 2.0, 2.5, 3.0, 5.0, 7.5)])


@dataclass(frozen=True)
class Service:
    """One line of a panel's price list."""

    name: str
    sort: str
    quality: str
    least: int
    per_day: int
    delay_hours: float
    drop: float
    half_days: float
    refill_days: int = 0
    with_views: bool = False
    custom: bool = False


SERVICES = [
    Service("followers, instant, no refill", "followers", "cheap", 100, 50000, 0.3, 0.55, 9),
    Service("followers, fast, mixed", "followers", "cheap", 100, 15000, 2, 0.35, 20),
    Service("followers, refill 30 days", "followers", "good", 100, 5000, 6, 0.25, 25, 30),
    Service("followers, high quality, slow", "followers", "good", 50, 800, 12, 0.1, 60, 60),
    Service("followers, profile picture, country", "followers", "good", 50, 1500, 24, 0.06, 90, 90),
    Service("followers, lifetime", "followers", "good", 100, 3000, 8, 0.02, 200, 365),
    Service("likes, instant", "likes", "cheap", 20, 100000, 0.05, 0.12, 10),
    Service("likes, real looking, slow", "likes", "good", 20, 3000, 0.5, 0.03, 30),
    Service("likes with views", "likes", "good", 20, 20000, 0.2, 0.04, 30, 0, True),
    Service("views, fastest", "views", "cheap", 100, 2000000, 0.1, 0.0, 10),
    Service("views, with retention", "views", "good", 100, 60000, 1, 0.0, 10),
    Service("comments, random", "comments", "cheap", 5, 400, 0.5, 0.08, 20),
    Service("comments, random, country", "comments", "good", 5, 150, 1, 0.02, 60),
    Service("comments, custom", "comments", "good", 5, 120, 1.5, 0.02, 60, 0, False, True),
]


def choose(dice: Dice, sort: str) -> Service:
    """One of the services of a sort."""
    return dice.pick([service for service in SERVICES if service.sort == sort])


def round_pack(wanted: float, least: int) -> int:
    """The pack on sale that comes nearest to what is wanted."""
    packs = ROUND[least <= ROUND]
    return int(packs[np.argmin(np.abs(np.log(packs / max(wanted, 1))))])


def fast_enough(service: Service, amount: float, days: int) -> int:
    """Days a delivery takes; a panel speeds up what would take longer than a third of the known days."""
    return int(np.clip(np.ceil(amount / service.per_day), 1, max(days // 3, 1)))


def delivered(dice: Dice, service: Service, amount: float, start: int, length: int, days: int) -> Floats:
    """Accounts that follow each day: a little more than paid for, then they drop and may be refilled."""
    given = np.zeros(days)
    share = dice.rng.gamma(25.0, 1.0, length) * np.linspace(1.2, 0.8, length)
    given[start : start + length] = (amount * (1.01 + 0.07 * dice.roll()) * share / share.sum())[: days - start]
    lost = service.drop * (0.4 + 1.2 * dice.roll())
    stay = 1 - lost * (1 - 0.5 ** (np.arange(days) / service.half_days))
    there: Floats = np.convolve(given, stay)[:days]
    return _refilled(dice, service, there, amount, start + length)


def _refilled(dice: Dice, service: Service, there: Floats, amount: float, ready: int) -> Floats:
    if not service.refill_days or dice.chance(0.4):
        return there
    for day in range(ready, min(len(there), ready + service.refill_days), 10 + int(20 * dice.roll())):
        if there[day] < 0.95 * amount:
            there[day:] += amount - there[day]
    return there
