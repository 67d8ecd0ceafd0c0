"""Exposure: who is shown a post, and everything that comes of it."""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.exposure.person import KINDS, Mind, things_of
from benchmarks.exposure.records import HIDDEN, Floats, Ints, Posts, Profile
from benchmarks.exposure.speech import Dice, caption, phrase

RIPENING = {"instagram": 0.9, "tiktok": 2.5, "youtube": 5.0}


@dataclass(frozen=True)
class Plan:
    """What happens around a creator; the arrays are multiplied into the play."""

    case: str
    at: Floats
    kinds: list[str]
    topics: list[str]
    attention: Floats
    walk_in: Floats
    lost: Floats
    pull: Floats
    strangers_stay: Floats
    chat: Floats
    jolt: Floats
    prize: int = -1


@dataclass(frozen=True)
class Played:
    """What came of it: real followers a day; viewers of both sorts a post."""

    followers: Floats
    fans_reached: Floats
    strangers_reached: Floats


def blank(dice: Dice, profile: Profile, mind: Mind, at: Floats, days: int, case: str) -> Plan:
    """A plan in which nothing special happens."""
    clock = np.arange(days)
    drift = np.exp(np.cumsum(0.02 * dice.rng.standard_normal(days)) * mind.noise)
    week = np.where(clock % 7 >= 5, mind.week_end, 1.0)
    first, *others = KINDS[profile.platform]
    shares = dice.rng.dirichlet([3.0, 1.5, 2.0][: 1 + len(others)])
    kinds = [(first, *others)[k] for k in dice.rng.choice(len(shares), len(at), p=shares)]
    jolt = dice.rng.standard_normal(days) * dice.between(0.6, 4)
    ones, n = np.ones(days), len(at)
    pull = steady_quality(dice, mind, n)
    topics = [profile.topic] * n
    return Plan(case, at, kinds, topics, drift * week, 0 * ones, 0 * ones, pull, np.ones(n), np.ones(n), jolt)


def steady_quality(dice: Dice, mind: Mind, n: int) -> Floats:
    """Quality of posts: good weeks and bad ones, with a heavy upper tail."""
    shocks = dice.rng.standard_normal(n)
    level = np.zeros(n)
    for i in range(1, n):
        level[i] = mind.steadiness * level[i - 1] + shocks[i] * np.sqrt(1 - mind.steadiness**2)
    heavy = (1 - dice.rng.random(n)) ** (-mind.tail / 3)
    return np.exp(0.45 * level) * np.minimum(heavy, 60)


def _kernel(platform: str) -> Floats:
    weights = np.exp(-np.arange(25) / RIPENING[platform])
    return np.asarray(weights / weights.sum())


def play(plan: Plan, mind: Mind, platform: str, dead: Floats) -> Played:
    """Go through the days; followers that are not people (`dead`) dilute whom the platform shows a post to."""
    days, n = len(plan.attention), len(plan.at)
    inflow, real = np.zeros(days + 25), mind.size
    fans, strangers, followers = np.zeros(n), np.zeros(n), np.zeros(days)
    kernel, post_day = _kernel(platform), plan.at.astype(int)
    follow = _follow_rate(plan, mind)
    for day in range(days):
        for i in np.flatnonzero(post_day == day) if day in post_day else ():
            alive = 1 - 0.5 * dead[day] / (dead[day] + real)
            liked = plan.pull[i] ** 0.3
            fans[i] = min(0.95, mind.reach * liked * alive * plan.attention[day]) * real
            strangers[i] = mind.push * mind.size**0.15 * real**0.85 * plan.pull[i] * alive * plan.attention[day]
            inflow[day : day + 25] += strangers[i] * follow * plan.strangers_stay[i] * kernel
        real += inflow[day] + real * (plan.walk_in[day] - mind.leaving - plan.lost[day])
        moved = inflow[day] + real * (plan.walk_in[day] + mind.leaving)
        followers[day] = real = max(real + plan.jolt[day] * moved**0.5 + 0.1 * plan.jolt[day] * moved, 50.0)
    ripe = 1 - np.exp(-(days - plan.at + 0.05) / RIPENING[platform])
    return Played(followers, fans * ripe, strangers * ripe)


def _follow_rate(plan: Plan, mind: Mind) -> float:
    per_month = max(len(plan.at) * 30 / len(plan.attention), 0.3)
    seen = per_month * mind.push * float(np.median(plan.pull)) * 1.1
    return float(np.clip((mind.growth + 30 * mind.leaving) / seen, 0.0001, 0.05))


def _count(dice: Dice, mean: Floats, spread: float) -> Ints:
    shaken = mean * np.exp(spread * dice.rng.standard_normal(len(mean)) - spread**2 / 2)
    return dice.rng.poisson(np.minimum(shaken, 1e9)).astype(np.int64)


def figures(dice: Dice, plan: Plan, mind: Mind, profile: Profile, played: Played) -> Posts:
    """Count what the viewers did."""
    quality = plan.pull**0.25
    by_kind = np.array([{"short": 0.8, "carousel": 1.15}.get(kind, 1.0) for kind in plan.kinds])
    reached = played.fans_reached + played.strangers_reached
    warm = mind.fan_liking * (played.fans_reached + mind.stranger_liking * played.strangers_reached)
    likes = np.minimum(_count(dice, warm * quality * by_kind, mind.noise), np.round(reached * 0.8).astype(np.int64))
    views = np.maximum(_count(dice, reached * mind.repeats, mind.noise / 3), likes + 1)
    comments = _count(dice, likes * mind.talk * plan.chat, 0.15 + mind.noise)
    comments = np.minimum(comments, np.maximum(likes, 3) * np.where(plan.chat > 2, 4, 1))
    shares = _count(dice, reached * mind.sharing * mind.fan_liking * 5 * quality, 0.4)
    saves = _count(dice, reached * mind.saving * mind.fan_liking * 5 * quality, 0.4)
    things = things_of(dice, profile.language, plan.topics)
    texts = [caption(dice, profile.language, *pair) for pair in zip(plan.topics, things, strict=True)]
    if plan.prize >= 0:
        texts[plan.prize] = phrase(dice, profile.language, "giveaway").replace("{x}", things[plan.prize])
    rate = 0.2 * dice.roll() ** 2
    paid = [dice.chance(rate) for _ in texts]
    posts = Posts(plan.at, plan.kinds, plan.topics, things, texts, paid, likes, comments, shares, saves, views)
    return _hide(dice, posts, profile.platform)


def _hide(dice: Dice, posts: Posts, platform: str) -> Posts:
    nothing = np.full(len(posts.at), HIDDEN, dtype=np.int64)
    private = platform == "youtube" or (platform == "instagram" and dice.chance(0.65))
    if private or dice.chance(0.15):
        posts = replace(posts, shares=nothing, saves=nothing)
    moving = np.array([kind in ("reel", "video", "short") or platform == "tiktok" for kind in posts.kinds])
    return replace(posts, views=np.where(moving, posts.views, HIDDEN))
