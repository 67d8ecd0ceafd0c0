"""What is usual among the creators of a platform in this workspace, from a sample of them."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.creators.authenticity import features_of, shipped, usual_of
from nahbar.creators.contracts import Usual
from nahbar.creators.service.gathering import gather
from nahbar.creators.tables import reading
from nahbar.kernel.clock import now
from nahbar.kernel.house import House

USUAL = "usual"  # its place among the size curves that are kept
# A median of 150 is wrong by a tenth of the spread; more would only take longer.
MOST_CREATORS = 150


def usual_on(house: House, connection: sa.Connection, platform: str) -> Usual:
    """Return what is usual on a platform; for a few creators, what those of the fit showed."""
    ids = reading.spread_ids(connection, platform, MOST_CREATORS)
    today = now()
    sample = gather(connection, house.engine, ids)
    rows = [features_of(one.posts, one.comments, one.commenters, today) for one in sample]
    return usual_of(rows, shipped().usual)
