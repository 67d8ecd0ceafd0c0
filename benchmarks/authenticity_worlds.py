"""Made-up creators with a known truth: honest ones (easy and hard), buyers of followers and engagement, pods.

`draw(kind, seed)` makes one world; `inputs(world)` gives what the rules take; `write_tables(worlds, folder)` writes the
tables that `nahbar import` reads.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benchmarks import authenticity_events as events
from benchmarks.authenticity_comments import write_comments
from benchmarks.authenticity_world import BOUGHT, HONEST, RINGS, Setting, World

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LAST_DAY = 20_600  # 2026-05-27; every series ends within the year before
# Typical engagement rate by followers at 10,000 followers, likes a comment, and the share of followers who see a post.
PLATFORMS = {
    "instagram": (0.025, 0.018, 0.35),
    "tiktok": (0.045, 0.012, 0.9),
    "youtube": (0.03, 0.06, 0.5),
    "facebook": (0.008, 0.06, 0.12),
}
SIZE_SLOPE = -0.12  # engagement rates fall with size on every platform; drawn around this


def draw(kind: str, seed: int) -> World:
    """Make one creator of a kind (a name in HONEST or BOUGHT); the same seed gives the same creator."""
    rng = np.random.default_rng([seed, (HONEST + BOUGHT).index(kind)])
    platform = str(rng.choice(list(PLATFORMS), p=[0.5, 0.25, 0.15, 0.1]))
    setting = draw_setting(rng, kind, platform)
    if kind == "long_drip":
        setting.days = max(setting.days, int(rng.integers(120, 400)))
    world = World(kind, seed, platform)
    world.day = np.arange(LAST_DAY - setting.days + 1, LAST_DAY + 1) - int(rng.integers(0, 365))
    plan = events.plan(rng, kind, setting.days)
    posted = post_times(rng, setting, plan, world.day[0])
    fame, clout, talk = events.apply(rng, plan, setting, posted, world.day[0])
    world.posted_at = np.sort(posted)
    grow(rng, world, setting, fame, plan)
    engage(rng, world, setting, clout, talk)
    buy_engagement(rng, world)
    write_comments(rng, world, setting)
    observe(rng, world, setting, plan)
    return world


def draw_setting(rng: np.random.Generator, kind: str, platform: str) -> Setting:
    """Draw the parameters of a creator, widely."""
    rate, comment_rate, reach = PLATFORMS[platform]
    low, high = {"tiny_loyal": (3.0, 3.8), "big_low": (5.3, 6.7)}.get(kind, (3.0, 6.7))
    if kind in RINGS:
        high = 5.2
    size = 10 ** rng.uniform(low, high)
    spread = rng.normal(0, 0.6) - (rng.uniform(0.3, 1.2) if kind == "big_low" else 0.0)
    week = 1 + rng.uniform(0, 0.35) * np.cos(2 * np.pi * (np.arange(7) - rng.integers(7)) / 7) + rng.normal(0, 0.05, 7)
    return Setting(
        size=size,
        days=int(np.exp(rng.uniform(np.log(30), np.log(720)))),
        rate=float(min(np.exp(rng.normal(np.log(0.0012), 1.1)), 0.012)),
        churn=float(np.exp(rng.normal(np.log(0.0005), 0.8))),
        coupling=float(rng.uniform(0, 0.9)),
        heavy=float(rng.uniform(0.03, 0.5)),
        weekday=np.maximum(week, 0.2),
        reach=float(reach * np.exp(rng.normal(0, 0.4))),
        like_rate=float(rate * (size / 1e4) ** (SIZE_SLOPE + rng.normal(0, 0.03)) * np.exp(spread)),
        comment_rate=float(comment_rate * np.exp(rng.normal(0, 0.7))),
        post_sd=float(np.exp(rng.uniform(np.log(0.06), np.log(0.9)))),
        like_sd=float(rng.uniform(0.05, 0.45)),
        comment_sd=float(rng.uniform(0.12, 0.65)),
        slope=float(rng.uniform(0.0, 0.6) if rng.random() < 0.25 else rng.uniform(0.7, 1.08)),
        view_sd=float(rng.uniform(0.0, 0.1) if rng.random() < 0.5 else rng.uniform(0.1, 0.5)),
        tied=float(1.0 if rng.random() < 0.6 else rng.uniform(0.0, 1.0)),
        per_week=float(np.exp(rng.normal(np.log(3.0), 0.6))),
        tail=float(rng.uniform(0.0, 0.06)),
    )


def post_times(rng: np.random.Generator, setting: Setting, plan: events.Plan, first_day: int) -> Ints:
    """Seconds of the posts: a rhythm with gaps, at the creator's hours; the planned posts are among them."""
    gaps = rng.gamma(rng.uniform(0.8, 6), 1, 3 * setting.days + 10)
    days = np.cumsum(gaps / gaps.mean() * 7 / setting.per_week)
    keep = (days < setting.days) & ~((days > plan.pause[0]) & (days < plan.pause[1]))
    days = np.concatenate([np.floor(days[keep]), np.array(plan.posts, dtype=np.float64)])
    hour = np.clip(rng.normal(rng.uniform(8, 20), 2, days.size), 0, 23.9)
    return np.sort((first_day + days.clip(0, setting.days - 1)) * 86_400 + hour * 3600).astype(np.int64)


def grow(rng: np.random.Generator, world: World, setting: Setting, fame: Floats, plan: events.Plan) -> None:
    """Real and bought followers a day; `fame` multiplies the daily gains."""
    n = setting.days
    trend = np.exp(np.linspace(0, rng.normal(0, 0.6), n) * (n / 365))
    weekday = setting.weekday[(world.day + 3) % 7]
    shock = np.exp(rng.normal(0, setting.heavy, n) - setting.heavy**2 / 2)
    gains = setting.rate * trend * weekday * shock * fame
    level = setting.size * np.exp(np.concatenate([[0.0], np.cumsum(gains - setting.churn)])[:n] - gains.sum() * 0.5)
    level = np.maximum(level, 300.0)
    k = np.exp(rng.uniform(np.log(3), np.log(300)))
    gained = rng.negative_binomial(k, k / (k + np.maximum(level * gains, 1e-9)))
    lost = rng.poisson(level * setting.churn * np.exp(rng.normal(0, 0.1, n)))
    lost = lost + events.leavers(plan, gained)
    world.real = np.maximum(level[0] + np.cumsum(gained - lost), 100.0)
    world.bought, world.purchase_days = events.buy_followers(rng, world, setting)


def engage(rng: np.random.Generator, world: World, setting: Setting, clout: Floats, talk: Floats) -> None:
    """Views, likes, comments, shares and saves of the posts, over-dispersed and driven by real followers only."""
    n = world.posted_at.size
    at = np.clip(world.posted_at // 86_400 - world.day[0], 0, setting.days - 1)
    people = world.real[at]
    hits = np.where(rng.random(n) < setting.tail, rng.exponential(0.9, n), 0.0)
    appeal = np.exp(rng.normal(0, setting.post_sd, n) + hits)
    drift = np.exp(rng.normal(0, 0.25) * np.linspace(-0.5, 0.5, n))
    seen = people * setting.reach * appeal * clout * drift
    world.views = np.floor(seen * np.exp(rng.normal(0, setting.view_sd, n)))
    expected = people * setting.like_rate * appeal**setting.slope * (clout * drift) ** max(setting.slope, 0.75)
    world.likes = _count(rng, expected, setting.like_sd)
    talk = talk * {"tiny_loyal": 2.5, "emoji_fans": 2.0}.get(world.kind, 1.0)
    heard = (world.likes + 0.5) ** setting.tied * (people * setting.like_rate * clout) ** (1 - setting.tied)
    world.comments = _count(rng, heard * setting.comment_rate * talk, setting.comment_sd)
    world.shares = _count(rng, world.likes * np.exp(rng.normal(-3.5, 0.8)), 0.5)
    world.saves = _count(rng, world.likes * np.exp(rng.normal(-3.0, 0.8)), 0.5)


def _count(rng: np.random.Generator, mean: Floats, sd: float) -> Floats:
    return rng.poisson(np.minimum(mean * np.exp(rng.normal(0, sd, mean.size)), 1e9)).astype(np.float64)


def buy_engagement(rng: np.random.Generator, world: World) -> None:
    """Add packs of likes or views; comment packs are written with the comments."""
    n = world.posted_at.size
    if n == 0 or world.kind not in ("likes_some", "likes_all", "views_packs"):
        return
    base = world.views if world.kind == "views_packs" else world.likes
    everywhere = world.kind == "likes_all" or (world.kind == "views_packs" and rng.random() < 0.15)
    chosen = rng.random(n) < (1.0 if everywhere else rng.uniform(0.12, 0.7))
    if not everywhere and rng.random() < 0.2:  # a habit that starts on a day
        chosen = np.arange(n) >= n * rng.uniform(0.3, 0.8)
    pack: Floats | float = float(np.median(base) + 10) * np.exp(rng.uniform(np.log(0.7), np.log(8)))
    pack = float(round(pack, -int(np.floor(np.log10(pack)))))
    wobble = np.exp(rng.normal(0, rng.choice([0.01, 0.05, 0.25]), n))
    if rng.random() < 0.4:  # ordered in proportion to what the post brought
        pack = base * np.exp(rng.uniform(np.log(0.7), np.log(6)))
    base += np.floor(np.where(chosen, pack * wobble, 0.0))


def observe(rng: np.random.Generator, world: World, setting: Setting, plan: events.Plan) -> None:
    """What the tables show: rounded counts, missing days, frozen counts, deleted posts, unknown columns."""
    world.shown = np.floor(world.real + world.bought)
    events.disturb(rng, plan, world.shown)
    world.observed = rng.random(setting.days) >= rng.choice([0.0, 0.02, 0.1, 0.3], p=[0.4, 0.3, 0.2, 0.1])
    for start, stop in plan.missing:
        world.observed[start:stop] = False
    world.observed[[0, -1]] = True
    keep_posts(rng, world)
    if rng.random() < 0.2:
        world.shown = displayed(world.shown)
    if rng.random() < 0.35 and world.kind != "views_packs":
        world.views = np.full(world.views.size, np.nan)
    if rng.random() < 0.4:
        world.shares = np.full(world.shares.size, np.nan)
        world.saves = np.full(world.saves.size, np.nan)
    world.times_known = bool(rng.random() > 0.12)
    if rng.random() < (0.03 if world.kind in ("comment_packs", *RINGS) else 0.3):
        world.rows = None
    if rng.random() < 0.85:
        rate, comment_rate, _ = PLATFORMS[world.platform]
        mean = np.log(rate * (1 + comment_rate) * (setting.size / 1e4) ** SIZE_SLOPE) + rng.normal(0, 0.12)
        world.expectation = (float(mean), float(rng.uniform(0.5, 0.85)), float(rng.uniform(0.4, 0.65)))
    if rng.random() < 0.12 or world.kind == "earlier":
        world.fake_followers = listed(rng, world)


def keep_posts(rng: np.random.Generator, world: World) -> None:
    """Drop what the posts table lacks: deleted posts, and often all but the latest."""
    n = world.posted_at.size
    keep = np.ones(n, np.bool_)
    if world.kind == "deleted_posts":
        keep = rng.random(n) > rng.uniform(0.15, 0.6)
    if rng.random() < 0.15:
        keep[: max(n - int(rng.choice([12, 30, 50, 100])), 0)] = False
    keep[: max(n - 300, 0)] = False
    place = np.cumsum(keep) - 1
    for name in ("posted_at", "likes", "comments", "shares", "saves", "views"):
        setattr(world, name, getattr(world, name)[keep])
    if world.rows is not None:
        world.rows = world.rows.kept(keep, place)


def displayed(count: Floats) -> Floats:
    """Counts as platforms show them: 12.3K, 1.2M."""
    unit = np.where(count >= 1e6, 1e5, np.where(count >= 1e4, 100.0, 1.0))
    return np.floor(count / unit) * unit


def listed(rng: np.random.Generator, world: World) -> tuple[float, float, float]:
    """The share of fake followers that an audit of a list would find, with its interval."""
    bought = float(world.bought[-1] / max(world.shown[-1], 1.0))
    share = bought * 0.9 + (1 - bought) * rng.beta(2, 14)
    half = rng.uniform(0.02, 0.1)
    found = float(np.clip(share + rng.normal(0, half / 2), 0.0, 1.0))
    return found, max(found - half, 0.0), min(found + half, 1.0)
