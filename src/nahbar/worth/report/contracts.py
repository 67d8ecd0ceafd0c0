"""Frozen values of a month's report. Days count since 1970, `until` is the first day after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.campaigns import Work
from nahbar.kernel.messages import Message
from nahbar.worth.earned.contracts import Period, Told


@dataclass(frozen=True, slots=True)
class Credited:
    """A channel's credit in deals: under the removal effect with its interval, and the least and most of all models."""

    channel: str
    deals: float
    low: float
    high: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Learned:
    """An experiment that ran or ended: what it says so far, in sentences, and whether it is better to stop."""

    name: str
    title: str
    running: bool
    said: Sequence[Message]
    stop: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report shows.

    `month` is written 2026-10; `partial` says that it is not over, so that the last day is today. Without `credit`
    there is `no_credit`, which says why. `made_at` in seconds.
    """

    month: str
    brand: str
    made_at: int
    partial: bool
    period: Period
    work: Work
    clicks: int
    credit: Sequence[Credited]
    no_credit: Message | None
    experiments: Sequence[Learned]
    learned: Sequence[Told]
    untold: Sequence[Told]
    next: Sequence[Told]
