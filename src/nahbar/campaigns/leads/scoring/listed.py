"""The chances in the list of leads: a column of its own while there is a score, sorted, and in the CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.leads.contracts import Lead
from nahbar.campaigns.leads.scoring.service import kept_score, named_leads
from nahbar.campaigns.leads.service import moving
from nahbar.kernel.house import House
from nahbar.kernel.web.listing import Listing
from nahbar.measure.score_checks import Figure

CHANCE = "chance"
CHANCE_COLUMNS = ("chance", "chance_low", "chance_high")
Chances = Mapping[int, Figure]


def kept_chances(house: House) -> Chances:
    """Return the chances of open leads by number, without waiting for them; empty where there is no score."""
    found = kept_score(house)
    return {} if found is None else {one.lead_id: one.figure for one in found.chances}


def chance_cells(lead_id: int, scored: Chances) -> list[object]:
    """Return CHANCE_COLUMNS of a lead, nothing where there is no score at all."""
    figure = scored.get(lead_id)
    if not scored:
        return []
    return ["", "", ""] if figure is None else [f"{end:.4f}" for end in (figure.value, figure.low, figure.high)]


def page_by(
    house: House, listing: Listing, scored: Chances, *, everything: bool = False
) -> tuple[Sequence[Lead], int, Mapping[int, str]]:
    """Return a page of leads (or all), how many pass the filters, and the names of their creators by number."""
    offset, limit = (0, None) if everything else (listing.offset, listing.rows)
    if listing.column != CHANCE:
        return moving.page_of_leads(house, listing.filters, listing.sort, offset, limit)
    ids = _ordered(moving.ids_of_leads(house, listing.filters), scored, listing.descending)
    some = ids[offset:] if limit is None else ids[offset : offset + limit]
    by_id = named_leads(house, some)
    leads = [by_id[one] for one in some if one in by_id]
    return leads, len(ids), moving.creator_names_of(house, leads)


def _ordered(ids: Sequence[int], scored: Chances, descending: bool) -> list[int]:
    """Return leads by their chance; those without one come last, as empty cells do in every column."""
    with_one = [one for one in ids if one in scored]
    return [
        *sorted(with_one, key=lambda one: scored[one].value, reverse=descending),
        *(one for one in ids if one not in scored),
    ]
