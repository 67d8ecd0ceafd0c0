"""Draws a creator's posts: when, what about, and how many people react; captions come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from nahbar.app.sample.cast import Member
from nahbar.app.sample.growth import (
    ADVENT,
    DAYS,
    END_DAY,
    EVENT_DAY,
    FIRST_DAY,
    FRANKFURT,
    LEIPZIG,
    PAUSE_DAYS,
    Growth,
    index_of,
)

SECONDS_A_DAY = 86_400
# Posts reach back ten months; those of the seasonal creator a year, so that last Christmas is among them.
SPAN_DAYS = 305
# Likes a follower at 10,000 followers, comments a like, shares a like, saves a like, likes a view.
RATES = {
    "instagram": (0.021, 0.035, 0.02, 0.05, 0.07),
    "tiktok": (0.045, 0.014, 0.03, 0.04, 0.09),
    "youtube": (0.026, 0.07, 0.0, 0.0, 0.05),
}
# Rates fall with size: a tenth of the followers has a third more.
SIZE_SLOPE = -0.13
POST_SPREAD = 0.42
STORY_RATE = {"tiny_loyal": 3.0, "large_low_engagement": 0.3, "even_likes": 0.35, "fake_followers": 0.7}
SPECIAL_REACH = {"viral": 13.0, "gewinnspiel": 1.7, "presse": 1.3, "pause_danach": 1.5, "messe": 1.2, "weihnacht": 1.2}
SPECIAL_TALK = {"gewinnspiel": 14.0, "pause_danach": 3.0, "viral": 1.2, "presse": 1.6}
# What a seller of likes fills every post up to.
EVEN_LIKES, EVEN_SPREAD = 1_840, 19.0
HOURS = np.array([0.2, 0.1, 0.1, 0.1, 0.2, 0.6, 2, 4, 3, 2, 2, 3, 4, 3, 2, 2, 3, 5, 7, 8, 7, 4, 2, 0.7])


@dataclass(slots=True)
class Post:
    """One post; a count that its table leaves open is None. `book` holds the slots that its texts share."""

    post_id: str
    at: int
    theme: str
    special: str
    paid: bool
    kind: str
    likes: int
    comments: int
    shares: int | None
    saves: int | None
    views: int | None
    book: dict[str, str] = field(default_factory=dict)
    text: str = ""
    bought_comments: int = 0


def draw_posts(rng: np.random.Generator, member: Member, growth: Growth) -> list[Post]:
    """Draw the posts in order of time."""
    planned = _plan(rng, member)
    level = float(np.exp(rng.normal(0.0, 0.3))) * STORY_RATE.get(member.story, 1.0)
    return [
        _post(rng, member, growth, level, day, special, number) for number, (day, special) in enumerate(sorted(planned))
    ]


def _plan(rng: np.random.Generator, member: Member) -> list[tuple[int, str]]:
    span = 40 if member.story == "thin_data" else DAYS - 1 if member.story == "seasonal" else SPAN_DAYS
    planned = _fixed_posts(rng, member)
    free = np.arange(DAYS - span, DAYS - 1)
    if member.story == "long_pause":
        start = EVENT_DAY["long_pause"]
        free = free[(free < start) | (free > start + PAUSE_DAYS)]
    days = rng.choice(free, max(member.posts - len(planned), 0), replace=member.posts > len(free))
    return planned + [(int(day), "") for day in days]


def _fixed_posts(rng: np.random.Generator, member: Member) -> list[tuple[int, str]]:
    """Posts that belong to a day: the event of the story, the fairs, Advent."""
    event = {"viral_post": "viral", "giveaway": "gewinnspiel", "press_mention": "presse"}.get(member.story)
    fixed = [(EVENT_DAY[member.story], event)] if event else []
    if member.story == "long_pause":
        fixed.append((EVENT_DAY["long_pause"] + PAUSE_DAYS + 1, "pause_danach"))
    seasonal = member.story == "seasonal"
    if seasonal or (member.posts >= 40 and rng.random() < 0.4):
        for (first, last), special in ((LEIPZIG, "messe_leipzig"), (FRANKFURT, "messe_frankfurt")):
            days = range(index_of(first), index_of(last) + 1) if seasonal else [index_of(last)]
            fixed += [(day, special) for day in days]
    if seasonal:
        fixed += [(index_of(ADVENT[0]) + 3 * number, "weihnacht") for number in range(8)]
        fixed += [(DAYS - 9, "weihnacht"), (DAYS - 4, "weihnacht")]
    return fixed


def _post(
    rng: np.random.Generator, member: Member, growth: Growth, level: float, day: int, special: str, number: int
) -> Post:
    paid = special == "" and rng.random() < member.paid
    hour = int(rng.choice(24, p=HOURS / HOURS.sum()))
    at = (FIRST_DAY + day) * SECONDS_A_DAY + hour * 3600 + int(rng.integers(3600))
    kind = _kind(rng, member)
    likes, comments, shares, saves, views = _reactions(rng, member, growth.real[day] * level, special, paid)
    bought = 0
    if member.story == "even_likes" and day >= EVENT_DAY["even_likes"]:
        likes = max(likes, round(rng.normal(EVEN_LIKES, EVEN_SPREAD)))
    if member.story == "comment_packs" and day >= EVENT_DAY["comment_packs"] and rng.random() < 0.75:
        bought = int(rng.integers(9, 26))
    filmed = member.platform != "instagram" or kind == "video"
    return Post(
        post_id=f"s{crc32(member.handle.encode()):08x}{number:03d}",
        at=min(at, END_DAY * SECONDS_A_DAY - 3600),
        theme=_theme(rng, member),
        special=special,
        paid=paid,
        kind=kind,
        likes=likes,
        comments=comments + bought,
        shares=shares if member.platform != "youtube" else None,
        saves=saves if member.platform != "youtube" and rng.random() < 0.95 else None,
        views=views if filmed else None,
        bought_comments=bought,
    )


def _reactions(
    rng: np.random.Generator, member: Member, followers: float, special: str, paid: bool
) -> tuple[int, int, int, int, int]:
    like, talk, share, save, seen = RATES[member.platform]
    mean = followers * like * (max(followers, 100.0) / 10_000.0) ** SIZE_SLOPE
    mean *= np.exp(rng.normal(0.0, POST_SPREAD)) * _special(SPECIAL_REACH, special) * (0.8 if paid else 1.0)
    likes = int(rng.poisson(mean * rng.gamma(25.0, 1.0 / 25.0)))
    talkative = _special(SPECIAL_TALK, special) * (2.6 if member.story == "tiny_loyal" else 1.0)
    comments = rng.poisson(mean * talk * talkative * np.exp(rng.normal(0.0, 0.45)))
    shares = rng.poisson(mean * share * np.exp(rng.normal(0.0, 0.7)))
    saves = rng.poisson(mean * save * np.exp(rng.normal(0.0, 0.6)))
    views = rng.poisson(mean / seen * np.exp(rng.normal(0.0, 0.22)))
    return likes, int(comments), int(shares), int(saves), max(int(views), likes)


def _special(factors: dict[str, float], special: str) -> float:
    return factors.get(special, factors.get(special.partition("_")[0], 1.0))


def _kind(rng: np.random.Generator, member: Member) -> str:
    if member.platform != "instagram":
        return "video"
    return str(rng.choice(["photo", "carousel", "video"], p=[0.4, 0.3, 0.3]))


def _theme(rng: np.random.Generator, member: Member) -> str:
    draw = rng.random()
    if draw < 0.55:
        return member.theme
    return "buch" if draw < 0.85 else "leben"
