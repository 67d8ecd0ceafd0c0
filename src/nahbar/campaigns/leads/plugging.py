"""What a collaboration shows of its link, code, leads and deals, and the deals that its share is paid from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.agree import seams
from nahbar.campaigns.agree.contracts import Collaboration
from nahbar.campaigns.agree.keys import names_campaign
from nahbar.campaigns.agree.seams import Figure, Tracking
from nahbar.campaigns.agree.service.campaigns import campaign_of
from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.contracts import KeptDeal
from nahbar.campaigns.leads.schema import deal, lead
from nahbar.campaigns.links.service.addresses import public_address
from nahbar.campaigns.links.service.counting import count_all
from nahbar.campaigns.links.tables import clicks as click_tables
from nahbar.campaigns.links.tables.schema import coupon_code, tracking_link
from nahbar.campaigns.payouts.contracts import Deal
from nahbar.campaigns.payouts.service import check_paid
from nahbar.creators import creators_by_id
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg


def plug_in() -> None:
    """Let collaborations see their links, codes, figures and deals, and whether they were paid."""
    seams.provide(tracking=tracking_of, deals=payable_deals, payment=check_paid)


def payable_deals(house: House, collaboration: Collaboration) -> Sequence[Deal]:
    """Return the deals that a creator brought in a campaign, oldest first, with what was given back."""
    with house.store.read() as connection:
        found = _deals(connection, collaboration, _campaign(connection, collaboration))
    return [
        Deal(str(each.id), each.at, each.value_cents, each.currency, each.refunded_cents, _through(each))
        for each in found
    ]


def tracking_of(house: House, collaboration: Collaboration) -> Tracking:
    """Return a creator's newest link and code in a campaign, and what came of all of them."""
    one = collaboration
    with house.store.read() as connection:
        campaign, creator = _campaign(connection, one), _creator(connection, one)
        links = _links(connection, creator, campaign)
        code = _code(connection, creator, campaign)
        leads = rows.read_leads(connection, rows.select_leads().where(lead.c.creator_id == one.creator_id))
        mine = [each for each in leads if names_campaign(each.campaign, campaign)]
        deals = _deals(connection, one, campaign)
    counts = (len(deals), sum(each.qualified is True for each in mine), len(mine), _clicks(house, links))
    titles = (msg("Deals"), msg("Qualified leads"), msg("Leads"), msg("Clicks"))
    if not (links or code or any(counts)):
        return Tracking()
    figures = [Figure(title, n) for title, n in zip(titles, counts, strict=True)]
    return Tracking(_address(house, links[-1].slug) if links else "", code, figures)


def _campaign(connection: sa.Connection, one: Collaboration) -> str:
    return campaign_of(connection, one.campaign_id).key


def _creator(connection: sa.Connection, one: Collaboration) -> str:
    known = creators_by_id(connection, [one.creator_id])[one.creator_id]
    return f"{known.platform}/{known.handle}".lower()


def _links(connection: sa.Connection, creator: str, campaign: str) -> Sequence[Any]:
    columns = (tracking_link.c.id, tracking_link.c.slug, tracking_link.c.campaign)
    mine = sa.select(*columns).where(tracking_link.c.creator == creator).order_by(tracking_link.c.id)
    rows_found: Sequence[Any] = connection.execute(mine).all()
    return [row for row in rows_found if names_campaign(row.campaign, campaign)]


def _code(connection: sa.Connection, creator: str, campaign: str) -> str:
    """Return the newest code in use, the campaign's own before one for any campaign."""
    mine = sa.select(coupon_code).where(coupon_code.c.creator == creator, coupon_code.c.ended_at.is_(None))
    found = connection.execute(mine.order_by(coupon_code.c.id)).all()
    fitting = [row for row in found if not row.campaign or names_campaign(row.campaign, campaign)]
    fitting.sort(key=lambda row: (names_campaign(row.campaign, campaign), row.id))
    return fitting[-1].code if fitting else ""


def _deals(connection: sa.Connection, one: Collaboration, campaign: str) -> Sequence[KeptDeal]:
    found = rows.read_deals(connection, deal.c.creator_id == one.creator_id)
    return [each for each in found if names_campaign(each.campaign, campaign)]


def _clicks(house: House, links: Sequence[Any]) -> int:
    if not links:
        return 0
    count_all(house, 0.0)
    with house.store.read() as connection:
        return click_tables.people_of(connection, [link.id for link in links])


def _address(house: House, slug: str) -> str:
    return public_address(house, slug) if house.workspace.settings.links.domain else f"/l/{slug}"


def _through(one: KeptDeal) -> str:
    return (one.code if one.by == "code" else one.link) or ""
