"""A third generator of creators: other noise, other shapes, and often only part of the tables.

    python -m benchmarks.authenticity_varied [NUMBER]

Growth is linear, exponential or accelerating, with good and bad weeks, a weekday rhythm, days with more losses than
gains, counts as platforms show them, and gaps. Nothing is fitted on it. Each creator is judged with all tables, with
daily followers alone, with posts alone, and with posts and comments.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity import ACCUSED, share
from benchmarks.authenticity_comments import CommentRows
from benchmarks.authenticity_plain import said
from benchmarks.authenticity_usual import Told, judged
from benchmarks.authenticity_world import World
from benchmarks.authenticity_worlds import displayed

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HONEST = ("calm", "raffle", "spread", "news", "yearly", "away", "stalled", "faster", "cleaned")
FOLLOWERS = ("jump", "days", "trickle", "purged", "weekly")
ENGAGEMENT = ("likes_added", "likes_times", "likes_on_all", "views_times", "praise")
RINGS = ("circle",)
BOUGHT = FOLLOWERS + ENGAGEMENT + RINGS
TABLES = ("all", "followers", "posts", "posts and comments")
FIRST_DAY = 20_100
FRESH_SEED = 61_000_000


class VariedWorld(World):
    """A world of this generator, with its own kinds."""

    @property
    def truth(self) -> tuple[bool, bool, bool]:
        """Whether followers, engagement, and a ring's comments were bought or arranged."""
        return self.kind in FOLLOWERS, self.kind in ENGAGEMENT, self.kind in RINGS


def draw(kind: str, seed: int) -> World:
    """Make one creator of a kind; the same seed gives the same creator."""
    rng = np.random.default_rng([2027, seed, (HONEST + BOUGHT).index(kind)])
    world = VariedWorld(kind, seed, str(rng.choice(["instagram", "tiktok", "youtube"], p=[0.6, 0.25, 0.15])))
    days = int(rng.integers(90, 400))
    size = float(np.exp(rng.uniform(np.log(1500), np.log(800_000))))
    world.day = FIRST_DAY + np.arange(days)
    posted = np.flatnonzero(rng.random(days) < rng.uniform(0.12, 0.8))
    appeal = np.exp(rng.normal(0, rng.uniform(0.15, 0.6), posted.size))
    talk = np.ones(posted.size)
    gains = _gains(rng, kind, size, days)
    _happens(rng, kind, size, gains, (posted, appeal, talk))
    lost = rng.poisson(size * rng.uniform(0.0, 0.0012), days)
    noise = rng.normal(0, rng.uniform(0.05, 0.5), days) * np.median(np.abs(gains))
    world.real = np.maximum(size + np.cumsum(np.round(gains + noise) - lost), 50.0)
    world.bought = _bought(rng, kind, world.real)
    _posts(rng, world, posted, appeal, talk)
    _engagement(rng, world)
    _comments(rng, world)
    _shown(rng, world)
    world.expectation = (float(np.log(0.035) - 0.08 * np.log(size / 1e4)), 0.65, 0.45)
    return world


def _gains(rng: np.random.Generator, kind: str, size: float, days: int) -> Floats:
    """Daily gains: a form, a weekday rhythm, and moods of a week or two."""
    t = np.arange(days) / 365
    form = (np.ones(days), np.exp(rng.uniform(0.1, 0.8) * t), 1 + rng.uniform(0.5, 2.0) * t)[int(rng.integers(3))]
    week = 1 + rng.uniform(0, 0.5) * np.sin(2 * np.pi * (np.arange(days) + rng.integers(7)) / 7)
    width = int(rng.integers(5, 20))
    mood = np.convolve(rng.normal(0, 1, days + width - 1), np.ones(width) / np.sqrt(width), mode="valid")
    gains = size * np.exp(rng.uniform(np.log(0.0003), np.log(0.004))) * form * week * np.exp(rng.uniform(0, 0.3) * mood)
    if kind == "yearly":
        gains = gains * (1 + rng.uniform(0.8, 3) * np.maximum(np.sin(2 * np.pi * (t + rng.random())), 0) ** 2)
    if kind == "faster":  # found a format that works: from some week on everything grows faster
        late = np.exp(-(np.arange(days) - days * rng.uniform(0.3, 0.7)) / 6)
        gains = gains * (1 + rng.uniform(0.5, 2.5) / (1 + late))
    return np.asarray(gains)


Posted = tuple[Ints, Floats, Floats]


def _happens(rng: np.random.Generator, kind: str, size: float, gains: Floats, posts: Posted) -> None:
    """Change the gains and the posts' appeal and talk in place."""
    posted, appeal, talk = posts
    n = gains.size
    if kind == "faster":
        late = posted > np.argmax(np.diff(np.convolve(gains, np.ones(14), mode="same")))
        appeal[late] *= rng.uniform(1.3, 2.0)
    if kind == "yearly":
        appeal *= (gains[posted] / np.median(gains)) ** rng.uniform(0.1, 0.4)
    if kind == "away":
        start = int(rng.integers(n // 5, n // 2))
        stop = start + int(rng.integers(20, n // 3))
        gains[start:stop] *= rng.uniform(-0.1, 0.3)
        appeal[(posted >= start) & (posted < stop)] = np.nan
    if kind not in ("raffle", "spread", "news"):
        return
    for _ in range(int(rng.integers(1, 3))):
        day = int(posted[int(rng.integers(2, posted.size - 2))])
        after = np.arange(n - day)
        amount, fade = size * rng.uniform(0.03, 0.35), rng.uniform(0.8, 5)
        shape = {"raffle": (after < 4).astype(float), "spread": np.exp(-after / fade), "news": (after + 1.0) ** -1.6}
        gains[day:] += amount * shape[kind] / shape[kind].sum() * np.exp(rng.normal(0, 0.25, n - day))
        near = (posted >= day) & (posted < day + 8)
        if kind == "raffle":
            talk[posted == day] *= rng.uniform(4, 25)
            appeal[posted == day] *= rng.uniform(1.5, 5)
            gains[day + 7 : day + 27] -= amount * rng.uniform(0, 0.4) / 20
        elif kind == "spread":
            appeal[posted == day] *= rng.uniform(6, 40)
            appeal[near] *= rng.uniform(1.0, 1.8)
        else:
            appeal[near] *= rng.uniform(1.4, 3.0)


def _bought(rng: np.random.Generator, kind: str, real: Floats) -> Floats:
    """Bought followers present on each day."""
    n, held = real.size, np.zeros(real.size)
    if kind not in FOLLOWERS:
        return held
    times = {"weekly": int(rng.integers(3, 9))}.get(kind, 1)
    first = int(rng.integers(14, n - 70 if n > 100 else n - 40))
    for k in range(times):
        day = min(first + 7 * k, n - 8)
        span = {"jump": 1, "days": int(rng.integers(2, 8)), "trickle": int(rng.integers(20, 61))}.get(kind, 2)
        total = float(real[day]) * np.exp(rng.uniform(np.log(0.15), np.log(0.6))) / times**0.5
        if rng.random() < 0.6:
            total = float(np.round(total, -int(np.floor(np.log10(total)))))
        portions = np.exp(rng.normal(0, rng.uniform(0, 0.3), span))
        daily = np.zeros(n + span)
        daily[day : day + span] = total * portions / portions.sum()
        if kind == "purged" or rng.random() < 0.2:
            gone, away = int(rng.integers(6, 45)), rng.uniform(0.3, 0.9)
            out = int(rng.choice([1, 2, 20]))
            daily[day + span + gone : day + span + gone + out] -= total * away / out
        held += np.cumsum(daily[:n])
    return np.asarray(np.floor(np.maximum(held, 0)))


def _posts(rng: np.random.Generator, world: World, posted: Ints, appeal: Floats, talk: Floats) -> None:
    there = ~np.isnan(appeal)
    posted, appeal, talk = posted[there], appeal[there], talk[there]
    n = posted.size
    world.posted_at = (world.day[posted] * 86_400 + rng.integers(20_000, 80_000, n)).astype(np.int64)
    people = world.real[posted]
    rate = 0.035 * (world.real[0] / 1e4) ** -0.08 * np.exp(rng.normal(0, 0.5))
    scatter = np.exp(rng.normal(0, rng.uniform(0.05, 0.3), n))
    world.likes = rng.poisson(people * rate * appeal * scatter).astype(np.float64)
    ratio = np.exp(rng.normal(np.log(0.03), 0.6)) * np.exp(rng.normal(0, rng.uniform(0.2, 0.5), n))
    world.comments = rng.poisson(people * rate * appeal * ratio * talk).astype(np.float64)
    seen = people * rate * appeal ** rng.uniform(0.9, 1.3) * np.exp(rng.normal(np.log(10), 0.5))
    world.views = np.maximum(np.floor(seen * np.exp(rng.normal(0, 0.2, n))), world.likes)
    world.shares = world.saves = np.full(n, np.nan)
    if rng.random() < 0.3:
        world.views = np.full(n, np.nan)


def _engagement(rng: np.random.Generator, world: World) -> None:
    """Add likes or views that were bought."""
    n = world.posted_at.size
    some = rng.random(n) < rng.uniform(0.2, 0.7)
    times = np.exp(rng.uniform(np.log(2), np.log(6))) * np.exp(rng.normal(0, 0.15, n))
    if world.kind == "likes_added":
        pack = float(np.median(world.likes) + 20) * rng.uniform(1, 5)
        world.likes = world.likes + np.where(some, np.floor(pack * np.exp(rng.normal(0, 0.03, n))), 0.0)
    elif world.kind == "likes_times":
        world.likes = np.floor(world.likes * np.where(some, times, 1.0))
    elif world.kind == "likes_on_all":
        world.likes = np.floor(world.likes * times)
    elif world.kind == "views_times":
        views = np.where(np.isnan(world.views), world.likes * 9.0, world.views)
        world.views = np.floor(views * np.where(some, 2 * times, 1.0))


def _comments(rng: np.random.Generator, world: World) -> None:
    n = world.posted_at.size
    posts = np.arange(max(n - 30, 0), n)
    post = np.repeat(posts, np.minimum(world.comments[posts], 40).astype(np.int64))
    fan = rng.random(post.size) < rng.uniform(0.05, 0.4)
    author = np.where(fan, rng.integers(0, 120, post.size), rng.integers(10_000, 10_000_000, post.size))
    delay = np.exp(rng.normal(rng.uniform(8, 10), 1.4, post.size))
    parts = [(post, author, delay, said(rng, post.size, rng.uniform(0.1, 0.45)))]
    if world.kind == "praise":
        many = rng.integers(10, 50, posts.size) * (rng.random(posts.size) < rng.uniform(0.4, 1.0))
        who = 700_000_000 + rng.integers(0, 5000, many.sum())
        parts.append((np.repeat(posts, many), who, np.exp(rng.normal(8.5, 1, who.size)), said(rng, who.size, 0.95)))
    if world.kind == "circle":
        who, which = np.nonzero(rng.random((int(rng.integers(6, 30)), posts.size)) < rng.uniform(0.6, 0.95))
        text = said(rng, who.size, rng.uniform(0.4, 0.9))
        parts.append((posts[which], 800_000_000 + who, np.exp(rng.normal(rng.uniform(5.3, 7), 0.7, who.size)), text))
    for extra in parts[1:]:
        world.comments = world.comments + np.bincount(extra[0], minlength=n)
    joined = [np.concatenate(column) for column in list(zip(*parts, strict=True))[:3]]
    world.rows = CommentRows(joined[0], joined[1], joined[2], [t for p in parts for t in p[3]], set())


def _shown(rng: np.random.Generator, world: World) -> None:
    """Rounded counts, missing days, a counter that stands still, and dormant accounts that the platform removes."""
    world.shown = np.floor(world.real + world.bought)
    n = world.day.size
    if world.kind == "cleaned":
        gone = rng.uniform(0.01, 0.08) * world.shown[n // 2]
        world.shown[int(rng.integers(n // 4, n - 10)) :] -= np.floor(gone)
    if rng.random() < 0.3:
        world.shown = displayed(world.shown)
    world.observed = rng.random(n) >= rng.choice([0.0, 0.05, 0.15])
    if world.kind == "stalled":
        for _ in range(int(rng.integers(1, 3))):
            start = int(rng.integers(20, n - 25))
            stop = start + int(rng.integers(2, 12))
            if rng.random() < 0.5:
                world.shown[start:stop] = world.shown[start - 1]
            else:
                world.observed[start:stop] = False
    world.observed[[0, -1]] = True


def cut(world: World, tables: str) -> World:
    """Return the world as it looks when only some tables were imported."""
    empty = np.zeros(0)
    if tables == "followers":
        counts = dict.fromkeys(("likes", "comments", "shares", "saves", "views"), empty)
        return replace(world, posted_at=np.zeros(0, np.int64), rows=None, expectation=None, **counts)
    if tables == "all":
        return world
    seen = np.zeros(world.day.size, np.bool_)
    seen[-1] = True
    return replace(world, observed=seen, rows=world.rows if tables == "posts and comments" else None)


def told_of(number: int, seed: int, tables: str) -> dict[str, list[Told]]:
    """Return verdict and largest probability of the creators of each kind, all of one workspace."""
    return judged([cut(draw(kind, seed + i), tables) for kind in HONEST + BOUGHT for i in range(number)])


def _at_one_percent(told: dict[str, list[Told]]) -> str:
    """What is found with a threshold that one honest creator in a hundred passes here."""
    fair = sorted((chance for kind in HONEST for _, chance in told[kind]), reverse=True)
    bought = [chance for kind in BOUGHT for _, chance in told[kind]]
    return share(sum(chance > fair[len(fair) // 100] for chance in bought), len(bought))


def main() -> None:
    """Print what is found with each choice of tables; the first argument is the number a kind (default 60)."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else FRESH_SEED
    groups = {kind: (kind,) for kind in BOUGHT} | {"followers, all": FOLLOWERS, "engagement, all": ENGAGEMENT}
    groups |= {"bought, all": BOUGHT} | {kind: (kind,) for kind in HONEST} | {"honest, all": HONEST}
    answers = {tables: told_of(number, seed, tables) for tables in TABLES}
    print(f"look closer or worse{'':4}{'n':>6}  " + "".join(f"{tables:24}" for tables in TABLES))
    for name, kinds in groups.items():
        told = [[verdict for kind in kinds for verdict, _ in answers[tables][kind]] for tables in TABLES]
        cells = "  ".join(share(sum(v in ACCUSED for v in one), len(one)) for one in told)
        print(f"{name:24}{len(told[0]):6}  {cells}")
    bought = number * len(BOUGHT)
    print(f"{'1 % of honest pass':24}{bought:6}  " + "  ".join(_at_one_percent(answers[tables]) for tables in TABLES))


if __name__ == "__main__":
    main()
