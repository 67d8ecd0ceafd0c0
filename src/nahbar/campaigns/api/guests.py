"""The creator's own link as programs make it, list it and revoke it; its address is told once."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from nahbar.campaigns.agree.service import guests
from nahbar.campaigns.agree.service.collaborations import Actor, CollaborationPage
from nahbar.campaigns.api.asking import ProgramRequest
from nahbar.campaigns.api.collaborations import ONE, READ, WRITE, collaboration_in
from nahbar.campaigns.web.asking import site_of
from nahbar.kernel.clock import iso_time
from nahbar.kernel.guests import MOST_DAYS
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

PATH = ONE + "/guests"
TAGS = ["guest links"]
DEFAULT_DAYS = 60


class GuestLinkShown(msgspec.Struct, frozen=True):
    """A guest link; nobody can read its address again, and `revoked_at` is null while nobody revoked it."""

    id: int
    made_by: str
    created_at: str
    expires_at: str
    revoked_at: str | None


class NewGuestLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how long the creator's link shall work."""

    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] = DEFAULT_DAYS


class GuestLinkMade(msgspec.Struct, frozen=True):
    """The address to send to the creator, which is told only now, and the link behind it."""

    address: str
    link: GuestLinkShown


def _shown(page: CollaborationPage) -> list[GuestLinkShown]:
    return [
        GuestLinkShown(
            one.id, one.made_by, iso_time(one.created_at) or "", iso_time(one.expires_at) or "",
            iso_time(one.revoked_at),
        )
        for one in page.links
    ]  # fmt: skip


@get(PATH, opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def list_links(house: Here, campaign_id: FromPath[int], collaboration_id: FromPath[int]) -> list[GuestLinkShown]:
    """List the creator's links, newest first."""
    return _shown(collaboration_in(house, campaign_id, collaboration_id))


@post(PATH, opt=WRITE, responses=ERROR_ANSWERS, status_code=201, sync_to_thread=True, tags=TAGS)
def make_link(
    request: ProgramRequest,
    house: Here,
    campaign_id: FromPath[int],
    collaboration_id: FromPath[int],
    data: JSONBody[NewGuestLink],
) -> GuestLinkMade:
    """Make the creator's link; whoever was only on the shortlist is invited by it."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    path = guests.invite(house, number, data.days, Actor("brand", request.user.name))
    newest = _shown(collaboration_in(house, campaign_id, number))[0]
    return GuestLinkMade(site_of(request, house) + path, newest)


@post(
    PATH + "/{link_id:int}/revoke", opt=WRITE, responses=ERROR_ANSWERS, status_code=200, sync_to_thread=True, tags=TAGS
)
def revoke_link(
    request: ProgramRequest,
    house: Here,
    campaign_id: FromPath[int],
    collaboration_id: FromPath[int],
    link_id: FromPath[int],
) -> list[GuestLinkShown]:
    """Make a link useless from now on."""
    number = collaboration_in(house, campaign_id, collaboration_id).card.collaboration.id
    guests.revoke(house, number, link_id, request.user.name)
    return _shown(collaboration_in(house, campaign_id, number))


router = Router("/api", route_handlers=[list_links, make_link, revoke_link])
