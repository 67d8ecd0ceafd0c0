"""The creator's side: a link opens one collaboration and what they may do with it. No account, no other creator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.agree import rows
from nahbar.campaigns.agree.checking import Finding
from nahbar.campaigns.agree.contracts import Campaign, Collaboration, Deliverable, Draft, Published
from nahbar.campaigns.agree.seams import Tracking, tracking_of
from nahbar.campaigns.agree.service.campaigns import campaign_of
from nahbar.campaigns.agree.service.collaborations import Actor, collaboration_of, stepped, subject
from nahbar.campaigns.agree.service.work import hand_in_draft, note_post
from nahbar.campaigns.agree.states import changes_asked, state_after, steps_from
from nahbar.campaigns.agree.terms import RightsNow, rights_now
from nahbar.campaigns.brief.contracts import LANGUAGES, Brief
from nahbar.campaigns.brief.rows import newest_brief, newest_version
from nahbar.campaigns.payouts.contracts import Payout
from nahbar.campaigns.payouts.rows import payouts_of, read_payee
from nahbar.creators import KnownCreator, creators_by_id
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import Conflict, NotFound
from nahbar.kernel.guests import GuestLink, find_link, make_link, revoke_link
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

PURPOSE = "collaboration"
# Until the offer is read there is nothing to look into.
READS_BRIEF = ("agreed", "briefed", "draft in", "draft approved", "posted", "checked", "paid", "invited")


@dataclass(frozen=True, slots=True)
class GuestPage:
    """What a creator sees of their collaboration, and nothing of anybody else's.

    `steps` names what they may do now. `numbers` are the link, the code and what came of them. `changes` is what the
    brand asks to change in the newest draft, "" where it asks for nothing.
    """

    link: GuestLink
    campaign: Campaign
    collaboration: Collaboration
    creator: KnownCreator
    language: str
    brief: Brief | None
    deliverables: Sequence[Deliverable]
    drafts: Sequence[Draft]
    posts: Sequence[Published]
    rights: RightsNow
    payouts: Sequence[Payout]
    account: str
    numbers: Tracking
    steps: Sequence[str]
    changes: str


def invite(house: House, collaboration_id: int, days: int, actor: Actor) -> str:
    """Make a guest link, invite the creator if that has not happened, and return the link's path.

    Raises NotFound, BadInput for an odd number of days, Conflict for a collaboration that has ended.
    """
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        if one.state in ("declined", "cancelled"):
            raise Conflict(
                msg("This collaboration has ended."), msg("Take it up again, then invite the creator."), kind="days"
            )
        secret = make_link(connection, PURPOSE, subject(one.id), days, actor.who, now())
        if one.state == "shortlisted":
            stepped(connection, one, "invite", actor)
    return f"/collaboration/{secret}"


def revoke(house: House, collaboration_id: int, link_id: int, who: str) -> None:
    """Make a guest link useless; raises NotFound."""
    with house.store.write() as connection:
        revoke_link(connection, link_id, subject(collaboration_of(connection, collaboration_id).id), who, now())


def _opened(connection: sa.Connection, secret: str, action: str) -> tuple[GuestLink, Collaboration]:
    link = find_link(connection, secret, PURPOSE, now())
    one = rows.read_collaboration(connection, int(link.subject.partition(":")[2]))
    if one is None or not creators_by_id(connection, [one.creator_id]):
        raise NotFound(
            msg("This link is not valid, or no longer."),
            msg("Ask whoever sent it to you for a new one."),
            kind="guest-link",
        )
    record(connection, link.name, action, link.subject, now())
    return link, one


def guest_page(house: House, secret: str, language: str, *, own_first: bool = False) -> GuestPage:
    """Open a guest link, with the brief in `language`, or with `own_first` in the creator's own where it is known.

    Raises NotFound for a link that is not valid. Every opening is logged.
    """
    with house.store.write() as connection:
        link, one = _opened(connection, secret, "guest.open")
        creator = creators_by_id(connection, [one.creator_id])[one.creator_id]
    language = creator.language if own_first and creator.language in LANGUAGES else language
    numbers = tracking_of(house, one)
    with house.store.read() as connection:
        posted = rows.first_posted(connection, [one.id]).get(one.id)
        payee = read_payee(connection, one.creator_id)
        shows_brief = one.state in READS_BRIEF
        return GuestPage(
            link=link,
            campaign=campaign_of(connection, one.campaign_id),
            collaboration=one,
            creator=creator,
            language=language,
            brief=newest_brief(connection, one.campaign_id, language) if shows_brief else None,
            deliverables=rows.deliverables_of(connection, [one.id])[one.id],
            drafts=rows.drafts_of(connection, one.id),
            posts=rows.posts_of(connection, one.id),
            rights=rights_now(one.terms, posted, day_of(now())),
            payouts=payouts_of(connection, one.id),
            account=payee.iban[-4:] if payee else "",
            numbers=numbers,
            steps=[step.name for step in steps_from(one.state, "creator")],
            changes=changes_asked(rows.history(connection, one.id)),
        )


def language_of_guest(house: House, secret: str) -> str:
    """Return the language of the creator whose link this is, "" where it is not known or the link is not valid."""
    with house.store.read() as connection:
        try:
            link = find_link(connection, secret, PURPOSE, now())
        except NotFound:
            return ""
        one = rows.read_collaboration(connection, int(link.subject.partition(":")[2]))
        creator = creators_by_id(connection, [one.creator_id]).get(one.creator_id) if one else None
    return creator.language if creator and creator.language in LANGUAGES else ""


def guest_brief(house: House, secret: str, language: str) -> tuple[Brief, str]:
    """Return the brief and the name of its campaign for a guest; raises NotFound."""
    with house.store.write() as connection:
        _, one = _opened(connection, secret, "guest.brief")
        brief = newest_brief(connection, one.campaign_id, language) if one.state in READS_BRIEF else None
        if brief is None:
            raise NotFound(msg("There is no brief yet."), msg("The brand is still writing it; look again later."))
        return brief, campaign_of(connection, one.campaign_id).plan.name


def answer(house: House, secret: str, step: str, reason: str, seen_terms: int, seen_brief: int) -> Collaboration:
    """Accept or decline as the creator. Raises NotFound, and Conflict where that is not possible.

    `seen_terms` and `seen_brief` are the versions on the page that the creator read: nobody accepts what changed since.
    """
    with house.store.write() as connection:
        known = step in ("accept", "decline")
        link, one = _opened(connection, secret, f"guest.{step}" if known else "guest.answer")
        if not known:
            state_after(one.state, "", "creator")
        changed = (seen_terms, seen_brief) != (one.terms_version, newest_version(connection, one.campaign_id))
        if step == "accept" and one.state == "invited" and changed:
            raise Conflict(
                msg("The offer or the brief changed since you opened this page."),
                msg("Read it once more, then answer."),
                kind="reason",
            )
        return stepped(connection, one, step, Actor("creator", link.name), reason.strip())


def _guest(house: House, secret: str, action: str) -> tuple[int, Actor]:
    with house.store.write() as connection:
        link, one = _opened(connection, secret, action)
        return one.id, Actor("creator", link.name)


def hand_in(house: House, secret: str, text: str, kind: str) -> Sequence[Finding]:
    """Hand in a draft as the creator; raises NotFound, BadInput, Conflict."""
    collaboration_id, actor = _guest(house, secret, "guest.draft")
    return hand_in_draft(house, collaboration_id, text, kind, actor)


def publish(
    house: House, secret: str, address: str, text: str, kind: str, deliverable_id: int = 0
) -> Sequence[Finding]:
    """Hand in the address of a post as the creator; raises NotFound, BadInput, Conflict."""
    collaboration_id, actor = _guest(house, secret, "guest.post")
    return note_post(house, collaboration_id, address, text, kind, actor, deliverable_id)


def creator_of_guest(house: House, secret: str, action: str) -> tuple[Collaboration, Actor]:
    """Return whose link this is, for what other parts let a guest do; raises NotFound."""
    with house.store.write() as connection:
        link, one = _opened(connection, secret, action)
        return one, Actor("creator", link.name)
