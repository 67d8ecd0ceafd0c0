"""Which columns are probably meant, by their names and values; a person confirms them before anything is told. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nahbar.worth.experiments.by_file.contracts import Choices, Column, Glimpse
from nahbar.worth.experiments.by_file.kinds import POOL, STAGGERED, SWITCHBACK, WHO
from nahbar.worth.experiments.control import likely_control

MOST_ARMS = 8
# Parts of names in English and German, the surest first.
LOT = ("arm", "variant", "variante", "treatment", "assignment", "gruppe", "group", "segment", "los", "test")
OUTCOME = (
    *("outcome", "conversion", "converted", "bought", "gekauft", "kauf", "purchase", "deal", "anfrage", "inquir"),
    *("lead", "visit", "besuch", "click", "klick", "reply", "antwort", "revenue", "umsatz", "order"),
)
BEFORE = (
    *("before", "vorher", "zuvor", "previous", "prior", "recency", "history", "newbie", "since", "seit"),
    *("age", "alter", "city", "stadt", "ort", "place", "region", "zip", "plz", "channel", "kanal", "land", "country"),
)
BLOCK = ("block", "pair", "paar", "week", "woche", "month", "monat")
UNIT = ("creator", "unit", "handle", "konto", "account", "name", "markt", "market", "store")
PERIOD = ("period", "week", "woche", "month", "monat", "day", "tag")
START = ("start", "begin", "first", "erste", "ab")
POOLED = {
    "experiment": ("experiment", "name", "versuch", "test"),
    "lift": ("lift", "effect", "effekt", "wirkung", "estimate", "mean", "zuwachs"),
    "low": ("low", "untere", "von", "from", "min"),
    "high": ("high", "upper", "obere", "bis", "max"),
}

Fits = Callable[[Column], bool]


def guess(kind: str, seen: Glimpse) -> Choices:
    """Return for each role of a design what is probably meant; empty where nothing fits."""
    return {WHO: _who, SWITCHBACK: _switchback, STAGGERED: _staggered, POOL: _pool}[kind](seen.columns)


def value_of(column: str, value: str) -> str:
    """Return a value of a column as one text, which `column_and_value` takes apart again."""
    return f"{len(column)}:{column}{value}"


def column_and_value(text: str) -> tuple[str, str] | None:
    """Return the column and the value in a text that `value_of` made, None for anything else."""
    size, _, rest = text.partition(":")
    if not size.isascii() or not size.isdigit() or len(size) > 6 or int(size) >= len(rest):
        return None
    return rest[: int(size)], rest[int(size) :]


def arms(column: Column) -> bool:
    """Return whether a column may say into which arm something was drawn."""
    return column.filled and column.values is not None and 2 <= len(column.values) <= MOST_ARMS


def _who(columns: Sequence[Column]) -> Choices:
    lot = _named(columns, LOT, arms)
    rest = [one for one in columns if one is not lot]
    outcome = _named(rest, OUTCOME, _yes_or_no) or next(filter(_yes_or_no, rest), None)
    # Only names that speak of before are ticked: what came after the start would undo the comparison.
    before = [one for one in rest if one is not outcome and _speaks(one, BEFORE)]
    return {
        "control": _control(lot),
        "outcome": _names(outcome),
        "covariates": tuple(one.name for one in before if one.figures),
        "categories": tuple(one.name for one in before if not one.figures and one.values is not None and one.filled),
    }


def _switchback(columns: Sequence[Column]) -> Choices:
    two = [one for one in columns if arms(one) and len(one.values or ()) == 2]
    lot = _named(two, LOT, arms) or next((one for one in two if _control(one)), None)
    rest = [one for one in columns if one is not lot]
    block = _named(rest, BLOCK, lambda one: one.filled and one.repeats)
    rest = [one for one in rest if one is not block and one.figures]
    outcome = _named(rest, OUTCOME, lambda one: one.figures) or (rest[-1] if rest else None)
    return {"control": _control(lot), "outcome": _names(outcome), "block": _names(block), "burn": ("0",)}


def _staggered(columns: Sequence[Column]) -> Choices:
    start = _named(columns, START, lambda one: one.figures)
    rest = [one for one in columns if one is not start]
    unit = _named(rest, UNIT, lambda one: one.filled) or next((one for one in rest if not one.figures), None)
    rest = [one for one in rest if one is not unit and one.figures]
    period = _named(rest, PERIOD, lambda one: one.filled)
    rest = [one for one in rest if one is not period]
    outcome = _named(rest, OUTCOME, lambda one: one.figures) or (rest[-1] if rest else None)
    found = {"unit": unit, "period": period, "start": start, "outcome": outcome}
    return {role: _names(column) for role, column in found.items()}


def _pool(columns: Sequence[Column]) -> Choices:
    return {role: _names(_named(columns, words, lambda one: one.filled)) for role, words in POOLED.items()}


def _named(columns: Sequence[Column], words: Sequence[str], fits: Fits) -> Column | None:
    able = [one for one in columns if fits(one)]
    return next((one for word in words for one in able if word in one.name.casefold()), None)


def _speaks(column: Column, words: Sequence[str]) -> bool:
    """Return whether a word of the column's name is one of these; parts of words would take a page for an age."""
    return any(word in words for word in re.split(r"[\W_]+", column.name.casefold()))


def _yes_or_no(column: Column) -> bool:
    return column.filled and column.values is not None and len(column.values) == 2


def _control(lot: Column | None) -> Sequence[str]:
    if lot is None:
        return ()
    found = likely_control(lot.values or ())
    return () if found is None else (value_of(lot.name, found),)


def _names(column: Column | None) -> Sequence[str]:
    return () if column is None else (column.name,)
