"""Values of a JSON payload, each read with the path that an answer names when it is wrong. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from nahbar.campaigns.collect.events import Refused
from nahbar.kernel.messages import msg

MOST_CENTS = 10**11
LONGEST = 200
MOST_ITEMS = 10_000


def text_of(given: Mapping[str, Any], name: str, path: str = "", longest: int = LONGEST) -> str:
    """Return a text or a number as text, "" where it is missing or null; raises Refused for anything else."""
    value = given.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused(path + name, msg("It must be a text."))
    return " ".join(str(value).split())[:longest]


def needed(given: Mapping[str, Any], name: str, path: str = "") -> str:
    """Return a text that must be there; raises Refused."""
    found = text_of(given, name, path)
    if not found or not found.isprintable():
        raise Refused(path + name, msg("It is missing."))
    return found


def cents_of(given: Mapping[str, Any], name: str, path: str = "", *, given_back: bool = False) -> int:
    """Return an amount in hundredths, half a cent rounded up. Raises Refused, also for one below zero.

    What was `given_back` loses its sign: some shops write it below zero.
    """
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(path + name, msg("It must be an amount, as in 49.90."))
    try:
        exact = Decimal(str(value).strip()) * 100
        found = int((abs(exact) if given_back else exact).quantize(Decimal(1), ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise Refused(path + name, msg("It must be an amount, as in 49.90.")) from error
    if found < 0:
        raise Refused(path + name, msg("It is below zero."))
    if found > MOST_CENTS:
        raise Refused(path + name, msg("It is larger than any order."))
    return found


def currency_of(given: Mapping[str, Any], name: str = "currency", path: str = "") -> str:
    """Return a currency's code; raises Refused."""
    found = text_of(given, name, path).upper()
    if not (len(found) == 3 and found.isascii() and found.isalpha()):
        raise Refused(path + name, msg("It is no code of three capital letters (ISO 4217)."))
    return found


def moment_of(given: Mapping[str, Any], name: str, path: str = "", *, now: int) -> int:
    """Return a time in seconds, UTC where it has no zone; one that lies ahead becomes `now`. Raises Refused."""
    value = given.get(name)
    try:
        found = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        raise Refused(path + name, msg("It must be a time, as in 2026-11-30T18:00:00+01:00."))
    moment = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    if not 2000 <= moment.year < 2100:
        raise Refused(path + name, msg("It is not between the years 2000 and 2099."))
    return min(now, int(moment.timestamp()))


def version_of(given: Mapping[str, Any], name: str) -> int:
    """Return when the sender changed it, in microseconds; 0 where that is not said."""
    value = given.get(name)
    try:
        found = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return 0
    if found is None or not 2000 <= found.year < 2100:
        return 0
    moment = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return int(moment.timestamp() * 1_000_000)


def list_of(given: Mapping[str, Any], name: str, path: str = "") -> Sequence[Mapping[str, Any]]:
    """Return a list of objects, an empty one where it is missing or null; raises Refused."""
    value = given.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_ITEMS or not all(isinstance(one, dict) for one in value):
        raise Refused(path + name, msg("It must be a list of objects."))
    return value


def part_of(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object, an empty one where it is missing."""
    value = given.get(name)
    return value if isinstance(value, dict) else {}


def count_of(lines: Sequence[Mapping[str, Any]]) -> int | None:
    """Return how many pieces an order has, None where no line says."""
    found = [one["quantity"] for one in lines if isinstance(one.get("quantity"), int)]
    return sum(found) if found else None
