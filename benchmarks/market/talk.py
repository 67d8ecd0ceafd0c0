"""The comments written out as a collector would have them: a sample of the newest posts, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from benchmarks.market.draws import Floats, chance, factor, log_within, pick, pick_some, whole, within
from benchmarks.market.names import account_name
from benchmarks.market.posts import Post
from benchmarks.market.purchases import Purchases
from benchmarks.market.texts import ANSWERS
from benchmarks.market.traits import END, Creator
from benchmarks.market.words import careless, comment, entry, pack_comment, ring_comment

NEWEST_POSTS, COMMENTS_A_POST = (8, 31), (15, 51)  # what collectors sample, up to and without the second
CROWD, SMALLEST_CROWD = (6.0, 60.0), 30  # people who may comment, beside the median comments of a post
CROWD_SLOPE = (0.3, 0.9)  # how much more often the most active comment (power of their rank)
REGULARS_WHO_ARE_PEERS, FEWEST_PEERS = 0.5, 3  # loyal audiences hold other loyal creators, where there are enough
PLATFORM_DELAY = 20  # seconds at least between a post and its first comment
ENTERS_GIVEAWAY = 0.8
AT_ONCE_HOURS, REGULAR_HASTE = (0.01, 0.2), 0.6
PACK_START_HOURS, PACK_HOURS = (0.05, 6.0), (0.2, 30.0)
ANSWER_MINUTES = (3.0, 900.0)
COMMENT_LIKES = 0.6  # on average

Row = tuple[str, str, str, str, str, str, str, int | str]


class Said(NamedTuple):
    """One comment: who, how many hours after the post, what."""

    author: str
    hours: float
    text: str


@dataclass(slots=True)
class Audience:
    """Who may comment: regulars with the share of posts they comment, and a crowd whose names are given when met.

    `reach` is the crowd's cumulative share of the comments, shape (crowd,), the most active first.
    """

    regulars: list[tuple[str, float]]
    reach: Floats
    names: dict[int, str] = field(default_factory=dict)

    def somebody(self, rng: np.random.Generator) -> str:
        """Return the name of one of the crowd."""
        place = int(np.searchsorted(self.reach, rng.random(), side="right"))
        if place not in self.names:
            self.names[place] = account_name(rng)
        return self.names[place]


def comment_rows(
    rng: np.random.Generator, creator: Creator, posts: list[Post], done: Purchases, peers: Sequence[str]
) -> Iterator[Row]:
    """Yield the rows of comments.csv of one creator; `peers` are the handles of other creators with loyal audiences."""
    if not creator.talk.collected or not posts:
        return
    newest, most = posts[-whole(rng, *NEWEST_POSTS) :], whole(rng, *COMMENTS_A_POST)
    audience, number = _audience(rng, creator, posts, peers), 0
    for post in newest:
        for said in sorted(_under(rng, creator, audience, post, done, most), key=lambda one: one.hours):
            at = post.at + timedelta(seconds=int(said.hours * 3600) + PLATFORM_DELAY)
            if at >= END:
                continue
            number += 1
            name = f"{post.post_id}c{number}"
            likes = int(rng.poisson(COMMENT_LIKES))
            yield creator.platform, post.post_id, name, said.author, at.isoformat(), said.text, "", likes
            if not chance(rng, creator.talk.answers * 0.5):
                continue
            number += 1
            at = (at + timedelta(minutes=log_within(rng, ANSWER_MINUTES))).replace(microsecond=0)
            if at < END:
                text, answer = careless(rng, pick(rng, ANSWERS[creator.language])), f"{post.post_id}c{number}"
                yield creator.platform, post.post_id, answer, creator.handle, at.isoformat(), text, name, ""


def _audience(rng: np.random.Generator, creator: Creator, posts: list[Post], peers: Sequence[str]) -> Audience:
    median = max(1.0, float(np.median([post.natural_comments for post in posts])))
    size = int(median * log_within(rng, CROWD)) + SMALLEST_CROWD
    reach = np.cumsum(1 / np.arange(1, size + 1) ** within(rng, CROWD_SLOPE))
    regulars = [account_name(rng) for _ in range(creator.talk.regulars)]
    loyal = "loyal" in creator.story.events and len(peers) >= FEWEST_PEERS
    if loyal and chance(rng, REGULARS_WHO_ARE_PEERS):
        regulars[:2] = pick_some(rng, peers, 2)
    if not regulars:
        return Audience([], reach / reach[-1])
    habits = rng.beta(2, 2.5, len(regulars))
    habits = np.clip(habits / habits.mean() * creator.talk.regular_share, 0.05, 0.97)
    return Audience(list(zip(regulars, habits.tolist(), strict=True)), reach / reach[-1])


def _under(
    rng: np.random.Generator, creator: Creator, audience: Audience, post: Post, done: Purchases, most: int
) -> list[Said]:
    """Return the comments under one post that were collected: about `most` of them, whoever wrote them."""
    total = post.natural_comments + post.pack + len(post.ring)
    kept = min(1.0, most / max(total, 1))
    came = [name for name, habit in audience.regulars if chance(rng, habit)][: post.natural_comments]
    others = post.natural_comments - len(came)
    if kept < 1:
        others = min(others, most * 2, int(rng.poisson(others * kept)))
    said = [_by_regular(rng, creator, name) for name in came if chance(rng, kept)]
    said += [_by_crowd(rng, creator, audience, post) for _ in range(others)]
    said += _by_pack(rng, done, int(rng.binomial(post.pack, kept)))
    said += [_by_ring(rng, creator, name, done) for name in post.ring if chance(rng, kept)]
    return said


def _by_regular(rng: np.random.Generator, creator: Creator, name: str) -> Said:
    talk = creator.talk
    at_once = chance(rng, talk.at_once)
    hours = within(rng, AT_ONCE_HOURS) if at_once else talk.delay_hours * REGULAR_HASTE * factor(rng, 1.1)
    return Said(name, hours, comment(rng, creator.language, creator.niche, talk.generic))


def _by_crowd(rng: np.random.Generator, creator: Creator, audience: Audience, post: Post) -> Said:
    language, talk = creator.language, creator.talk
    if post.event == "giveaway" and chance(rng, ENTERS_GIVEAWAY):
        text = entry(rng, language)
    else:
        other = "en" if language == "de" else "de"
        text = comment(rng, other if chance(rng, talk.other_language) else language, creator.niche, talk.generic)
    return Said(audience.somebody(rng), talk.delay_hours * factor(rng, 1.25), text)


def _by_pack(rng: np.random.Generator, done: Purchases, count: int) -> list[Said]:
    """A pack starts some time after the post and is delivered evenly over a span."""
    start, span = within(rng, PACK_START_HOURS), log_within(rng, PACK_HOURS)
    return [
        Said(
            pick(rng, done.pack_authors),
            start + span * rng.random(),
            pack_comment(rng, pick(rng, done.pack_texts)),
        )
        for _ in range(count)
    ]


def _by_ring(rng: np.random.Generator, creator: Creator, name: str, done: Purchases) -> Said:
    hours = done.ring_minutes / 60 * factor(rng, 0.7)
    return Said(name, hours, ring_comment(rng, creator.language, creator.niche))
