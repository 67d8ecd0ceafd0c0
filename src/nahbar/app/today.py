"""The start page: what waits for a person today."""

from __future__ import annotations

from litestar import Response, get

from nahbar.campaigns import waiting_leads
from nahbar.creators import HAPPENED, draw_glimpse, overview, waiting_happenings
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.web.pages import Here, PageRequest, page


@get("/", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def today(request: PageRequest, house: Here) -> Response[str]:
    """Show what creators did, which leads nobody has looked at, which creators need a look and which imports wait."""
    glimpse = draw_glimpse(house.language(request.user.language), day_of(now()))
    happened, count = waiting_happenings(house)
    values = {"overview": overview(house), "glimpse": glimpse, "leads": waiting_leads(house)}
    values |= {"happened": happened, "happened_count": count, "did": HAPPENED}
    return page(request, "app/today.html", values)
