"""Data protection: what is kept on a customer handed out, or erased; the sums of the brand stay without a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.leads.mailbox.schema import mailbox, mailbox_message
from nahbar.campaigns.leads.schema import deal, lead, lead_contact, lead_step, refund
from nahbar.campaigns.leads.service.people import clean_email, person_of
from nahbar.campaigns.leads.service.recording import erased_key, hold
from nahbar.creators import forget_customer_in_imports
from nahbar.kernel.errors import NotFound
from nahbar.kernel.house import House
from nahbar.kernel.lake import erase_pseudonym, export_touchpoints

# Shorter ones would be found in words that mean somebody else.
SHORTEST_NAME = 6
NOBODY = {"person": None, "click": None}
NOWHERE = {"came_from": None, "country": None}


def export_customer(house: House, name: str) -> Mapping[str, Any]:
    """Return everything on a customer, named by e-mail address or pseudonym. Raises NotFound when there is nothing."""
    person = _person(house, name)
    with house.store.read() as connection:
        both = sa.select(lead, lead_contact).outerjoin(lead_contact).where(lead.c.person == person)
        leads = [dict(row) for row in connection.execute(both).mappings()]
        mails = _mails(connection, [row["id"] for row in leads])
        deals = [dict(row) for row in connection.execute(sa.select(deal).where(deal.c.person == person)).mappings()]
    try:
        found: Mapping[str, Any] = export_touchpoints(house, person)
    except NotFound:
        if not leads and not deals:
            raise
        found = {"person": person, "touchpoints": []}
    return {**found, "leads": leads, "deals": deals, "mails": mails}


def _mails(connection: sa.Connection, leads: Sequence[int]) -> Sequence[Mapping[str, Any]]:
    """Return where the messages lie that became these leads: nahbar reads a mailbox, and leaves its messages there."""
    names = (mailbox.c.name, mailbox.c.folder, mailbox_message.c.uid, mailbox_message.c.came_at)
    mine = sa.select(*names).join(mailbox, mailbox.c.id == mailbox_message.c.mailbox_id)
    return [dict(row) for row in connection.execute(mine.where(mailbox_message.c.lead_id.in_(leads))).mappings()]


def erase_customer(house: House, name: str, who: str) -> tuple[int, Sequence[str]]:
    """Erase a customer, named by e-mail address or pseudonym, from every file of the workspace.

    A lead and a deal stay as a sum without a name, so that what was earned and paid is not changed; their keys are
    turned into what says nothing, so that the same one that is sent again is known and does not come back. Returns the
    rows and the files that went. Raises NotFound when nothing was kept.
    """
    person = _person(house, name)
    with house.store.write() as connection:
        hold(connection)
        count = _erase_leads(house, connection, person) + _erase_deals(house, connection, person)
    # A table that was dropped here, and reasons of rows that were refused in one, may hold the address.
    dropped = forget_customer_in_imports(house, [name.strip()]) if len(name.strip()) >= SHORTEST_NAME else ()
    try:
        rows, files = erase_pseudonym(house, person, who)
    except NotFound:
        if not count and not dropped:
            raise
        rows, files = 0, []
    return rows + count, [*files, *dropped]


def _person(house: House, name: str) -> str:
    return (person_of(house, name) or name) if clean_email(name) else name


def _erase_leads(house: House, connection: sa.Connection, person: str) -> int:
    rows = connection.execute(sa.select(lead.c.id, lead.c.key).where(lead.c.person == person)).all()
    for row in rows:
        connection.execute(lead_contact.delete().where(lead_contact.c.lead_id == row.id))
        connection.execute(mailbox_message.update().where(mailbox_message.c.lead_id == row.id).values(lead_id=None))
        connection.execute(lead_step.update().where(lead_step.c.lead_id == row.id).values(reason=""))
        values = {**NOBODY, "key": erased_key(house, row.key), "source_said": "", "reason": ""}
        connection.execute(lead.update().where(lead.c.id == row.id).values(**values))
    return len(rows)


def _erase_deals(house: House, connection: sa.Connection, person: str) -> int:
    rows = connection.execute(sa.select(deal.c.id, deal.c.key).where(deal.c.person == person)).all()
    for row in rows:
        connection.execute(refund.delete().where(refund.c.deal_key == row.key))
        values = {**NOBODY, "key": erased_key(house, row.key), "order_number": None, **NOWHERE}
        connection.execute(deal.update().where(deal.c.id == row.id).values(**values))
    return len(rows)
