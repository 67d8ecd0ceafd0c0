"""Followers day by day: chance around a rate with a memory, a weekday pattern and the events of the stage."""

from __future__ import annotations

import numpy as np

from benchmarks.trials.cases import Stage
from benchmarks.trials.files import Floats, Ints
from benchmarks.trials.traits import Traits


def wander(rng: np.random.Generator, days: int, memory: float, noise: float) -> Floats:
    """A series that forgets slowly, with this spread."""
    steps = rng.normal(0, noise * np.sqrt(1 - memory**2), days).tolist()
    value, out = float(rng.normal(0, noise)), []
    for step in steps:
        value = memory * value + step
        out.append(value)
    return np.array(out)


def expected(rng: np.random.Generator, traits: Traits, stage: Stage) -> tuple[Floats, Floats]:
    """Gains and losses a day that are to be expected."""
    rate = np.exp(wander(rng, traits.days, traits.memory, traits.noise) - traits.noise**2 / 2)
    weekday = 1 + traits.week * np.cos(2 * np.pi * (np.arange(traits.days) + rng.integers(7)) / 7)
    rate *= traits.growth * weekday
    path = traits.start * np.cumprod(1 + rate - traits.churn)
    return path * rate + stage.gain, path * traits.churn + stage.loss


def audience(rng: np.random.Generator, traits: Traits, means: tuple[Floats, Floats], extra: Floats) -> Ints:
    """Real followers at the end of each day."""
    wild = rng.gamma(traits.scatter, 1 / traits.scatter, traits.days)
    gained = rng.poisson((means[0] + extra) * wild)
    lost = rng.poisson(means[1] * rng.gamma(20, 0.05, traits.days))
    return np.maximum(np.int64(traits.start) + np.cumsum(gained - lost), np.int64(200))
