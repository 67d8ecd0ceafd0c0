"""The start page: what waits for a person today."""

from __future__ import annotations

from litestar import Response, get

from nahbar.creators import draw_glimpse, overview
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.web.pages import Here, PageRequest, page


@get("/", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def today(request: PageRequest, house: Here) -> Response[str]:
    """Show which creators need a look and which imports wait."""
    glimpse = draw_glimpse(house.language(request.user.language), day_of(now()))
    return page(request, "app/today.html", {"overview": overview(house), "glimpse": glimpse})
