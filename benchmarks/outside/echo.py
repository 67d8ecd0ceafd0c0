"""Bought likes, views and comments."""

import numpy as np
from numpy.random import Generator

from benchmarks.outside.batch import TONE, WORKER, WORKER_ABROAD, batch
from benchmarks.outside.calendar import DAY, DAYS, END, EPOCH, iso
from benchmarks.outside.deals import Base, Deal, blank
from benchmarks.outside.dice import Floats, Ints, chance, log_uniform, mix, pick, weighted

WAYS = ("likes_all", "likes_some", "likes_since", "views_all", "views_some", "comments_all", "comments_some")
SELLERS = 9
GRADES = ("bought_short", "bought_mixed", "bought_template")


def possible(base: Base, way: str) -> bool:
    """Whether the creator has anything that this purchase could touch."""
    if way.startswith("likes"):
        return not base.person.hides_likes and base.usual("likes") >= 5
    if way.startswith("views"):
        return int((base.counts.views >= 0).sum()) >= 8
    return True


def _touched(rng: Generator, base: Base, way: str, open_to: Ints) -> Ints:
    """Indices of the posts that get something."""
    if way.endswith("_all"):
        return open_to
    days = base.made.days[open_to]
    if way.endswith("_since"):
        return open_to[days >= np.quantile(days, float(rng.uniform(0.2, 0.8)))]
    share = float(rng.uniform(0.1, 0.6))
    luck = base.made.luck[open_to] + rng.normal(0, 0.5, size=len(open_to))
    # Some lift their weak posts, some polish what they show to clients, most follow no plan.
    rank = weighted(rng, ((rng.random(len(open_to)), 0.6), (luck, 0.25), (-luck, 0.15)))
    return np.sort(open_to[np.argsort(rank, kind="stable")[: max(3, int(share * len(open_to)))]])


def _amounts(rng: Generator, usual: float, own: Floats, size: float) -> tuple[Ints, str]:
    """How many each touched post gets: the same pack everywhere, or more where there is more."""
    style = weighted(rng, (("pack", 0.6), ("in proportion", 0.4)))
    if style == "pack":
        pack = usual * size
        step = 5 if pack < 50 else 10 if pack < 200 else 50 if pack < 2000 else 500
        pack = max(step, round(pack / step) * step)
        wanted = np.full(len(own), float(pack))
    else:
        wanted = size * own * np.exp(rng.normal(0, 0.25, size=len(own)))
    given = wanted * rng.uniform(0.97, 1.12, size=len(own))
    # Some sellers' accounts are swept later and take their likes along.
    lost = float(rng.uniform(0, 0.2)) if chance(rng, 0.4) else 0.0
    return (given * (1 - lost * rng.random(len(own)))).astype(np.int64), style


def buy_reach(rng: Generator, base: Base, way: str) -> Deal:
    """A purchase of likes or views."""
    deal = blank(base, "engagement", way)
    what = "likes" if way.startswith("likes") else "views"
    counts = base.counts.likes if what == "likes" else base.counts.views
    posts = _touched(rng, base, way, np.flatnonzero(counts >= 0).astype(np.int64))
    size = log_uniform(rng, 0.3, 3.0) if what == "likes" else log_uniform(rng, 0.4, 6.0)
    usual = max(base.usual(what), 1.0)
    given, style = _amounts(rng, usual, counts[posts].astype(np.float64), size)
    # What was posted in the last hours has not got all of it yet.
    age = (END - base.made.seconds[posts]) / 3600
    given = (given * np.minimum(1.0, age / log_uniform(rng, 0.5, 24))).astype(np.int64)
    (deal.likes if what == "likes" else deal.views)[posts] = given
    deal.size[what] = round(float(np.median(given)) / usual, 4) if len(given) else 0.0
    first = iso(int(base.made.days[posts[0]])) if len(posts) else ""
    deal.facts = {"style": style, "posts_touched": len(posts), "first_post": first}
    return deal


def _when(rng: Generator, base: Base, posts: Ints) -> tuple[Floats, float]:
    """Seconds when each post's order begins to arrive, and how long it takes."""
    made = base.made.seconds[posts].astype(np.float64)
    lasting = log_uniform(rng, 600, 48 * 3600)
    if chance(rng, 0.2) and len(posts):
        # One big order for everything that stood there on that day.
        day = float(EPOCH + int(rng.integers(int(base.made.days[posts[len(posts) // 2]]), DAYS)) * DAY + 36_000)
        made = np.where(made < day, day, made)
    wait = log_uniform(rng, 120, 6 * 3600) * np.exp(rng.normal(0, 0.6, size=len(posts)))
    return made + wait, lasting


def buy_comments(rng: Generator, base: Base, way: str, seed: int) -> Deal:
    """A purchase of comments from one of the file's sellers; accounts and texts are the seller's."""
    deal = blank(base, "engagement", way)
    posts = _touched(rng, base, way, np.arange(len(base.made.days), dtype=np.int64))
    usual = max(base.usual("comments"), 1.0)
    size = log_uniform(rng, 0.3, 3.0)
    given, style = _amounts(rng, usual, base.said[posts].astype(np.float64), size)
    given = np.clip(given, 2, 1500)
    seller = int(rng.integers(SELLERS))
    pool = 120 + mix(seed, 71, seller) % 4000
    grade = pick(rng, (0, 1, 1, 2, 2))
    abroad = base.person.language == "de" and chance(rng, (0.6, 0.4, 0.1)[grade])
    begins, lasting = _when(rng, base, posts)
    sent: list[int] = []
    for post, number, begin in zip(posts, given, begins, strict=True):
        seconds = (begin + lasting * rng.random(int(number))).astype(np.int64)
        seconds = seconds[seconds <= END]
        n = len(seconds)
        who = seller * 1_000_000 + grade * 100_000 + rng.permutation(pool)[:n]
        who = np.resize(who, n) if n else np.zeros(0, dtype=np.int64)
        easier = np.minimum(rng.integers(0, 3, size=n), grade)
        level = np.where(rng.random(n) < 0.8, grade, easier)
        tone = np.array([TONE[GRADES[int(g)]] for g in level], dtype=np.int64)
        likes = (rng.random(n) < 0.04).astype(np.int64)
        deal.talk.append((int(post), batch(rng, seconds, likes, WORKER_ABROAD if abroad else WORKER, who, tone)))
        sent.append(n)
    deal.size["comments"] = round(float(np.median(sent)) / usual, 4) if sent else 0.0
    deal.facts = {
        "style": style,
        "posts_touched": len(posts),
        "texts": GRADES[grade],
        "language": "en" if abroad else base.person.language,
        "sent": sum(sent),
    }
    return deal


def buy_echo(rng: Generator, base: Base, way: str, seed: int) -> Deal:
    """A purchase of likes, views or comments."""
    return buy_comments(rng, base, way, seed) if way.startswith("comments") else buy_reach(rng, base, way)
