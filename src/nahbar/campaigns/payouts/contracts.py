"""Frozen values of payouts. Money is in hundredths of its currency; times are seconds since 1970-01-01."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STATES = ("open", "paid", "void")


@dataclass(frozen=True, slots=True)
class Deal:
    """A sale that came through a creator's link or code.

    `refunded_cents` is what the customer got back so far, at most the amount.
    """

    id: str
    at: int
    amount_cents: int
    currency: str
    refunded_cents: int = 0
    through: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: `kind` is "fee", "deal" or "refund"; `cents` may be below zero for a refund."""

    kind: str
    key: str
    day: int
    base_cents: int
    cents: int


@dataclass(frozen=True, slots=True)
class Earnings:
    """What a collaboration has earned.

    `due` are the lines to be paid now; `held_cents` is earned but within the hold period, until `free_day` the first of
    it comes free. `foreign` counts deals in another currency, which are left out.
    """

    due: Sequence[Line]
    due_cents: int
    held_cents: int
    free_day: int | None
    taken_back_cents: int
    foreign: int


@dataclass(frozen=True, slots=True)
class Payout:
    """A statement that was made; `state` is "open", "paid" or "void"."""

    id: int
    collaboration_id: int
    creator_id: int
    number: str
    amount_cents: int
    currency: str
    lines: Sequence[Line]
    state: str
    made_at: int
    settled_at: int | None


@dataclass(frozen=True, slots=True)
class Payee:
    """Where a creator's money goes."""

    holder: str
    iban: str
