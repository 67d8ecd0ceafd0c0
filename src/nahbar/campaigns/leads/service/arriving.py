"""How leads and deals came, for rooms that ask who was silent before: what decided, and what people said themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.leads.schema import deal, lead, lead_contact
from nahbar.creators import creators_by_id
from nahbar.kernel.house import House

# Names of form fields, in small letters: a handle on a platform, and whether somebody ever reacted in public.
HANDLE_FIELDS = ("instagram", "tiktok", "youtube", "bluesky")
REACTED_FIELDS = ("reacted", "reagiert")
YES, NO = frozenset({"yes", "ja", "true", "1"}), frozenset({"no", "nein", "false", "0"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A lead or a deal: when (seconds), what decided where it came from, and by consent what was said of reacting.

    `handles` are (platform, handle) that the person gave with consent; `reacted` is what they said, None if nothing.
    """

    kind: str
    at: int
    person: str | None
    creator: str | None
    by: str
    handles: Sequence[tuple[str, str]]
    reacted: bool | None


def arrivals(house: House) -> Sequence[Arrival]:
    """Return all leads and deals; a deal knows what its lead said."""
    wanted = (lead.c.id, lead.c.came_at, lead.c.person, lead.c.creator_id, lead.c.by, lead.c.consent)
    statement = sa.select(*wanted, lead_contact.c.answers).select_from(lead.outerjoin(lead_contact))
    names = (deal.c.at, deal.c.person, deal.c.creator_id, deal.c.by, deal.c.lead_id)
    with house.store.read() as connection:
        leads = connection.execute(statement.order_by(lead.c.id)).all()
        deals = connection.execute(sa.select(*names).order_by(deal.c.id)).all()
        ids = {row.creator_id for row in (*leads, *deals) if row.creator_id is not None}
        creators = {number: one.label.lower() for number, one in creators_by_id(connection, sorted(ids)).items()}
    said = {row.id: _said(row.answers) if row.consent else ((), None) for row in leads}
    found = [
        Arrival("lead", row.came_at, row.person, creators.get(row.creator_id), row.by, *said[row.id]) for row in leads
    ]
    nothing: tuple[Sequence[tuple[str, str]], bool | None] = ((), None)
    found += [
        Arrival("deal", row.at, row.person, creators.get(row.creator_id), row.by, *said.get(row.lead_id, nothing))
        for row in deals
    ]
    return found


def _said(answers: str | None) -> tuple[Sequence[tuple[str, str]], bool | None]:
    told: Mapping[str, object] = json.loads(answers) if answers else {}
    folded = {name.strip().lower(): str(value).strip() for name, value in told.items()}
    handles = tuple((name, folded[name]) for name in HANDLE_FIELDS if folded.get(name))
    word = next((folded[name].lower() for name in REACTED_FIELDS if name in folded), "")
    return handles, True if word in YES else False if word in NO else None
