"""Campaigns: made, listed, shown, changed, started, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.agree import rows
from nahbar.campaigns.agree.contracts import CAMPAIGN_STATES, Campaign, CampaignLine, Collaboration, Deliverable, Plan
from nahbar.campaigns.agree.reading import Read, read_plan
from nahbar.campaigns.agree.states import ALL_STATES, ENDED
from nahbar.campaigns.agree.terms import Bound, RightsNow, bound, is_late, next_due, rights_now
from nahbar.campaigns.agree.words import CAMPAIGN_STATES as STATE_WORDS
from nahbar.creators import KnownCreator, creators_by_id
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, iso_day, iso_time, now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

# A campaign leads from one of the first to the second.
MOVES = {
    "start": (("draft",), "running"),
    "close": (("draft", "running"), "closed"),
    "reopen": (("closed",), "running"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A collaboration as board and table show it; `late` counts deliverables whose day has passed."""

    collaboration: Collaboration
    creator: KnownCreator
    deliverables: Sequence[Deliverable]
    late: int
    due_day: int | None
    rights: RightsNow


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign with its collaborations, by state in the order of the road, and the fees that they bind."""

    campaign: Campaign
    cards: Sequence[Card]
    bound: Bound

    def columns(self) -> Mapping[str, Sequence[Card]]:
        """Return the cards by state; the two ways of ending early stand last."""
        return {state: [one for one in self.cards if one.collaboration.state == state] for state in ALL_STATES}


def campaign_of(connection: sa.Connection, campaign_id: int) -> Campaign:
    """Return a campaign; raises NotFound."""
    # What no engine can hold is no number of a campaign either.
    found = rows.read_campaign(connection, campaign_id) if 0 < campaign_id < 2**62 else None
    if found is None:
        raise NotFound(
            msg("There is no campaign {id:raw}.", id=campaign_id),
            msg("Look at the list of campaigns."),
            kind="unknown-campaign",
        )
    return found


def create_campaign(house: House, given: Mapping[str, str], who: str) -> int | Read[Plan]:
    """Make a campaign of what a form or a command holds; return its number, or what is wrong."""
    read = read_plan(given, house.workspace.settings.currency)
    if read.value is None:
        return read
    with house.store.write() as connection:
        campaign_id = rows.add_campaign(connection, read.value, who, now())
        record(connection, who, "campaign.create", f"campaign:{campaign_id}", now())
    return campaign_id


def change_campaign(house: House, campaign_id: int, given: Mapping[str, str], who: str) -> Read[Plan]:
    """Change a campaign; return what is wrong, if anything. Raises NotFound."""
    read = read_plan(given, house.workspace.settings.currency)
    with house.store.write() as connection:
        before = campaign_of(connection, campaign_id)
        if read.value is None:
            return read
        if read.value.currency != before.plan.currency and rows.collaborations_of(connection, campaign_id):
            problem = BadInput(
                msg("The currency cannot change once creators are in the campaign."),
                msg("Make another campaign for it."),
                kind="currency",
            )
            return Read(None, {"currency": problem})
        rows.change_campaign(connection, campaign_id, read.value)
        record(connection, who, "campaign.change", f"campaign:{campaign_id}", now())
    return read


def move_campaign(house: House, campaign_id: int, move: str, who: str) -> Campaign:
    """Start, close or reopen a campaign; raises NotFound, BadInput, and Conflict where that is not possible."""
    if move not in MOVES:
        raise BadInput(
            msg("There is no step “{name}”.", name=move), msg("Choose one of: {names:raw}.", names=", ".join(MOVES))
        )
    before, after = MOVES[move]
    with house.store.write() as connection:
        found = campaign_of(connection, campaign_id)
        if not rows.set_campaign_state(connection, campaign_id, before, after):
            raise Conflict(
                msg("The campaign is “{state}” already.", state=STATE_WORDS[found.state]),
                msg("Nothing was changed."),
                kind="campaign-state",
            )
        record(connection, who, f"campaign.{move}", f"campaign:{campaign_id}", now())
        return campaign_of(connection, campaign_id)


def known_state(state: str) -> str:
    """Return a state that lists can be filtered by; raises BadInput for others."""
    if state and state not in CAMPAIGN_STATES:
        names = ", ".join(CAMPAIGN_STATES)
        raise BadInput(
            msg("There is no state “{state}”.", state=state), msg("Choose one of: {names:raw}.", names=names)
        )
    return state


def campaign_lines(
    house: House, filters: Mapping[str, str], sort: str, limit: int, offset: int
) -> tuple[int, Sequence[CampaignLine]]:
    """Return how many campaigns pass the filters, and one page of them."""
    with house.store.read() as connection:
        return rows.count_campaigns(connection, filters), rows.list_campaigns(connection, filters, sort, limit, offset)


def campaign_page(house: House, campaign_id: int) -> CampaignPage:
    """Return everything that the page of a campaign shows; raises NotFound."""
    today = day_of(now())
    with house.store.read() as connection:
        found = campaign_of(connection, campaign_id)
        all_of_it = rows.collaborations_of(connection, campaign_id)
        ids = [one.id for one in all_of_it]
        owed, posted = rows.deliverables_of(connection, ids), rows.first_posted(connection, ids)
        people = creators_by_id(connection, [one.creator_id for one in all_of_it])
    cards = [
        _card(one, people[one.creator_id], owed[one.id], posted.get(one.id), today)
        for one in all_of_it
        if one.creator_id in people
    ]
    return CampaignPage(found, cards, bound(all_of_it))


def _card(
    one: Collaboration, creator: KnownCreator, owed: Sequence[Deliverable], posted: int | None, today: int
) -> Card:
    late = 0 if one.state in ENDED else sum(is_late(each, today) for each in owed)
    return Card(one, creator, owed, late, next_due(owed), rights_now(one.terms, posted, today))


def campaign_json(page: CampaignPage) -> dict[str, Any]:
    """Return a campaign with its collaborations as plain values."""
    plan = page.campaign.plan
    return {
        "id": page.campaign.id,
        "key": page.campaign.key,
        "name": plan.name,
        "state": page.campaign.state,
        "goal": plan.goal,
        "audience": plan.audience,
        "starts": iso_day(plan.starts_day) if plan.starts_day is not None else None,
        "ends": iso_day(plan.ends_day) if plan.ends_day is not None else None,
        "budget_cents": plan.budget_cents,
        "currency": plan.currency,
        "kpis": dict(plan.kpis),
        "formats": list(plan.formats),
        "law": plan.law,
        "created_at": iso_time(page.campaign.created_at),
        "agreed_cents": page.bound.agreed_cents,
        "offered_cents": page.bound.offered_cents,
        "collaborations": [_card_json(card) for card in page.cards],
    }


def _card_json(card: Card) -> dict[str, Any]:
    one = card.collaboration
    return {
        "id": one.id,
        "creator": card.creator.label,
        "state": one.state,
        "terms": one.terms.to_dict(),
        "late": card.late,
        "due": iso_day(card.due_day) if card.due_day is not None else None,
        "rights": card.rights.state,
    }


def line_json(line: CampaignLine) -> dict[str, Any]:
    """Return a line of the list as plain values."""
    plain = {name: getattr(line, name) for name in CampaignLine.__dataclass_fields__}
    for name in ("starts", "ends"):
        day = plain.pop(f"{name}_day")
        plain[name] = iso_day(day) if day is not None else None
    return plain
