"""Statements of a campaign's numbers: its links and codes, and its qualified leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.agree.keys import names_campaign
from nahbar.campaigns.leads.schema import lead
from nahbar.campaigns.links.splitting import LETTERS
from nahbar.campaigns.links.tables.links import find
from nahbar.campaigns.links.tables.schema import coupon_code, tracking_link
from nahbar.campaigns.numbers.contracts import Target

DAY_SECONDS = 86_400
LINK_COLUMNS = ("link", "campaign", "creator", "post", "variant")
CODE_COLUMNS = ("code", "campaign", "creator")


def _spellings(connection: sa.Connection, column: sa.Column[Any], campaign: str) -> list[str]:
    """Return how a column spells the campaign of this key."""
    names = connection.execute(sa.select(column).where(column.is_not(None)).distinct()).scalars()
    return [name for name in names if names_campaign(name, campaign)]


def links_of(connection: sa.Connection, campaign: str) -> Sequence[Mapping[str, Any]]:
    """Return the links of a campaign by its key, with LINK_COLUMNS."""
    columns = [tracking_link.c.slug.label("link"), *(tracking_link.c[name] for name in LINK_COLUMNS[1:])]
    mine = tracking_link.c.campaign.in_(_spellings(connection, tracking_link.c.campaign, campaign))
    found = connection.execute(sa.select(*columns).where(mine).order_by(tracking_link.c.id))
    return [dict(row) for row in found.mappings()]


def split_targets(connection: sa.Connection, slugs: Sequence[str]) -> Sequence[Target]:
    """Return the targets of those links that split their clicks, with nothing counted yet."""
    return [
        Target(link.slug, letter, target.url)
        for link in find(connection, slugs).values()
        if len(link.targets) > 1
        for letter, target in zip(LETTERS, link.targets, strict=False)
    ]


def codes_of(connection: sa.Connection, campaign: str) -> Sequence[Mapping[str, Any]]:
    """Return the codes of a campaign by its key, ended ones too, with CODE_COLUMNS."""
    mine = coupon_code.c.campaign.in_(_spellings(connection, coupon_code.c.campaign, campaign))
    columns = [coupon_code.c[name] for name in CODE_COLUMNS]
    found = connection.execute(sa.select(*columns).where(mine).order_by(coupon_code.c.id))
    return [dict(row) for row in found.mappings()]


def qualified_leads(connection: sa.Connection, campaign: str) -> list[Any]:
    """Return the qualified leads of a campaign: how many by creator, link, code, post, variant and day."""
    names = ("creator_id", "link", "code", "post", "variant")
    second = (lead.c.came_at - lead.c.came_at % DAY_SECONDS).label("second")
    columns = [*(lead.c[name] for name in names), second]
    mine = (lead.c.campaign.in_(_spellings(connection, lead.c.campaign, campaign)), lead.c.qualified.is_(sa.true()))
    counted = sa.select(*columns, sa.func.count().label("leads")).where(*mine)
    # By position: PostgreSQL takes an expression with a bound value twice for two expressions.
    places: list[Any] = [sa.literal_column(str(place)) for place in range(1, len(columns) + 1)]
    return list(connection.execute(counted.group_by(*places)))
