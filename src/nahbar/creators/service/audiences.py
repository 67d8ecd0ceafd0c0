"""What other rooms may ask of a creator's audience: its countries, as a platform stated them and the creator shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.creators.fit.places import country_code
from nahbar.creators.tables import fitting
from nahbar.creators.tables.lists import find_creator


@dataclass(frozen=True, slots=True)
class AudienceCountries:
    """Shares (0 to 1) by country code as stated last, the `rest` that no known name has, and when, in seconds."""

    shares: Mapping[str, float]
    rest: float
    observed_at: int


def audience_countries(connection: sa.Connection, labels: Collection[str]) -> Mapping[str, AudienceCountries]:
    """Return the countries of audiences by "platform/handle"; who shared none, or is unknown, is left out."""
    ids = {}
    for label in labels:
        platform, _, handle = label.partition("/")
        row = find_creator(connection, platform, handle.casefold())
        if row is not None:
            ids[row.id] = label
    stated = fitting.insights_of(connection, sorted(ids)) if ids else {}
    found = {ids[one]: _countries(rows) for one, rows in stated.items()}
    return {label: one for label, one in found.items() if one is not None}


def _countries(rows: Collection[tuple[str, str, float, int]]) -> AudienceCountries | None:
    told = [(value, share, at) for dimension, value, share, at in rows if dimension == "country"]
    if not told:
        return None
    last = max(at for _, _, at in told)
    shares: dict[str, float] = {}
    for value, share, at in told:
        code = country_code(value)
        if at == last and code is not None:
            shares[code] = shares.get(code, 0.0) + share
    return AudienceCountries(shares, max(0.0, 1.0 - sum(shares.values())), last)
