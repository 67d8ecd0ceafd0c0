"""The page of deals: filtered, sorted and paged by the address, as a table and as CSV."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get

from nahbar.campaigns.leads.deals.as_json import HEADER, cells
from nahbar.campaigns.leads.deals.contracts import BYS, FILTERS, NOTHING, SORTS
from nahbar.campaigns.leads.deals.service import list_deals, values_in_use
from nahbar.campaigns.leads.words import BY_WORDS
from nahbar.kernel.web.listing import csv_answer, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, page

PATH = "/campaigns/leads/deals"
# Filters that come with a link and have no field of their own; they are named, and go when all are shown.
SILENT = ("creator", "post", "link", "shop", "came_from", "country")


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_deals(request: PageRequest, house: Here) -> Response[Any]:
    """Show the deals; `format=csv` exports all that pass the filters."""
    listing = read_listing(request.query_params, SORTS, "-at", FILTERS)
    if request.query_params.get("format") == "csv":
        found = list_deals(house, listing.filters, listing.sort, 0)
        return csv_answer("deals", HEADER, [cells(one, found.senders.get(one.creator_id or 0)) for one in found.deals])
    found = list_deals(house, listing.filters, listing.sort, listing.offset, listing.rows)
    if elsewhere := to_last_page(PATH, listing, found.total):
        return elsewhere
    values: dict[str, Any] = {"listing": listing, "found": found, "path": PATH, "silent": SILENT, "words": BY_WORDS}
    values["by"] = {code: BY_WORDS["" if code == NOTHING else code] for code in BYS}
    values["in_use"] = {name: values_in_use(house, name) for name in ("campaign", "channel", "code")}
    return page(request, "campaigns/deals.html", values)


router = Router("/", route_handlers=[show_deals])
