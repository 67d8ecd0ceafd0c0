"""Those who comment for money or for comments: sellers with many accounts, and rings of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.trials.deals import Deal
from benchmarks.trials.files import END
from benchmarks.trials.posting import Posts
from benchmarks.trials.sheet import Slot
from benchmarks.trials.traits import Identity, Traits, between
from benchmarks.trials.words import SAYINGS, Dice, Voice, draw_voice, handle, seller_handle

Rng = np.random.Generator
Extra = dict[int, list[Slot]]
Sold = tuple[Extra, dict[str, Any]]


@dataclass(frozen=True)
class Seller:
    """An account farm with its habits."""

    accounts: list[str]
    clever: float  # share of comments that are on the topic
    local: float  # share in the language of the creator
    same: float  # share of comments from a list of three
    late: float  # hours until the delivery starts
    long: float  # hours that it takes


@dataclass(frozen=True)
class Ring:
    """People who promised each other a comment under each post."""

    members: list[tuple[str, float, float]]  # handle, how often, hours after the post
    emoji: float
    chatty: float  # share of comments like anybody's


def draw_sellers(rng: Rng, dice: Dice, count: int) -> list[Seller]:
    """Farms from crude to careful."""
    farms = []
    for _ in range(count):
        accounts = sorted({seller_handle(dice) for _ in range(int(between(rng, 150, 2500)))})
        clever, local, same = float(rng.choice([0, 0.3, 0.9])), float(rng.random()), float(rng.beta(0.7, 2))
        farms.append(Seller(accounts, clever, local, same, between(rng, 0.2, 40), between(rng, 0.3, 30)))
    return farms


def draw_rings(rng: Rng, dice: Dice, count: int) -> list[Ring]:
    """Rings from a handful to some hundred people."""
    rings = []
    for _ in range(count):
        base = between(rng, 0.15, 4)
        members = [(handle(dice), float(rng.beta(6, 1.5)), base * float(rng.lognormal(0, 0.7))) for _ in range(140)]
        rings.append(Ring(members, float(rng.beta(2, 2)), float(rng.beta(1, 3))))
    return rings


def _pack_slot(dice: Dice, seller: Seller, who: Identity, author: str, when: int) -> Slot:
    language = who.language if dice.roll() < seller.local else "en"
    voice = Voice(language, 0.9, 0.3, 0.1)
    if dice.roll() < seller.clever:
        return Slot(when, author, draw_voice(dice, who.language, 0.35, 0.4), "talk" if dice.roll() < 0.6 else "")
    if dice.roll() < seller.same:
        return Slot(when, author, voice, text=SAYINGS["any", language, "pack"][dice.below(3)])
    return Slot(when, author, voice, "emoji" if dice.roll() < 0.25 else "pack")


def pack(rng: Rng, dice: Dice, bought: Deal, who: Identity, posts: Posts, seller: Seller) -> Sold:
    """An order of comments for some of the posts."""
    n, typical = len(posts.at), max(float(np.median(posts.comments)), 4.0)
    where = np.flatnonzero(rng.random(n) < rng.uniform(0.15, 0.9))
    where = where if len(where) else np.array([n - 1])
    extra: Extra = {}
    for i in where.tolist():
        count = int(min(bought.size * typical * rng.lognormal(0, 0.25) + 1, 350, len(seller.accounts)))
        start = posts.at[i] + seller.late * 3600 * rng.uniform(0.3, 1.5)
        when = start + rng.random(count) * seller.long * 3600
        names = rng.choice(len(seller.accounts), count, replace=False).tolist()
        pairs = zip(names, when.tolist(), strict=True)
        extra[i] = [_pack_slot(dice, seller, who, seller.accounts[a], int(w)) for a, w in pairs if w < END]
    return extra, told(bought, extra, typical)


def ring(rng: Rng, dice: Dice, bought: Deal, who: Identity, traits: Traits, posts: Posts, band: Ring) -> Sold:
    """A creator joins a ring on some day; from then on its people are there."""
    typical = max(float(np.median(posts.comments)), 3.0)
    size = int(np.clip(bought.size * typical * 1.3, 5, len(band.members)))
    first = 0 if rng.random() < 0.5 else int(len(posts.at) * rng.uniform(0.1, 0.7))
    chosen = rng.choice(len(band.members), size, replace=False).tolist()
    extra: Extra = {}
    for i in range(first, len(posts.at)):
        slots = []
        for name, often, hours in (band.members[m] for m in chosen):
            when = int(posts.at[i] + 40 + hours * 3600 * (0.1 + 2 * dice.roll() ** 2))
            if name != who.handle and dice.roll() < often and when < END:
                voice = draw_voice(dice, who.language, traits.generic, band.emoji)
                slots.append(
                    Slot(
                        when, name, voice, "" if dice.roll() < band.chatty else "ring" if dice.roll() < 0.8 else "emoji"
                    )
                )
        extra[i] = slots
    return extra, told(bought, extra, typical) | {"members": size}


def told(bought: Deal, extra: Extra, typical: float) -> dict[str, Any]:
    """What the truth says of bought comments."""
    counts = [len(slots) for slots in extra.values()]
    beside = float(np.mean(counts)) / typical if counts else 0.0
    return Deal(bought.way, beside).entry(posts=len(counts), comments=sum(counts))
