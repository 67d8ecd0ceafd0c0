"""What a buyer gets for the money, on top of a life that is already there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.cohorts.crowd import Guests, rented
from benchmarks.cohorts.deals import (
    FOLLOWERS,
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
from benchmarks.cohorts.profile import Person
from benchmarks.cohorts.rows import Ints, Rng

POD = 4
SELLERS = 7


@dataclass(frozen=True)
class Basket:
    """Followers, posts and comments after all purchases, and what was bought."""

    followers: Ints
    arrivals: Ints
    figures: Figures
    guests: list[Guests]
    deals: list[Deal]


def _followers(rng: Rng, way: str, basket: Basket) -> Basket:
    days, size = len(basket.followers), drawn_size(rng, 0.05, 0.2, 1.5)
    stay = staying(rng, 2 * days)
    if rng.random() < 0.13:
        ghosts = np.round(pack(basket.followers[0] * size) * stay[days // 2 : days // 2 + days]).astype(np.int64)
        deal = Deal(way, float(ghosts[0] / basket.followers[0]), {"before_known_days": True})
        return replace(basket, followers=basket.followers + ghosts, deals=[*basket.deals, deal])
    arrivals = delivered(rng, way, pack(float(np.median(basket.followers)) * size), days)
    first = int(np.flatnonzero(arrivals)[0])
    deal = Deal(way, float(arrivals.sum() / basket.followers[first]), {"followers": int(arrivals.sum())})
    followers = basket.followers + still_there(arrivals, stay)
    return replace(basket, followers=followers, arrivals=arrivals, deals=[*basket.deals, deal])


def _pod(person: Person, pods: list[Person]) -> tuple[str, ...]:
    place = [other.index for other in pods].index(person.index) // POD * POD
    return tuple(other.handle for other in pods[place : place + POD] if other.index != person.index)


def _one(rng: Rng, way: str, basket: Basket, who: tuple[Person, list[Person], int]) -> Basket:
    person, pods, seed = who
    figures, posts = basket.figures, len(basket.figures.when)
    if way in FOLLOWERS:
        return _followers(rng, way, basket)
    if way.startswith(("likes", "views")):
        figures, deal = pushed(rng, way, figures, chosen_posts(rng, way, posts))
        return replace(basket, figures=figures, deals=[*basket.deals, deal])
    usual = float(np.median(figures.comments))
    if way == "ring":
        guests, deal = ring_guests(rng, _pod(person, pods), usual, posts, person.language)
        basket = replace(basket, figures=with_likes(figures, guests.counts))
    else:
        shop = np.random.default_rng([seed, 3, int(rng.integers(SELLERS))])
        style = str(rng.choice(["pack", "app", "friend"], p=[0.45, 0.35, 0.2]))
        guests, deal = pack_guests(rng, rented(shop, int(shop.integers(60, 500))), usual, posts, style)
    return replace(basket, guests=[*basket.guests, guests], deals=[*basket.deals, deal])


def bought_things(
    rng: Rng, ways: tuple[str, ...], followers: Ints, figures: Figures, who: tuple[Person, list[Person], int]
) -> Basket:
    """One purchase after the other; who is the buyer, all ring buyers of the platform, and the seed."""
    basket = Basket(followers, np.zeros_like(followers), figures, [], [])
    for way in ways:
        basket = _one(rng, way, basket, who)
    return basket
