"""Creators as people: what differs between them, drawn widely."""

from dataclasses import dataclass

import numpy as np

from benchmarks.exposure.records import Floats, Profile
from benchmarks.exposure.speech import TOPICS, WORDS, Dice, bio, handle, phrase

KINDS = {"instagram": ("photo", "carousel", "reel"), "tiktok": ("video", "photo"), "youtube": ("video", "short")}


def draw_profile(dice: Dice, taken: set[str], days: int) -> Profile:
    """Somebody with a name, a language and a topic."""
    platform = "instagram" if dice.chance(0.5) else dice.pick(("tiktok", "tiktok", "youtube"))
    language = dice.pick(("de", "en"))
    topic, first = dice.pick(TOPICS), phrase(dice, language, "first").capitalize()
    last = phrase(dice, language, "last")
    name = handle(dice, language, first.lower(), last)
    while name in taken:
        name = handle(dice, language, first.lower(), last) + str(int(dice.roll() * 100))
    taken.add(name)
    country = dice.pick(("DE", "DE", "DE", "AT", "CH") if language == "de" else ("GB", "US", "US", "IE", "CA", "AU"))
    full = f"{first} {last.capitalize()}" if dice.chance(0.6) else first
    about = bio(dice, language, topic, first, name)
    following = int(dice.between(15, 2500))
    age = days + int(dice.between(5, 3000))
    return Profile(
        platform, name, full, first, about, following, int(dice.between(1, 900)), age, country, language, topic
    )


def draw_days(dice: Dice) -> int:
    """How many days are known."""
    return int(dice.between(60, 731))


def draw_size(dice: Dice) -> float:
    """How many follow at the start."""
    return float(np.clip(np.exp(10.0 + 1.35 * dice.rng.standard_normal()), 1000, 4e6))


def draw_times(dice: Dice, days: int, per_week: float, regular: float, last: float) -> Floats:
    """When posts appear: at a favourite hour, with a rhythm more or less even."""
    gaps = dice.rng.gamma(regular, 7 / per_week / regular, int(days * per_week / 7 * 1.6) + 12)
    day = np.cumsum(gaps)
    hour = dice.pick((7, 12, 17, 18, 19, 20)) + 2.0 * dice.rng.standard_normal(len(day))
    at = np.sort(np.floor(day) + np.clip(hour, 0.2, 23.8) / 24)
    at = at[at < last - 0.15]
    return at + np.arange(len(at)) * 1e-4 if len(at) >= 8 else np.linspace(0.7, last - 1.3, 9)


@dataclass(frozen=True)
class Mind:
    """The numbers that make a creator of the exposure model."""

    size: float
    reach: float
    push: float
    tail: float
    steadiness: float
    repeats: float
    fan_liking: float
    stranger_liking: float
    talk: float
    sharing: float
    saving: float
    growth: float
    leaving: float
    per_week: float
    regular: float
    week_end: float
    noise: float


BASE = {"instagram": (0.3, 0.25, 0.08), "tiktok": (0.16, 0.9, 0.1), "youtube": (0.14, 0.35, 0.05)}


def draw_mind(dice: Dice, platform: str) -> Mind:
    """A creator's numbers; large accounts reach a smaller part of theirs."""
    size = draw_size(dice)
    reach, push, liking = BASE[platform]
    smaller = (size / 20000) ** -0.07
    return Mind(
        size,
        float(np.clip(reach * smaller * dice.between(0.35, 2.2), 0.02, 0.75)),
        push * reach * dice.between(0.15, 3.0),
        0.3 + 0.9 * dice.roll(),
        0.85 * dice.roll(),
        1 + 0.5 * dice.roll(),
        float(np.clip(liking * dice.between(0.35, 2.8), 0.008, 0.4)),
        0.15 + 0.6 * dice.roll(),
        dice.between(0.004, 0.09),
        dice.between(0.002, 0.05),
        dice.between(0.003, 0.09),
        -0.01 + 0.1 * dice.roll() ** 2.5,
        dice.between(0.00008, 0.0008),
        dice.between(0.8, 8) * (0.6 if platform == "youtube" else 1.0),
        dice.between(0.7, 12),
        0.75 + 0.5 * dice.roll(),
        0.05 + 0.3 * dice.roll() ** 1.5,
    )


def things_of(dice: Dice, language: str, topics: list[str]) -> list[str]:
    """What each post is about."""
    return [dice.pick(WORDS[language, topic, "things"]) for topic in topics]
