"""What waits for a person among the leads."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.leads.contracts import STAGES
from nahbar.campaigns.leads.mailbox.contracts import REFUSED
from nahbar.campaigns.leads.mailbox.schema import mailbox_message
from nahbar.campaigns.leads.schema import lead
from nahbar.kernel.house import House


@dataclass(frozen=True, slots=True)
class WaitingLeads:
    """How many leads nobody has moved yet, and how many e-mails were refused and not settled."""

    new: int
    refused: int


def waiting_leads(house: House) -> WaitingLeads:
    """Return what waits for a person."""
    refused = (mailbox_message.c.outcome == REFUSED, mailbox_message.c.settled_at.is_(None))
    with house.store.read() as connection:
        new = sa.select(sa.func.count()).select_from(lead).where(lead.c.stage == STAGES[0])
        other = sa.select(sa.func.count()).select_from(mailbox_message).where(*refused)
        return WaitingLeads(connection.execute(new).scalar_one(), connection.execute(other).scalar_one())
