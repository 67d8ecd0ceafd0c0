"""What happens to a made-up creator: viral posts, giveaways, press, pauses, outages, and purchases of followers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity_world import Setting, World

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
SPANS = {"drip": (10, 46), "long_drip": (46, 150)}  # days of a slow delivery
PACKS = np.array([500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000.0])


@dataclass(slots=True)
class Happening:
    """An honest event: extra gains as a share of followers, spread by `shape` from `day` on."""

    name: str
    day: int
    size: float
    post: bool


@dataclass(slots=True)
class Plan:
    """The events of one creator, in days from the first one."""

    happenings: list[Happening] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    pause: tuple[float, float] = (0.0, 0.0)
    frozen: list[tuple[int, int]] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)
    dips: list[tuple[int, int]] = field(default_factory=list)
    season: tuple[float, float, float, float] = (0.0, 1.0, 1.0, 1.0)
    leave: list[tuple[int, int, float]] = field(default_factory=list)


def plan(rng: np.random.Generator, kind: str, days: int) -> Plan:
    """Choose the events; buyers and plain creators have honest events as well, now and then."""
    made = Plan()
    wanted = [kind] if kind in ("giveaway", "viral", "press", "shoutout") else []
    if wanted and rng.random() < 0.3:
        wanted.append(kind)
    if kind == "deleted_posts" and rng.random() < 0.3:
        wanted.append("viral")
    if rng.random() < 0.18:
        wanted.append(str(rng.choice(["giveaway", "viral", "press", "shoutout"])))
    for name in wanted:
        _happen(rng, made, name, days)
    if kind == "pause" or rng.random() < 0.05:
        start = rng.uniform(0.1, 0.7) * days
        made.pause = (start, start + rng.uniform(0.15, 0.4) * days)
    _disturbances(rng, made, kind, days)
    if kind == "seasonal" or rng.random() < 0.1:
        peak = np.exp(rng.uniform(np.log(1.5), np.log(5)))
        made.season = (rng.uniform(0, days), rng.uniform(10, 60), float(peak), float(peak ** rng.uniform(0, 0.5)))
    return made


def _span(rng: np.random.Generator, days: int, low: int, high: int) -> tuple[int, int]:
    start = int(rng.integers(3, max(days - 12, 4)))
    return start, min(start + int(rng.integers(low, high)), days - 2)


def _disturbances(rng: np.random.Generator, made: Plan, kind: str, days: int) -> None:
    if kind == "outage" or rng.random() < 0.06:
        for _ in range(int(rng.integers(1, 4))):
            (made.frozen if rng.random() < 0.5 else made.missing).append(_span(rng, days, 2, 15))
    if kind == "purge_restore" or rng.random() < 0.03:
        made.dips.append(_span(rng, days, 1, 5))


def _happen(rng: np.random.Generator, made: Plan, name: str, days: int) -> None:
    day = int(rng.integers(2, max(days - 3, 3)))
    size = float(np.exp(rng.uniform(np.log(0.02), np.log(1.2))))
    with_post = name in ("viral", "giveaway") or bool(rng.random() < 0.92)
    if with_post:
        made.posts.append(day)
    if name == "giveaway":
        for later in range(int(rng.integers(0, 3))):
            made.posts.append(min(day + 1 + later, days - 1))
        made.leave.append((day + 5, int(rng.integers(7, 40)), float(rng.uniform(0.05, 0.4))))
    made.happenings.append(Happening(name, day, size, with_post))


def apply(
    rng: np.random.Generator, made: Plan, setting: Setting, posted: Ints, first_day: int
) -> tuple[Floats, Floats, Floats]:
    """Factors on the daily gains, on the appeal of each post and on its comments a like that the events cause."""
    n = setting.days
    day = posted // 86_400 - first_day
    clout = np.ones(posted.size)
    middle, width, peak, lift = made.season
    bump = np.exp(-0.5 * ((np.arange(n) - middle) / width) ** 2)
    fame = 1 + (peak - 1) * bump
    if posted.size:
        clout *= 1 + (lift - 1) * bump[np.clip(day, 0, n - 1)]
        fame = fame * coupled(rng, setting, day, n)
    talk = np.ones(posted.size)
    for happening in made.happenings:
        if happening.name == "giveaway":  # it asks for comments
            asked = (day >= happening.day) & (day <= happening.day + 4)
            talk[asked] *= np.exp(rng.uniform(np.log(1.5), np.log(25)))
        fame += _extra(rng, happening, setting, n)
        clout *= _lift(rng, happening, setting, day)
    return fame, clout, talk


def coupled(rng: np.random.Generator, setting: Setting, day: Ints, n: int) -> Floats:
    """Ordinary posts bring some of the growth, for a few days each."""
    pulse = np.bincount(np.clip(day, 0, n - 1), minlength=n).astype(np.float64)
    kernel = np.exp(-np.arange(10) / rng.uniform(0.7, 3))
    smooth = np.convolve(pulse, kernel)[:n]
    return (1 - setting.coupling) + setting.coupling * smooth / max(float(smooth.mean()), 1e-9)


def _extra(rng: np.random.Generator, happening: Happening, setting: Setting, n: int) -> Floats:
    """Extra gains in units of the usual daily gain: a quick rise and a slow decay (exponential or power law)."""
    after = np.arange(n) - happening.day
    delay = int(rng.choice([0, 0, 0, 1, 2, 3])) if happening.name == "viral" else int(rng.integers(0, 2))
    if happening.name == "viral" and rng.random() < 0.05:
        delay = int(rng.integers(5, 25))
    t = np.maximum(after - delay, 0)
    if happening.name == "giveaway":
        shape = np.where(t < rng.integers(2, 8), 1.0, 0.05 * np.exp(-t / 6.0))
    elif rng.random() < 0.6:
        shape = np.exp(-t / np.exp(rng.uniform(np.log(0.7), np.log(7))))
    else:
        shape = (1.0 + t) ** -rng.uniform(1.2, 2.5)
    shape = np.where(after < delay, 0.0, shape) * np.exp(rng.normal(0, 0.2, n))
    return shape / max(float(shape.sum()), 1e-9) * np.log1p(happening.size) / setting.rate


def _lift(rng: np.random.Generator, happening: Happening, setting: Setting, day: Ints) -> Floats:
    """How much more the posts around the event are seen; a viral post by far, a press mention a little."""
    factor = np.ones(day.size)
    if not day.size:
        return factor
    strongest = {"viral": (4, 60), "giveaway": (1.8, 8), "press": (1.8, 8), "shoutout": (1.6, 7)}[happening.name]
    # Who brings followers brings viewers: a share of the newcomers sees the posts of these days.
    lift = max(np.exp(rng.uniform(*np.log(strongest))), 1 + rng.uniform(2.5, 10) * happening.size)
    if happening.name == "viral":  # beyond what this creator's posts do anyway
        lift = max(lift, np.exp(2.5 * setting.post_sd))
    own = np.flatnonzero(day == happening.day)
    if happening.post and own.size:
        factor[own[-1]] = lift
    after = day - happening.day
    halo = 1 + (min(lift, 4.0) - 1) * rng.uniform(0.4, 1.0) * np.exp(-np.abs(after) / rng.uniform(3, 14))
    return np.maximum(factor, np.where((after >= -4) & (after < 40), halo, 1.0))


def leavers(made: Plan, gained: Ints) -> Ints:
    """Followers of a giveaway who leave again."""
    lost = np.zeros(gained.size, np.int64)
    for start, span, share in made.leave:
        came = gained[max(start - 6, 0) : start + 3].sum()
        lost[start : start + span] += int(came * share / span)
    return lost


def disturb(rng: np.random.Generator, made: Plan, shown: Floats) -> None:
    """Frozen counts that catch up, and purges that the platform takes back."""
    for start, stop in made.frozen:
        shown[start:stop] = shown[start - 1]
    for start, stop in made.dips:
        shown[start:stop] = np.floor(shown[start:stop] * (1 - np.exp(rng.uniform(np.log(0.003), np.log(0.15)))))


def buy_followers(rng: np.random.Generator, world: World, setting: Setting) -> tuple[Floats, list[tuple[int, int]]]:
    """Bought followers present on each day, and the days of delivery."""
    n = setting.days
    held, windows = np.zeros(n), []
    if world.kind == "earlier":
        return _kept(rng, world.real), []
    if world.kind not in ("burst", "drip", "long_drip", "packs", "drop_off", "disguised"):
        return held, []
    count = int(rng.integers(2, 7)) if world.kind == "packs" else 1
    for _ in range(count):
        start = int(rng.integers(4, max(n - 6, 5)))
        if world.kind == "disguised" and world.posted_at.size:
            start = int(np.clip(rng.choice(world.posted_at) // 86_400 - world.day[0], 1, n - 3))
        span = int(rng.choice([1, 1, 2, 3, 5, 7]))
        if world.kind in SPANS:
            span = int(rng.integers(*SPANS[world.kind]))
        stop = min(start + span, n)
        amount = _pack(rng, float(world.real[start]) / (1.5 if count > 1 else 1.0))
        held += _delivered(rng, amount, start, stop, n)
        if world.kind == "drop_off" or rng.random() < 0.3:
            held -= _dropped(rng, amount, stop, n)
        windows.append((int(world.day[0]) + start, int(world.day[0]) + stop))
    return np.maximum(np.floor(held), 0.0), windows


def _kept(rng: np.random.Generator, real: Floats) -> Floats:
    """What is left of followers that were bought before the first count, and slowly becomes less."""
    rest = real[0] * np.exp(rng.uniform(np.log(0.3), np.log(2.0)))
    return np.asarray(np.floor(rest * np.exp(-rng.uniform(0.0, 0.5) * np.arange(real.size) / 365)))


def _pack(rng: np.random.Generator, followers: float) -> float:
    wanted = followers * np.exp(rng.uniform(np.log(0.1), np.log(1.0)))
    if rng.random() < 0.6:
        return float(PACKS[np.argmin(np.abs(np.log(PACKS / wanted)))])
    return float(wanted)


def _delivered(rng: np.random.Generator, amount: float, start: int, stop: int, n: int) -> Floats:
    daily = np.zeros(n)
    weights = np.exp(rng.normal(0, rng.choice([0.02, 0.15, 0.4]), stop - start))
    if rng.random() < 0.25:
        weights *= np.exp(-np.arange(stop - start) / 2.0)  # front-loaded delivery
    daily[start:stop] = amount * weights / weights.sum()
    return np.cumsum(daily)


def _dropped(rng: np.random.Generator, amount: float, stop: int, n: int) -> Floats:
    after = np.arange(n) - stop - rng.integers(0, 20)
    share = rng.uniform(0.1, 0.7)
    if rng.random() < 0.4:
        return np.where(after >= rng.integers(1, 20), amount * share, 0.0)
    return amount * share * (1 - np.exp(-np.maximum(after, 0) / rng.uniform(5, 40)))
