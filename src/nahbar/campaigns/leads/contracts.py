"""Frozen values of leads and deals. Times are seconds since 1970-01-01, money is in hundredths of its currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STAGES = ("new", "qualified", "offer", "won", "lost")
# Who came this far is qualified, whatever else is said.
QUALIFIED_STAGES = frozenset({"qualified", "offer", "won"})
VIAS = ("form", "mail", "crm", "import", "api")
# What decided where a lead or a deal came from: the first that is known.
CLICK, LINK, CODE, SAID = "click", "link", "code", "said"
# The shop of orders where none was named and none is connected.
ANY_SHOP = "shop"
NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class Traces:
    """What a lead or an order carries of the way it came: a click id, a link's slug, a coupon code, a campaign."""

    click: str | None = None
    link: str | None = None
    code: str | None = None
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where it came from; `creator` is "platform/handle", `by` says what decided ("" where nothing did).

    `assignment` is the target of a split link ("slug/letter"), known of a click alone.
    """

    creator: str | None = None
    campaign: str | None = None
    post: str | None = None
    variant: str | None = None
    link: str | None = None
    code: str | None = None
    click: str | None = None
    channel: str | None = None
    by: str = ""
    assignment: str | None = None


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead as it comes in. None and "" are unknown, and never overwrite what is known.

    `key` names it for ever; `version` orders what one sender says about it (0: in the order of arrival).
    """

    key: str
    came_at: int
    via: str
    traces: Traces = Traces()
    person: str | None = None
    email: str = ""
    name: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    source_said: str = ""
    qualified: bool | None = None
    stage: str | None = None
    reason: str = ""
    value_cents: int | None = None
    currency: str | None = None
    consent: bool | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class NewDeal:
    """A deal as it comes in; `lead` is the key of its lead, `refunded_cents` all that was given back so far.

    `came_from` is the host of the page before the shop, `country` where it went (ISO 3166 alpha-2).
    """

    key: str
    at: int
    value_cents: int
    currency: str
    traces: Traces = Traces()
    lead: str | None = None
    person: str | None = None
    refunded_cents: int | None = None
    order_number: str | None = None
    shop: str | None = None
    items: int | None = None
    version: int = 0
    came_from: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class NewRefund:
    """Money that was given back; its deal may come later. With `whole` it is all that was given back up to then."""

    key: str
    deal_key: str
    at: int
    cents: int
    currency: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one that came in: new, changed or same; `id` is None for a refund whose deal is not there."""

    id: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as it is kept; `email` and `name` are "" once the person was erased."""

    id: int
    key: str
    came_at: int
    person: str | None
    creator_id: int | None
    campaign: str | None
    post: str | None
    variant: str | None
    code: str | None
    link: str | None
    click: str | None
    channel: str | None
    by: str
    source_said: str
    qualified: bool | None
    stage: str
    reason: str
    value_cents: int | None
    currency: str | None
    via: str
    consent: bool | None
    changed_at: int
    email: str = ""
    name: str = ""
    lost_reason: str = ""
    rule_version: int | None = None


@dataclass(frozen=True, slots=True)
class KeptDeal:
    """A deal as it is kept; `refunded_cents` is at most `value_cents`."""

    id: int
    key: str
    at: int
    lead_id: int | None
    person: str | None
    creator_id: int | None
    campaign: str | None
    post: str | None
    variant: str | None
    code: str | None
    link: str | None
    click: str | None
    channel: str | None
    by: str
    value_cents: int
    currency: str
    refunded_cents: int
    order_number: str | None
    shop: str | None
    items: int | None
    came_from: str | None = None
    country: str | None = None
