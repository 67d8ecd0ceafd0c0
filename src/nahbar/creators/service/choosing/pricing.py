"""Prices of creators: those in the workspace, those of a file, and estimates where nobody has named one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nahbar.creators.intake import Choice, PriceRecord, Refusal, open_source, read_price
from nahbar.creators.portfolio.pricing import FEWEST_PAIRS, Estimate, Sized, estimate_prices, platforms_without
from nahbar.creators.tables import portfolio as tables
from nahbar.creators.tables.references import find_creators
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.values import Unreadable

SHOWN_NAMES = 10
DEFAULT_CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices by creator in hundredths of one currency, and what to tell about them.

    `estimates` are for creators without a price; nobody is in both.
    """

    cents: Mapping[int, int]
    currency: str
    notes: Sequence[Message] = ()
    estimates: Mapping[int, Estimate] = field(default_factory=dict)


def stored_prices(house: House, currency: str = "") -> Prices:
    """Return the prices in the workspace, in the currency that most have where none is named.

    Raises BadInput when there are none.
    """
    with house.store.read() as connection:
        rows, wanted = tables.prices(connection), currency or tables.usual_currency(connection)
    if not rows:
        raise BadInput(
            msg("No creator has a price yet."),
            msg("Import a table of prices (platform, handle, price, currency), or name one with --prices."),
            kind="no-prices",
        )
    others = sum(code != wanted for _, code in rows.values())
    note = msg(
        "{n} {n|creator has|creators have} a price in another currency and {n|is|are} left out: nahbar converts none.",
        n=others,
    )  # fmt: skip
    cents = {one: cents for one, (cents, code) in rows.items() if code == wanted}
    return Prices(cents, wanted, [note] if others else [])


def usual_budget(prices: Prices) -> int:
    """Return a round budget to begin with: about a fifth of all prices, in hundredths."""
    asked = [*prices.cents.values(), *(one.cents for one in prices.estimates.values())]
    total = sum(asked) / 500
    place = 10 ** max(0, len(str(int(total))) - 1)
    return int(max(1, round(total / place)) * place * 100)


def read_prices(house: House, path: Path, platform: str = "") -> Prices:
    """Return the prices of a file (platform, handle, price, currency).

    Creators that the workspace does not know and rows that cannot be read are named in notes. Raises BadInput for
    several currencies in one file, with the row, and for a file without one readable row.
    """
    source = open_source("prices", path, Choice(platform=platform, guess=True), now())
    records: dict[tuple[str, str], PriceRecord] = {}
    notes, currency = [], ""
    for number, one in enumerate((record for _, part in source.parts for record in part), start=1):
        if isinstance(one, Refusal):
            notes.append(msg("Row {row} of the prices is left out: {why}", row=one.row, why=one.reason))
        elif isinstance(one, PriceRecord):
            currency = currency or one.currency
            if one.currency != currency:
                raise _mixed(number, one.currency, currency)
            records[one.platform, one.handle_key] = one
    if not records:
        raise BadInput(
            msg("{file} holds no price that could be read.", file=path.name),
            msg("Each row needs platform, handle, price and currency."),
            kind="no-prices",
        )
    with house.store.read() as connection:
        ids = find_creators(connection, records)
    unknown = [f"{one.platform}/{one.handle}" for key, one in records.items() if key not in ids]
    if unknown:
        names = ", ".join(unknown[:SHOWN_NAMES]) + (" …" if len(unknown) > SHOWN_NAMES else "")
        notes.append(
            msg(
                "Not in the workspace, so nothing is known of their audience: {names}. Import them to weigh them.",
                names=names,
            )
        )
    return Prices({ids[key]: one.price for key, one in records.items() if key in ids}, currency, notes[:50])


def _mixed(row: int, code: str, currency: str) -> BadInput:
    return BadInput(
        msg("Row {row} of the prices is in {code}, the rows before it are in {currency}.", row=row, code=code,
            currency=currency),
        msg("Put all prices into one currency; nahbar does not convert."),
        kind="mixed-currencies",
    )  # fmt: skip


def with_estimates(house: House, prices: Prices, cents_per_thousand: int | None = None) -> Prices:
    """Return prices with estimates for the creators that have none, see `nahbar.creators.portfolio.pricing`."""
    with house.store.read() as connection:
        rows = tables.sizes(connection)
    sized = [Sized(row.id, row.platform, row.followers, prices.cents.get(row.id)) for row in rows]
    estimates = estimate_prices(sized, cents_per_thousand)
    return replace(prices, estimates=estimates, notes=[*prices.notes, *_notes(sized, estimates, cents_per_thousand)])


def prices_given(
    house: House, currency: str = "", listed: Prices | None = None, *, estimate: bool = False, per_thousand: str = ""
) -> Prices:
    """Return the prices `listed`, else those in the workspace.

    Creators without one get an estimate, or a rate for 1,000 followers, where that is asked for.
    With a rate nobody needs a price. Raises BadInput for a rate that is no amount, for a currency in which there is no
    price, and as `stored_prices` does.
    """
    rate = _read_rate(per_thousand) if per_thousand.strip() else None
    try:
        known = listed or stored_prices(house, currency)
    except BadInput as error:
        if error.kind != "no-prices" or rate is None:
            raise
        known = Prices({}, currency or DEFAULT_CURRENCY)
    if not known.cents and listed is None and rate is None:
        raise BadInput(
            msg("No creator has a price in {currency}.", currency=known.currency),
            msg("Name the currency of the prices that are here, or import prices in this one."),
            kind="currency",
        )
    return with_estimates(house, known, rate) if estimate or rate is not None else known


def _read_rate(text: str) -> int:
    try:
        cents = read_price(None)(text)
    except Unreadable:
        cents = None
    if not cents:
        raise BadInput(
            msg("“{text}” is no price for 1,000 followers.", text=text), msg("Write it as 12 or 12,50 €."), kind="rate"
        )
    return cents


def _notes(sized: Sequence[Sized], estimates: Mapping[int, Estimate], rate: int | None) -> list[Message]:
    notes = []
    if estimates and rate is not None:
        notes.append(
            msg(
                "{n} {n|price is|prices are} not known and taken as a rate for 1,000 followers: ask before you book.",
                n=len(estimates),
            )
        )
    elif estimates:
        notes.append(
            msg(
                "{n} {n|price is|prices are} estimated from what creators of like size on the platform ask (a power of "
                "the followers, least squares on logs): ask before you book.",
                n=len(estimates),
            )
        )
    missing = platforms_without(sized, estimates)
    if missing:
        notes.append(
            msg(
                "Too few prices to estimate others ({n} are needed on a platform): {names}.",
                n=FEWEST_PAIRS,
                names=", ".join(missing),
            )
        )
    return notes
