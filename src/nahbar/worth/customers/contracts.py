"""What is said of customers: the two fitted models, the coming weeks, and the check on weeks that were held out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg

SEED = 20_261_122
WEEK_DAYS = 7
AHEAD_WEEKS = 26
# Customers who are listed one by one.
LISTED = 20
WORDS = msg(
    "This is a forecast from past orders, with customers who leave unseen. It does not say what made anybody buy."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of an order file that could not be used, counted from 1 below the header, and why."""

    row: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Figure:
    """An expectation with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer: orders after the first, the chance to be there still, orders and value expected (None: unknown)."""

    name: str
    repeats: int
    chance_there: float
    orders: Figure
    value: Figure | None


@dataclass(frozen=True, slots=True)
class Group:
    """Customers with so many repeats (`most` None: and more): orders a customer in the weeks that were held out."""

    least: int
    most: int | None
    customers: int
    expected: Figure
    seen: float


@dataclass(frozen=True, slots=True)
class Check:
    """What a model of the first `weeks` said of the `weeks_after`, and what came."""

    weeks: float
    weeks_after: float
    expected: Figure
    seen: int
    value: Figure | None
    value_seen: float
    # Share of customers whose number of orders lies within their own 95 % interval.
    covered: float
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Customers:
    """The answer. `bgnbd` and `gamma_gamma` are parameters by name, None where the orders do not tell; `notes` say why.

    `total` and `total_value` are for all customers together within `ahead` weeks after the last day that was used.
    """

    customers: int
    orders: int
    weeks: float
    ahead: float
    currency: str
    bgnbd: Mapping[str, float] | None
    bgnbd_intervals: Mapping[str, tuple[float, float]] | None
    gamma_gamma: Mapping[str, float] | None
    total: Figure | None
    total_value: Figure | None
    there: float | None
    listed: Sequence[Customer]
    check: Check | None
    refused: int
    refusals: Sequence[Refusal]
    notes: Sequence[Message]
