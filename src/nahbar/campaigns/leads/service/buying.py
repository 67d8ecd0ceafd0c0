"""Who bought what when, for rooms that ask how customers go on: deals whose person is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.leads.schema import deal
from nahbar.kernel.clock import day_of
from nahbar.kernel.house import House


@dataclass(frozen=True, slots=True)
class Purchase:
    """A deal of a person (a pseudonym): the day since 1970, and what was kept of its value, in hundredths."""

    person: str
    day: int
    cents: int
    currency: str


def purchases_of_people(house: House) -> Sequence[Purchase]:
    """Return the deals of people who are named, oldest first; a deal that was given back whole is none."""
    kept = deal.c.value_cents - deal.c.refunded_cents
    statement = sa.select(deal.c.person, deal.c.at, kept.label("cents"), deal.c.currency)
    mine = statement.where(deal.c.person.is_not(None), kept > 0).order_by(deal.c.at, deal.c.id)
    with house.store.read() as connection:
        return [Purchase(row.person, day_of(row.at), row.cents, row.currency) for row in connection.execute(mine)]
