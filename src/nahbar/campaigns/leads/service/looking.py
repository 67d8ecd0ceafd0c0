"""Questions to leads and deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.contracts import KeptDeal, Lead
from nahbar.campaigns.leads.schema import deal, lead
from nahbar.creators import creators_by_id, find_creator
from nahbar.kernel.house import House

DEAL_SORTS = ("at", "value_cents", "refunded_cents", "campaign", "shop")


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


def page_of_deals(
    house: House, filters: Mapping[str, str], sort: str, offset: int, limit: int
) -> tuple[Sequence[KeptDeal], int]:
    """Return one page of deals and how many pass the filters: campaign (its key), creator (platform/handle), shop.

    `sort` is one of DEAL_SORTS, with a leading "-" the other way round. Raises NotFound for an unknown creator.
    """
    where = [deal.c[name] == filters[name] for name in ("campaign", "shop") if filters.get(name)]
    column = deal.c[sort.removeprefix("-")]
    order = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    with house.store.read() as connection:
        if filters.get("creator"):
            where.append(deal.c.creator_id == find_creator(connection, filters["creator"]).id)
        total = connection.execute(sa.select(sa.func.count()).select_from(deal).where(*where)).scalar_one()
        return rows.page_of_deals(connection, where, order, offset, limit), total


def creators_of(house: House, found: Sequence[Lead] | Sequence[KeptDeal]) -> Mapping[int, str]:
    """Return the creators of leads or deals as platform/handle, by number."""
    ids = sorted({one.creator_id for one in found if one.creator_id is not None})
    if not ids:
        return {}
    with house.store.read() as connection:
        return {number: one.label for number, one in creators_by_id(connection, ids).items()}
