"""Numbers as plain values for programs, and as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from nahbar.campaigns.numbers.contracts import FIGURES, MONEY, Figure, Line, Numbers
from nahbar.kernel.clock import iso_day, iso_time

CENTS = 100.0
HEADER = ("group", "name", "label", "figure", "unit", "value", "low", "high", "n", "currency")


def numbers_json(numbers: Numbers) -> dict[str, Any]:
    """Return the numbers as plain values; money is in hundredths of `currency`, intervals are of 95 %."""
    return {
        "campaign": numbers.campaign_id,
        "name": numbers.name,
        "currency": numbers.currency,
        "at": iso_time(numbers.at),
        "total": _figures(numbers.total),
        "creators": [_line(one) for one in numbers.creators],
        "posts": [_line(one) for one in numbers.posts],
        "variants": [_line(one) for one in numbers.variants],
        "compared": [{**asdict(one), "high": _finite(one.high)} for one in numbers.compared],
        "targets": [asdict(one) for one in numbers.targets],
        "splits": [{**asdict(one), "high": _finite(one.high)} for one in numbers.splits],
        "said": [one.render() for one in numbers.said],
        "time_share": numbers.time_share,
        "starts": None if numbers.starts_day is None else iso_day(numbers.starts_day),
        "ends": None if numbers.ends_day is None else iso_day(numbers.ends_day),
        "pacing": [{**asdict(one), "projected": one.projected and _figure(one.projected)} for one in numbers.pacing],
        "other_currencies": [asdict(one) for one in numbers.others],
    }


def _finite(value: float) -> float | None:
    return value if value < float("inf") else None


def _line(line: Line) -> dict[str, Any]:
    return {"name": line.name, "label": line.label, "figures": _figures(line)}


def _figures(line: Line) -> dict[str, Any]:
    return {name: figure and _figure(figure) for name, figure in line.figures.items()}


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}


def numbers_rows(numbers: Numbers, *, audience: bool) -> Iterator[Sequence[object]]:
    """Yield the rows of the table with HEADER; money in whole units. `audience` adds what rests on the audience."""
    groups = {"creator": numbers.creators, "post": numbers.posts, "variant": numbers.variants}
    yield from _rows("campaign", numbers.total, numbers, audience)
    for group, lines in groups.items():
        for line in lines:
            yield from _rows(group, line, numbers, audience)
    for target in numbers.targets:
        name = f"{target.link}/{target.letter}"
        for outcome in ("leads", "deals", "clicks"):
            yield ("target", name, target.url, outcome, "count", getattr(target, outcome), None, None, None, "")
    for one in numbers.others:
        yield ("other currency", "", "", "deals", "count", one.deals, None, None, None, one.currency)
        yield ("other currency", "", "", "revenue", MONEY, one.revenue_cents / CENTS, None, None, None, one.currency)
        yield ("other currency", "", "", "refunds", MONEY, one.refunds_cents / CENTS, None, None, None, one.currency)


AUDIENCE = ("reach", "cpm", "ctr")


def _rows(group: str, line: Line, numbers: Numbers, audience: bool) -> Iterator[Sequence[object]]:
    for name, figure in line.figures.items():
        if name in AUDIENCE and not audience:
            continue
        unit = FIGURES[name].unit
        parts: tuple[float | None, ...] = (figure.value, figure.low, figure.high) if figure else (None, None, None)
        values = [None if one is None else one / CENTS if unit == MONEY else one for one in parts]
        label = line.label or (numbers.name if group == "campaign" else "")
        own = "" if group == "campaign" else line.name.replace("\n", " ")
        yield (group, own, label, name, unit, *values, figure.n if figure else 0, numbers.currency)
