"""What became known of deals after they were written, for rooms that read touchpoints: refunds, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.leads.crediting import deal_touchpoint_id, touchpoint_id
from nahbar.campaigns.leads.schema import deal, lead
from nahbar.kernel.house import House


@dataclass(frozen=True, slots=True)
class DealNote:
    """Hundredths that were given back, and the answer to "how did you find us?" of the lead that became the deal."""

    refunded_cents: int
    said: str


def deal_notes(house: House) -> Mapping[str, DealNote]:
    """Return what is known of deals, by the id of their touchpoint; deals of which nothing is known are left out.

    A deal without a lead of its own takes the answer of the latest lead of the same person before it.
    """
    columns = (deal.c.key, deal.c.shop, deal.c.order_number, deal.c.at, deal.c.person, deal.c.refunded_cents,
               lead.c.source_said)  # fmt: skip
    statement = sa.select(*columns).select_from(deal.outerjoin(lead, lead.c.id == deal.c.lead_id))
    answers = sa.select(lead.c.person, lead.c.came_at, lead.c.source_said)
    answered = answers.where(lead.c.person.is_not(None), lead.c.source_said != "").order_by(lead.c.came_at)
    with house.store.read() as connection:
        rows = connection.execute(statement).all()
        told: dict[str, list[tuple[int, str]]] = {}
        for one in connection.execute(answered):
            told.setdefault(one.person, []).append((one.came_at, one.source_said))
    found: dict[str, DealNote] = {}
    for row in rows:
        earlier = [said for at, said in told.get(row.person or "", ()) if at <= row.at]
        said = row.source_said or (earlier[-1] if earlier else "")
        if said or row.refunded_cents:
            # Orders that came before they were known by their number have the id of their key.
            ids = (touchpoint_id("deal", row.key), deal_touchpoint_id(row.key, row.shop, row.order_number))
            found |= dict.fromkeys(ids, DealNote(row.refunded_cents, said))
    return found
