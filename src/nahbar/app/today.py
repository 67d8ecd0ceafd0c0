"""The start page: what waits for a person today."""

from __future__ import annotations

from litestar import Response, get

from nahbar.creators import overview
from nahbar.kernel.web.pages import Here, PageRequest, page


@get("/", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def today(request: PageRequest, house: Here) -> Response[str]:
    """Show which creators need a look and which imports wait."""
    return page(request, "app/today.html", {"overview": overview(house)})
