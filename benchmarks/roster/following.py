"""The followers, one day after the other: they come and go, a clean-up takes some, bought ones arrive and fall off."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from benchmarks.market.draws import Floats, within
from benchmarks.roster.calendar import Calendar
from benchmarks.roster.deliveries import Supply
from benchmarks.roster.draws import clumped
from benchmarks.roster.tide import Tide
from benchmarks.roster.traits import Creator

FEWEST = 50  # followers
WAVE_CLUMPING = 0.03
LOST_IN_PAUSE = 0.3  # more than usual
BOUGHT_PURGED = (0.1, 0.5)  # share of the bought ones whom a clean-up takes
BOUGHT_LOST = 0.4  # beside the loss of real ones, of those who do not fall off


@dataclass(slots=True)
class Following:
    """Real followers and bought ones at the end of each day, and the bought ones that arrived: (days,) each."""

    real: Floats
    bought: Floats
    arrived: Floats

    @property
    def total(self) -> Floats:
        """All followers, whole, shape (days,)."""
        return np.round(self.real + self.bought)


@dataclass(slots=True)
class _State:
    real: float
    lasting: float = 0.0
    falling: float = 0.0
    # The followers at the start of each delivery, of which its share is told.
    before: dict[int, float] = field(default_factory=dict)


def follow(rng: np.random.Generator, creator: Creator, calendar: Calendar, tide: Tide, supply: Supply) -> Following:
    """Return the followers of all days, and note the deliveries among the creator's facts."""
    days = creator.days
    following, state = Following(np.empty(days), np.zeros(days), np.zeros(days)), _State(creator.start)
    for day in range(days):
        _come_and_go(rng, creator, calendar, tide, state, day)
        if day == calendar.purge_day:
            state.real *= 1 - calendar.purged
            kept = 1 - within(rng, BOUGHT_PURGED)
            state.lasting *= kept
            state.falling *= kept
        following.arrived[day] = _deliver(supply, state, day)
        state.falling *= 0.5 ** (1 / supply.half_life)
        state.lasting *= 1 - creator.loss * BOUGHT_LOST
        following.real[day], following.bought[day] = state.real, state.lasting + state.falling
    if supply.deliveries:
        _note(creator, supply, following)
    return following


def _come_and_go(
    rng: np.random.Generator, creator: Creator, calendar: Calendar, tide: Tide, state: _State, day: int
) -> None:
    come = rng.poisson(max(state.real * creator.inflow * tide.inflow[day] * tide.clumps[day], 0))
    if tide.waves[day] > 0:
        come += clumped(rng, state.real * tide.waves[day], WAVE_CLUMPING)
    gone = rng.poisson(state.real * creator.loss * (1 + (0 if calendar.active[day] else LOST_IN_PAUSE)))
    if tide.leaving[day] > 0:
        gone += rng.poisson(creator.start * tide.leaving[day])
    state.real = max(state.real + come - gone, FEWEST)


def _deliver(supply: Supply, state: _State, day: int) -> float:
    """Add what arrives on a day and return how many that are."""
    arrived = 0.0
    for number, delivery in enumerate(supply.deliveries):
        if not delivery.day <= day < delivery.day + delivery.split.size:
            continue
        if day == delivery.day:
            state.before[number] = state.real + state.lasting + state.falling
        come = state.before[number] * delivery.share * delivery.split[day - delivery.day]
        state.falling += come * supply.falls_off
        state.lasting += come * (1 - supply.falls_off)
        arrived += come
    return arrived


def _note(creator: Creator, supply: Supply, following: Following) -> None:
    creator.facts.update(
        share=round(sum(delivery.share for delivery in supply.deliveries), 3),
        days=[str(creator.date(delivery.day)) for delivery in supply.deliveries],
        over=[delivery.split.size for delivery in supply.deliveries],
        falls_off=round(supply.falls_off, 2),
        count=int(following.arrived.sum()),
    )
