"""Frozen values of campaigns and collaborations.

Money is in hundredths of its currency, times are seconds and days are day numbers since 1970-01-01.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

GOALS = ("awareness", "launch", "ugc", "leads", "community")
LAWS = ("de", "at", "ch", "uk", "us")
FORMATS = ("product test", "challenge", "takeover", "giveaway", "co-creation", "tutorial", "event", "story series")
CAMPAIGN_STATES = ("draft", "running", "closed")
# What earns stands before what is merely seen; the order of the screens.
KPIS = ("qualified leads", "leads", "deals", "revenue", "clicks", "posts", "reach")
DELIVERABLES = ("post", "video", "story", "live", "text", "other")
MEDIA = ("own channels", "website", "paid ads", "newsletter", "print")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person says of a campaign. `kpis` maps a name of KPIS to its target (revenue in whole currency units)."""

    name: str
    goal: str
    currency: str
    law: str
    audience: str = ""
    starts_day: int | None = None
    ends_day: int | None = None
    budget_cents: int | None = None
    kpis: Mapping[str, int] = field(default_factory=dict)
    formats: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as it is kept; links, codes and touchpoints know it by its `key`, whatever it is renamed to."""

    id: int
    key: str
    plan: Plan
    state: str
    created_at: int
    created_by: str


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign as the list shows it; `collaborations` counts those that neither declined nor were cancelled."""

    id: int
    key: str
    name: str
    goal: str
    state: str
    starts_day: int | None
    ends_day: int | None
    budget_cents: int | None
    currency: str
    collaborations: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What is offered to a creator: money, products, a share of sales (in hundredths of a percent), and content rights.

    `rights_days` counts from the day of the first post; 0 means that no right to reuse the content is asked for.
    """

    fee_cents: int = 0
    products: str = ""
    share_bp: int = 0
    hold_days: int = 14
    rights_media: Sequence[str] = ()
    rights_where: str = ""
    rights_days: int = 0

    @property
    def paid(self) -> bool:
        """Whether anything is given for the work: then what is posted is advertising."""
        return bool(self.fee_cents or self.products or self.share_bp)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for storage."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Terms:
        """Read stored values."""
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        return cls(**{**known, "rights_media": tuple(known.get("rights_media", ()))})


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing that a creator owes; `done_day` is None while it is open."""

    id: int
    kind: str
    due_day: int | None
    note: str
    done_day: int | None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One line in the history of a collaboration: who took which step when, on which terms, and whether it stands."""

    id: int
    step: str
    from_state: str
    to_state: str
    party: str
    who: str
    at: int
    note: str
    terms_version: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was handed in, with what was found in it (see `agree.checking`)."""

    number: int
    text: str
    kind: str
    who: str
    at: int
    findings: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Published:
    """A post that was published for a collaboration; `checked_at` is None while its text is not known."""

    id: int
    url: str
    text: str
    kind: str
    at: int
    posted_day: int
    findings: Sequence[Mapping[str, Any]]
    checked_at: int | None


@dataclass(frozen=True, slots=True)
class Collaboration:
    """A creator in a campaign."""

    id: int
    campaign_id: int
    creator_id: int
    state: str
    terms: Terms
    terms_version: int
    created_at: int
    changed_at: int
