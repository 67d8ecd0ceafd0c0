"""Purchases as agencies have met them, each with its story."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.agency.kinds import Habits
from benchmarks.cohorts.crowd import Guests, rented
from benchmarks.cohorts.deals import (
    Deal,
    chosen_posts,
    delivered,
    drawn_size,
    pack,
    pack_guests,
    pushed,
    ring_guests,
    staying,
    still_there,
)
from benchmarks.cohorts.figures import Figures, with_likes
from benchmarks.cohorts.rows import DAY, Floats, Ints, Rng

# Twenty buyers in a row, by the story behind the purchase.
STORIES = {
    "before the pitch": "followers_once",
    "one evening long ago": "followers_once",
    "packs from a shop": "followers_packs",
    "growth service": "followers_drip",
    "sponsored posts only": "likes_some",
    "likes since the contract": "likes_since",
    "likes by subscription": "likes_all",
    "label pushes a single": "views_some",
    "views by subscription": "views_all",
    "comments by an app": "comment_pack",
    "comments from a shop": "comment_pack",
    "pod of local shops": "ring",
}
QUOTA = (
    *("before the pitch",) * 3, "one evening long ago", *("packs from a shop",) * 2, *("growth service",) * 2,
    *("sponsored posts only",) * 2, "likes since the contract", "likes by subscription", "label pushes a single",
    "views by subscription", *("comments by an app",) * 2, "comments from a shop", *("pod of local shops",) * 3,
)  # fmt: skip


@dataclass(frozen=True)
class Account:
    """A creator's account while it goes shopping."""

    followers: Ints
    arrivals: Ints
    figures: Figures
    guests: list[Guests]
    deals: list[Deal]


def _pitch(rng: Rng, total: int, days: int) -> Ints:
    arrivals = np.zeros(days, dtype=np.int64)
    start, span = days - int(rng.integers(6, min(50, days - 5))), int(rng.integers(1, 5))
    parts = rng.multinomial(total, rng.dirichlet(np.full(span, 2.0)))
    arrivals[start : start + span] = parts
    return arrivals


def _followers(rng: Rng, story: str, account: Account) -> Account:
    days, size, way = len(account.followers), drawn_size(rng, 0.05, 0.2, 1.5), STORIES[story]
    total = pack(float(np.median(account.followers)) * size)
    stay, more = staying(rng, 2 * days), {"story": story}
    if story == "one evening long ago" and rng.random() < 0.6:
        there = np.round(total * stay[days // 3 : days // 3 + days]).astype(np.int64)
        deal = Deal(way, float(there[0] / account.followers[0]), {**more, "before_known_days": True})
        return replace(account, followers=account.followers + there, deals=[*account.deals, deal])
    arrivals = _pitch(rng, total, days) if story == "before the pitch" else delivered(rng, way, total, days)
    beside = account.followers[int(np.flatnonzero(arrivals)[0])]
    deal = Deal(way, float(arrivals.sum() / beside), {**more, "followers": int(arrivals.sum())})
    followers = account.followers + still_there(arrivals, stay)
    return replace(account, followers=followers, arrivals=arrivals, deals=[*account.deals, deal])


def _single(rng: Rng, figures: Figures) -> Floats:
    start = rng.choice(figures.when) // DAY
    inside = (figures.when // DAY >= start - 2) & (figures.when // DAY <= start + rng.integers(10, 45))
    return np.asarray(inside & (figures.views >= 0), dtype=np.float64)


def _pushed(rng: Rng, story: str, account: Account) -> Account:
    way, figures = STORIES[story], account.figures
    which = chosen_posts(rng, way, len(figures.when))
    if story == "sponsored posts only":
        # Whoever buys for sponsors has some.
        if figures.paid.sum() < 4:
            figures = replace(
                figures, paid=figures.paid | (rng.random(len(which)) < 0.1) | (np.arange(len(which)) == 2)
            )
        which = figures.paid.astype(np.float64)
    elif story == "label pushes a single":
        which = np.maximum(_single(rng, figures), _single(rng, figures))
    figures, deal = pushed(rng, way, figures, which)
    return replace(account, figures=figures, deals=[*account.deals, replace(deal, more={"story": story})])


def buy(
    rng: Rng, story: str, account: Account, habits: Habits, pod: tuple[str, ...], language: str, seed: int
) -> Account:
    """The account after one purchase; pod are the others of the ring who are on the list."""
    way = STORIES[story]
    if way.startswith("followers"):
        return _followers(rng, story, account)
    if way.startswith(("likes", "views")):
        return _pushed(rng, story, account)
    usual, posts = float(np.median(account.figures.comments)), len(account.figures.when)
    if way == "ring":
        guests, deal = ring_guests(rng, pod, usual, posts, language)
        guests = replace(guests, hours=float(rng.uniform(0.1, 6)))
        account = replace(account, figures=with_likes(account.figures, guests.counts))
    else:
        shop = np.random.default_rng([seed, 7, int(rng.integers(5))])
        seller = rented(shop, int(shop.integers(40, 400)))
        guests, deal = pack_guests(rng, seller, usual, posts, "app" if story.endswith("app") else "pack")
    more: dict[str, object] = {"story": story, "creator": habits.kind.name}
    return replace(account, guests=[*account.guests, guests], deals=[*account.deals, replace(deal, more=more)])
