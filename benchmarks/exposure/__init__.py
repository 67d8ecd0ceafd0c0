"""Made-up creators whose figures hang together through exposure.

A post is shown to a part of the followers and, as far as its quality carries it, to strangers. Views come of
that, likes of views, comments, shares and saves of likes and views, new followers of strangers. A purchase breaks
one of these links. Deliveries before the first known day are told in the facts only, not among the days.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.exposure.buying import Deal, buy_comments, buy_followers, buy_likes, buy_views, join_ring, usual
from benchmarks.exposure.cases import CASES, case_of, fit_mind
from benchmarks.exposure.crowd import Extra, Talk, draw_collector, draw_crowd, evening
from benchmarks.exposure.daily import collected
from benchmarks.exposure.person import Mind, draw_days, draw_mind, draw_profile, draw_times
from benchmarks.exposure.records import History, Posts, Profile, Truth, write_all
from benchmarks.exposure.speech import Dice
from benchmarks.exposure.stage import Plan, blank, figures, play
from benchmarks.exposure.ways import family_of, spread_ways

__all__ = ["write_exposure"]
MOST_TALK = 150


def write_exposure(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write creators of the exposure model into the folder."""
    write_all(folder, _histories(seed, honest, bought), seed)


def _histories(seed: int, honest: int, bought: int) -> Iterator[History]:
    rng = np.random.default_rng([seed, 1])
    wishes: list[tuple[str, ...]] = [()] * honest
    wishes += spread_ways(Dice(rng), bought)
    taken: set[str] = set()
    for i in rng.permutation(len(wishes)).tolist():
        yield _creator(Dice(np.random.default_rng([seed, 2, i])), taken, i, wishes[i])


def _suited(dice: Dice, profile: Profile, ways: tuple[str, ...]) -> Profile:
    if any(family_of(way) == "views" for way in ways) and profile.platform == "instagram" and dice.chance(0.5):
        return replace(profile, platform="tiktok")
    return profile


def _person(dice: Dice, taken: set[str], days: int, case: str, ways: tuple[str, ...]) -> tuple[Profile, Mind]:
    profile = _suited(dice, draw_profile(dice, taken, days), ways)
    mind = fit_mind(dice, draw_mind(dice, profile.platform), case)
    if "ring" in ways or "comment_pack" in ways:
        mind = replace(mind, size=min(mind.size, dice.between(2000, 90000)))
        likes = mind.size * mind.reach * mind.fan_liking
        mind = replace(mind, talk=max(mind.talk, min(dice.between(2, 25) / likes, 0.15)))
        mind = replace(mind, talk=min(mind.talk, MOST_TALK / likes)) if "ring" in ways else mind
    return profile, mind


def _creator(dice: Dice, taken: set[str], number: int, ways: tuple[str, ...]) -> History:
    days, case = draw_days(dice), case_of(number)
    profile, mind = _person(dice, taken, days, case, ways)
    last = evening(days)
    at = draw_times(dice, days, mind.per_week, mind.regular, last)
    plan = blank(dice, profile, mind, at, days, case)
    plan = CASES[case](dice, plan) if case in CASES else plan
    dead, deals = np.zeros(days), []
    for way in [way for way in ways if family_of(way) == "followers"]:
        deal, dead = buy_followers(dice, way, play(plan, mind, profile.platform, dead).followers)
        deals.append(deal)
    if case == "platform purge":
        dead *= np.cumprod(1 - np.minimum(5 * plan.lost, 0.9))
    played = play(plan, mind, profile.platform, dead)
    posts = figures(dice, plan, mind, profile, played)
    calm = usual(posts.comments)
    posts, extras = _buy(dice, profile, posts, ways, days, deals)
    talk = Talk(dice, profile, draw_crowd(dice, profile, calm, case), last)
    needed = "ring" in ways or "comment_pack" in ways
    comments = talk.collect(posts, extras, draw_collector(dice, needed))
    followers = collected(dice, played.followers + dead, profile.platform, case)
    return History(profile, followers, posts, comments, _truth(plan, ways, deals))


def _buy(
    dice: Dice, profile: Profile, posts: Posts, ways: tuple[str, ...], days: int, deals: list[Deal]
) -> tuple[Posts, dict[int, list[Extra]]]:
    extras: dict[int, list[Extra]] = {}
    for way in [way for way in ways if family_of(way) != "followers"]:
        written: dict[int, list[Extra]] = {}
        if family_of(way) == "likes":
            deal, posts = buy_likes(dice, way, posts, days)
        elif family_of(way) == "views":
            deal, posts = buy_views(dice, way, posts, days)
        elif way == "ring":
            deal, posts, written = join_ring(dice, profile, posts, evening(days))
        else:
            deal, posts, written = buy_comments(dice, profile, posts, evening(days))
        extras |= {i: extras.get(i, []) + more for i, more in written.items()}
        deals.append(deal)
    return posts, extras


def _truth(plan: Plan, ways: tuple[str, ...], deals: list[Deal]) -> Truth:
    if not ways:
        return Truth(plan.case)
    days = [delivery for deal in deals for delivery in deal.days]
    size = {deal.way: round(deal.size, 3) for deal in deals}
    facts = {"case": plan.case, "purchases": [deal.told for deal in sorted(deals, key=lambda d: ways.index(d.way))]}
    return Truth(ways[0], True, days, size, facts)
