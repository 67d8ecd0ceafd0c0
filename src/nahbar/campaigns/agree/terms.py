"""What follows from terms: until when content may be used, what is late, how much of the budget is bound. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nahbar.campaigns.agree.contracts import Collaboration, Deliverable, Terms
from nahbar.campaigns.agree.states import AT_WORK
from nahbar.kernel.messages import Message, msg

# Enough time to take content down or to ask for more.
WARN_DAYS = 14


@dataclass(frozen=True, slots=True)
class RightsNow:
    """Whether content may be used today: `state` is "none", "not yet", "runs", "ends soon" or "ended"."""

    state: str
    last_day: int | None
    message: Message


def rights_now(terms: Terms, posted_day: int | None, today: int) -> RightsNow:
    """Return what the agreed rights allow on a day; `posted_day` is the day of the first post, None before it."""
    if not terms.rights_days or not terms.rights_media:
        return RightsNow("none", None, msg("No right to use the content elsewhere was agreed."))
    if posted_day is None:
        return RightsNow(
            "not yet", None, msg("{n} {n|day|days} of use begin with the first post.", n=terms.rights_days)
        )
    last = posted_day + terms.rights_days - 1
    if today > last:
        return RightsNow(
            "ended", last, msg("The right to use the content ended on {day:date}. Take it down or ask anew.", day=last)
        )
    left = last - today
    if left < WARN_DAYS:
        text = msg("The right to use the content ends on {day:date}, in {n} {n|day|days}.", day=last, n=left)
        return RightsNow("ends soon", last, text)
    return RightsNow("runs", last, msg("The content may be used until {day:date}.", day=last))


def is_late(one: Deliverable, today: int) -> bool:
    """Whether a deliverable is open and its day has passed."""
    return one.done_day is None and one.due_day is not None and one.due_day < today


def next_due(deliverables: Iterable[Deliverable]) -> int | None:
    """Return the earliest day on which something open is due."""
    days = [one.due_day for one in deliverables if one.done_day is None and one.due_day is not None]
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Bound:
    """Fees of a campaign: agreed on, and offered but not answered yet."""

    agreed_cents: int
    offered_cents: int


def bound(collaborations: Sequence[Collaboration]) -> Bound:
    """Return the fees that collaborations bind; shares of sales are not among them, for nobody knows them before."""
    agreed = sum(one.terms.fee_cents for one in collaborations if one.state in (*AT_WORK, "paid"))
    offered = sum(one.terms.fee_cents for one in collaborations if one.state == "invited")
    return Bound(agreed, offered)
