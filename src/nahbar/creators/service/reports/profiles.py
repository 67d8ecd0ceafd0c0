"""The page of one creator: the report with the pictures' material, the quotes, and the neighbours of like size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.creators.contracts import Commenters, Meeting
from nahbar.creators.service.lists import creator_row
from nahbar.creators.service.reports.gathering import gather, gather_meetings, gather_quotes
from nahbar.creators.service.reports.vetting import curves_for_one, keep_report, of_platform
from nahbar.creators.tables import lists
from nahbar.creators.vetting.material import Quote
from nahbar.creators.vetting.report import Curves, Vetting, compose
from nahbar.kernel.clock import now
from nahbar.kernel.house import House

SHOWN_NEIGHBOURS = 2_000


@dataclass(frozen=True, slots=True)
class CreatorPage:
    """What the page of one creator shows beside the report; `neighbours` are (followers, rate) on the platform.

    `meetings` says which commenters write under the same posts; it is empty without a sign of a ring.
    """

    vetting: Vetting
    curves: Curves
    commenters: Commenters | None
    meetings: Sequence[Meeting]
    quotes: Sequence[Quote]
    neighbours: Sequence[tuple[int, float]]


def creator_page(house: House, name: str) -> CreatorPage:
    """Vet "platform/handle" and return everything that its page shows; raises NotFound with near matches."""
    fitted = curves_for_one(house)
    with house.store.read() as connection:
        row = creator_row(connection, name)
        curves = of_platform(fitted, row.platform)
        material = next(gather(connection, house.engine, [row.id]))
        quotes = gather_quotes(connection, row.id) if material.comments is not None else []
        neighbours = lists.neighbours(connection, row.platform, row.id, SHOWN_NEIGHBOURS)
        vetting = compose(material, curves, now())
        ring = any(sign.sign == "comment_ring" for sign in vetting.authenticity.signs)
        meetings = gather_meetings(connection, house.engine, row.id) if ring else []
    keep_report(house, vetting)
    return CreatorPage(vetting, curves, material.commenters, meetings, quotes, neighbours)
