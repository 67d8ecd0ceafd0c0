"""Questions to leads and deals."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.contracts import KeptDeal, Lead
from nahbar.campaigns.leads.schema import deal, lead
from nahbar.kernel.house import House


def leads_of(house: House, campaign: str | None = None, creator_id: int | None = None) -> Sequence[Lead]:
    """Return leads, oldest first: of a campaign (its name, as links carry it), of a creator, or of both; else all."""
    statement = rows.select_leads().order_by(lead.c.came_at, lead.c.id)
    if campaign is not None:
        statement = statement.where(lead.c.campaign == campaign)
    if creator_id is not None:
        statement = statement.where(lead.c.creator_id == creator_id)
    with house.store.read() as connection:
        return rows.read_leads(connection, statement)


def deals_of(house: House, campaign: str | None = None, creator_id: int | None = None) -> Sequence[KeptDeal]:
    """Return deals, oldest first: of a campaign (its name, as links carry it), of a creator, or of both; else all."""
    where = [] if campaign is None else [deal.c.campaign == campaign]
    where += [] if creator_id is None else [deal.c.creator_id == creator_id]
    with house.store.read() as connection:
        return rows.read_deals(connection, *where)
