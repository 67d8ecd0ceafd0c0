"""What is planned for a creator's days: honest events, and the deliveries of bought followers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from benchmarks.market.draws import Floats, Span, chance, log_within, whole, within
from benchmarks.market.kinds import FOLLOWERS
from benchmarks.market.traits import Creator

MARGIN = 40  # days kept free at both ends, so that a rule can see before and after
SECOND_GIVEAWAY = 0.3
GIVEAWAY_GAIN, VIRAL_GAIN, PRESS_GAIN = (0.02, 0.35), (0.03, 0.6), (0.02, 0.25)  # shares of the followers
DELIVERIES = {1: 0.65, 2: 0.25, 3: 0.1}
BOUGHT_SHARE = (0.03, 1.0)  # of the real followers, all deliveries together
DELIVERY_DAYS = {"f_once": (1, 4), "f_drip": (5, 46)}
SOME_VANISH = 0.55  # share of the purchases of which some followers leave again


@dataclass(frozen=True, slots=True)
class Special:
    """The post of an event: how far it reaches beside a usual one, and its comments per like beside the usual."""

    what: str
    reach: float
    talk: float


@dataclass(slots=True)
class FollowerPurchase:
    """Bought followers as a share of the real ones, (first day, days) of each delivery, and how many leave how fast."""

    share: float
    deliveries: list[tuple[int, int]]
    vanishing: float
    vanishing_days: float


@dataclass(slots=True)
class Calendar:
    """Daily plans, each of shape (days,): shares of followers gained, lost and bought; factor of posts; silence."""

    gained: Floats
    lost: Floats
    bought: Floats
    lift: Floats
    silent: npt.NDArray[np.bool_]
    specials: dict[int, Special] = field(default_factory=dict)
    purchase: FollowerPurchase | None = None

    @property
    def days(self) -> int:
        """How many days are planned."""
        return self.gained.size


def plan(rng: np.random.Generator, creator: Creator) -> Calendar:
    """Return the calendar of a creator's events and follower purchases."""
    days = creator.days
    calendar = Calendar(np.zeros(days), np.zeros(days), np.zeros(days), np.ones(days), np.zeros(days, np.bool_))
    for event in creator.story.events:
        if event in PLANS:
            PLANS[event](rng, calendar)
    for buy in creator.story.buys:
        if buy in FOLLOWERS:
            _buy_followers(rng, calendar, buy)
    return calendar


def _some_day(rng: np.random.Generator, calendar: Calendar) -> int:
    return whole(rng, MARGIN, calendar.days - MARGIN)


def _giveaways(rng: np.random.Generator, calendar: Calendar) -> None:
    for _ in range(1 + chance(rng, SECOND_GIVEAWAY)):
        day, length = _some_day(rng, calendar), whole(rng, 2, 9)
        share = log_within(rng, GIVEAWAY_GAIN)
        # More come towards the end, when the draw is near.
        calendar.gained[day : day + length] += share * rng.dirichlet(np.linspace(1.5, 3, length) * 3)
        reach = log_within(rng, (1.3, 5))
        calendar.specials[day] = Special("giveaway", reach, log_within(rng, (5, 40)) / reach)
        leave_days = whole(rng, 10, 45)
        after = slice(day + length, day + length + leave_days)
        calendar.lost[after] += within(rng, (0.03, 0.4)) * share / leave_days


def _fading_gain(rng: np.random.Generator, calendar: Calendar, day: int, gain: Span, fade: Span, spread: float) -> None:
    """Add a wave of followers from `day` on that fades exponentially within `fade` days, uneven by `spread`."""
    share, fade_days, after = log_within(rng, gain), within(rng, fade), np.arange(calendar.days - day)
    calendar.gained[day:] += share * np.exp(-after / fade_days + rng.normal(0, spread, after.size)) / fade_days


def _viral(rng: np.random.Generator, calendar: Calendar) -> None:
    day = _some_day(rng, calendar)
    _fading_gain(rng, calendar, day, VIRAL_GAIN, (1.5, 8), 0.3)
    calendar.specials[day] = Special("viral", log_within(rng, (8, 90)), 1.0)
    after = np.arange(calendar.days - day - 1)
    calendar.lift[day + 1 :] *= 1 + within(rng, (0.1, 0.9)) * np.exp(-after / within(rng, (8, 40)))


def _press(rng: np.random.Generator, calendar: Calendar) -> None:
    """The world outside speaks of the creator: followers come though no post explains them."""
    day = _some_day(rng, calendar)
    _fading_gain(rng, calendar, day, PRESS_GAIN, (1, 5), 0.35)
    after = np.arange(calendar.days - day)
    calendar.lift[day:] *= 1 + within(rng, (0.3, 2)) * np.exp(-after / within(rng, (4, 15)))


def _pause(rng: np.random.Generator, calendar: Calendar) -> None:
    """No posts for one to four months; what follows reaches less for a while, or more."""
    length = whole(rng, 28, 120)
    first = whole(rng, 30, max(31, calendar.days - length - MARGIN))
    calendar.silent[first : first + length] = True
    after = np.arange(calendar.days - first - length)
    calendar.lift[first + length :] *= 1 + rng.choice([-0.4, -0.2, 0.3]) * np.exp(-after / 20)


PLANS: dict[str, Callable[[np.random.Generator, Calendar], None]] = {
    "giveaway": _giveaways,
    "viral": _viral,
    "press": _press,
    "pause": _pause,
}


def _buy_followers(rng: np.random.Generator, calendar: Calendar, kind: str) -> None:
    count = int(rng.choice(list(DELIVERIES), p=list(DELIVERIES.values())))
    share = log_within(rng, BOUGHT_SHARE)
    deliveries = []
    for _ in range(count):
        length = whole(rng, *DELIVERY_DAYS[kind])
        day = whole(rng, 30, calendar.days - length - 20)
        evenness = log_within(rng, (2, 60))
        calendar.bought[day : day + length] += share / count * rng.dirichlet(np.full(length, evenness))
        deliveries.append((day, length))
    vanishing = within(rng, (0.05, 0.5)) if chance(rng, SOME_VANISH) else 0.0
    calendar.purchase = FollowerPurchase(share, deliveries, vanishing, within(rng, (7, 60)))
