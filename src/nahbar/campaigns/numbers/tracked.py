"""What other rooms may ask of links and leads to know what a post brought: small tables, read from the store."""

from __future__ import annotations

import pyarrow as pa
import sqlalchemy as sa

from nahbar.campaigns.leads.schema import lead
from nahbar.campaigns.links.tables.schema import tracking_link
from nahbar.creators import creators_by_id


def tracked_links(connection: sa.Connection) -> pa.Table:
    """Return all tracking links: link, creator ("platform/handle" in small letters) and post, empty where unknown."""
    columns = (tracking_link.c.slug, tracking_link.c.creator, tracking_link.c.post)
    rows = connection.execute(sa.select(*columns).order_by(tracking_link.c.id)).all()
    return pa.table(
        {
            "link": pa.array([row.slug for row in rows], pa.string()),
            "creator": pa.array([(row.creator or "").lower() for row in rows], pa.string()),
            "post": pa.array([row.post or "" for row in rows], pa.string()),
        }
    )


def qualified_by_post(connection: sa.Connection) -> pa.Table:
    """Return how many qualified leads there are by creator ("platform/handle" in small letters) and post."""
    counted = sa.select(lead.c.creator_id, lead.c.post, sa.func.count().label("leads"))
    mine = counted.where(lead.c.qualified.is_(sa.true()), lead.c.creator_id.is_not(None), lead.c.post.is_not(None))
    rows = connection.execute(mine.group_by(lead.c.creator_id, lead.c.post)).all()
    known = creators_by_id(connection, sorted({row.creator_id for row in rows}))
    there = [row for row in rows if row.creator_id in known]
    return pa.table(
        {
            "creator": pa.array([known[row.creator_id].label.lower() for row in there], pa.string()),
            "post": pa.array([row.post for row in there], pa.string()),
            "qualified": pa.array([row.leads for row in there], pa.int64()),
        }
    )
