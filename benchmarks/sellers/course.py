"""The honest side: a plain multiplicative course of followers and posts over time."""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.exposure.person import KINDS, draw_size, draw_times, things_of
from benchmarks.exposure.records import HIDDEN, Floats, Ints, Posts, Profile
from benchmarks.exposure.speech import Dice, caption, phrase

USUAL = {"instagram": (0.035, 0.09, 1.0), "tiktok": (0.03, 0.08, 2.0), "youtube": (0.008, 0.04, 5.0)}


@dataclass(frozen=True)
class Nature:
    """A creator's constants."""

    size: float
    growth: float
    wobble: float
    from_posts: float
    like_rate: float
    view_likes: float
    comment_rate: float
    share_rate: float
    save_rate: float
    luck: float
    like_power: float
    comment_power: float
    with_size: float
    week: Floats


@dataclass(frozen=True)
class Course:
    """What happens over the known days; all in logs except `luck` and `chat`."""

    at: Floats
    kinds: list[str]
    topics: list[str]
    growth: Floats
    level: Floats
    luck: Floats
    chat: Floats
    prize: int = -1


def draw_nature(dice: Dice, platform: str) -> Nature:
    """Constants that differ widely and lean on size as in life."""
    likes, view_likes, _ = USUAL[platform]
    size = draw_size(dice)
    return Nature(
        size,
        -0.0004 + 0.004 * dice.roll() ** 3,
        dice.between(0.0001, 0.002),
        0.003 * dice.roll() ** 2,
        float(np.clip(likes * (size / 15000) ** -0.12 * np.exp(0.75 * dice.rng.standard_normal()), 0.0008, 0.35)),
        float(np.clip(view_likes * np.exp(0.5 * dice.rng.standard_normal()), 0.006, 0.45)),
        dice.between(0.003, 0.1),
        dice.between(0.004, 0.25),
        dice.between(0.005, 0.4),
        dice.between(0.15, 1.1) * (1.3 if platform == "tiktok" else 1.0),
        0.55 + 0.4 * dice.roll(),
        0.35 + 0.6 * dice.roll(),
        0.3 + 0.7 * dice.roll(),
        0.15 * dice.rng.standard_normal(7),
    )


def draw_course(dice: Dice, profile: Profile, nature: Nature, days: int, last: float) -> Course:
    """A course on which nothing special happens."""
    at = draw_times(dice, days, dice.between(0.9, 7), dice.between(0.8, 9), last)
    kinds = KINDS[profile.platform]
    usual = dice.pick(kinds)
    mixed = [usual if dice.chance(0.6) else dice.pick(kinds) for _ in at]
    drift = np.zeros(days)
    steps = dice.rng.standard_normal(days)
    for day in range(1, days):
        drift[day] = 0.9 * drift[day - 1] + steps[day]
    level = 0.02 * np.cumsum(dice.rng.standard_normal(days)) * nature.luck + nature.week[np.arange(days) % 7]
    luck = np.exp(nature.luck * dice.rng.standard_t(4, len(at)).clip(-4, 6) * 0.8)
    growth = nature.growth + nature.wobble * 0.5 * drift
    return Course(at, mixed, [profile.topic] * len(at), growth, level, luck, np.ones(len(at)))


def followers_of(dice: Dice, nature: Nature, course: Course) -> Floats:
    """Real followers a day; a lucky post brings some over the next days."""
    push = np.bincount(course.at.astype(int), np.log1p(course.luck) - 0.69, len(course.growth))
    brought = np.convolve(push, 0.6 ** np.arange(12))[: len(push)] * nature.from_posts
    series = nature.size * np.exp(np.cumsum(course.growth + brought))
    noise = dice.rng.standard_normal(len(series)) * np.sqrt(series) * 0.12
    shaken: Floats = np.maximum(series + np.cumsum(noise) * 0.5, 60.0)
    return shaken


def posts_of(dice: Dice, profile: Profile, nature: Nature, course: Course, real: Floats) -> Posts:
    """Figures of all posts: level times luck, each to its own power."""
    day = course.at.astype(int)
    age = len(real) - course.at
    ripe = 1 - np.exp(-(age + 0.03) / USUAL[profile.platform][2])
    kind = np.array([{"short": 0.7, "carousel": 1.1, "reel": 1.2}.get(kind, 1.0) for kind in course.kinds])
    base: Floats = nature.size * (real[day] / nature.size) ** nature.with_size * np.exp(course.level[day]) * kind * ripe
    likes = _shake(dice, nature.like_rate * base * course.luck**nature.like_power, 0.12)
    seen: Floats = nature.like_rate / nature.view_likes * base * course.luck
    views = np.maximum(_shake(dice, seen, 0.1), (likes * 1.15).astype(np.int64) + 1)
    comments: Floats = nature.comment_rate * nature.like_rate * base * course.luck**nature.comment_power * course.chat
    talk = np.minimum(_shake(dice, comments, 0.35), np.maximum(2 * likes, 3) * np.where(course.chat > 2, 3, 1))
    shares = _shake(dice, nature.share_rate * likes.astype(np.float64), 0.35)
    saves = _shake(dice, nature.save_rate * likes.astype(np.float64), 0.35)
    return _hide(dice, _written(dice, profile, course, (likes, talk, shares, saves, views)), profile.platform)


def _written(dice: Dice, profile: Profile, course: Course, counts: tuple[Ints, Ints, Ints, Ints, Ints]) -> Posts:
    things = things_of(dice, profile.language, course.topics)
    texts = [caption(dice, profile.language, *pair) for pair in zip(course.topics, things, strict=True)]
    if course.prize >= 0:
        texts[course.prize] = phrase(dice, profile.language, "giveaway").replace("{x}", things[course.prize])
    often = 0.25 * dice.roll() ** 2
    paid = [dice.chance(often) for _ in texts]
    return Posts(course.at, course.kinds, course.topics, things, texts, paid, *counts)


def _shake(dice: Dice, mean: Floats, spread: float) -> Ints:
    return dice.rng.poisson(mean * np.exp(spread * dice.rng.standard_normal(len(mean)))).astype(np.int64)


def _hide(dice: Dice, posts: Posts, platform: str) -> Posts:
    unknown = np.full(len(posts.at), HIDDEN, dtype=np.int64)
    if platform == "instagram":
        posts = replace(posts, views=np.where(np.array(posts.kinds) == "reel", posts.views, HIDDEN))
    if platform == "youtube" or dice.chance(0.55):
        return replace(posts, shares=unknown, saves=unknown)
    return replace(posts, saves=unknown) if dice.chance(0.2) else posts
