"""The figures of a group, from its sums: counts, rates, money and ratios, each with its interval. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.numbers.contracts import FIGURES, Figure, Line, Spent, Sums
from nahbar.measure.earned_sums import (
    Interval,
    Values,
    cost_per,
    count_interval,
    mean_interval,
    return_on,
    sum_interval,
)
from nahbar.measure.pooled_rates import Rate, pooled_rates
from nahbar.measure.proportion import jeffreys_interval

Figures = dict[str, Figure | None]
# Hits and the n that they are a share of.
RATES = {
    "lead_rate": lambda one: (one.leads_by_link, one.clicks),
    "qualified_rate": lambda one: (one.qualified, one.leads),
    "deal_rate": lambda one: (one.deals_by_link, one.clicks),
}
THOUSAND = 1000.0


def counted(name: str, sums: Sums) -> tuple[int, int]:
    """Return hits and n of a rate; hits above n (a visitor who orders three times) are cut to it."""
    hits, n = RATES[name](sums)
    return min(hits, n), n


def _figure(found: Interval | None, n: int) -> Figure | None:
    return None if found is None else Figure(found.value, found.low, found.high, n)


def counts_and_money(sums: Sums, everybody: Values) -> Figures:
    """Return the figures that need no cost; `everybody` holds all deals of the campaign, for what is usual."""
    deals = sums.deals
    earned = sum_interval(deals, everybody.most)
    per_click = earned.times(1.0 / sums.clicks) if sums.clicks else None
    return {
        "qualified_leads": _figure(count_interval(sums.qualified), sums.qualified),
        "leads": _figure(count_interval(sums.leads), sums.leads),
        "deals": _figure(count_interval(sums.orders), sums.orders),
        "clicks": _figure(count_interval(sums.clicks), sums.clicks),
        "revenue": _figure(earned, deals.n),
        "refunds": Figure(sums.refunds.total, n=sums.refunds.n),
        "revenue_per_deal": _figure(mean_interval(deals, everybody), deals.n),
        "revenue_per_click": _figure(per_click, sums.clicks),
    }


def costs(sums: Sums, spent: Spent, everybody: Values) -> Figures:
    """Return what it cost and what that earned, less what was given back."""
    deals = sums.deals
    net = max(0.0, deals.total - sums.refunds.total)
    # Refunds are taken off in proportion, also at the ends of the interval.
    kept = net / deals.total if deals.total else 1.0
    share = spent.shared_cents / net if net else 0.0
    earned = sum_interval(deals, everybody.most)
    earned = earned.times(kept) if kept else Interval(0.0, 0.0, earned.high)
    figures: Figures = {"spend": Figure(spent.cents)}
    if spent.cents:
        figures["return_on_spend"] = _figure(return_on(earned, spent.fixed_cents, share), deals.n)
        figures["cost_per_qualified_lead"] = _figure(cost_per(spent.cents, sums.qualified), sums.qualified)
        figures["cpc"] = _figure(cost_per(spent.cents, sums.clicks), sums.clicks)
    return figures


def reached(sums: Sums, spent: Spent, reach: int) -> Figures:
    """Return the figures that take the followers of those who posted for an audience, which is an assumption."""
    figures: Figures = {"reach": Figure(reach)}
    if reach and spent.cents:
        figures["cpm"] = Figure(spent.cents / reach * THOUSAND)
    if reach:
        figures["ctr"] = _figure(count_interval(sums.clicks).times(1.0 / reach), sums.clicks)
    return figures


def plain_rates(sums: Sums) -> Figures:
    """Return the rates of one group alone."""
    found: Figures = {}
    for name in RATES:
        hits, n = counted(name, sums)
        found[name] = Figure(hits / n, *jeffreys_interval(hits, n), n) if n else None
    return found


def total_line(sums: Sums, spent: Spent, reach: int) -> Line:
    """Return the line of the whole campaign."""
    figures = counts_and_money(sums, sums.deals) | plain_rates(sums) | costs(sums, spent, sums.deals)
    figures |= reached(sums, spent, reach) if reach else {}
    return Line("all", "", sums, {name: figures[name] for name in FIGURES if name in figures})


def rate_figure(rate: Rate, *, steadied: bool) -> Figure | None:
    """Return a rate as a figure; None where nothing was observed."""
    return Figure(rate.mean, rate.low, rate.high, rate.n, steadied) if rate.n else None


def lines(
    groups: Mapping[str, Sums],
    everybody: Values,
    labels: Mapping[str, str],
    spent: Mapping[str, Spent] | None = None,
    reach: Mapping[str, int] | None = None,
) -> Sequence[Line]:
    """Return a line for each group, what earned most first; rates are steadied by those of the other groups.

    What belongs to nobody known (key "") has plain rates and stands last.
    """
    rates: dict[str, Figures] = {key: {} for key in groups}
    for name in RATES:
        for keys in ([key for key in groups if key], [key for key in groups if not key]):
            for key, figure in zip(keys, _rates(name, [groups[key] for key in keys]), strict=True):
                rates[key][name] = figure
    found = []
    for key, sums in groups.items():
        figures = counts_and_money(sums, everybody) | rates[key]
        if spent is not None and key in spent:
            figures |= costs(sums, spent[key], everybody)
            figures |= reached(sums, spent[key], (reach or {}).get(key, 0)) if (reach or {}).get(key) else {}
        ordered = {name: figures[name] for name in FIGURES if name in figures}
        found.append(Line(key, labels.get(key, key), sums, ordered))
    return sorted(found, key=_order)


def _rates(name: str, groups: Sequence[Sums]) -> Sequence[Figure | None]:
    if not groups:
        return []
    pairs = [counted(name, one) for one in groups]
    found = pooled_rates([hits for hits, _ in pairs], [n for _, n in pairs])
    return [rate_figure(one, steadied=len(groups) > 1) for one in found]


def _order(line: Line) -> tuple[bool, int, int, int, int, str]:
    sums = line.sums
    return (not line.name, -sums.qualified, -sums.orders, -sums.leads, -sums.clicks, line.label)
