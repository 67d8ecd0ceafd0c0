"""Made-up creators from the sellers' side: a catalogue of services, and buyers with reasons.

The honest figures follow a plain multiplicative course over time. An order takes a service of the catalogue (packs in
round numbers, speed, delay, drop, refill, quality) on a day that the buyer's reason gives. Deliveries before the
first known day are told in the facts only, not among the days.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.exposure.buying import Deal, usual
from benchmarks.exposure.cases import case_of
from benchmarks.exposure.crowd import Extra, Talk, draw_collector, draw_crowd, evening
from benchmarks.exposure.daily import collected
from benchmarks.exposure.person import draw_days, draw_profile
from benchmarks.exposure.records import Floats, History, Posts, Profile, Truth, write_all
from benchmarks.exposure.speech import Dice
from benchmarks.exposure.ways import family_of, spread_ways
from benchmarks.sellers.course import Course, Nature, draw_course, draw_nature, followers_of, posts_of
from benchmarks.sellers.events import EVENTS, adapted
from benchmarks.sellers.orders import order_followers, order_on_posts
from benchmarks.sellers.workers import Market, Pod, comment_in_pod, open_market, order_comments, pod_for

__all__ = ["write_sellers"]
MOST_TALK = 90


def write_sellers(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write creators and what sellers sold them into the folder."""
    write_all(folder, _histories(seed, honest, bought), seed)


def _histories(seed: int, honest: int, bought: int) -> Iterator[History]:
    rng = np.random.default_rng([seed, 21])
    wishes: list[tuple[str, ...]] = [()] * honest
    wishes += spread_ways(Dice(rng), bought)
    market, taken = open_market(Dice(rng), bought), set[str]()
    for i in rng.permutation(len(wishes)).tolist():
        yield _creator(Dice(np.random.default_rng([seed, 22, i])), market, taken, i, wishes[i])


def _who(dice: Dice, market: Market, taken: set[str], days: int, ways: tuple[str, ...]) -> tuple[Profile, Pod]:
    profile = draw_profile(dice, taken, days)
    if any(family_of(way) == "views" for way in ways) and profile.platform == "instagram":
        profile = replace(profile, platform=dice.pick(("tiktok", "youtube", "instagram")))
    pod = pod_for(dice, market, profile.language)
    free = [name for name in pod.members if name not in taken]
    if "ring" in ways and free:
        profile = replace(profile, handle=free[0])
        taken.add(free[0])
    return profile, pod


def _suited(dice: Dice, nature: Nature, ways: tuple[str, ...]) -> Nature:
    if "ring" in ways or "comment_pack" in ways:
        nature = replace(nature, size=min(nature.size, dice.between(2000, 80000)))
        least = dice.between(2, 25) / (nature.size * nature.like_rate)
        nature = replace(nature, comment_rate=max(nature.comment_rate, min(least, 0.15)))
    if "ring" in ways:
        most = MOST_TALK * dice.between(0.1, 1) / (nature.size * nature.like_rate)
        nature = replace(nature, comment_rate=min(nature.comment_rate, most))
    return nature


def _creator(dice: Dice, market: Market, taken: set[str], number: int, ways: tuple[str, ...]) -> History:
    days, case = draw_days(dice), case_of(number)
    last, (profile, pod) = evening(days), _who(dice, market, taken, days, ways)
    nature = _suited(dice, adapted(dice, draw_nature(dice, profile.platform), case), ways)
    course = draw_course(dice, profile, nature, days, last)
    course = EVENTS[case](dice, course) if case in EVENTS else course
    real = followers_of(dice, nature, course)
    posts = posts_of(dice, profile, nature, course, real)
    calm, deals = usual(posts.comments), list[Deal]()
    added = _followers(dice, ways, real, course, case, deals)
    posts, extras = _on_posts(dice, market, pod, profile, posts, ways, course, deals)
    talk = Talk(dice, profile, draw_crowd(dice, profile, calm, case), last)
    comments = talk.collect(posts, extras, draw_collector(dice, "ring" in ways or "comment_pack" in ways))
    followers = collected(dice, real + added, profile.platform, case)
    return History(profile, followers, posts, comments, _truth(case, ways, deals))


def _followers(dice: Dice, ways: tuple[str, ...], real: Floats, course: Course, case: str, deals: list[Deal]) -> Floats:
    added = np.zeros(len(real))
    for way in [way for way in ways if family_of(way) == "followers"]:
        deal, more = order_followers(dice, way, real, course.growth)
        deals.append(deal)
        added += more
    lost = np.where(course.growth < -0.008, -5 * course.growth, 0) if case == "platform purge" else 0 * added
    return added * np.cumprod(1 - np.minimum(lost, 0.8))


def _on_posts(
    dice: Dice,
    market: Market,
    pod: Pod,
    profile: Profile,
    posts: Posts,
    ways: tuple[str, ...],
    course: Course,
    deals: list[Deal],
) -> tuple[Posts, dict[int, list[Extra]]]:
    extras: dict[int, list[Extra]] = {}
    days = len(course.growth)
    for way in [way for way in ways if family_of(way) != "followers"]:
        written: dict[int, list[Extra]] = {}
        if way == "comment_pack":
            deal, posts, written = order_comments(dice, market, profile, posts, evening(days))
        elif way == "ring":
            deal, posts, written = comment_in_pod(dice, pod, profile, posts, evening(days))
        else:
            deal, posts = order_on_posts(dice, way, posts, days, course.growth)
        extras |= {i: extras.get(i, []) + more for i, more in written.items()}
        deals.append(deal)
    return posts, extras


def _truth(case: str, ways: tuple[str, ...], deals: list[Deal]) -> Truth:
    if not ways:
        return Truth(case)
    size = {deal.way: round(deal.size, 3) for deal in deals}
    told = [deal.told for deal in sorted(deals, key=lambda deal: ways.index(deal.way))]
    days = [delivery for deal in deals for delivery in deal.days]
    return Truth(ways[0], True, days, size, {"case": case, "purchases": told})
