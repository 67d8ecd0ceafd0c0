"""What the analysis of an experiment takes and gives: which columns, which plan, arms and lifts with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nahbar.kernel.messages import Message

Interval = tuple[float, float] | None
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Design:
    """Which columns of a table mean what, and what was planned before it began.

    `control` may be empty: the arm whose name says that it went without is then taken, else the first by name.
    `planned` is people an arm; without it anytime intervals hold for the looks
    so far (see `backward_multiplier`). `shares` are the shares that the arms
    should have (equal where it is empty). `open_ended` asks for intervals that
    hold without end, narrowest at `planned`.
    `bounded` are the bounds of all outcomes: rows then stand in the order in which people came.
    `group` is a column of groups that were declared before the start.
    """

    assignment: str
    control: str
    outcomes: tuple[str, ...]
    covariates: tuple[str, ...] = ()
    cluster: str | None = None
    pair: str | None = None
    planned: int | None = None
    open_ended: bool = False
    shares: Mapping[str, float] = field(default_factory=dict)
    level: float = LEVEL
    bounded: tuple[float, float] | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ArmResult:
    """An arm's mean of an outcome among `n` people, with the interval for one look and the one for every look.

    Intervals are None where nothing varies yet, so that nobody can say how uncertain the mean is.
    """

    arm: str
    outcome: str
    n: int
    mean: float
    interval: Interval
    anytime_interval: Interval


@dataclass(frozen=True, slots=True)
class Lift:
    """What an arm adds to the control's mean of an outcome; `relative` is the lift over the control's mean.

    `p` belongs to the interval for one look. `covariates` are those that were worth taking into account;
    `variance_removed` is the share of the variance that they took away. `known` says that the interval for every look
    leaves 0 out, `chance` how likely it will at the planned size (None without a plan). `more_people` is how many more
    an arm would tell a lift as large as the present one; None where the lift is known, or where more than anybody
    should wait for would be needed. `share` says that the outcome is a share of people. `exact_interval`
    holds at every look without large numbers, where outcomes are bounded.
    """

    arm: str
    outcome: str
    absolute: float
    interval: Interval
    anytime_interval: Interval
    relative: float | None
    relative_interval: Interval
    relative_anytime_interval: Interval
    variance_removed: float
    covariates: tuple[str, ...]
    p: float
    known: bool
    more_people: int | None
    chance: float | None = None
    share: bool = False
    exact_interval: Interval = None


@dataclass(frozen=True, slots=True)
class GroupLifts:
    """Lifts of an outcome by an arm in each group that was declared before the start.

    Their intervals are widened for the number of groups (Bonferroni). `differ_p` says how often groups with one and
    the same lift would differ as much (Cochran 1954); None where a group cannot tell its variance. `trait` is what
    tells the groups of a registered experiment apart; its `differ_p` holds at every look, for all traits together.
    """

    arm: str
    outcome: str
    groups: Mapping[str, Lift]
    differ_p: float | None
    trait: str | None = None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Whether the arms have the sizes that were wanted: `p` for one look, `anytime_p` for every look."""

    p: float
    anytime_p: float
    counts: Mapping[str, int]
    shares: Mapping[str, float]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that a table of an experiment says. `units` are people, clusters or pairs, whichever was drawn."""

    design: Design
    people: int
    units: int
    unit: str
    arms: Sequence[ArmResult]
    lifts: Sequence[Lift]
    mismatch: Mismatch
    notes: Sequence[Message]
    by_group: Sequence[GroupLifts] = ()
