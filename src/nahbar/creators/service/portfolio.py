"""Chooses creators for a budget: gathers who has a price, what is known of their audiences, and runs the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from nahbar.creators.portfolio.choosing import choose_creators
from nahbar.creators.portfolio.contracts import Candidate, PassedOver, Portfolio, Share, Wish
from nahbar.creators.portfolio.eligible import quality, split
from nahbar.creators.record_types import PriceRecord
from nahbar.creators.records import Refusal
from nahbar.creators.service import vetting
from nahbar.creators.service.follower_lists import METHOD
from nahbar.creators.service.overlapping import MOST_PAIRED, all_listed, all_sketched, gather_crowd, sized
from nahbar.creators.service.sources import Choice, open_source
from nahbar.creators.tables import portfolio as tables
from nahbar.creators.tables import reports
from nahbar.creators.tables.references import find_creators
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg

# The same data must give the same choice.
SEED = 20_261_121
# So many are vetted on the way; more would make whoever asks wait for minutes.
MOST_VETTED = 200
SHOWN_NAMES = 10
# What the exact solver may take where a command waits, and where a person looks at a page.
PATIENT, QUICK = 5.0, 1.5


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices by creator in hundredths of one currency, and what to tell about them."""

    cents: Mapping[int, int]
    currency: str
    notes: Sequence[Message] = ()


def choose_portfolio(
    house: House, wish: Wish, prices: Prices | None = None, *, vet: bool = False, seconds: float = PATIENT
) -> Portfolio:
    """Return the best choice for a wish.

    `prices` are those of a file; without them those in the workspace. With `vet` creators without a fresh report are
    vetted first while they are few. Raises BadInput when no creator has a price or when prices are mixed.
    """
    given = prices or stored_prices(house, wish.currency)
    if vet:
        _vet_stale(house, list(given.cents))
    with house.store.read() as connection:
        found = sized(connection, _candidates(connection, given.cents, wish))
        able, over = split(found, wish)
        able, left_out = _shortlist(connection, able, wish)
        crowd = gather_crowd(connection, able, SEED)
    done = choose_creators(able, [*over, *left_out], crowd, replace(wish, currency=given.currency), SEED, seconds)
    return replace(done, notes=[*given.notes, *done.notes])


def stored_prices(house: House, currency: str = "") -> Prices:
    """Return the prices in the workspace. Raises BadInput when there are none, or several currencies and none named."""
    with house.store.read() as connection:
        rows = tables.prices(connection)
    counts: dict[str, int] = {}
    for _, code in rows.values():
        counts[code] = counts.get(code, 0) + 1
    if not rows:
        raise BadInput(
            msg("No creator has a price yet."),
            msg("Import a table of prices (platform, handle, price, currency), or name one with --prices."),
            kind="no-prices",
        )
    wanted = currency or max(counts, key=lambda code: counts[code])
    others = sum(n for code, n in counts.items() if code != wanted)
    note = msg(
        "{n} {n|creator has|creators have} a price in another currency and {n|is|are} left out: nahbar converts none.",
        n=others,
    )  # fmt: skip
    cents = {one: cents for one, (cents, code) in rows.items() if code == wanted}
    return Prices(cents, wanted, [note] if others else [])


def usual_budget(prices: Prices) -> int:
    """Return a round budget to begin with: about a fifth of all prices, in hundredths."""
    total = sum(prices.cents.values()) / 500
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


def _vet_stale(house: House, ids: Sequence[int]) -> None:
    with house.store.read() as connection:
        stale = set(reports.stale_ids(connection, METHOD)) & set(ids)
    if not stale or len(stale) > MOST_VETTED:
        return
    vetting.curves_for_one(house)
    rows = vetting.vet_chunk(house, sorted(stale))
    with house.store.write() as connection:
        reports.keep_reports(connection, rows)


def _candidates(connection: sa.Connection, cents: Mapping[int, int], wish: Wish) -> list[Candidate]:
    ids = sorted(cents)
    personas = _personas(connection, ids, wish) if wish.goal == "persona" else {}
    return [
        Candidate(
            id=row.id,
            platform=row.platform,
            handle=row.handle,
            name=row.name or row.handle,
            price_cents=cents[row.id],
            followers=row.followers,
            niche=row.category or None,
            language=row.language or None,
            verdict=row.verdict,
            genuine=_genuine(row),
            rate=None if row.rate is None else Share(row.rate, row.rate_low, row.rate_high),
            persona=personas.get(row.id),
        )
        for row in tables.candidates(connection, ids)
    ]


def _genuine(row: sa.Row[Any]) -> Share | None:
    if row.audit_n is None or row.audit_share is None:
        return None
    return Share(1 - row.audit_share, 1 - row.audit_high, 1 - row.audit_low)


def _personas(connection: sa.Connection, ids: Sequence[int], wish: Wish) -> dict[int, Share]:
    found: dict[int, Share] = {}
    for one, content in tables.reports(connection, ids).items():
        audience = msgspec.json.decode(content)["audience"]
        share = persona_share(audience, wish)
        if share is not None:
            found[one] = share
    return found


def persona_share(audience: Mapping[str, Any], wish: Wish) -> Share | None:
    """Return the share of an audience (as a vetting report says it) in the persona, None when a part is not known.

    Language by comments and topics by profile texts are taken as independent of each other; topics are added up.
    """
    parts: list[Share] = []
    if wish.persona_language:
        lines = [one for one in audience["languages"] if one["language"] == wish.persona_language]
        parts.append(_added(lines) if lines else Share(0.0, 0.0, 0.0))
        if not audience["languages"]:
            return None
    if wish.persona_topics:
        if not audience["topics"]:
            return None
        parts.append(_added([one for one in audience["topics"] if one["topic"] in wish.persona_topics]))
    if not parts:
        return None
    return Share(*(float(np.prod([getattr(one, name) for one in parts])) for name in ("value", "low", "high")))


def _added(lines: Sequence[Mapping[str, Any]]) -> Share:
    sums = [sum(line["share"] for line in lines), *(sum(line["interval"][end] for line in lines) for end in (0, 1))]
    value, low, high = (min(1.0, total) for total in sums)
    return Share(value, low, high)


def _shortlist(
    connection: sa.Connection, able: Sequence[Candidate], wish: Wish
) -> tuple[list[Candidate], list[PassedOver]]:
    """Keep those with most people for their price where every pair would have to be looked at."""
    if len(able) <= MOST_PAIRED or _all_counted(connection, able):
        return list(able), []
    worth = np.array([quality(one, wish).value * (one.followers or 0) for one in able])
    price = np.array([max(1, one.price_cents) for one in able])
    kept = set(np.argsort(-worth / price)[: MOST_PAIRED // 2].tolist())
    for one in np.argsort(-worth):
        if len(kept) >= MOST_PAIRED:
            break
        kept.add(int(one))
    reason = msg("Not weighed: {n} others have more people for their price or more in all.", n=len(kept))
    left_out = [PassedOver(one, reason) for row, one in enumerate(able) if row not in kept]
    return [one for row, one in enumerate(able) if row in kept], left_out


def _all_counted(connection: sa.Connection, able: Sequence[Candidate]) -> bool:
    """Return whether lists, sketches or the table of overlaps speak of all candidates, so that nothing is assumed."""
    ids = [one.id for one in able]
    if all_listed(able, tables.list_sizes(connection, ids)) or all_sketched(able, tables.sketch_names(connection, ids)):
        return True
    in_table = {one for a, b, _ in tables.overlaps(connection, ids) for one in (a, b)}
    return len(in_table) == len(ids)
