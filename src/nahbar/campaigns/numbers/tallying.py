"""Rows of the reductions folded into groups: all, by creator, by post, by variant. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from nahbar.campaigns.numbers.contracts import OtherMoney, Qualified, Row, Sums
from nahbar.measure.earned_sums import Values

Key = Callable[[Any], str]


def by_creator(row: Row | Qualified) -> str:
    """Return the creator of a row."""
    return row.creator


def by_post(row: Row | Qualified) -> str:
    """Return the creator and post of a row; "" where no post is known, whoever the creator is."""
    return f"{row.creator}\n{row.post}" if row.post else ""


def by_variant(row: Row | Qualified) -> str:
    """Return the variant of a row."""
    return row.variant


def by_variant_and_creator(row: Row | Qualified) -> str:
    """Return variant and creator of a row: only within one creator are variants alike in all else."""
    return f"{row.variant}\n{row.creator}"


def everything(row: Row | Qualified) -> str:
    """Return one key for all."""
    del row
    return "all"


def tally(rows: Iterable[Row], qualified: Iterable[Qualified], key: Key, currency: str) -> Mapping[str, Sums]:
    """Return the sums of each group; money in another currency than `currency` is counted as a deal, never added."""
    found: dict[str, Sums] = defaultdict(Sums)
    for row in rows:
        found[key(row)] += _sums(row, currency)
    for one in qualified:
        found[key(one)] += Sums(qualified=one.leads)
    return dict(found)


def _sums(row: Row, currency: str) -> Sums:
    n = row.touchpoints
    if row.kind == "click":
        return Sums(clicks=n)
    if row.kind == "lead":
        return Sums(leads=n, leads_by_link=row.by_link)
    values = Values(n, row.cents, row.squares, row.most) if row.currency == currency else Values()
    if row.kind == "refund":
        return Sums(refunds=values)
    return Sums(orders=n, deals=values, deals_by_link=row.by_link)


def other_money(rows: Iterable[Row], currency: str) -> Sequence[OtherMoney]:
    """Return deals and refunds in other currencies, each apart."""
    found: dict[str, OtherMoney] = {}
    for row in rows:
        if row.kind not in ("deal", "refund") or row.currency == currency:
            continue
        one = found.get(row.currency, OtherMoney(row.currency, 0, 0.0, 0.0))
        deal = row.kind == "deal"
        found[row.currency] = OtherMoney(
            row.currency,
            one.deals + deal * row.touchpoints,
            one.revenue_cents + deal * row.cents,
            one.refunds_cents + (not deal) * row.cents,
        )
    return [found[name] for name in sorted(found)]
