"""What buyers do to the counts of their posts: likes and views added, comment packs ordered, rings that comment."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, chance, pick, whole, within
from benchmarks.roster.draws import Counts, log_between
from benchmarks.roster.names import person_name
from benchmarks.roster.platforms import PLATFORMS
from benchmarks.roster.response import Response
from benchmarks.roster.traits import Creator

BOUGHT = (0.4, 3)  # beside what the posts have
PACK_OF_ONE_SIZE, PACK_TOO_LARGE, PACK_UNEVEN = 0.6, (0, 0.08), (0.02, 0.15)
SMALLEST_PACK, UNEVEN_SHARE = 20, (0.1, 0.35)
SOME, WEAKEST_FIRST, WEAKNESS = (0.2, 0.6), 0.5, 0.8
ALL_REACHED, SINCE_REACHED, SINCE = 0.97, 0.95, (0.25, 0.8)  # shares of the posts; of the series, where it begins
LIKES_ARRIVE_DAYS, VIEWS_ARRIVE_DAYS = 0.5, 1.0
MOST_LIKES_PER_VIEW, LEAST_VIEWS_PER_LIKE = 0.35, 1.02
VIEWS_TOO, VIEWS_A_LIKE = 0.15, (2.3, 0.4)  # some shops add views, of whose logarithm this is mean and deviation
PACK_POSTS, SMALLEST_COMMENT_PACK, COMMENT_PACK_STEP = (0.3, 0.95), 8, 5
RINGS_SHARED = 0.4  # share of those in rings who are in the ring of the one before
RING_NAMES, RING_SIZE, LARGE_RING = 25, 5, 10  # the least size of accounts above 100,000 followers
RING_POSTS, RING_ATTENDANCE, RING_LIKES = (0.5, 0.95), (0.5, 0.9), 0.9
RING_ALWAYS, RING_MINUTES = 0.6, (2, 18)

Chosen = npt.NDArray[np.bool_]


class Pod(NamedTuple):
    """A ring: a number, and the names of its members on each platform."""

    number: int
    members: dict[str, list[str]]


@dataclass(slots=True)
class Arranged:
    """Comments that were arranged: those of a pack by post, shape (posts,); those of the ring's members by post."""

    pack: Counts
    ring: list[list[int]]
    members: list[str]
    minutes: float = 0.0


def draw_pods(rng: np.random.Generator, kinds: list[str]) -> list[Pod | None]:
    """Return the ring of each creator who is in one; some rings serve several."""
    pods: list[Pod | None] = []
    current = None
    for kind in kinds:
        if kind == "ring" and (current is None or rng.random() > RINGS_SHARED):
            names = {name: [person_name(rng, name) for _ in range(RING_NAMES)] for name in PLATFORMS}
            current = Pod(current.number + 1 if current else 1, names)
        pods.append(current if kind == "ring" else None)
    return pods


def buy(rng: np.random.Generator, creator: Creator, response: Response, pod: Pod | None) -> Arranged:
    """Add what the creator buys to the posts' counts, note it among the facts, and return what was arranged."""
    arranged = Arranged(np.zeros(response.likes.size, np.int64), [[] for _ in response.posted], [])
    if creator.kind in WAYS:
        WAYS[creator.kind](rng, creator, response)
    elif creator.kind == "comment_pack":
        _order_comments(rng, creator, response, arranged)
    elif pod:
        _join(rng, creator, response, arranged, pod)
    return arranged


def _buy_likes(rng: np.random.Generator, creator: Creator, response: Response) -> None:
    size = log_between(rng, BOUGHT)
    chosen, where = _choose(rng, response, creator.kind.removeprefix("likes_"), np.log(response.likes + 1.0))
    amounts, how = _order(rng, size, response.likes.astype(float), response.usual_likes * response.ripe)
    added = np.where(chosen, np.round(amounts * np.minimum(1, response.age / LIKES_ARRIVE_DAYS)), 0).astype(int)
    seen = ~np.isnan(response.views)
    most = MOST_LIKES_PER_VIEW * np.nan_to_num(response.views)
    added = np.where(seen, np.minimum(added, most), added).astype(int)
    response.likes = response.likes + added
    views_too = chance(rng, VIEWS_TOO)
    if views_too:
        more = added * np.exp(rng.normal(*VIEWS_A_LIKE))
        response.views = np.where(chosen & seen, response.views + more, response.views)
    response.views = np.maximum(response.views, np.ceil(response.likes * LEAST_VIEWS_PER_LIKE))
    touched = int(chosen.sum())
    creator.facts.update(factor=round(size, 2), on=where, how=how, views_too=views_too, posts_touched=touched)


def _buy_views(rng: np.random.Generator, creator: Creator, response: Response) -> None:
    size, mode = log_between(rng, BOUGHT), pick(rng, ("some", "all", "since"))
    seen = ~np.isnan(response.views)
    chosen, where = _choose(rng, response, mode, np.nan_to_num(np.log(np.maximum(response.views, 1)), nan=5.0))
    own = np.where(seen, response.views, np.nanmedian(response.views))
    amounts, how = _order(rng, size, own, own)
    chosen = chosen & seen
    more = np.round(response.views + amounts * np.minimum(1, response.age / VIEWS_ARRIVE_DAYS))
    response.views = np.where(chosen, more, response.views)
    creator.facts.update(factor=round(size, 2), on=where, how=how, posts_touched=int(chosen.sum()))


WAYS: dict[str, Callable[[np.random.Generator, Creator, Response], None]] = {
    "likes_some": _buy_likes,
    "likes_all": _buy_likes,
    "likes_since": _buy_likes,
    "views": _buy_views,
}


def _choose(rng: np.random.Generator, response: Response, mode: str, strength: Floats) -> tuple[Chosen, str]:
    """Return the posts that something is bought for, and how they were chosen; `strength` tells how well each did."""
    posts = strength.size
    if mode == "all":
        return rng.random(posts) < ALL_REACHED, "all"
    if mode == "some":
        share, score = within(rng, SOME), rng.random(posts) * 2
        if chance(rng, WEAKEST_FIRST):
            score = score + -WEAKNESS * (strength - strength.mean()) / (strength.std() + 1e-9)
        return score >= np.quantile(score, 1 - share), f"some {share:.2f}"
    earliest, latest = (int(posts * share) for share in SINCE)
    first = whole(rng, earliest, max(latest, earliest + 1))
    chosen = (np.arange(posts) >= first) & (rng.random(posts) < SINCE_REACHED)
    return chosen, f"since {response.posted[first].date()}"


def _order(rng: np.random.Generator, size: float, natural: Floats, usual: Floats) -> tuple[Floats, str]:
    """Return how a shop delivers: a pack of one size, or a share of the post's own."""
    posts = usual.size
    if not chance(rng, PACK_OF_ONE_SIZE):
        return size * natural * np.exp(rng.normal(0, within(rng, UNEVEN_SHARE), posts)), "in proportion"
    wanted = max(size * np.median(usual), SMALLEST_PACK)
    step = 10 ** max(math.floor(math.log10(wanted)) - 1, 1)
    pack = max(round(wanted / step), 1) * step
    delivered = pack * (1 + rng.uniform(*PACK_TOO_LARGE, posts))
    return delivered * np.exp(rng.normal(0, within(rng, PACK_UNEVEN), posts)), f"pack of {pack}"


def _order_comments(rng: np.random.Generator, creator: Creator, response: Response, arranged: Arranged) -> None:
    posts, median = response.likes.size, np.median(response.comments)
    size, share = log_between(rng, BOUGHT), within(rng, PACK_POSTS)
    chosen = rng.random(posts) < share
    wanted = float(max(SMALLEST_COMMENT_PACK, size * median))
    pack = round(wanted) if wanted < 20 else round(wanted / COMMENT_PACK_STEP) * COMMENT_PACK_STEP
    delivered = np.maximum(np.round(pack * np.exp(rng.normal(0, 0.12, posts))), 3)
    arranged.pack = np.where(chosen, delivered, 0).astype(int)
    response.comments = response.comments + arranged.pack
    beside = round(pack / max(float(median), 1), 2)
    creator.facts.update(factor=beside, pack=pack, on=f"some {share:.2f}", posts_touched=int(chosen.sum()))


def _join(rng: np.random.Generator, creator: Creator, response: Response, arranged: Arranged, pod: Pod) -> None:
    posts = response.likes.size
    count = whole(rng, LARGE_RING if creator.start > 100_000 else RING_SIZE, RING_NAMES + 1)
    arranged.members = pod.members[creator.platform][:count]
    share = within(rng, RING_POSTS)
    habits = np.clip(rng.normal(within(rng, RING_ATTENDANCE), 0.12, count), 0.25, 0.98)
    first = 0 if chance(rng, RING_ALWAYS) else whole(rng, 0, int(posts * 0.6))
    for post in range(first, posts):
        if chance(rng, share):
            arranged.ring[post] = [member for member in range(count) if chance(rng, habits[member])]
    response.comments = response.comments + np.array([len(here) for here in arranged.ring])
    arranged.minutes = log_between(rng, RING_MINUTES)
    creator.facts.update(
        members=count,
        posts_share=round(share, 2),
        attendance=round(float(habits.mean()), 2),
        minutes=round(arranged.minutes, 1),
        since=str(response.posted[first].date()),
        pod=pod.number,
    )
    response.likes = response.likes + np.array([rng.binomial(len(here), RING_LIKES) for here in arranged.ring])
