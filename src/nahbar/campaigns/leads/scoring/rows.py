"""Statements of the score: what was known of each lead when it came, what became of it, and how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.leads.contracts import Lead
from nahbar.campaigns.leads.rows import read_leads, select_leads
from nahbar.campaigns.leads.schema import deal, lead, lead_contact, lead_step

# Whose person was erased has lost answers and address, long after it came.
ERASED = "erased:"
ROWS_AT_ONCE = 500
_COLUMNS = ("id", "came_at", "person", "stage", "channel", "creator_id", "campaign", "by", "via", "source_said")


def known_leads(connection: sa.Connection) -> Sequence[Any]:
    """Return all leads with what they said, oldest first; `deals` is how many deals each has."""
    deals = sa.select(deal.c.lead_id, sa.func.count().label("deals")).group_by(deal.c.lead_id).subquery()
    columns: list[Any] = [lead.c[name] for name in _COLUMNS]
    columns += [sa.func.coalesce(lead_contact.c[name], "").label(name) for name in ("email", "answers")]
    columns.append(sa.func.coalesce(deals.c.deals, 0).label("deals"))
    joined = lead.outerjoin(lead_contact).outerjoin(deals, deals.c.lead_id == lead.c.id)
    kept = sa.not_(lead.c.key.startswith(ERASED, autoescape=True))
    return connection.execute(
        sa.select(*columns).select_from(joined).where(kept).order_by(lead.c.came_at, lead.c.id)
    ).all()


def fingerprint(connection: sa.Connection) -> tuple[Any, ...]:
    """Return what changes whenever a lead, a move or a deal does."""
    leads = sa.select(sa.func.count(), sa.func.max(lead.c.id), sa.func.max(lead.c.changed_at))
    contacts = sa.select(sa.func.count()).select_from(lead_contact)
    deals = sa.select(sa.func.count(deal.c.lead_id), sa.func.max(deal.c.changed_at))
    steps = sa.select(sa.func.max(lead_step.c.id))
    return tuple(tuple(connection.execute(one).one()) for one in (leads, contacts, deals, steps))


def leads_by_id(connection: sa.Connection, ids: Sequence[int]) -> dict[int, Lead]:
    """Return leads by number."""
    found: dict[int, Lead] = {}
    for first in range(0, len(ids), ROWS_AT_ONCE):
        some = select_leads().where(lead.c.id.in_(ids[first : first + ROWS_AT_ONCE]))
        found |= {one.id: one for one in read_leads(connection, some)}
    return found
