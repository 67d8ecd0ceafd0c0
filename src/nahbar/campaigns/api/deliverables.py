"""What creators owe as programs note it, mark it as done or open, and drop it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Router, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from nahbar.campaigns.agree.contracts import DELIVERABLES
from nahbar.campaigns.agree.reading import read_deliverable
from nahbar.campaigns.agree.service import collaborations as service
from nahbar.campaigns.api.asking import Day, ProgramRequest, among, one_of
from nahbar.campaigns.api.collaborations import (
    ONE,
    WRITE,
    CollaborationShown,
    collaboration_in,
    collaboration_shown,
)
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

TAGS = ["deliverables"]
CHANGES = ("done", "open", "drop")


class NewDeliverable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a creator is to make."""

    kind: Annotated[str, among(DELIVERABLES)]
    due: Day = ""
    note: Annotated[str, Meta(max_length=300)] = ""


class DeliverableChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of it: it came in today, it is open again, or it is no longer owed."""

    what: Annotated[str, among(CHANGES)]


@post(ONE + "/deliverables", opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=TAGS)
def add_deliverable(
    request: ProgramRequest,
    house: Here,
    campaign_id: FromPath[int],
    collaboration_id: FromPath[int],
    data: JSONBody[NewDeliverable],
) -> CollaborationShown:
    """Note something that the creator owes; its number stands in the answer."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    owed = read_deliverable({"kind": data.kind, "due": data.due, "note": data.note}).sure()
    service.add_deliverable(house, number, owed, request.user.name)
    return collaboration_shown(house, collaboration_in(house, campaign_id, number))


@post(
    ONE + "/deliverables/{deliverable_id:int}",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=200,
    sync_to_thread=True,
    tags=TAGS,
)
def settle_deliverable(
    request: ProgramRequest,
    house: Here,
    campaign_id: FromPath[int],
    collaboration_id: FromPath[int],
    deliverable_id: FromPath[int],
    data: JSONBody[DeliverableChange],
) -> CollaborationShown:
    """Mark something as done or open, or drop it."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    what = one_of("what", data.what or "-", CHANGES)
    service.settle_deliverable(house, number, deliverable_id, what, request.user.name)
    return collaboration_shown(house, collaboration_in(house, campaign_id, number))


router = Router("/api", route_handlers=[add_deliverable, settle_deliverable])
