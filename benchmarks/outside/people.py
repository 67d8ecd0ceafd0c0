"""Who the creators are: platform, size, habits, audience. Nothing here knows who buys."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS
from benchmarks.outside.dice import Floats, chance, log_uniform, pick, spread, weighted
from benchmarks.outside.market import PLATFORMS
from benchmarks.outside.names import creator_handle, display_name
from benchmarks.outside.topics import TOPICS, Topic


@dataclass
class Person:
    """A creator's fixed traits.

    size: followers at the end; age: days since sign-up; growth: net growth a year (share); churn: loss a day (share);
    pace: posts a day; regular: 1 posts at random moments, 20 like clockwork; rate: likes per follower of a usual
    picture; seen: views per follower of a usual video; liked: likes per view; talk: comments per like; noise: spread of
    posts (log units); wild: extra spread of videos; videos: share of videos; fans: share of comments by regulars,
    of whom there are fan_pool; replies: share of comments answered; emoji, foreign, spam: shares of comments; hours:
    local hour of posting and its spread; week: weight of each weekday; zone: winter offset from UTC in hours; known:
    days of follower counts; labels: share of posts that are ads.
    """

    index: int
    platform: int
    handle: str
    name: str
    language: str
    country: str
    topic: Topic
    size: int
    age: int
    growth: float
    churn: float
    pace: float
    regular: float
    rate: float
    seen: float
    liked: float
    talk: float
    noise: float
    wild: float
    videos: float
    fans: float
    fan_pool: int
    replies: float
    emoji: float
    foreign: float
    spam: float
    hours: tuple[float, float]
    week: Floats
    zone: int
    known: int
    hides_likes: bool
    labels: float
    business: bool
    verified: bool


SIZES = ((18_000, 1.6), (40_000, 1.7), (22_000, 1.8))
VIDEOS = ((0.05, 0.9), (0.92, 1.0), (1.0, 1.0))
# Likes per follower of a picture, views per follower and likes per view of a video, comments per like, at 10 000
# followers; then how strongly the first two fall with size.
RATES = ((0.032, 0.55, 0.042, 0.022), (0.05, 0.55, 0.075, 0.013), (0.02, 0.16, 0.042, 0.085))
FALL = (-0.17, -0.22, -0.08)
COUNTRIES = {"de": ("DE", "DE", "DE", "DE", "AT", "CH"), "en": ("US", "GB", "US", "CA", "IE")}
ZONES = {"DE": 1, "AT": 1, "CH": 1, "GB": 0, "IE": 0, "US": -6, "CA": -5}


def _week(rng: Generator) -> Floats:
    week: Floats = np.exp(rng.normal(0, 0.35, size=7))
    return week / float(week.mean())


def _growth(rng: Generator) -> float:
    return float(np.clip(weighted(rng, ((rng.normal(0.0, 0.08), 0.3), (rng.gamma(1.3, 0.2), 0.7))), -0.3, 2.5))


def _age(rng: Generator) -> int:
    return int(rng.integers(130, DAYS)) if chance(rng, 0.16) else int(rng.integers(DAYS, 4300))


def _where(rng: Generator) -> tuple[str, str]:
    language = "de" if chance(rng, 0.6) else "en"
    return language, pick(rng, COUNTRIES[language])


def person(rng: Generator, index: int) -> Person:
    """A new creator."""
    number = int(weighted(rng, tuple((n, share) for n, (_, share) in enumerate(PLATFORMS))))
    language, country = _where(rng)
    topic = pick(rng, TOPICS)
    size = int(spread(rng, *SIZES[number], 700, 4_000_000))
    small = size / 10_000
    rate, seen, liked, talk = RATES[number]
    age = _age(rng)
    return Person(
        index=index,
        platform=number,
        handle=creator_handle(rng, topic.name, index),
        name=display_name(rng, language),
        language=language,
        country=country,
        topic=topic,
        size=size,
        age=age,
        growth=_growth(rng),
        churn=log_uniform(rng, 0.00015, 0.0016),
        pace=min(log_uniform(rng, 1 / 30, 3.0), 1.0 if number == 2 else 3.0),
        regular=weighted(rng, ((1.0, 0.4), (4.0, 0.35), (20.0, 0.25))),
        rate=spread(rng, rate * small ** FALL[number], 0.5, 0.001, 0.35),
        seen=spread(rng, seen * small ** FALL[number], 0.6, 0.004, 8.0),
        liked=spread(rng, liked, 0.35, 0.008, 0.25),
        talk=spread(rng, talk * topic.talk * small**-0.12, 0.55, 0.001, 0.6),
        noise=float(rng.uniform(0.25, 0.65)),
        wild=float(rng.uniform(0.2, 0.9)) + (0.2 if number == 1 else 0.0),
        videos=float(np.clip(rng.uniform(*VIDEOS[number]), 0, 1)),
        fans=float(rng.beta(2, 4)) * min(1.0, small**-0.1),
        fan_pool=int(8 + 0.6 * size**0.55 * np.exp(rng.normal(0, 0.4))),
        replies=weighted(
            rng, ((0.0, 0.35), (float(rng.uniform(0.02, 0.25)), 0.4), (float(rng.uniform(0.25, 0.9)), 0.25))
        ),
        emoji=float(rng.beta(2, 6)),
        foreign=float(rng.beta(1.5, 9)),
        spam=weighted(rng, ((0.0, 0.5), (float(rng.uniform(0, 0.03)), 0.5))),
        hours=(float(rng.normal(17.5, 2.5)) % 24, float(rng.uniform(0.4, 4.0))),
        week=_week(rng),
        zone=ZONES[country],
        known=min(int(rng.integers(90, 701)), int(age * 0.75)),
        hides_likes=number == 0 and chance(rng, 0.04),
        labels=weighted(rng, ((0.0, 0.45), (float(rng.uniform(0.02, 0.25)), 0.55))),
        business=chance(rng, 0.55),
        verified=chance(rng, min(0.9, 0.02 + size / 900_000)),
    )
