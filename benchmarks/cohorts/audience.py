"""Cohorts of followers: where and when they came from, how their interest fades, and when they leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.cohorts.rows import Floats, Ints, Rng


@dataclass(frozen=True)
class Source:
    """What people from one source are like: interest at first and in the end, days to lose it, who leaves how soon."""

    first: float
    last: float
    tau: float
    leaves: float
    within: float


SOURCES = {
    "old": Source(1.0, 0.55, 700, 0.15, 900),
    "search": Source(1.5, 0.6, 150, 0.12, 400),
    "friends": Source(2.2, 1.2, 300, 0.04, 500),
    "viral": Source(0.7, 0.08, 20, 0.25, 150),
    "press": Source(1.0, 0.25, 45, 0.15, 200),
    "shoutout": Source(1.2, 0.3, 50, 0.2, 120),
    "ads": Source(0.6, 0.12, 25, 0.2, 120),
    "giveaway": Source(0.5, 0.02, 6, 0.5, 14),
}


@dataclass(frozen=True)
class Audience:
    """Day by day: followers, the interest that is left in them, and how many came from each source."""

    followers: Ints
    interest: Floats
    came: dict[str, int]


def weekly(rng: Rng, days: int) -> Floats:
    """A rhythm of weeks and luck around 1."""
    week = 1 + rng.uniform(0, 0.35) * np.sin(2 * np.pi * (np.arange(days) + rng.integers(7)) / 7)
    luck = np.exp(np.convolve(rng.normal(0, rng.uniform(0.1, 0.6), days + 6), np.ones(7) / 4, "valid"))
    return np.asarray(week * luck / luck.mean(), dtype=np.float64)


def burst(days: int, day: int, total: float, tau: float) -> Floats:
    """Newcomers of one event, most on the first days."""
    flow = np.zeros(days)
    flow[day:] = np.exp(-np.arange(days - day) / tau)
    return np.asarray(flow * total / flow.sum(), dtype=np.float64)


def block(days: int, day: int, span: int, a_day: float) -> Floats:
    """The same number every day for a while."""
    flow = np.zeros(days)
    flow[day : day + span] = a_day
    return flow


def _varied(rng: Rng, source: Source) -> Source:
    first, last, tau, leaves, within = np.exp(rng.normal(0, 0.3, 5))
    return Source(
        source.first * first,
        source.last * last,
        source.tau * tau,
        min(0.9, source.leaves * leaves),
        source.within * within,
    )


def audience(rng: Rng, start: int, flows: dict[str, Floats], fade: float) -> Audience:
    """Add up what all cohorts do; fade speeds up the tiring of those who were there before."""
    days = len(next(iter(flows.values())))
    age = np.arange(days)
    net, interest, came = np.zeros(days), np.zeros(days), {}
    for name, flow in {"old": block(days, 0, 1, start), **flows}.items():
        source = _varied(rng, SOURCES[name])
        speed = fade if name == "old" else 1.0
        stay = 1 - source.leaves * (1 - np.exp(-age * speed / source.within))
        care = source.last + (source.first - source.last) * np.exp(-age * speed / source.tau)
        arrivals = flow if name == "old" else rng.poisson(np.clip(flow, 0, 1e9)).astype(np.float64)
        left = np.clip(-np.diff(np.convolve(arrivals, stay)[:days] - np.cumsum(arrivals), prepend=0), 0, None)
        net += arrivals - rng.poisson(left)
        interest += np.convolve(arrivals, stay * care)[:days]
        came[name] = int(arrivals.sum())
    followers = np.maximum(np.cumsum(net), 30).astype(np.int64)
    return Audience(followers, interest, came)
