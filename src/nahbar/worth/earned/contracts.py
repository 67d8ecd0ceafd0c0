"""Frozen values of what a period earned. Money is in hundredths of `currency`; days count since 1970."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.campaigns import OtherMoney
from nahbar.kernel.messages import Message, msg
from nahbar.measure.earned_sums import Interval

COUNT, MONEY = "count", "money"
CREDIT = msg("This is credit, not cause: some of it would have come anyway.")


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of the period beside the time before it.

    `ratio` is how many times as many a day (counts), `gap` the difference with its interval (money); None where nothing
    came in. `said` puts it into a sentence.
    """

    name: str
    title: Message
    unit: str
    now: Interval
    before: Interval
    ratio: Interval | None
    gap: tuple[float, float | None, float | None] | None
    said: Message


@dataclass(frozen=True, slots=True)
class Line:
    """What a creator, campaign or piece of content earned, now and before; `path` is the page with the rows."""

    name: str
    label: str
    path: str
    clicks: int
    figures: Mapping[str, Interval]
    before: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment that runs: how many people an arm are missing, and in how many days, None where none come."""

    name: str
    title: str
    missing: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Untold:
    """What stands behind the sentences of what nobody can tell: counts of the period."""

    deals: int
    untouched: int
    nameless: int
    unjudged: int
    running: Sequence[Experiment]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and the page with what is behind it; `rows` names the command and the query."""

    said: Message
    path: str
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Everything that a period earned, from the day `middle` to before `until`; the time before begins at `since`.

    Lines are sorted by what they earned; "" is the name of what came without link, code or creator.
    """

    since: int
    middle: int
    until: int
    currency: str
    figures: Mapping[str, Compared]
    creators: Sequence[Line]
    contents: Sequence[Line]
    campaigns: Sequence[Line]
    untold: Untold
    others: Sequence[OtherMoney]

    @property
    def empty(self) -> bool:
        """Whether nothing came in, neither in the period nor before."""
        return not any(one.now.value or one.before.value for one in self.figures.values())
