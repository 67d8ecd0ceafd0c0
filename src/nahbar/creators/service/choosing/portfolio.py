"""Chooses creators for a budget: gathers who has a price, what is known of their audiences, and runs the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from nahbar.creators.fit.places import language_code
from nahbar.creators.portfolio.choosing import choose_creators
from nahbar.creators.portfolio.contracts import Candidate, PassedOver, Portfolio, Share, Wish
from nahbar.creators.portfolio.eligible import quality, split
from nahbar.creators.service.audits.follower_lists import METHOD
from nahbar.creators.service.choosing.overlapping import MOST_PAIRED, all_listed, all_sketched, gather_crowd, sized
from nahbar.creators.service.choosing.pricing import Prices, stored_prices
from nahbar.creators.service.reports import vetting
from nahbar.creators.tables import portfolio as tables
from nahbar.creators.tables import reports
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.language.topics import TOPIC_NAMES

# The same data must give the same choice.
SEED = 20_261_121
# So many are vetted on the way; more would make whoever asks wait for minutes.
MOST_VETTED = 200
# What the exact solver may take where a command waits, and where a person looks at a page.
PATIENT, QUICK = 5.0, 1.5


def choose_portfolio(
    house: House, wish: Wish, prices: Prices | None = None, *, vet: bool = False, seconds: float = PATIENT
) -> Portfolio:
    """Return the best choice for a wish.

    `prices` are those of a file; without them those in the workspace. With `vet` creators without a fresh report are
    vetted first while they are few. Raises BadInput when no creator has a price, when prices are mixed, for limits that
    contradict each other and for a persona with a language or a topic that does not exist.
    """
    _check_limits(wish)
    wish = _with_known_persona(wish)
    given = prices or stored_prices(house, wish.currency)
    if vet:
        _vet_stale(house, list(given.cents))
    with house.store.read() as connection:
        found = sized(connection, _candidates(connection, given, wish))
        able, over = split(found, wish)
        able, left_out = _shortlist(connection, able, wish)
        crowd = gather_crowd(connection, able, SEED)
    done = choose_creators(able, [*over, *left_out], crowd, replace(wish, currency=given.currency), SEED, seconds)
    return replace(done, notes=[*given.notes, *done.notes])


def _check_limits(wish: Wish) -> None:
    if wish.most is not None and wish.niches > wish.most:
        raise BadInput(
            msg(
                "{niches} different niches need at least as many creators, and {most} are wanted at most.",
                niches=wish.niches,
                most=wish.most,
            ),
            msg("Allow more creators, or ask for fewer niches."),
            kind="niches",
        )


def _with_known_persona(wish: Wish) -> Wish:
    code = language_code(wish.persona_language) if wish.persona_language else ""
    if code is None:
        raise BadInput(
            msg("“{value}” is not known here.", value=wish.persona_language[:80]),
            msg("Write a language's name or its code, as German or de."),
            kind="persona",
        )
    unknown = next((one for one in wish.persona_topics if one not in TOPIC_NAMES), None)
    if unknown is not None:
        raise BadInput(
            msg("There is no topic “{topic}”.", topic=unknown[:80]),
            msg("Choose one of: {topics}.", topics=", ".join(sorted(TOPIC_NAMES))),
            kind="persona",
        )
    return replace(wish, persona_language=code)


def _vet_stale(house: House, ids: Sequence[int]) -> None:
    with house.store.read() as connection:
        stale = set(reports.stale_ids(connection, METHOD)) & set(ids)
    if not stale or len(stale) > MOST_VETTED:
        return
    vetting.curves_for_one(house)
    rows = vetting.vet_chunk(house, sorted(stale))
    with house.store.write() as connection:
        reports.keep_reports(connection, rows)


def _candidates(connection: sa.Connection, prices: Prices, wish: Wish) -> list[Candidate]:
    ids = sorted({*prices.cents, *prices.estimates})
    personas = _personas(connection, ids, wish) if wish.goal == "persona" else {}
    return [
        Candidate(
            id=row.id,
            platform=row.platform,
            handle=row.handle,
            name=row.name or row.handle,
            price_cents=prices.cents[row.id] if row.id in prices.cents else prices.estimates[row.id].cents,
            estimate=prices.estimates.get(row.id),
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
