"""What is usual among the creators of a platform in this workspace, from a sample of them."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.creators.authenticity import shipped, usual_among
from nahbar.creators.contracts import Usual
from nahbar.creators.service.reports.gathering import gather
from nahbar.creators.tables import reading
from nahbar.creators.vetting.report import Curves, known_to_assess
from nahbar.kernel.clock import now
from nahbar.kernel.house import House

USUAL = "usual"  # its place among the size curves that are kept
# A median of 150 is wrong by a tenth of the spread; more would only take longer.
MOST_CREATORS = 150


def usual_on(house: House, connection: sa.Connection, platform: str, curves: Curves) -> Usual:
    """Return what is usual on a platform, whose size curves are `curves`; for a few creators, what those of the fit
    showed.
    """
    ids = reading.spread_ids(connection, platform, MOST_CREATORS)
    today = now()
    sample = gather(connection, house.engine, ids)
    return usual_among([known_to_assess(one, curves, today) for one in sample], shipped())
