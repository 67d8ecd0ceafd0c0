"""A second, plain generator of creators, held out of all training: `python -m benchmarks.authenticity_plain [NUMBER]`.

It shares no constants and no texts with `authenticity_worlds`: smooth growth with noise, posts with log-normal likes,
and one thing injected a creator. Nothing is fitted on it: it shows what carries over to another
person's idea of a buyer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity import ACCUSED, share
from benchmarks.authenticity_comments import CommentRows
from benchmarks.authenticity_usual import judged
from benchmarks.authenticity_world import World

Floats = npt.NDArray[np.float64]

HONEST = (
    "steady",
    "giveaway",
    "viral",
    "press",
    "season",
    "pause",
    "outage",
    "dip",
    "small_loyal",
    "large_quiet",
    "even_posts",
)
FOLLOWERS = ("step_small", "step", "step_lost", "steps", "slow_step")
ENGAGEMENT = ("likes_some", "likes_all", "likes_since", "views_some", "comment_packs")
RINGS = ("pod",)
BOUGHT = FOLLOWERS + ENGAGEMENT + RINGS
FIRST_DAY = 20_000
FRESH_SEED = 41_000_000

GENERIC = [
    "Nice!",
    "Great pic",
    "Amazing 🔥",
    "Love it ❤️",
    "So good",
    "Wow",
    "Beautiful",
    "Awesome post",
    "Perfect 😍",
    "Cool",
    "🔥🔥🔥",
    "❤️❤️",
    "Top!",
    "Super",
    "Toll!",
    "Sehr schön",
    "Mega 🔥",
    "Klasse",
    "Follow me",
    "Great content",
]
NAMED = [
    "Ist der {0} aus {1} auch bei Regen so gut?",
    "I tried the {0} last week and it broke after {2} days",
    "Meine Oma in {1} hat genau so einen {0}",
    "Wo gibt es den {0} für unter {2} Euro?",
    "We drove through {1} with our {0} in {2} hours",
    "Your tip about the {0} saved my weekend in {1}",
    "Den {0} habe ich seit {2} Jahren",
    "does the {0} also come in blue, asking from {1}",
]
THINGS = [
    "Ofen",
    "tent",
    "Mantel",
    "Teppich",
    "camera strap",
    "Kuchen",
    "scooter",
    "Drucker",
    "blender",
    "Pullover",
    "Schlafsack",
    "notebook",
    "Wecker",
]
TOWNS = [
    "Kiel",
    "Basel",
    "Trier",
    "Leeds",
    "Gent",
    "Linz",
    "Ulm",
    "York",
    "Bonn",
    "Chur",
    "Aarau",
    "Bath",
    "Fulda",
    "Steyr",
]


class PlainWorld(World):
    """A world of this generator, with its own kinds."""

    @property
    def truth(self) -> tuple[bool, bool, bool]:
        """Whether followers, engagement, and a ring's comments were bought or arranged."""
        return self.kind in FOLLOWERS, self.kind in ENGAGEMENT, self.kind in RINGS


def draw(kind: str, seed: int) -> World:
    """Make one creator of a kind; the same seed gives the same creator."""
    rng = np.random.default_rng([99, seed, (HONEST + BOUGHT).index(kind)])
    world = PlainWorld(kind, seed, str(rng.choice(["instagram", "tiktok"])))
    days = int(rng.integers(120, 420))
    low, high = {"small_loyal": (7.0, 8.5), "large_quiet": (12.5, 14.5)}.get(kind, (8.0, 13.5))
    start = float(np.exp(rng.uniform(low, high)))
    world.day = FIRST_DAY + np.arange(days)
    world.observed = np.ones(days, np.bool_)
    gains = start * rng.uniform(0.0003, 0.003) * np.exp(rng.normal(0, 0.35, days))
    posted = np.sort(rng.choice(days, int(days * rng.uniform(0.2, 0.6)), replace=False))
    appeal = np.exp(rng.normal(0, 0.08 if kind == "even_posts" else rng.uniform(0.2, 0.5), posted.size))
    talk = np.ones(posted.size)
    if kind in EVENTS:
        EVENTS[kind](rng, start, gains, posted, appeal, talk)
    if kind == "pause":
        first = days // 3
        away = int(rng.integers(25, 60))
        gains[first : first + away] *= 0.2
        keep = (posted < first) | (posted > first + away)
        posted, appeal, talk = posted[keep], appeal[keep], talk[keep]
    world.real = start + np.cumsum(rng.poisson(np.maximum(gains, 0.0))).astype(np.float64)
    world.bought = followers_bought(rng, world)
    _posts(rng, world, posted, appeal, talk)
    _engagement_bought(rng, world)
    _comments(rng, world)
    _shown(rng, world)
    size = float(world.shown[-1])
    world.expectation = (float(np.log(0.03) - 0.1 * np.log(size / 1e4)), 0.6, 0.45)
    return world


Event = Callable[[np.random.Generator, float, Floats, npt.NDArray[np.int64], Floats, Floats], None]


def _spread(rng: np.random.Generator, gains: Floats, day: int, amount: float, fade: float) -> None:
    shape = np.exp(-np.arange(gains.size - day) / fade)
    gains[day:] += amount * shape / shape.sum() * np.exp(rng.normal(0, 0.15, shape.size))


def giveaway(
    rng: np.random.Generator, start: float, gains: Floats, posted: npt.NDArray[np.int64], appeal: Floats, talk: Floats
) -> None:
    """One post asks for comments; followers come for three days and some leave."""
    which = int(rng.integers(5, posted.size - 5))
    amount = start * rng.uniform(0.04, 0.3)
    _spread(rng, gains, int(posted[which]), amount, 1.5)
    appeal[which] *= rng.uniform(1.5, 4)
    talk[which] *= rng.uniform(5, 20)
    later = posted[which] + 8
    gains[later : later + 20] -= amount * rng.uniform(0, 0.3) / 20


def viral(
    rng: np.random.Generator, start: float, gains: Floats, posted: npt.NDArray[np.int64], appeal: Floats, talk: Floats
) -> None:
    """One post is seen many times as often; followers come for days."""
    which = int(rng.integers(5, posted.size - 5))
    _spread(rng, gains, int(posted[which]), start * rng.uniform(0.05, 0.6), rng.uniform(1.5, 5))
    appeal[which] *= rng.uniform(5, 30)
    appeal[which + 1 : which + 4] *= rng.uniform(1.0, 1.6)


def press(
    rng: np.random.Generator, start: float, gains: Floats, posted: npt.NDArray[np.int64], appeal: Floats, talk: Floats
) -> None:
    """A mention: followers over days, the posts of the week are seen somewhat more."""
    day = int(rng.integers(30, gains.size - 30))
    _spread(rng, gains, day, start * rng.uniform(0.03, 0.25), rng.uniform(2, 6))
    near = (posted >= day) & (posted < day + 10)
    appeal[near] *= rng.uniform(1.4, 2.5)
    talk[near] *= rng.uniform(1.0, 1.6)


def season(
    rng: np.random.Generator, start: float, gains: Floats, posted: npt.NDArray[np.int64], appeal: Floats, talk: Floats
) -> None:
    """Some weeks of the year bring several times the growth and somewhat more likes."""
    bump = np.exp(-0.5 * ((np.arange(gains.size) - rng.uniform(0, gains.size)) / rng.uniform(12, 35)) ** 2)
    gains *= 1 + rng.uniform(1, 4) * bump
    appeal *= 1 + rng.uniform(0.2, 0.8) * bump[posted]


EVENTS: dict[str, Event] = {"giveaway": giveaway, "viral": viral, "press": press, "season": season}


def followers_bought(rng: np.random.Generator, world: World) -> Floats:
    """Bought followers present on each day: a ramp a purchase, lost in part for one kind."""
    held = np.zeros(world.day.size)
    if world.kind not in FOLLOWERS:
        return held
    size = (0.05, 0.12) if world.kind == "step_small" else (0.12, 0.5)
    spans = (14, 31) if world.kind == "slow_step" else (1, 4)
    for _ in range(3 if world.kind == "steps" else 1):
        day = int(rng.integers(15, world.day.size - 35))
        span = int(rng.integers(*spans))
        amount = float(world.real[day]) * float(np.exp(rng.uniform(*np.log(size))))
        held += amount * np.clip((np.arange(held.size) - day + 1) / span, 0, 1)
        if world.kind == "step_lost":
            held -= amount * rng.uniform(0.3, 0.7) * np.clip((np.arange(held.size) - day - 10) / 40, 0, 1)
    return np.asarray(np.floor(held))


def _posts(rng: np.random.Generator, world: World, posted: npt.NDArray[np.int64], appeal: Floats, talk: Floats) -> None:
    n = posted.size
    world.posted_at = (world.day[posted] * 86_400 + rng.integers(25_000, 75_000, n)).astype(np.int64)
    people = world.real[posted]
    rate = 0.03 * (world.real[0] / 1e4) ** -0.1 * np.exp(rng.normal(0, 0.45))
    rate *= {"small_loyal": 2.0, "large_quiet": 0.4}.get(world.kind, 1.0)
    world.likes = rng.poisson(people * rate * appeal * np.exp(rng.normal(0, 0.1, n))).astype(np.float64)
    ratio = np.exp(rng.normal(np.log(0.025), 0.5)) * np.exp(rng.normal(0, 0.3, n))
    world.comments = rng.poisson(people * rate * appeal * ratio * talk).astype(np.float64)
    seen = people * rate * appeal * np.exp(rng.normal(np.log(12), 0.4)) * np.exp(rng.normal(0, 0.15, n))
    world.views = np.maximum(np.floor(seen), world.likes)
    world.shares, world.saves = (
        (rng.poisson(world.likes * 0.03).astype(np.float64), rng.poisson(world.likes * 0.05).astype(np.float64))
        if rng.random() < 0.5
        else (np.full(n, np.nan), np.full(n, np.nan))
    )


def _engagement_bought(rng: np.random.Generator, world: World) -> None:
    n = world.posted_at.size
    some = rng.random(n) < rng.uniform(0.2, 0.6)
    factor = rng.uniform(2, 5) * np.exp(rng.normal(0, 0.1, n))
    if world.kind == "likes_some":
        world.likes = np.floor(world.likes * np.where(some, factor, 1.0))
    elif world.kind == "likes_all":
        world.likes = np.floor(world.likes * factor)
    elif world.kind == "likes_since":
        world.likes = np.floor(world.likes * np.where(np.arange(n) >= n * rng.uniform(0.3, 0.7), factor, 1.0))
    elif world.kind == "views_some":
        world.views = np.floor(world.views * np.where(some, 2 * factor, 1.0))


def _comments(rng: np.random.Generator, world: World) -> None:
    """The comments of the last posts; packs, pods and friends are added to the counts of the posts."""
    n = world.posted_at.size
    posts = np.arange(max(n - 25, 0), n)
    counts = np.minimum(world.comments[posts], 30).astype(np.int64)
    post = np.repeat(posts, counts)
    loyal = rng.random(post.size) < rng.uniform(0.1, 0.4)
    author = np.where(loyal, rng.integers(0, 60, post.size), rng.integers(1000, 10_000_000, post.size))
    delay = np.exp(rng.normal(9.2, 1.2, post.size))
    text = said(rng, post.size, rng.uniform(0.1, 0.4))
    parts = [(post, author, delay, text)]
    if world.kind == "comment_packs":
        many = rng.integers(8, 40, posts.size) * (rng.random(posts.size) < rng.uniform(0.5, 1.0))
        parts.append(_more(rng, np.repeat(posts, many), 700_000_000 + rng.integers(0, 3000, many.sum()), 9.0, 0.95))
    if world.kind in ("pod", "small_loyal"):
        size = int(rng.integers(8, 25)) if world.kind == "pod" else int(rng.integers(4, 12))
        who, which = np.nonzero(rng.random((size, posts.size)) < rng.uniform(0.6, 0.9))
        quick, empty = (6.2, 0.7) if world.kind == "pod" else (9.5, 0.3)
        parts.append(_more(rng, posts[which], 800_000_000 + who, quick, empty))
    for extra in parts[1:]:
        world.comments = world.comments + np.bincount(extra[0], minlength=n)
    columns = [np.concatenate(column) for column in list(zip(*parts, strict=True))[:3]]
    world.rows = CommentRows(columns[0], columns[1], columns[2], [t for p in parts for t in p[3]], set())


Comments = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats, list[str]]


def _more(
    rng: np.random.Generator,
    post: npt.NDArray[np.int64],
    author: npt.NDArray[np.int64],
    log_delay: float,
    empty: float,
) -> Comments:
    return post, author, np.exp(rng.normal(log_delay, 0.8, post.size)), said(rng, post.size, empty)


def said(rng: np.random.Generator, n: int, empty: float) -> list[str]:
    thing, town = rng.integers(0, len(THINGS), n), rng.integers(0, len(TOWNS), n)
    which, generic, number = rng.integers(0, len(NAMED), n), rng.integers(0, len(GENERIC), n), rng.integers(2, 90, n)
    return [
        GENERIC[generic[i]]
        if rng.random() < empty
        else NAMED[which[i]].format(THINGS[thing[i]], TOWNS[town[i]], number[i])
        for i in range(n)
    ]


def _shown(rng: np.random.Generator, world: World) -> None:
    world.shown = np.floor(world.real + world.bought)
    if world.kind == "outage":
        start = int(rng.integers(20, world.day.size - 30))
        stop = start + int(rng.integers(3, 15))
        if rng.random() < 0.5:
            world.shown[start:stop] = world.shown[start]
        else:
            world.observed[start:stop] = False
    if world.kind == "dip":
        start = int(rng.integers(20, world.day.size - 30))
        world.shown[start : start + int(rng.integers(1, 6))] *= 1 - rng.uniform(0.02, 0.15)
        world.shown = np.floor(world.shown)


def main() -> None:
    """Print what is found per kind, and false accusations; the first argument is the number a kind (default 100).

    The last column is what would be found with a threshold that one honest creator in a hundred passes here.
    """
    number = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 100
    found = judged([draw(kind, FRESH_SEED + i) for kind in BOUGHT + HONEST for i in range(number)])
    fair = sorted((p for kind in HONEST for _, p in found[kind]), reverse=True)
    limit = fair[len(fair) // 100]
    print(f"{'kind':24}{'n':>6}  {'look closer or worse':22}  {'strong signs':22}  {'1 % of honest pass':22}  target")
    groups = {kind: (kind,) for kind in BOUGHT} | {"bought, all": BOUGHT} | {kind: (kind,) for kind in HONEST}
    for name, kinds in (groups | {"honest, all": HONEST}).items():
        rows = [row for kind in kinds for row in found[kind]]
        closer, strong = (sum(verdict in which for verdict, _ in rows) for which in (ACCUSED, {"strong signs"}))
        cells = "  ".join(share(n, len(rows)) for n in (closer, strong, sum(p > limit for _, p in rows)))
        print(f"{name:24}{len(rows):6}  {cells}  {'at least 80 %' if kinds[0] in BOUGHT else 'at most 1 %'}")


if __name__ == "__main__":
    main()
