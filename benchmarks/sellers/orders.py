"""Buyers, their reasons, and what an order does to the figures."""

from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.exposure.buying import Deal, usual
from benchmarks.exposure.records import HIDDEN, Floats, Ints, Posts
from benchmarks.exposure.speech import Dice
from benchmarks.exposure.ways import family_of, size_of
from benchmarks.sellers.catalogue import Service, choose, delivered, fast_enough, round_pack

REASONS = ("before a pitch", "after a slump", "new account", "behind the others")


def reason_day(dice: Dice, reason: str, weekly: Floats) -> int:
    """The day on which somebody with this reason orders."""
    days = len(weekly)
    if reason == "before a pitch":
        return int(days * (0.65 + 0.27 * dice.roll()))
    if reason == "new account":
        return 2 + int(days * 0.12 * dice.roll())
    if reason == "after a slump":
        inner = weekly[days // 8 : -max(days // 10, 3)]
        return int(min(days // 8 + int(np.argmin(inner)) + 2 + 10 * dice.roll(), days * 0.92))
    return int(days * (0.08 + 0.82 * dice.roll()))


def slump_of(growth: Floats) -> Floats:
    """Growth smoothed over two weeks."""
    smooth: Floats = np.convolve(growth, np.ones(14) / 14, mode="same")
    return smooth


def order_followers(dice: Dice, way: str, real: Floats, growth: Floats) -> tuple[Deal, Floats]:
    """Order followers; returns the deal and how many of them there are each day."""
    service, reason = choose(dice, "followers"), dice.pick(REASONS)
    wanted, days = size_of(dice, way), len(real)
    if way != "followers_drip" and reason == "new account" and dice.chance(0.55):
        return _long_ago(dice, way, service, wanted, real)
    first = reason_day(dice, reason, slump_of(growth))
    if way == "followers_drip":
        return _drip(dice, service, wanted, real, min(first, int(days * 0.7)))
    count = 1 if way == "followers_once" else 2 + int(4 * dice.roll())
    amount = round_pack(wanted * real[first] / count, service.least)
    length = fast_enough(service, amount, days)
    starts = _starts(dice, first, length, count, days)
    added = sum((delivered(dice, service, amount, day, length, days) for day in starts), np.zeros(days))
    size = amount * len(starts) / real[max(starts[0] - 1, 0)]
    return Deal(way, size, _told(way, service, reason, amount * len(starts)), [(day, length) for day in starts]), added


def _starts(dice: Dice, first: int, length: int, count: int, days: int) -> list[int]:
    gap = max(length + 2, int(dice.between(4, 45)))
    latest = days - length - 3 - (count - 1) * gap
    first = max(2, first if first < latest else int(latest * (0.6 + 0.4 * dice.roll())))
    starts = [first + k * gap for k in range(count)]
    return [day for day in starts if day == first or day < days - length]


def _told(way: str, service: Service, reason: str, amount: int) -> dict[str, Any]:
    return {"way": way, "service": service.name, "quality": service.quality, "reason": reason, "amount": amount}


def _long_ago(dice: Dice, way: str, service: Service, wanted: float, real: Floats) -> tuple[Deal, Floats]:
    amount, days = round_pack(wanted * real[0], service.least), len(real)
    ago = 5 + int(60 * dice.roll())
    there = delivered(dice, service, amount, 0, min(3, ago), days + ago)[ago:]
    told = _told(way, service, "new account", amount) | {"before_known_days": True}
    return Deal(way, amount / real[0], told, []), there


def _drip(dice: Dice, service: Service, wanted: float, real: Floats, first: int) -> tuple[Deal, Floats]:
    days = len(real)
    length = min(int(dice.between(20, 180)), days - first - 3)
    a_day = round_pack(wanted * real[first] / length, 1)
    added = delivered(dice, replace(service, refill_days=0), a_day * length, first, length, days)
    told = _told("followers_drip", service, "a few every day", a_day * length) | {"a_day": a_day}
    return Deal("followers_drip", a_day * length / real[first], told, [(first, length)]), added


def posts_for(dice: Dice, way: str, at: Floats, days: int, growth: Floats) -> tuple[Ints, str]:
    """Which posts an order goes to, and why."""
    if way.endswith("_all"):
        return np.arange(len(at)), "every post by subscription"
    if way.endswith("_since"):
        start = reason_day(dice, "behind the others", growth) * 0.85
        return np.arange(min(int(np.searchsorted(at, start)), len(at) - 4), len(at)), "subscription since a day"
    reason = dice.pick(REASONS)
    if reason == "behind the others":
        return np.sort(dice.rng.permutation(len(at))[: max(3, int(len(at) * (0.12 + 0.4 * dice.roll())))]), reason
    first = min(int(np.searchsorted(at, reason_day(dice, reason, slump_of(growth)))), len(at) - 4)
    return np.arange(first, min(len(at), first + max(4, int(len(at) * dice.between(0.08, 0.4))))), reason


def order_on_posts(dice: Dice, way: str, posts: Posts, days: int, growth: Floats) -> tuple[Deal, Posts]:
    """Order likes or views; subscriptions give every post the same pack."""
    sort = family_of(way)
    service, (which, reason) = choose(dice, sort), posts_for(dice, way, posts.at, days, growth)
    counts = posts.likes if sort == "likes" else posts.views
    if sort == "views":
        known = np.flatnonzero(counts != HIDDEN)
        both = np.intersect1d(which, known)
        which = both if len(both) > 2 else known
    middle = usual(counts)
    pack = round_pack(size_of(dice, way) * middle, service.least)
    sure = dice.rng.uniform(0.98, 1.04 if service.quality == "good" else 1.25, len(which))
    late = np.clip((days - posts.at[which]) * 24 - service.delay_hours, 0, None) / 24 * service.per_day
    added = np.zeros(len(posts.at), dtype=np.int64)
    dropped = service.drop * (1 - 0.5 ** ((days - posts.at[which]) / service.half_days))
    added[which] = np.minimum(pack * sure * (1 - dropped), late)
    told = _told(way, service, reason, int(added.sum())) | {"pack": pack, "posts": len(which)}
    return Deal(way, pack / middle, told, []), _added(dice, posts, added, sort, service)


def _added(dice: Dice, posts: Posts, added: Ints, sort: str, service: Service) -> Posts:
    if sort == "views":
        return replace(posts, views=posts.views + added)
    likes, views = posts.likes + added, posts.views
    if service.with_views:
        views = np.where(views == HIDDEN, HIDDEN, views + (added * dice.between(1.2, 6)).astype(np.int64))
    least = (likes * dice.between(1.03, 1.6)).astype(np.int64) + 1
    return replace(posts, likes=likes, views=np.where((views != HIDDEN) & (added > 0), np.maximum(views, least), views))
