"""Frozen values of a campaign's numbers. Money is in hundredths of the campaign's currency; days count since 1970."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg
from nahbar.measure.earned_sums import Values

NO_VALUES = Values()
COUNT, SHARE, MONEY, TIMES = "count", "share", "money", "times"


@dataclass(frozen=True, slots=True)
class Kind:
    """A figure's name for people and its unit: a count, a share of one, money in hundredths, or so many times."""

    title: Message
    unit: str


# What earns stands before what is merely seen; this is the order of screens and files.
FIGURES: Mapping[str, Kind] = {
    "qualified_leads": Kind(msg("Qualified leads"), COUNT),
    "leads": Kind(msg("Leads"), COUNT),
    "deals": Kind(msg("Deals"), COUNT),
    "revenue": Kind(msg("Revenue"), MONEY),
    "refunds": Kind(msg("Refunds"), MONEY),
    "spend": Kind(msg("Spend"), MONEY),
    "return_on_spend": Kind(msg("Return on spend"), TIMES),
    "cost_per_qualified_lead": Kind(msg("Cost per qualified lead"), MONEY),
    "lead_rate": Kind(msg("Leads per click"), SHARE),
    "qualified_rate": Kind(msg("Qualified of all leads"), SHARE),
    "deal_rate": Kind(msg("Deals per click"), SHARE),
    "revenue_per_deal": Kind(msg("Revenue per deal"), MONEY),
    "revenue_per_click": Kind(msg("Revenue per click"), MONEY),
    "clicks": Kind(msg("Clicks"), COUNT),
    "cpc": Kind(msg("Cost per click"), MONEY),
    "reach": Kind(msg("Stated audience"), COUNT),
    "cpm": Kind(msg("Cost per 1,000 of the stated audience"), MONEY),
    "ctr": Kind(msg("Clicks per follower of the stated audience"), SHARE),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `low` and `high` are its 95 % interval, both None where it is plainly known; `n` is what it rests on.

    `high` alone is None where nothing bounds it from above. `steadied` says that the other groups' rates are in it.
    """

    value: float
    low: float | None = None
    high: float | None = None
    n: int = 0
    steadied: bool = False

    @property
    def exact(self) -> bool:
        """Whether this was counted or agreed, and stands for nothing else."""
        return self.low is None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the reduction `campaign_sums`; a text is "" where it is unknown."""

    kind: str
    creator: str
    post: str
    variant: str
    currency: str
    touchpoints: int
    by_link: int
    cents: float
    squares: float
    most: float


@dataclass(frozen=True, slots=True)
class Qualified:
    """So many qualified leads of one creator, post and variant on one day."""

    creator: str
    post: str
    variant: str
    day: int
    leads: int


@dataclass(frozen=True, slots=True)
class Day:
    """What one day brought."""

    day: int
    kind: str
    currency: str
    touchpoints: int
    cents: float


@dataclass(frozen=True, slots=True)
class Sums:
    """What a group brought.

    `leads_by_link` and `deals_by_link` came by a link, the others by a code alone. `orders` counts the deals of every
    currency, `deals` and `refunds` hold the money of the campaign's own.
    """

    clicks: int = 0
    leads: int = 0
    qualified: int = 0
    orders: int = 0
    leads_by_link: int = 0
    deals_by_link: int = 0
    deals: Values = NO_VALUES
    refunds: Values = NO_VALUES

    def __add__(self, other: Sums) -> Sums:
        """Return both groups together."""
        return Sums(*(getattr(self, name) + getattr(other, name) for name in Sums.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Spent:
    """Fees, and shares of what was sold, both in hundredths."""

    fixed_cents: int = 0
    shared_cents: int = 0

    @property
    def cents(self) -> int:
        """Both together."""
        return self.fixed_cents + self.shared_cents


@dataclass(frozen=True, slots=True)
class Line:
    """A group with its figures; a figure is None where it cannot be told. `name` is "" for what nobody is known of."""

    name: str
    label: str
    sums: Sums
    figures: Mapping[str, Figure | None]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """One target against its time; shares are of the target. None where nothing can be projected."""

    name: str
    unit: str
    target: float
    reached: float
    share: float
    projected: Figure | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class OtherMoney:
    """Deals and refunds in another currency than the campaign's, which are never added to it."""

    currency: str
    deals: int
    revenue_cents: float
    refunds_cents: float


@dataclass(frozen=True, slots=True)
class Variants:
    """One variant against the one with the most clicks, within each creator.

    `more_clicks` says after how many it may be known, None for never soon.
    """

    first: str
    second: str
    ratio: float | None
    low: float
    high: float
    decided: bool
    more_clicks: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a split link, and what came by it; leads and deals only where they name their click."""

    link: str
    letter: str
    url: str
    clicks: int = 0
    leads: int = 0
    deals: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """One target of a link against the one with the most clicks, by `outcome` (leads or deals) per click."""

    link: str
    first: str
    second: str
    outcome: str
    ratio: float | None
    low: float
    high: float
    decided: bool
    more_clicks: int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the page of a campaign's numbers shows; `time_share` is None without dates."""

    campaign_id: int
    key: str
    name: str
    currency: str
    at: int
    today: int
    starts_day: int | None
    ends_day: int | None
    total: Line
    creators: Sequence[Line]
    posts: Sequence[Line]
    variants: Sequence[Line]
    compared: Sequence[Variants]
    said: Sequence[Message]
    pacing: Sequence[Pace]
    time_share: float | None
    others: Sequence[OtherMoney] = ()
    targets: Sequence[Target] = ()
    splits: Sequence[Split] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing came in yet."""
        sums = self.total.sums
        return not (sums.clicks or sums.leads or sums.orders or sums.refunds.n or self.others)
