"""The comments as a collector would have them: of some posts, the early ones preferred, in order of time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any, NamedTuple

import numpy as np

from benchmarks.market.draws import chance, pick, within
from benchmarks.roster.crowd import PACK_SPREAD, Crowd, newest_and_some
from benchmarks.roster.draws import Counts
from benchmarks.roster.names import person_name
from benchmarks.roster.purchases import Arranged
from benchmarks.roster.response import Response
from benchmarks.roster.schedule import Schedule
from benchmarks.roster.tables import Labels, iso
from benchmarks.roster.texts import ANSWERS, EMOJI, GENERIC, PRAISE, SPECIFIC
from benchmarks.roster.traits import Creator
from benchmarks.roster.voices import Moment, honest_text
from benchmarks.roster.words import emoji, filled, rough

MOST = 40  # comments collected of a post
NEWEST, EARLIER = 24, 6
# How much more often than others those of rings, packs and superfans are among the collected ones: they are early.
RING_PREFERRED, PACK_PREFERRED, SUPERFANS_PREFERRED = 4, 1.1, 2
FANS_AMONG_STRANGERS, LATER_STRANGERS = 0.25, 3  # under posts of events that strangers see
SUPERFAN_SPREAD, FAN_SPREAD, STRANGER_MINUTES, STRANGER_SPREAD = 0.9, 1.1, 420, 1.5
RING_AT_ONCE, RING_SPREAD, RING_LATER = 0.9, 0.7, (60, 900)
LEAST_MINUTES = 0.2
ANSWER_MINUTES, ANSWER_SPREAD = 90, 1.3
NOBODY = -1


class Said(NamedTuple):
    """One comment: minutes after the post, who, what."""

    minutes: float
    author: str
    text: str


class Kept(NamedTuple):
    """How many comments of a post are collected: honest ones, a pack's, a ring's; and all that there are."""

    honest: int
    pack: int
    ring: int
    total: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the comments of one creator come from; `natural` are the honest ones of each post, shape (posts,)."""

    creator: Creator
    schedule: Schedule
    response: Response
    natural: Counts
    arranged: Arranged
    crowd: Crowd


def comment_rows(rng: np.random.Generator, scene: Scene, labels: Labels) -> Iterator[list[Any]]:
    """Yield the rows of comments.csv; the creator's answers are added to the posts' counts."""
    creator, response = scene.creator, scene.response
    numbers = count(1)
    for post in newest_and_some(rng, response.comments, NEWEST, EARLIER):
        written = []
        for said in _under(rng, scene, post):
            name = labels.comment(next(numbers))
            at = response.posted[post] + timedelta(minutes=float(max(said.minutes, LEAST_MINUTES)))
            yield [creator.platform, labels.posts[post], name, said.author, iso(at), said.text, ""]
            written.append((name, at))
        for name, at in written if scene.crowd.answers else ():
            if chance(rng, scene.crowd.answers):
                delay = math.exp(rng.normal(math.log(ANSWER_MINUTES), ANSWER_SPREAD))
                answered = iso(min(at + timedelta(minutes=delay), creator.observed_at))
                text = rough(rng, pick(rng, ANSWERS[creator.language]), scene.crowd.favourites)
                answer = labels.comment(next(numbers))
                yield [creator.platform, labels.posts[post], answer, labels.handle, answered, text, name]
                response.comments[post] += 1


def _under(rng: np.random.Generator, scene: Scene, post: int) -> list[Said]:
    """Return the collected comments under a post, the earliest first."""
    kept = _kept(rng, scene, post)
    said = _honest(rng, scene, post, kept) if kept.honest else []
    said += _by_pack(rng, scene, kept.pack) if kept.pack else []
    said += _by_ring(rng, scene, post, kept.ring) if kept.ring else []
    limit = scene.response.age[post] * 1440
    said = [one if one.minutes <= limit else one._replace(minutes=rng.uniform(0, max(limit, 1)) * 0.98) for one in said]
    return sorted(said, key=lambda one: one.minutes)


def _kept(rng: np.random.Generator, scene: Scene, post: int) -> Kept:
    honest, pack = int(scene.natural[post]), int(scene.arranged.pack[post])
    ring = len(scene.arranged.ring[post])
    total = honest + pack + ring
    if total <= MOST:
        return Kept(honest, pack, ring, total)
    ring = int(rng.binomial(ring, min(1, RING_PREFERRED * MOST / total))) if ring else 0
    pack = int(rng.binomial(pack, min(1, PACK_PREFERRED * MOST / total))) if pack else 0
    pack = min(pack, MOST - ring)
    return Kept(min(honest, MOST - ring - pack), pack, ring, total)


def _honest(rng: np.random.Generator, scene: Scene, post: int, kept: Kept) -> list[Said]:
    tag, schedule = scene.schedule.tags[post], scene.schedule
    fans = _fans(rng, scene, post, kept)
    crowded = tag in ("viral", "giveaway")
    haste = min(1.0, MOST / max(kept.total, 1)) ** 0.25
    press = [schedule.days[post] - event.day for event in schedule.events if event.what == "press"]
    moment = Moment(tag, any(-6 <= after <= 14 for after in press))
    said = []
    for fan in (fans + [NOBODY] * kept.honest)[: kept.honest]:
        minutes, author = _somebody(rng, scene, fan)
        minutes *= haste
        minutes *= LATER_STRANGERS if crowded else 1
        said.append(Said(minutes, author, honest_text(rng, scene.creator, scene.crowd, moment)))
    return said


def _fans(rng: np.random.Generator, scene: Scene, post: int, kept: Kept) -> list[int]:
    """Return the places of the fans who write: superfans first, then others who are there at the time."""
    crowd, day, superfans = scene.crowd, scene.schedule.days[post], len(scene.response.superfan_minutes)
    here: list[int] = []
    weights = crowd.weights * ((crowd.joined <= day) & (crowd.left >= day))
    weights[:superfans] = 0
    if superfans:
        among = min(1, SUPERFANS_PREFERRED * MOST / max(kept.total, 1))
        here = [fan for fan in scene.response.superfans[post] if kept.total <= MOST or chance(rng, among)]
        here = here[: kept.honest]
    share = crowd.fans_share * (FANS_AMONG_STRANGERS if scene.schedule.tags[post] in ("viral", "giveaway") else 1)
    others = min(int(rng.binomial(max(kept.honest - len(here), 0), share)), int((weights > 0).sum()))
    if others:
        here += rng.choice(weights.size, others, replace=False, p=weights / weights.sum()).tolist()
    return here


def _somebody(rng: np.random.Generator, scene: Scene, fan: int) -> tuple[float, str]:
    """Return delay and name of a fan, or of a stranger."""
    crowd, superfans = scene.crowd, scene.response.superfan_minutes
    if fan == NOBODY:
        minutes = math.exp(rng.normal(math.log(STRANGER_MINUTES), STRANGER_SPREAD))
        return minutes, person_name(rng, scene.creator.platform)
    if fan < len(superfans):
        return superfans[fan] * math.exp(rng.normal(0, SUPERFAN_SPREAD)), crowd.fans[fan]
    return float(crowd.minutes[fan]) * math.exp(rng.normal(0, FAN_SPREAD)), crowd.fans[fan]


def _by_pack(rng: np.random.Generator, scene: Scene, kept: int) -> Iterator[Said]:
    seller = scene.crowd.seller
    if seller is None:
        return
    for account in rng.choice(len(seller.accounts), min(kept, len(seller.accounts)), replace=False):
        text = seller.text(rng, scene.creator)
        yield Said(seller.minutes * math.exp(rng.normal(0, PACK_SPREAD)), seller.accounts[account], text)


def _by_ring(rng: np.random.Generator, scene: Scene, post: int, kept: int) -> Iterator[Said]:
    arranged = scene.arranged
    for member in rng.choice(arranged.ring[post], kept, replace=False):
        if chance(rng, RING_AT_ONCE):
            minutes = arranged.minutes * math.exp(rng.normal(0, RING_SPREAD))
        else:
            minutes = within(rng, RING_LATER)
        yield Said(minutes, arranged.members[member], _praise(rng, scene.creator))


def _praise(rng: np.random.Generator, creator: Creator) -> str:
    which, language = rng.random(), creator.language
    if which < 0.2:
        return emoji(rng, EMOJI, 2, 4)
    if which < 0.4:
        return rough(rng, pick(rng, GENERIC[language]), EMOJI)
    phrases = PRAISE if which < 0.85 else SPECIFIC
    return rough(rng, filled(rng, pick(rng, phrases[language]), creator.things), EMOJI)
