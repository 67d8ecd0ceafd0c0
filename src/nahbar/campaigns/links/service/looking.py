"""What pages and commands show of links: the list, and one link with its clicks and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.links.contracts import STATES, Clicks, LinkLine, LinkPage
from nahbar.campaigns.links.service.counting import count_all
from nahbar.campaigns.links.service.keeping import known
from nahbar.campaigns.links.slugs import LONGEST_SLUG
from nahbar.campaigns.links.tables import clicks as click_tables
from nahbar.campaigns.links.tables import links as tables
from nahbar.campaigns.links.tagging import tagged, tags_of
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

# A creator has one link a campaign as a rule; who has a hundred names the next one by hand.
MOST_TRIED = 100


def page_of_links(
    house: House, filters: Mapping[str, str], sort: str, offset: int, limit: int | None
) -> tuple[Sequence[LinkLine], int]:
    """Return one page of the list and the number of links that pass; raises BadInput for an unknown column or state."""
    if sort.removeprefix("-") not in tables.SORTS:
        raise BadInput(
            msg("Links cannot be sorted by “{column}”.", column=sort[:40]),
            msg("Choose from: {columns}.", columns=", ".join(tables.SORTS)),
            kind="sort",
        )
    if filters.get("state") not in (None, *STATES):
        raise BadInput(
            msg("There is no state “{state}”.", state=filters["state"][:40]),
            msg("Choose from: {states}.", states=", ".join(STATES)),
            kind="state",
        )
    with house.store.read() as connection:
        return tables.page(connection, filters, sort, offset, limit, now())


def link_page(house: House, slug: str) -> LinkPage:
    """Return one link with all clicks up to now; raises NotFound."""
    count_all(house)
    with house.store.read() as connection:
        link = known(connection, slug)
        found = click_tables.by_target(connection, link.id)
        hours = click_tables.by_hour(connection, link.id)
        history = tables.history(connection, link.id)
    tags = tags_of(link.wish)
    by_target = [
        found.get(place, Clicks()) for place in range(max([len(link.targets), *(place + 1 for place in found)]))
    ]
    urls = [tagged(target.url, tags) for target in link.targets]
    return LinkPage(link, link.state(now()), urls, sum(found.values(), Clicks()), by_target, hours, history)


def free_slug(house: House, wished: str) -> str:
    """Return a slug that no link has: the wished one where it is free, else with a number behind it."""
    room = LONGEST_SLUG - len(str(MOST_TRIED)) - 1
    wishes = [wished, *(f"{wished[:room]}-{number}" for number in range(2, MOST_TRIED))]
    with house.store.read() as connection:
        taken = tables.find(connection, wishes)
    return next((one for one in wishes if one not in taken), "")


def names_in_use(house: House, column: str) -> Sequence[str]:
    """Return the creators or campaigns that links have, for a filter."""
    with house.store.read() as connection:
        return tables.names_in_use(connection, column)
