"""Who a creator is: place, growth, rhythm of posting and talk, drawn from wide ranges that no data was fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from benchmarks.market.draws import Floats, chance, log_within, pick, weekday_factors, whole, within
from benchmarks.market.response import Response, draw_response
from benchmarks.market.story import Story, draw_story
from benchmarks.market.texts import NICHES

END = datetime(2026, 11, 1, tzinfo=UTC)  # the moment at which everything was collected
PLATFORMS = {"instagram": 0.55, "tiktok": 0.27, "youtube": 0.18}
VIEW_PLATFORMS = {"tiktok": 0.6, "youtube": 0.4}  # where every post shows views, so that views are sold for all
GERMAN_SHARE = 0.55
DAYS = (365, 731)  # one to two years of followers
START, START_LOYAL, START_QUIET = (2_000.0, 7e5), (2_000.0, 15_000.0), (2.5e5, 9e5)
# Growth a year as a share of the followers: usual mean and spread, of quiet creators, span of growing ones.
USUAL_YEAR, QUIET_YEAR, GROWING_YEAR = (0.12, 0.12), (0.02, 0.05), (0.35, 1.6)
LOST_A_YEAR = (0.02, 0.25)
LEAST_INFLOW, LEAST_INFLOW_GROWING = 0.00015, 0.0004  # a day, as a share: no account gains nobody for weeks
HIDES_LIKES, COMMENTS_COLLECTED = 0.03, 0.88
ANSWERS = 0.7  # share of the creators who ever answer


@dataclass(frozen=True, slots=True)
class Growth:
    """How followers come and go; shares are of the followers and a day."""

    start: float
    trend: float
    lost: float
    least_inflow: float
    persistence: float  # of the daily fluctuation's logarithm from day to day
    fluctuation: float  # its standard deviation
    clumping: float  # variance of the gamma mixture: how many followers come at a time
    weekday: Floats
    season: float  # height of the yearly wave
    season_start: float  # days


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When posts appear: a day on average, how unevenly by weekday and in clumps, and the usual hour (UTC)."""

    posts_a_day: float
    weekday: Floats
    clumping: float
    hour: float


@dataclass(frozen=True, slots=True)
class Talk:
    """How the audience writes: shares of generic and other-language comments, regulars, hours after the post."""

    generic: float
    other_language: float
    regulars: int
    regular_share: float  # of the posts under which a regular writes, on average
    at_once: float  # share of the regulars' comments that come within minutes
    delay_hours: float
    answers: float
    collected: bool


@dataclass(frozen=True, slots=True)
class Creator:
    """One creator before anything happened; `days` long is followed, up to END."""

    handle: str
    story: Story
    platform: str
    language: str
    niche: str
    days: int
    growth: Growth
    rhythm: Rhythm
    response: Response
    talk: Talk
    hides_likes: bool

    @property
    def first_day(self) -> datetime:
        """Midnight (UTC) of the first day of the series."""
        return END - timedelta(days=self.days)


def draw_creator(rng: np.random.Generator, kind: str, bought: bool, handle: str) -> Creator:
    """Return one creator of this kind."""
    story = draw_story(rng, kind, bought)
    shares = VIEW_PLATFORMS if "views" in story.buys else PLATFORMS
    platform = str(rng.choice(list(shares), p=list(shares.values())))
    growth = _growth(rng, story.events)
    return Creator(
        handle=handle,
        story=story,
        platform=platform,
        language="de" if chance(rng, GERMAN_SHARE) else "en",
        niche=pick(rng, tuple(NICHES)),
        days=whole(rng, *DAYS),
        growth=growth,
        rhythm=_rhythm(rng),
        response=draw_response(rng, platform, growth.start, story.events),
        talk=_talk(rng, "loyal" in story.events, story.buys_comments),
        hides_likes=chance(rng, HIDES_LIKES) and not story.buys_likes,
    )


def _growth(rng: np.random.Generator, events: tuple[str, ...]) -> Growth:
    growing = "growing" in events
    return Growth(
        start=_start(rng, events),
        trend=_year(rng, events) / 365,
        lost=log_within(rng, LOST_A_YEAR) / 365,
        least_inflow=LEAST_INFLOW_GROWING if growing else LEAST_INFLOW,
        persistence=within(rng, (0.7, 0.97)),
        fluctuation=within(rng, (0.15, 0.6)),
        clumping=log_within(rng, (0.5, 12)),
        weekday=weekday_factors(rng, within(rng, (0.03, 0.25))),
        season=within(rng, (0.4, 0.9) if "seasonal" in events else (0, 0.15)),
        season_start=within(rng, (0, 365)),
    )


def _start(rng: np.random.Generator, events: tuple[str, ...]) -> float:
    if "quiet" in events:
        return log_within(rng, START_QUIET)
    return log_within(rng, START_LOYAL if "loyal" in events else START)


def _year(rng: np.random.Generator, events: tuple[str, ...]) -> float:
    if "growing" in events:
        return within(rng, GROWING_YEAR)
    return float(rng.normal(*(QUIET_YEAR if "quiet" in events else USUAL_YEAR)))


def _rhythm(rng: np.random.Generator) -> Rhythm:
    return Rhythm(
        posts_a_day=log_within(rng, (0.12, 1.1)),
        weekday=weekday_factors(rng, within(rng, (0.1, 0.8))),
        clumping=within(rng, (0.3, 1.6)),
        hour=within(rng, (7, 20)),
    )


def _talk(rng: np.random.Generator, loyal: bool, needs_comments: bool) -> Talk:
    return Talk(
        generic=float(np.clip(rng.beta(2.2, 4), 0.04, 0.8)),
        other_language=within(rng, (0, 0.25)),
        regulars=whole(rng, 8, 26) if loyal else whole(rng, 0, 7),
        regular_share=within(rng, (0.4, 0.9) if loyal else (0.15, 0.6)),
        at_once=within(rng, (0.1, 0.35)),
        delay_hours=log_within(rng, (2.0, 9.0)),
        answers=within(rng, (0, 0.5)) if chance(rng, ANSWERS) else 0.0,
        collected=chance(rng, COMMENTS_COLLECTED) or needs_comments,
    )
