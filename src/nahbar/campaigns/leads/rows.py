"""Statements on leads, deals and refunds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.leads.contracts import KeptDeal, Lead
from nahbar.campaigns.leads.schema import deal, lead, lead_contact, lead_step, refund
from nahbar.kernel.wanted import joined_on_keys

_LEAD = [lead.c[name] for name in Lead.__dataclass_fields__ if name in lead.c]
_CONTACT = [sa.func.coalesce(lead_contact.c[name], "").label(name) for name in ("email", "name")]
_DEAL = [deal.c[name] for name in KeptDeal.__dataclass_fields__]


def select_leads() -> sa.Select[Any]:
    """Return the statement that reads leads with who they are."""
    return sa.select(*_LEAD, *_CONTACT).select_from(lead.outerjoin(lead_contact))


def read_leads(connection: sa.Connection, statement: sa.Select[Any]) -> list[Lead]:
    """Return the leads of a statement made by `select_leads`."""
    return [Lead(**row) for row in connection.execute(statement).mappings()]


def read_deals(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[KeptDeal]:
    """Return deals, oldest first."""
    statement = sa.select(*_DEAL).where(*where).order_by(deal.c.at, deal.c.id)
    return [KeptDeal(**row) for row in connection.execute(statement).mappings()]


def page_of_deals(
    connection: sa.Connection, where: Sequence[sa.ColumnElement[bool]], order: Any, offset: int, limit: int
) -> list[KeptDeal]:
    """Return one page of deals in an order; of equal ones the newest first."""
    statement = sa.select(*_DEAL).where(*where).order_by(order, deal.c.id.desc()).offset(offset).limit(limit)
    return [KeptDeal(**row) for row in connection.execute(statement).mappings()]


def by_keys(connection: sa.Connection, table: sa.Table, keys: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Return the rows of a table by their key."""
    wanted = joined_on_keys(connection, table, ["key"], [(key,) for key in keys])
    rows = connection.execute(sa.select(table).select_from(wanted)).mappings()
    return {row["key"]: dict(row) for row in rows}


def insert(connection: sa.Connection, table: sa.Table, values: Mapping[str, Any]) -> int:
    """Add a row and return its number."""
    made: int = connection.execute(table.insert().returning(table.c.id), values).scalar_one()
    return made


def change(connection: sa.Connection, table: sa.Table, row_number: int, values: Mapping[str, Any]) -> None:
    """Change a row."""
    connection.execute(table.update().where(table.c.id == row_number).values(**values))


def contact_of(connection: sa.Connection, lead_id: int) -> Mapping[str, Any] | None:
    """Return who a lead is, None once that was erased or where it was never known."""
    found = connection.execute(sa.select(lead_contact).where(lead_contact.c.lead_id == lead_id)).mappings().first()
    return None if found is None else dict(found)


def keep_contact(connection: sa.Connection, lead_id: int, values: Mapping[str, Any], *, known: bool) -> None:
    """Keep who a lead is."""
    if known:
        connection.execute(lead_contact.update().where(lead_contact.c.lead_id == lead_id).values(**values))
    else:
        connection.execute(lead_contact.insert().values(lead_id=lead_id, **values))


def add_step(connection: sa.Connection, values: Mapping[str, Any]) -> None:
    """Remember that a lead moved."""
    connection.execute(lead_step.insert().values(**values))


def steps_of(connection: sa.Connection, lead_id: int) -> Sequence[sa.Row[Any]]:
    """Return how a lead moved, oldest first."""
    mine = sa.select(lead_step).where(lead_step.c.lead_id == lead_id).order_by(lead_step.c.id)
    return connection.execute(mine).all()


def refunds_of(connection: sa.Connection, deal_key: str) -> Sequence[sa.Row[Any]]:
    """Return all refunds of a deal, also those that came before it."""
    mine = sa.select(refund).where(refund.c.deal_key == deal_key).order_by(refund.c.at, refund.c.id)
    return connection.execute(mine).all()
