"""What buyers do to their posts: likes and views added, comment packs delivered, rings that comment each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from benchmarks.market.draws import Span, chance, factor, log_within, pick, pick_some, whole, within
from benchmarks.market.kinds import LIKES
from benchmarks.market.names import account_name, seller_name
from benchmarks.market.posts import Post
from benchmarks.market.texts import PACK
from benchmarks.market.traits import Creator

# The amounts in which sellers offer likes and views; nobody buys fewer than SMALLEST_WISH.
STEPS = {100: (0.5, 1, 2, 2.5, 3, 5, 7.5), 1_000: (1, 1.5, 2, 2.5, 3, 5, 7.5), 10_000: (1, 1.5, 2, 2.5, 3, 5, 7.5)}
LARGE = (1e5, 1.5e5, 2e5, 2.5e5, 5e5, 7.5e5, 1e6, 2e6, 5e6)
OFFERED = np.array([unit * step for unit, steps in STEPS.items() for step in steps] + list(LARGE))
SMALLEST_WISH = 30.0
# Bought beside the median of the chosen posts.
LIKES_BOUGHT, VIEWS_BOUGHT = (0.10, 2.0), (0.15, 3.0)
SINCE = (0.3, 0.85)  # share of the time after which "since" begins
CHOSEN = (0.15, 0.6)  # share of the posts that "some" means
DELIVERY_EXACT, DELIVERY_LOOSE, DELIVERY_SPREAD = (0.98, 1.08), (0.7, 1.3), 0.3
RECENT = 0.4  # share of the time after which comment packs are bought: older comments are not collected
COMMENTS_BOUGHT, LEAST_BESIDE_OWN = (5.0, 60.0), 0.2
SELLERS, SELLER_ACCOUNTS, SHARED_SELLER = 4, 2_500, 0.5  # half of the packs come from few sellers known to many
SELLER_SEED = 7_000
RING_MEMBERS, RING_ACTIVITY, RING_MINUTES = (5, 26), (0.4, 0.95), (4.0, 90.0)
RING_OF_PEERS = 0.5  # share of the rings of which up to a third are creators of this market


@dataclass(slots=True)
class Purchases:
    """What was bought: sizes by name as the truth tells them, the mode of likes or views, and who writes what."""

    size: dict[str, float] = field(default_factory=dict)
    mode: str = ""
    pack_texts: Sequence[str] = ()
    pack_authors: Sequence[str] = ()
    ring_minutes: float = 0.0


def buy(rng: np.random.Generator, creator: Creator, posts: list[Post], peers: Sequence[str]) -> Purchases:
    """Add what the creator buys to the posts; `peers` are the handles of others on the platform who are in rings."""
    done = Purchases()
    recent = [post for post in posts if post.day > creator.days * RECENT] or posts
    for what in creator.story.buys if posts else ():
        if what in LIKES:
            _add_likes(rng, creator, posts, done, what)
        elif what == "views":
            _add_views(rng, creator, posts, done)
        elif what == "c_pack":
            _add_pack(rng, creator, recent, done)
        elif what == "pod":
            _add_ring(rng, creator, posts, peers, done)
    return done


def _add_likes(rng: np.random.Generator, creator: Creator, posts: list[Post], done: Purchases, mode: str) -> None:
    chosen = _chosen(rng, creator, posts, mode)
    own, natural = [post.likes for post in chosen], [post.natural_likes for post in chosen]
    for post, more in zip(chosen, _amounts(rng, own, natural, LIKES_BOUGHT, done, "likes"), strict=True):
        post.likes = int(post.likes + more)
    done.mode, done.size["likes_posts"] = mode, len(chosen) / len(posts)


def _add_views(rng: np.random.Generator, creator: Creator, posts: list[Post], done: Purchases) -> None:
    mode = pick(rng, LIKES)
    chosen = _chosen(rng, creator, posts, mode)
    own, natural = [post.views or 0 for post in chosen], [post.natural_views or 0 for post in chosen]
    for post, more in zip(chosen, _amounts(rng, own, natural, VIEWS_BOUGHT, done, "views"), strict=True):
        post.views = int((post.views or 0) + more)
    done.mode, done.size["views_posts"] = mode, len(chosen) / len(posts)


def _chosen(rng: np.random.Generator, creator: Creator, posts: list[Post], mode: str) -> list[Post]:
    if mode == "l_all":
        return posts
    since, share = int(within(rng, SINCE) * creator.days), within(rng, CHOSEN)
    chosen = [post for post in posts if (post.day >= since if mode == "l_since" else chance(rng, share))]
    return chosen or posts[-8:]


def _amounts(
    rng: np.random.Generator, own: list[int], natural: list[int], span: Span, done: Purchases, name: str
) -> list[float]:
    """Return what is added to each chosen post: a pack delivered exactly, loosely, or in step with the response."""
    median = float(np.median(own))
    pack = _offered(log_within(rng, span) * median)
    done.size[name] = pack / max(median, 1)
    style = pick(rng, ("exact", "loose", "in step"))
    if style == "in step":
        return [factor(rng, DELIVERY_SPREAD) * pack * max(count, 1) / max(median, 1) for count in natural]
    return [pack * within(rng, DELIVERY_EXACT if style == "exact" else DELIVERY_LOOSE) for _ in own]


def _offered(wish: float) -> float:
    """Return the pack on offer that is nearest to the wish on a logarithmic scale."""
    return float(OFFERED[np.argmin(np.abs(np.log(OFFERED / max(wish, SMALLEST_WISH))))])


def _add_pack(rng: np.random.Generator, creator: Creator, recent: list[Post], done: Purchases) -> None:
    wanted, share = int(log_within(rng, COMMENTS_BOUGHT)), within(rng, (0.25, 1.0))
    chosen = [post for post in recent if chance(rng, share)] or recent
    count = max(wanted, int(LEAST_BESIDE_OWN * np.median([post.comments for post in chosen])))
    done.size["comments"] = count / max(1.0, float(np.median([post.natural_comments for post in chosen])))
    done.size["comments_posts"] = share
    for post in chosen:
        post.pack = int(count * rng.uniform(0.8, 1.2))
        post.comments += post.pack
    language = creator.language if chance(rng, 0.6) else "en"
    done.pack_texts = pick_some(rng, PACK[language], whole(rng, 8, 20))
    if chance(rng, SHARED_SELLER):
        done.pack_authors = _seller_accounts(whole(rng, 0, SELLERS))
    else:
        done.pack_authors = [seller_name(rng) for _ in range(int(count * log_within(rng, (1.5, 30))))]


@lru_cache(maxsize=SELLERS)
def _seller_accounts(seller: int) -> tuple[str, ...]:
    rng = np.random.default_rng(SELLER_SEED + seller)
    return tuple(seller_name(rng) for _ in range(SELLER_ACCOUNTS))


def _add_ring(
    rng: np.random.Generator, creator: Creator, posts: list[Post], peers: Sequence[str], done: Purchases
) -> None:
    members = [account_name(rng) for _ in range(whole(rng, *RING_MEMBERS))]
    count, activity = len(members), within(rng, RING_ACTIVITY)
    if peers and chance(rng, RING_OF_PEERS):
        known = pick_some(rng, peers, max(1, count // 3))
        members[: len(known)] = known
    recent = [post.natural_comments for post in posts if post.day > creator.days * RECENT]
    usual = max(1.0, float(np.median(recent or [post.natural_comments for post in posts])))
    done.size |= {"ring": count * activity / (count * activity + usual), "ring_n": count, "ring_q": activity}
    done.ring_minutes = log_within(rng, RING_MINUTES)
    since = int(within(rng, (0, 0.5)) * creator.days)
    for post in posts:
        if post.day >= since:
            post.ring = [member for member in members if chance(rng, activity)]
            post.comments += len(post.ring)
            post.likes += len(post.ring)
