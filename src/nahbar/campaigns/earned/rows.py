"""Statements of a period: all links and codes, all campaigns, and the leads of the period by what was said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.agree.schema import campaign
from nahbar.campaigns.leads.schema import lead
from nahbar.campaigns.links.tables.schema import coupon_code, tracking_link
from nahbar.campaigns.numbers.rows import CODE_COLUMNS, LINK_COLUMNS

LEAD_GROUPS = ("creator_id", "campaign", "post", "link", "code", "qualified")


def all_links(connection: sa.Connection) -> Sequence[Mapping[str, Any]]:
    """Return all links with LINK_COLUMNS."""
    columns = [tracking_link.c.slug.label("link"), *(tracking_link.c[name] for name in LINK_COLUMNS[1:])]
    return [dict(row) for row in connection.execute(sa.select(*columns)).mappings()]


def all_codes(connection: sa.Connection) -> Sequence[Mapping[str, Any]]:
    """Return all codes, ended ones too, with CODE_COLUMNS."""
    columns = [coupon_code.c[name] for name in CODE_COLUMNS]
    return [dict(row) for row in connection.execute(sa.select(*columns)).mappings()]


def all_campaigns(connection: sa.Connection) -> Sequence[Any]:
    """Return number, key and name of all campaigns."""
    return connection.execute(sa.select(campaign.c.id, campaign.c.key, campaign.c.name)).all()


def judged_leads(connection: sa.Connection, since: int, middle: int, until: int) -> Sequence[Any]:
    """Return how many leads came in by LEAD_GROUPS, now (`present` 1) or before (0); times in seconds.

    Only those of the time before that are qualified are counted there.
    """
    present = sa.case((lead.c.came_at >= middle, 1), else_=0).label("present")
    columns: list[Any] = [present, *(lead.c[name] for name in LEAD_GROUPS)]
    told = sa.or_(lead.c.qualified.is_(sa.true()), lead.c.came_at >= middle)
    counted = sa.select(*columns, sa.func.count().label("leads")).where(
        lead.c.came_at >= since, lead.c.came_at < until, told
    )
    # By position: PostgreSQL takes an expression with a bound value twice for two expressions.
    places: list[Any] = [sa.literal_column(str(place)) for place in range(1, len(columns) + 1)]
    return connection.execute(counted.group_by(*places)).all()
