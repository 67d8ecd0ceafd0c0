"""Leads, deals and refunds as they come in: each kept once by its key, and once in the journal.

One transaction holds the record and its touchpoint. What was sent earlier and comes later changes nothing; what an
erased person left does not come back.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.contracts import Kept, NewDeal, NewLead, NewRefund, Origin, Traces
from nahbar.campaigns.leads.crediting import merged
from nahbar.campaigns.leads.schema import deal, lead
from nahbar.campaigns.leads.service.keeping import keep_deal, keep_lead, keep_refund
from nahbar.campaigns.leads.service.origins import creator_ids, origins_of
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.touchpoints import NotATouchpoint

# Two deliveries of one order at the same moment: the second must see what the first has written. SQLite has one writer.
WRITING_LOCK = 7_310_002
ERASED_KEY = "erased"
WHO = "import"
New = TypeVar("New", NewLead, NewDeal)
# What a caller keeps in the same transaction, handed what became of what it gave.
Also: TypeAlias = Callable[[sa.Connection, Sequence[Kept]], None]


def record_lead(house: House, given: NewLead, who: str = WHO, patience_ms: int | None = None) -> Kept:
    """Keep a lead; see `record_leads`."""
    return record_leads(house, [given], who, patience_ms)[0]


def record_deal(house: House, given: NewDeal, who: str = WHO, patience_ms: int | None = None) -> Kept:
    """Keep a deal; see `record_deals`."""
    return record_deals(house, [given], who, patience_ms)[0]


def record_refund(house: House, given: NewRefund, who: str = WHO, patience_ms: int | None = None) -> Kept:
    """Keep a refund; see `record_refunds`."""
    return record_refunds(house, [given], who, patience_ms)[0]


def record_leads(
    house: House, given: Sequence[NewLead], who: str = WHO, patience_ms: int | None = None, also: Also | None = None
) -> Sequence[Kept]:
    """Keep leads in one transaction, with a touchpoint for each new one. Raises BadInput for what no touchpoint may be.

    With `patience_ms` a locked store is given up on after that time (raises Unavailable). What `also` keeps happens
    with the leads or not at all.
    """
    return _record(house, lead, given, keep_lead, who, patience_ms, also)


def record_deals(
    house: House, given: Sequence[NewDeal], who: str = WHO, patience_ms: int | None = None
) -> Sequence[Kept]:
    """Keep deals in one transaction, with a touchpoint for each new one; see `record_leads`."""
    return _record(house, deal, given, keep_deal, who, patience_ms)


def record_refunds(
    house: House, given: Sequence[NewRefund], who: str = WHO, patience_ms: int | None = None
) -> Sequence[Kept]:
    """Keep refunds in one transaction; one whose deal is not there yet waits for it."""
    with house.store.write(patience_ms) as connection:
        hold(connection)
        return [_told(keep_refund, connection, one, erased_key(house, one.deal_key)) for one in given]


def _record(
    house: House,
    table: sa.Table,
    given: Sequence[New],
    keep: Callable[..., Kept],
    who: str,
    patience_ms: int | None,
    also: Also | None = None,
) -> Sequence[Kept]:
    with house.store.read() as connection:
        known = rows.by_keys(connection, table, [one.key for one in given])
    origins = origins_of(house, [merged(_traces(known.get(one.key)), one.traces) for one in given])
    with house.store.write(patience_ms) as connection:
        hold(connection)
        before = _before(house, connection, table, given)
        creators = creator_ids(connection, origins)
        kept = []
        for one, origin in zip(given, origins, strict=True):
            there = before.get(one.key)
            columns = {**_columns(origin), "creator_id": creators.get(origin.creator or "")}
            done = _told(keep, connection, one, there, origin, columns, who, now(), house.workspace.settings.currency)
            kept.append(done)
            # The same key again in one call meets what was just written.
            before.update(rows.by_keys(connection, table, [one.key]))
        if also is not None:
            also(connection, kept)
    return kept


def hold(connection: sa.Connection) -> None:
    """Let nobody else write leads and deals until this transaction ends."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (WRITING_LOCK,))


def _before(house: House, connection: sa.Connection, table: sa.Table, given: Sequence[New]) -> dict[str, Any]:
    found = rows.by_keys(connection, table, [one.key for one in given])
    erased = {erased_key(house, one.key): one.key for one in given if one.key not in found}
    gone = rows.by_keys(connection, table, erased)
    return {**found, **{erased[key]: row for key, row in gone.items()}}


def erased_key(house: House, key: str) -> str:
    """Return the key under which something is known whose person was erased: it says nothing to anybody."""
    return "erased:" + hmac.digest(house.workspace.key(ERASED_KEY), key.encode(), "sha256").hex()


def _traces(row: Mapping[str, Any] | None) -> Traces:
    if row is None:
        return Traces()
    return Traces(**{name: row[name] for name in ("click", "link", "code", "campaign")})


def _columns(origin: Origin) -> dict[str, Any]:
    names = ("campaign", "post", "variant", "code", "link", "click", "channel", "by")
    return {name: getattr(origin, name) for name in names}


def _told(keep: Callable[..., Kept], *given: Any) -> Kept:
    try:
        return keep(*given)
    except NotATouchpoint as error:
        raise BadInput(
            error.reason, msg("Correct {field:raw}. Nothing was kept.", field=error.column), kind=error.column
        ) from error
