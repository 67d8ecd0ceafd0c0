"""Briefs as programs read them and keep a new version."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Router, get, put
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta

from nahbar.campaigns.api.asking import ProgramRequest, among, one_of
from nahbar.campaigns.brief import service
from nahbar.campaigns.brief.contracts import LANGUAGES, PARTS, Brief
from nahbar.kernel.clock import iso_time
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "campaigns:read"}, {"scope": "campaigns:write"}
PATH = "/campaigns/{campaign_id:int}/brief"
TAGS = ["briefs"]

Parts = Annotated[
    dict[str, str], Meta(description=f"Texts by any of: {', '.join(PARTS)}. Most are lists, one point a line.")
]


class BriefShown(msgspec.Struct, frozen=True):
    """One version of a brief; version 0 is the filled template, which nobody has kept yet."""

    language: str
    version: int
    parts: Parts
    who: str
    at: str | None


class NewBrief(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole brief to keep as a new version; what is left out is empty."""

    parts: Parts
    language: Annotated[str, among(LANGUAGES)] = "de"


def _shown(brief: Brief) -> BriefShown:
    at = iso_time(brief.at) if brief.version else None
    return BriefShown(brief.language, brief.version, dict(brief.parts), brief.who, at)


@get(PATH, opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def show_brief(house: Here, campaign_id: FromPath[int], language: FromQuery[str] = "de") -> BriefShown:
    """Show the newest version of a brief, or the filled template as version 0: `nahbar campaigns brief --json`."""
    return _shown(service.current_brief(house, campaign_id, language))


@put(PATH, opt=WRITE, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def keep_brief(
    request: ProgramRequest, house: Here, campaign_id: FromPath[int], data: JSONBody[NewBrief]
) -> BriefShown:
    """Keep a brief as a new version; the same text again makes none."""
    for name in data.parts:
        one_of("parts", name or "-", PARTS)
    service.save_brief(house, campaign_id, data.language, data.parts, request.user.name)
    return _shown(service.current_brief(house, campaign_id, data.language))


@get(PATH + "/versions", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=TAGS)
def list_versions(house: Here, campaign_id: FromPath[int], language: FromQuery[str] = "de") -> list[BriefShown]:
    """List every kept version of a brief, newest first."""
    return [_shown(one) for one in service.brief_versions(house, campaign_id, language)]


router = Router("/api", route_handlers=[show_brief, keep_brief, list_versions])
