"""Collaborations as programs list them, look at one, take a step, and offer terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
from litestar import Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta

from nahbar.campaigns.agree.checking import Finding
from nahbar.campaigns.agree.contracts import MEDIA, Collaboration, Terms
from nahbar.campaigns.agree.reading import read_terms, terms_fields
from nahbar.campaigns.agree.service import collaborations as service
from nahbar.campaigns.agree.service import work
from nahbar.campaigns.agree.service.campaigns import campaign_json, campaign_page
from nahbar.campaigns.agree.service.collaborations import Actor, CollaborationPage
from nahbar.campaigns.agree.states import ALL_STATES, TABLE, steps_from
from nahbar.campaigns.api.asking import Cents, Limit, Offset, ProgramRequest, among, one_of
from nahbar.campaigns.payouts.service import unpaid
from nahbar.kernel.clock import iso_day, iso_time
from nahbar.kernel.errors import NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "campaigns:read"}, {"scope": "campaigns:write"}
PATH = "/campaigns/{campaign_id:int}/collaborations"
ONE = PATH + "/{collaboration_id:int}"
TAGS = ["collaborations"]
# A shortlist longer than this is a list of creators, not of a campaign.
MOST_ADDED = 200

StepName = Annotated[str, among((*TABLE, "undo"))]
Media = list[Annotated[str, among(MEDIA)]]
Names = Annotated[list[str], Meta(min_length=1, max_length=MOST_ADDED, description="Each as platform/handle.")]
Share = Annotated[int, Meta(ge=0, le=10_000, description="A share of sales in hundredths of a percent.")]


class Offer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is offered to a creator, the whole of it: what is left out is not offered."""

    fee_cents: Cents = 0
    products: str = ""
    share_bp: Share = 0
    hold_days: Annotated[int, Meta(ge=0, le=180)] = 14
    rights_media: Media = []
    rights_where: str = ""
    rights_days: Annotated[int, Meta(ge=0, le=3_650)] = 0


class CollaborationLine(msgspec.Struct, frozen=True):
    """A collaboration in the list; `late` counts deliverables whose day has passed, `due` is the next day."""

    id: int
    creator: str
    state: str
    terms: Offer
    late: int
    due: str | None
    rights: str


class CollaborationsPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all collaborations that pass the filter."""

    total: int
    collaborations: list[CollaborationLine]


class StepShown(msgspec.Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """One step of the history; an `undone` one does not stand any more."""

    step: str
    before: str
    after: str
    party: str
    who: str
    at: str
    note: str
    terms_version: int
    undone: bool


class DeliverableShown(msgspec.Struct, frozen=True):
    """One thing that a creator owes."""

    id: int
    kind: str
    due: str | None
    note: str
    done: str | None


class FindingShown(msgspec.Struct, frozen=True):
    """One thing that was looked for in a text; `found` is null where words alone cannot tell."""

    subject: str
    found: bool | None
    message: str
    quote: str
    rules: list[str]


class DraftShown(msgspec.Struct, frozen=True):
    """A draft that was handed in."""

    number: int
    text: str
    kind: str
    who: str
    at: str
    findings: list[FindingShown]


class PostShown(msgspec.Struct, frozen=True):
    """A post that was noted; `checked_at` is null while its text is not known."""

    id: int
    url: str
    text: str
    kind: str
    posted: str
    checked_at: str | None
    findings: list[FindingShown]


class CollaborationShown(msgspec.Struct, frozen=True):
    """A collaboration with its steps, drafts and posts; `possible` are the steps that the brand may take now."""

    id: int
    campaign: int
    creator: str
    state: str
    terms: Offer
    terms_version: int
    late: int
    due: str | None
    rights: str
    possible: list[str]
    steps: list[StepShown]
    deliverables: list[DeliverableShown]
    drafts: list[DraftShown]
    posts: list[PostShown]


class NewCreators(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Creators to put on the shortlist."""

    creators: Names


class Added(msgspec.Struct, frozen=True):
    """The new collaborations; creators who were in the campaign already are not among them."""

    collaborations: list[int]


class NewStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step to take for the brand: "return" needs a `note`, "hand in" a `text`, "publish" a `url`."""

    step: StepName
    note: str = ""
    text: str = ""
    url: str = ""
    kind: Annotated[str, among(("", *work.POST_KINDS), "Of the draft or post.")] = ""
    deliverable: Annotated[int, Meta(description="Of a post: the number of what it delivers.")] = 0


@get(PATH, opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def list_collaborations(
    house: Here, campaign_id: FromPath[int], status: FromQuery[str] = "", limit: Limit = 50, offset: Offset = 0
) -> CollaborationsPage:
    """List the collaborations of a campaign as creators came in; `status` is one on the road, as invited or paid."""
    one_of("status", status, ALL_STATES)
    lines = campaign_json(campaign_page(house, campaign_id))["collaborations"]
    found = sorted((one for one in lines if status in ("", one["state"])), key=lambda one: one["id"])
    page = [msgspec.convert(one, CollaborationLine) for one in found[offset : offset + limit]]
    return CollaborationsPage(len(found), page)


@post(PATH, opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=TAGS)
def add_creators(
    request: ProgramRequest, house: Here, campaign_id: FromPath[int], data: JSONBody[NewCreators]
) -> Added:
    """Put creators on the shortlist; those who are in the campaign already are left alone."""
    return Added(list(service.add_creators(house, campaign_id, data.creators, request.user.name)))


@get(ONE, opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def show_collaboration(house: Here, campaign_id: FromPath[int], collaboration_id: FromPath[int]) -> CollaborationShown:
    """Show a collaboration with its steps, drafts and posts."""
    return collaboration_shown(house, collaboration_in(house, campaign_id, collaboration_id))


@post(ONE + "/steps", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=TAGS)
def take_step(
    request: ProgramRequest,
    house: Here,
    campaign_id: FromPath[int],
    collaboration_id: FromPath[int],
    data: JSONBody[NewStep],
) -> CollaborationShown:
    """Take a step for the brand, or undo the last one; 409 says what is possible instead."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    actor = Actor("brand", request.user.name)
    if data.step == "undo":
        service.undo_step(house, number, actor)
    elif data.step == "hand in":
        work.hand_in_draft(house, number, data.text, data.kind, actor)
    elif data.step == "publish":
        work.note_post(house, number, data.url, data.text, data.kind, actor, data.deliverable)
    else:
        service.take_step(house, number, data.step, actor, data.note)
    return collaboration_shown(house, collaboration_in(house, campaign_id, number))


@put(ONE + "/terms", opt=WRITE, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def offer_terms(
    request: ProgramRequest,
    house: Here,
    campaign_id: FromPath[int],
    collaboration_id: FromPath[int],
    data: JSONBody[Offer],
) -> CollaborationShown:
    """Offer other terms; once some were accepted the creator is asked again."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    wished = read_terms(terms_fields(Terms.from_dict(msgspec.structs.asdict(data)))).sure()
    service.offer_terms(house, number, wished, Actor("brand", request.user.name))
    return collaboration_shown(house, collaboration_in(house, campaign_id, number))


def collaboration_in(house: House, campaign_id: int, collaboration_id: int) -> CollaborationPage:
    """Return a collaboration of this very campaign; raises NotFound."""
    found = service.collaboration_page(house, collaboration_id)
    if found.card.collaboration.campaign_id != campaign_id:
        raise NotFound(
            msg("There is no collaboration {id:raw}.", id=collaboration_id),
            msg("Look at the campaign: its creators stand there."),
            kind="unknown-collaboration",
        )
    return found


def collaboration_shown(house: House, page: CollaborationPage) -> CollaborationShown:
    """Return a collaboration as programs read it."""
    one, card = page.card.collaboration, page.card
    return CollaborationShown(
        id=one.id,
        campaign=one.campaign_id,
        creator=card.creator.label,
        state=one.state,
        terms=msgspec.convert(one.terms.to_dict(), Offer),
        terms_version=one.terms_version,
        late=card.late,
        due=_day(card.due_day),
        rights=card.rights.state,
        possible=_possible(house, one),
        steps=[
            StepShown(
                step.step, step.from_state, step.to_state, step.party, step.who, _time(step.at), step.note,
                step.terms_version, step.undone,
            )
            for step in page.history
        ],
        deliverables=[
            DeliverableShown(owed.id, owed.kind, _day(owed.due_day), owed.note, _day(owed.done_day))
            for owed in card.deliverables
        ],
        drafts=[
            DraftShown(draft.number, draft.text, draft.kind, draft.who, _time(draft.at), _findings(draft.findings))
            for draft in page.drafts
        ],
        posts=[
            PostShown(
                post.id, post.url, post.text, post.kind, iso_day(post.posted_day), iso_time(post.checked_at),
                _findings(post.findings),
            )
            for post in page.posts
        ],
    )  # fmt: skip


def _possible(house: House, one: Collaboration) -> list[str]:
    names = [step.name for step in steps_from(one.state, "brand")]
    # As on the page: what is still open must be paid first, and only then is it called so.
    return [name for name in names if name != "pay" or unpaid(house, one) is None]


def _day(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


def _time(seconds: int) -> str:
    return iso_time(seconds) or ""


def _findings(stored: Sequence[Mapping[str, Any]]) -> list[FindingShown]:
    found = [Finding.from_dict(one) for one in stored]
    return [
        FindingShown(one.subject, one.found, one.message.render(), one.quote, [rule.render() for rule in one.rules])
        for one in found
    ]


router = Router("/api", route_handlers=[list_collaborations, add_creators, show_collaboration, take_step, offer_terms])
