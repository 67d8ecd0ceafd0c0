"""Import of leads, deals and orders from a table: row by row, a refused one stops no other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from nahbar.campaigns.leads import reading
from nahbar.campaigns.leads.columns import COLUMNS, REQUIRED, guess_columns
from nahbar.campaigns.leads.contracts import ANY_SHOP, Kept, NewDeal, NewLead
from nahbar.campaigns.leads.schema import deal, hook
from nahbar.campaigns.leads.service.people import clean_email, person_of
from nahbar.campaigns.leads.service.recording import record_deals, record_leads
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.importing import Imported, Wishes, match_headers
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Row, Table, open_table

# One transaction each, so that others who write wait for moments only.
BATCH_ROWS = 1_000
SAMPLE_ROWS = 200
LOCK_WAIT_SECONDS = 20.0
SHOPS = ("shopify", "woocommerce")
WHO = "import"

Progress = Callable[[float], None]
Read = Callable[[Row], NewLead | NewDeal | None]
Numbered = Sequence[tuple[int, NewLead | NewDeal]]


def import_leads(house: House, path: Path, wishes: Wishes, progress: Progress = lambda done: None) -> Imported:
    """Import leads, also as HubSpot and Pipedrive export contacts and deals; see `_import`."""
    return _import(house, path, "leads", wishes, progress)


def import_deals(house: House, path: Path, wishes: Wishes, progress: Progress = lambda done: None) -> Imported:
    """Import deals; see `_import`."""
    return _import(house, path, "deals", wishes, progress)


def import_orders(house: House, path: Path, wishes: Wishes, progress: Progress = lambda done: None) -> Imported:
    """Import orders, also as Shopify and WooCommerce export them.

    `wishes.platform` names the shop as its webhooks do, so that an order that came by one is known; see `_import`.
    """
    return _import(house, path, "orders", wishes, progress)


def _import(house: House, path: Path, kind: str, wishes: Wishes, progress: Progress) -> Imported:
    """Import the table `path`; running it again changes nothing.

    A refused row does not stop the others, unless `wishes.strict`: then the file is read once before anything is kept.
    Raises BadInput for a file or columns that cannot be read, Conflict when another import runs longer than the wait.
    """
    table = open_table(path)
    named = {**guess_columns(table.headers, kind), **wishes.columns}
    taken = {column for column in wishes.columns.values() if column}
    named = {header: one for header, one in named.items() if header in wishes.columns or one not in taken}
    index, left = match_headers(table.headers, COLUMNS[kind], named)
    _need(path, kind, index, table.headers)
    sample = list(itertools.islice(table.rows(), SAMPLE_ROWS))
    cells = reading.Cells(index, sample, now(), house.workspace.settings.currency)
    read = _reader(house, kind, cells, wishes.platform)
    done = Imported()
    with house.workspace.lock("import", LOCK_WAIT_SECONDS):
        if wishes.strict:
            _check(table, read)
        _bring_in(house, kind, table, read, done, progress)
    done.notes = [*table.notes]
    if left:
        done.notes = [*done.notes, msg("Left out: {headers}.", headers=", ".join(left)[:300])]
    return done


def _need(path: Path, kind: str, index: object, headers: Sequence[str]) -> None:
    missing = [name for name in REQUIRED[kind] if name not in index]  # type: ignore[operator]  # a mapping
    if missing:
        raise BadInput(
            msg("{file}: no header gives {columns}.", file=path.name, columns=", ".join(missing)),
            msg('Name it with --map "Header=column". The headers are: {headers}.', headers=", ".join(headers)[:500]),
            kind="missing-columns",
        )


def _reader(house: House, kind: str, cells: reading.Cells, platform: str) -> Read:
    shop = platform or sole_shop(house)

    def lead(row: Row) -> NewLead:
        one = reading.read_lead(cells, row)
        return replace(one, person=person_of(house, one.email, one.person), email=clean_email(one.email))

    def sale(row: Row) -> NewDeal:
        one = reading.read_deal(cells, row)
        return replace(one, person=person_of(house, one.person or "", one.person))

    def order(row: Row) -> NewDeal | None:
        one = reading.read_order(cells, row)
        if one is None:
            return None
        person = person_of(house, one.person or "", one.person)
        return replace(one, key=f"{shop}:{one.key}", shop=shop, person=person)

    readers: dict[str, Read] = {"leads": lead, "deals": sale, "orders": order}
    return readers[kind]


def examiner(
    house: House, kind: str, index: Mapping[str, int], sample: Sequence[Row], platform: str
) -> Callable[[Row], tuple[str, Message] | None]:
    """Return what says why a row would be refused, as (column, reason); None for one that would be taken."""
    cells = reading.Cells(index, sample, now(), house.workspace.settings.currency)
    read = _reader(house, kind, cells, platform)

    def look(row: Row) -> tuple[str, Message] | None:
        try:
            read(row)
        except reading.Wrong as error:
            return error.column, error.reason
        return None

    return look


def sole_shop(house: House) -> str:
    """Return the name of the only shop that is connected, a plain word where there is none or several."""
    names = connected_shops(house)
    return names[0] if len(names) == 1 else ANY_SHOP


def connected_shops(house: House) -> Sequence[str]:
    """Return the names of the shops that send webhooks."""
    with house.store.read() as connection:
        shops = sa.select(hook.c.name).where(hook.c.kind.in_(SHOPS), hook.c.revoked_at.is_(None))
        return connection.execute(shops).scalars().all()


def _check(table: Table, read: Read) -> None:
    for row in table.rows():
        try:
            read(row)
        except reading.Wrong as error:
            raise BadInput(
                msg(
                    "Row {row:raw} is refused ({column}): {why:raw}",
                    row=row.number,
                    column=error.column or "-",
                    why=error.reason,
                ),
                msg("Correct the row, or import without --strict. Nothing was imported."),
                kind="refused-row",
            ) from error


def _bring_in(house: House, kind: str, table: Table, read: Read, done: Imported, progress: Progress) -> None:
    rows = table.rows()
    while batch := list(itertools.islice(rows, BATCH_ROWS)):
        good: Numbered = list(_good(batch, read, done))
        if kind == "orders":
            good = _as_known(house, good)
        for one in _keep(house, good, done):
            setattr(done, one.outcome, getattr(done, one.outcome) + 1)
        done.read += len(batch)
        progress(table.bytes_read)


def _good(batch: list[Row], read: Read, done: Imported) -> Iterator[tuple[int, NewLead | NewDeal]]:
    for row in batch:
        try:
            one = read(row)
        except reading.Wrong as error:
            done.refuse(row.number, error.column, error.reason)
            continue
        if one is None:
            done.same += 1
        else:
            yield row.number, one


def _keep(house: House, good: Numbered, done: Imported) -> Iterator[Kept]:
    """Keep a batch at once; where one of it is refused by the journal, one by one, so that the others come in."""
    try:
        yield from _record(house, [one for _, one in good])
        return
    except BadInput:
        pass
    for number, one in good:
        try:
            yield from _record(house, [one])
        except BadInput as error:
            done.refuse(number, error.kind, error.message)


def _record(house: House, good: Sequence[NewLead | NewDeal]) -> Sequence[Kept]:
    leads = [one for one in good if isinstance(one, NewLead)]
    deals = [one for one in good if isinstance(one, NewDeal)]
    return [*(record_leads(house, leads, WHO) if leads else []), *(record_deals(house, deals, WHO) if deals else [])]


def _as_known(house: House, good: Numbered) -> Numbered:
    """Return orders under the key that their webhook gave them, where a table knows the number alone."""
    orders = [one for _, one in good if isinstance(one, NewDeal)]
    spelled = {spelling for one in orders for spelling in _spellings(one)}
    with house.store.read() as connection:
        mine = sa.select(deal.c.key, deal.c.shop, deal.c.order_number).where(deal.c.order_number.in_(spelled))
        known = {(row.shop, row.order_number): row.key for row in connection.execute(mine)}
    return [(number, _known_as(one, known) if isinstance(one, NewDeal) else one) for number, one in good]


def _spellings(order: NewDeal) -> tuple[str, ...]:
    plain = (order.order_number or "").removeprefix("#")
    return (plain, f"#{plain}") if plain else ()


def _known_as(order: NewDeal, known: dict[tuple[str | None, str | None], str]) -> NewDeal:
    keys = (known.get((order.shop, spelling)) for spelling in _spellings(order))
    found = next((key for key in keys if key), None)
    return order if found is None else replace(order, key=found, order_number=None)
