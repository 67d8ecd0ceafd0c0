"""Collaborations: creators put into a campaign, and the steps that they take, each with who and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.agree import rows
from nahbar.campaigns.agree.contracts import Collaboration, Draft, Published, StepTaken, Terms
from nahbar.campaigns.agree.reading import Owed
from nahbar.campaigns.agree.seams import check_payment
from nahbar.campaigns.agree.service.campaigns import Card, campaign_of, campaign_page
from nahbar.campaigns.agree.states import TABLE, state_after, undoable
from nahbar.campaigns.agree.words import HAPPENED
from nahbar.campaigns.brief.rows import newest_version
from nahbar.creators import find_creator, note_happening
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.guests import GuestLink, LogLine, list_links, log_of
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

LONGEST_NOTE = 1_000
MOST_DELIVERABLES = 100
# Terms that were accepted change only by asking again.
OPEN_TERMS = ("shortlisted", "invited")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a step: the party they speak for, and their name in the audit log."""

    party: str
    who: str


@dataclass(frozen=True, slots=True)
class CollaborationPage:
    """Everything on one collaboration, for the brand."""

    card: Card
    campaign_name: str
    campaign_key: str
    law: str
    currency: str
    history: Sequence[StepTaken]
    drafts: Sequence[Draft]
    posts: Sequence[Published]
    links: Sequence[GuestLink]
    log: Sequence[LogLine]


def subject(collaboration_id: int) -> str:
    """Return how the audit log and guest links call a collaboration."""
    return f"collaboration:{collaboration_id}"


def collaboration_of(connection: sa.Connection, collaboration_id: int) -> Collaboration:
    """Return a collaboration; raises NotFound."""
    found = rows.read_collaboration(connection, collaboration_id) if 0 < collaboration_id < 2**62 else None
    if found is None:
        raise NotFound(
            msg("There is no collaboration {id:raw}.", id=collaboration_id),
            msg("Look at the campaign: its creators stand there."),
            kind="unknown-collaboration",
        )
    return found


def check_creators(house: House, names: Sequence[str]) -> None:
    """Raise NotFound, with near matches, for the first name ("platform/handle") that is no creator's."""
    with house.store.read() as connection:
        for name in names:
            find_creator(connection, name)


def add_creators(house: House, campaign_id: int, names: Sequence[str], who: str) -> Sequence[int]:
    """Put creators ("platform/handle") on the shortlist; return the new collaborations, known ones are left alone.

    The price that is known of a creator becomes the fee of the offer. Raises NotFound for a campaign or a creator that
    does not exist (then nobody is added), Conflict for a closed campaign.
    """
    added = []
    with house.store.write() as connection:
        rows.hold_campaign(connection, campaign_id)
        campaign = campaign_of(connection, campaign_id)
        if campaign.state == "closed":
            raise Conflict(msg("The campaign is closed."), msg("Reopen it, then add creators."), kind="campaign-state")
        for name in dict.fromkeys(names):
            creator = find_creator(connection, name)
            priced = creator.price_cents if creator.currency == campaign.plan.currency else None
            made = rows.add_collaboration(connection, campaign_id, creator.id, Terms(fee_cents=priced or 0), now())
            if made is None:
                continue
            one = collaboration_of(connection, made)
            _keep(connection, one, "shortlist", "", "shortlisted", Actor("brand", who), "")
            added.append(made)
    return added


def _keep(
    connection: sa.Connection, one: Collaboration, step: str, before: str, after: str, actor: Actor, note: str
) -> None:
    values = {"step": step, "from_state": before, "to_state": after, "party": actor.party, "who": actor.who}
    version = newest_version(connection, one.campaign_id)
    rows.add_step(
        connection,
        one,
        {**values, "at": now(), "note": note.replace("\0", "")[:LONGEST_NOTE], "brief_version": version},
    )
    record(connection, actor.who, f"collaboration.{step}", subject(one.id), now())
    if actor.party == "creator" and step in HAPPENED:
        note_happening(connection, step, one.creator_id, f"/campaigns/collaborations/{one.id}")


def stepped(connection: sa.Connection, one: Collaboration, step: str, actor: Actor, note: str = "") -> Collaboration:
    """Take a step within a transaction; raises Conflict where it is not possible, or where somebody was faster."""
    after = state_after(one.state, step, actor.party)
    if not rows.move(connection, one, after, now()):
        raise _overtaken()
    _keep(connection, one, step, one.state, after, actor, note)
    return collaboration_of(connection, one.id)


def _overtaken() -> Conflict:
    return Conflict(
        msg("Somebody else changed this collaboration in the meantime."),
        msg("Load the page again and look at its state."),
        kind="overtaken",
    )


def take_step(house: House, collaboration_id: int, step: str, actor: Actor, note: str = "") -> Collaboration:
    """Take a step that needs no more than a reason.

    Raises NotFound, BadInput for a reason that is missing, and Conflict with what is possible instead, or with
    the money that is still open where it shall be called paid.
    """
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        state_after(one.state, step, actor.party)
        _check_needs(connection, one, step, note)
        if step == "pay":
            rows.hold_collaboration(connection, one.id)
            check_payment(house, connection, one)
        return stepped(connection, one, step, actor, note.strip())


def _check_needs(connection: sa.Connection, one: Collaboration, step: str, note: str) -> None:
    needs = TABLE[step].needs
    if needs == "reason" and not note.strip():
        raise BadInput(
            msg("The creator needs to know what should change."), msg("Write it in a sentence or two."), kind="note"
        )
    if needs in ("text", "address"):
        raise BadInput(
            msg("This step comes with a text or an address."), msg("Use its form on the page."), kind="needs-more"
        )
    if step == "brief" and not newest_version(connection, one.campaign_id):
        raise Conflict(
            msg("There is no brief for this campaign yet."),
            msg("Write it first: the template is filled."),
            kind="brief",
        )


def undo_step(house: House, collaboration_id: int, actor: Actor) -> Collaboration:
    """Undo the last step; raises Conflict with the reason where that is not possible."""
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        last = undoable(rows.history(connection, one.id), actor.party, one.terms_version)
        if not rows.move(connection, one, last.from_state, now()):
            raise _overtaken()
        rows.mark_undone(connection, last.id, now())
        if last.step == "publish":
            rows.drop_newest_post(connection, one)
        _keep(connection, one, "undo", one.state, last.from_state, actor, "")
        return collaboration_of(connection, one.id)


def step_to_undo(page: CollaborationPage) -> str:
    """Return the step that the brand may undo now, "" for none."""
    try:
        return undoable(page.history, "brand", page.card.collaboration.terms_version).step
    except Conflict:
        return ""


def offer_terms(house: House, collaboration_id: int, terms: Terms, actor: Actor) -> Collaboration:
    """Offer other terms; once they were accepted the creator is asked again. Raises NotFound, Conflict."""
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        if one.terms == terms:
            return one
        if one.state not in OPEN_TERMS:
            one = stepped(connection, one, "change terms", actor)
        rows.set_terms(connection, one.id, terms, now())
        record(connection, actor.who, "collaboration.terms", subject(one.id), now())
        return collaboration_of(connection, one.id)


def add_deliverable(house: House, collaboration_id: int, owed: Owed, who: str) -> None:
    """Note something that the creator owes; raises NotFound, Conflict when there are too many."""
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        if len(rows.deliverables_of(connection, [one.id])[one.id]) >= MOST_DELIVERABLES:
            raise Conflict(
                msg("A collaboration has at most {n} deliverables.", n=MOST_DELIVERABLES), msg("Remove one first.")
            )
        rows.add_deliverable(connection, one, owed)
        record(connection, who, "collaboration.deliverable", subject(one.id), now())


def settle_deliverable(house: House, collaboration_id: int, deliverable_id: int, what: str, who: str) -> None:
    """Mark a deliverable as "done", as "open", or "drop" it; raises NotFound."""
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        known = 0 < deliverable_id < 2**62
        if known and what == "drop":
            known = rows.drop_deliverable(connection, one, deliverable_id)
        elif known:
            known = rows.set_done(connection, one, deliverable_id, day_of(now()) if what == "done" else None)
        if not known:
            raise NotFound(msg("There is no such deliverable."), msg("Load the page again."), kind="deliverable")
        record(connection, who, f"deliverable.{what}", subject(one.id), now())


def collaboration_page(house: House, collaboration_id: int) -> CollaborationPage:
    """Return everything on a collaboration; raises NotFound."""
    with house.store.read() as connection:
        one = collaboration_of(connection, collaboration_id)
    page = campaign_page(house, one.campaign_id)
    card = next((card for card in page.cards if card.collaboration.id == one.id), None)
    if card is None:
        raise NotFound(msg("There is no collaboration {id:raw}.", id=one.id), msg("Look at the campaign."))
    with house.store.read() as connection:
        return CollaborationPage(
            card=card,
            campaign_name=page.campaign.plan.name,
            campaign_key=page.campaign.key,
            law=page.campaign.plan.law,
            currency=page.campaign.plan.currency,
            history=rows.history(connection, one.id),
            drafts=rows.drafts_of(connection, one.id),
            posts=rows.posts_of(connection, one.id),
            links=list_links(connection, subject(one.id)),
            log=log_of(connection, subject(one.id)),
        )
