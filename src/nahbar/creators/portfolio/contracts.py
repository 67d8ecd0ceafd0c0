"""What goes into a choice of creators and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from nahbar.creators.contracts import Interval
from nahbar.creators.portfolio.pricing import Estimate
from nahbar.kernel.messages import Message
from nahbar.measure.coverage import Floats

Goal = Literal["people", "engaged", "persona"]
GOALS: tuple[Goal, ...] = ("people", "engaged", "persona")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of an audience with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A creator with a price, or with an `estimate` of one.

    `genuine` is the audited share of genuine followers, `rate` the engagement rate by followers, `persona` the share of
    the audience in the persona; None where it is not known.
    """

    id: int
    platform: str
    handle: str
    name: str
    price_cents: int
    followers: int | None
    niche: str | None
    language: str | None
    verdict: str | None
    genuine: Share | None = None
    rate: Share | None = None
    persona: Share | None = None
    estimate: Estimate | None = None

    @property
    def label(self) -> str:
        """The creator's address, "platform/handle"."""
        return f"{self.platform}/{self.handle}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: a budget in hundredths of `currency`, a goal, and limits.

    `most` creators at most, `niches` different ones at least, none above `largest_share` of the budget. With `careful`
    only creators are booked whose vetting found no sign. The persona is a language, topics, or both.
    """

    budget_cents: int
    currency: str
    goal: Goal = "people"
    most: int | None = None
    niches: int = 0
    largest_share: float = 1.0
    careful: bool = False
    persona_language: str = ""
    persona_topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Booked:
    """A chosen creator: what they add to those before, what would be lost without them."""

    candidate: Candidate
    alone: float
    adds: float
    lost_without: float


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A creator who was not chosen, and why; `adds` is what they would add to the choice, None when not weighed."""

    candidate: Candidate
    reason: Message
    adds: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One budget of the frontier with the reach of the choice, of the ranking by followers and by engagement rate."""

    budget_cents: int
    reach: float
    interval: Interval
    by_followers: float
    by_engagement: float | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The choice, what it is worth, and what it rests on. Reach is in people, each counted once.

    `cost_interval` (hundredths) is wider than a point where prices are estimated.
    """

    wish: Wish
    booked: Sequence[Booked]
    cost_cents: int
    cost_interval: tuple[int, int]
    expected: float
    interval: Interval
    upper_bound: float
    proven: bool
    by_followers: float
    by_engagement: float | None
    overlap: Floats
    passed_over: Sequence[PassedOver]
    frontier: Sequence[Point]
    considered: int
    method: Sequence[Message]
    notes: Sequence[Message] = field(default=())
