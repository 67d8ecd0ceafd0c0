"""Which agreements press: deliverables that are late, and rights to content that end soon or ended lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.campaigns.agree import rows
from nahbar.campaigns.agree.contracts import Terms
from nahbar.campaigns.agree.terms import WARN_DAYS, RightsNow, rights_now
from nahbar.creators import creators_by_id
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.house import House

NOTHING = RightsNow("none", None, rights_now(Terms(), None, 0).message)


@dataclass(frozen=True, slots=True)
class Pressing:
    """A collaboration that presses: how many deliverables are late, and its rights where they end or ended lately."""

    path: str
    creator: str
    campaign: str
    late: int
    rights: RightsNow


def pressing(house: House, most: int) -> tuple[int, Sequence[Pressing]]:
    """Return how many collaborations press today, and the first `most` of them: what is late before what ends."""
    today = day_of(now())
    with house.store.read() as connection:
        late = rows.late_deliverables(connection, today)
        rights = {}
        for number, terms, posted in rows.posted_terms(connection):
            state = rights_now(terms, posted, today)
            # Nobody can say here that content was taken down: after a while it is not asked any more.
            if state.last_day is not None and abs(state.last_day - today) < WARN_DAYS:
                rights[number] = state
        found = sorted({*late, *rights}, key=lambda one: (one not in late, _last_day(rights.get(one)), one))
        shown = rows.collaborations_named(connection, found[:most])
        people = creators_by_id(connection, sorted({one.creator_id for one, _ in shown}))
    return len(found), [
        Pressing(
            f"/campaigns/collaborations/{one.id}",
            people[one.creator_id].name,
            campaign,
            late.get(one.id, 0),
            rights.get(one.id, NOTHING),
        )
        for one, campaign in sorted(shown, key=lambda pair: found.index(pair[0].id))
        if one.creator_id in people
    ]


def _last_day(rights: RightsNow | None) -> int:
    return rights.last_day if rights is not None and rights.last_day is not None else 0
