"""What differs between creators: each parameter of the models, drawn from a wide range and fitting the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.trials.words import TOPICS, Dice, full_name, handle

_COUNTRIES = {
    "de": (["DE", "AT", "CH"], [0.8, 0.12, 0.08]),
    "en": (["GB", "US", "IE", "AU", "CA"], [0.5, 0.3, 0.06, 0.07, 0.07]),
}
_LIKING = {"instagram": (0.03, 0.17), "tiktok": (0.03, 0.15), "youtube": (0.015, 0.08)}
_REACH = {"instagram": (0.06, 0.7), "tiktok": (0.05, 2.5), "youtube": (0.03, 0.6)}
_TALKING = {"instagram": (0.008, 0.09), "tiktok": (0.004, 0.04), "youtube": (0.03, 0.2)}
_BIOS = {
    "de": "{t} mit Herz|{n} | {t}|📍{c} Anfragen per Mail|Alles über {t} ✨|{t}. Ehrlich, manchmal lustig.",
    "en": "{t} & other loves|{n} | {t}|📍{c} DM for collabs|All things {t} ✨|{t}. Honest, sometimes funny.|",
}


@dataclass(frozen=True)
class Identity:
    """Who somebody is."""

    platform: str
    handle: str
    name: str
    bio: str
    language: str
    country: str
    topic: str


@dataclass(frozen=True)
class Shown:
    """What a collector sees of a creator, and how it looks."""

    digits: int  # leading digits of the followers that are shown
    shares: bool
    saves: bool
    labels: bool
    posts: int  # newest posts with comments
    limit: int  # comments of a post
    mode: str


@dataclass(frozen=True)
class Traits:
    """All parameters of one creator."""

    days: int
    start: float
    growth: float  # share of followers gained a day
    churn: float
    memory: float  # of the noise from day to day
    noise: float
    week: float
    scatter: float  # shape of the counts beyond chance, lower is wilder
    pace: float  # posts a day
    hour: float
    drift: float
    reach: float  # who sees a post, beside the followers
    spread: float
    liking: float
    talking: float
    sharing: float
    saving: float
    films: float
    generic: float
    emoji: float
    quick: float  # hours until half of the comments are there
    regulars: float
    replying: float
    friends: int
    labels: float


def draw_identity(rng: np.random.Generator, dice: Dice, taken: set[str], platforms: tuple[str, ...] = ()) -> Identity:
    """Somebody new; the handle is put to those that are taken."""
    chosen = platforms or ("instagram", "instagram", "instagram", "tiktok", "tiktok", "youtube")
    language = str(rng.choice(["de", "en"], p=[0.55, 0.45]))
    country = str(rng.choice(_COUNTRIES[language][0], p=_COUNTRIES[language][1]))
    topic, name = dice.pick(TOPICS), full_name(dice)
    own = handle(dice)
    while own in taken:
        own += str(dice.below(10))
    taken.add(own)
    bio = dice.pick(_BIOS[language].split("|")).format(t=topic.title(), n=name, c=country).strip()
    return Identity(dice.pick(list(chosen)), own, name, bio, language, country, topic)


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """A number from low to high, as often between 1 and 2 as between 10 and 20."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def draw_shown(rng: np.random.Generator, platform: str) -> Shown:
    """A collector's habits."""
    exact = rng.random() < (0.25 if platform == "youtube" else 0.9)
    mode = str(rng.choice(["first", "newest", "all", "some", "none"], p=[0.3, 0.22, 0.2, 0.2, 0.08]))
    posts, limit = int(between(rng, 8, 60)), int(between(rng, 15, 140))
    inside = platform != "youtube" and rng.random() < 0.45
    return Shown(9 if exact else 3, inside, inside and rng.random() < 0.8, rng.random() < 0.8, posts, limit, mode)


def draw_traits(rng: np.random.Generator, platform: str) -> Traits:
    """The parameters of an ordinary creator."""
    start = float(np.clip(np.exp(rng.normal(np.log(22_000), 1.25)), 1_100, 4_000_000))
    small = (start / 20_000) ** -rng.uniform(0.05, 0.2)  # small audiences look closer
    return Traits(
        days=int(rng.integers(60, 731)),
        start=start,
        growth=between(rng, 0.00012, 0.005) * small,
        churn=between(rng, 0.00004, 0.0009),
        memory=float(rng.uniform(0.2, 0.95)),
        noise=float(rng.uniform(0.1, 0.8)),
        week=float(rng.uniform(0, 0.4)),
        scatter=between(rng, 2, 60),
        pace=between(rng, 0.08, 1.4) * (0.5 if platform == "youtube" else 1),
        hour=float(rng.choice([7, 12, 17, 19, 20], p=[0.12, 0.18, 0.24, 0.3, 0.16])) if rng.random() < 0.9 else 2.0,
        drift=between(rng, 0.01, 0.08),
        reach=min(3.0, between(rng, *_REACH[platform]) * small),
        spread=float(rng.uniform(0.6, 1.3) if platform == "tiktok" else rng.uniform(0.15, 0.85)),
        liking=between(rng, *_LIKING[platform]),
        talking=between(rng, *_TALKING[platform]) * small**0.5,
        sharing=between(rng, 0.005, 0.12),
        saving=between(rng, 0.01, 0.25),
        films=float(rng.beta(1.2, 1.2)) if platform == "instagram" else 1.0,
        generic=float(rng.beta(2.5, 2.2)),
        emoji=float(rng.beta(1.5, 3)),
        quick=between(rng, 0.7, 16),
        regulars=float(rng.beta(1.6, 2)),
        replying=float(rng.beta(1, 2.5)),
        friends=int(rng.poisson(1.2)),
        labels=float(rng.beta(0.8, 9)),
    )


def changed(traits: Traits, **values: float) -> Traits:
    """The same creator with some parameters multiplied."""
    return replace(traits, **{name: getattr(traits, name) * factor for name, factor in values.items()})
