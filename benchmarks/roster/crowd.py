"""Who writes under a creator's posts: fans who come and go, strangers, sellers' accounts; and how they write."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.market.draws import Floats, chance, pick, whole, within
from benchmarks.roster.draws import Counts, log_between
from benchmarks.roster.names import person_name, seller_name
from benchmarks.roster.texts import EMOJI, PACK, PACK_ANYWHERE, PACK_GERMAN
from benchmarks.roster.traits import Creator
from benchmarks.roster.words import emoji, filled

FAVOURITES = (6, 14)
EMOJI_SHARE, GENERIC_SHARE = (2, 7), (2.5, 7.5)  # betas of the shares of comments
MANY_EMOJI, MANY_EMOJI_SHARE = 0.12, (0.3, 0.5)
FANS_PER_COMMENT, FEWEST_FANS, MOST_FANS = 10, 30, 1500
FAN_SLOPE = (0.5, 1.05)  # how much more often the most active comment (power of their rank)
FANS_SHARE, FANS_SHARE_BY_SIZE, FANS_SHARE_LIMITS = (0.25, 0.7), -0.08, (0.08, 0.8)
ALWAYS_THERE, NEVER_LEAVE = 0.55, 0.6
FAN_MINUTES, FAN_SPREAD = 150, 1.0
ANSWERS, ANSWERING = (0, 0.25), 0.6
SELLER_ACCOUNTS, SELLER_PHRASES = (60, 401), (15, 50)
PACK_ENGLISH, PACK_EMOJI, PACK_MINUTES, PACK_SPREAD = 0.6, (0.15, 0.6), (40, 900), 0.8
PACK_ON_TOPIC = 0.08


@dataclass(frozen=True, slots=True)
class Seller:
    """Who delivers a comment pack: accounts, phrases, the share of emoji, median delay in minutes."""

    accounts: list[str]
    phrases: list[str]
    emoji: float
    minutes: float

    def text(self, rng: np.random.Generator, creator: Creator) -> str:
        """Return one comment of the pack."""
        said = emoji(rng, EMOJI, 1, 4) if chance(rng, self.emoji) else pick(rng, self.phrases)
        return filled(rng, PACK_ANYWHERE, creator.things) if chance(rng, PACK_ON_TOPIC) else said


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who writes; of the fans their weights, the days on which they come and leave, and delays: (fans,) each.

    `emoji` and `generic` are shares of the comments, `fans_share` that of the fans, `answers` that of the creator.
    """

    favourites: list[str]
    emoji: float
    generic: float
    fans: list[str]
    weights: Floats
    fans_share: float
    joined: Counts
    left: Counts
    minutes: Floats
    answers: float
    seller: Seller | None


def draw_crowd(rng: np.random.Generator, creator: Creator, comments: Counts) -> Crowd:
    """Return the crowd of a creator whose posts have these natural comments, shape (posts,)."""
    order = rng.permutation(len(EMOJI))
    favourites = [EMOJI[place] for place in order[: whole(rng, *FAVOURITES)]]
    emoji_share, generic_share = rng.beta(*EMOJI_SHARE), rng.beta(*GENERIC_SHARE)
    if chance(rng, MANY_EMOJI):
        emoji_share = within(rng, MANY_EMOJI_SHARE)
    count = int(min(max(FEWEST_FANS, FANS_PER_COMMENT * max(float(np.median(comments)), 1.0)), MOST_FANS))
    return Crowd(
        favourites=favourites,
        emoji=emoji_share,
        generic=generic_share / (1 - min(emoji_share, 0.8)),
        fans=[person_name(rng, creator.platform) for _ in range(count)],
        weights=np.power(np.arange(count) + 2.0, -within(rng, FAN_SLOPE)),
        fans_share=_fans_share(rng, creator),
        joined=np.where(rng.random(count) < ALWAYS_THERE, -1, rng.integers(0, creator.days, count)),
        left=np.where(rng.random(count) < NEVER_LEAVE, creator.days + 1, rng.integers(0, creator.days + 200, count)),
        minutes=np.exp(rng.normal(math.log(FAN_MINUTES), FAN_SPREAD, count)),
        answers=within(rng, ANSWERS) if chance(rng, ANSWERING) else 0.0,
        seller=_seller(rng, creator, whole(rng, *SELLER_ACCOUNTS)),
    )


def newest_and_some(rng: np.random.Generator, comments: Counts, newest: int, earlier: int) -> Sequence[int]:
    """Return the posts whose comments are collected: the newest, and of the others those most talked about and some."""
    first_new = max(0, comments.size - newest)
    others = list(range(first_new))
    most = sorted(others, key=lambda post: -comments[post])[: earlier // 2]
    rest = [post for post in others if post not in most]
    some = rng.choice(rest, min(len(rest), earlier - len(most)), replace=False).tolist() if rest else []
    return sorted([*most, *some, *range(first_new, comments.size)])


def _fans_share(rng: np.random.Generator, creator: Creator) -> float:
    share = within(rng, FANS_SHARE) * math.exp(FANS_SHARE_BY_SIZE * creator.log_size)
    return float(np.clip(share, *FANS_SHARE_LIMITS))


def _seller(rng: np.random.Generator, creator: Creator, count: int) -> Seller | None:
    if creator.kind != "comment_pack":
        return None
    accounts = [seller_name(rng, creator.platform) for _ in range(count)]
    english = creator.language == "en" or chance(rng, PACK_ENGLISH)
    offered = PACK if english else PACK_GERMAN + PACK[:8]
    order = rng.permutation(len(offered))
    phrases = [offered[place] for place in order[: whole(rng, *SELLER_PHRASES)]]
    seller = Seller(accounts, phrases, within(rng, PACK_EMOJI), log_between(rng, PACK_MINUTES))
    creator.facts.update(emoji=round(seller.emoji, 2), accounts=count)
    return seller
