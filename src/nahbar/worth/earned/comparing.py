"""Sums of a period as figures beside those of the time before, for all and for each group. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from nahbar.campaigns import Brought, Sums
from nahbar.kernel.messages import Message, Value, msg
from nahbar.measure.count_ratio import difference_of_sums, ratio_of_counts
from nahbar.measure.earned_sums import Interval, Values, count_interval, sum_interval
from nahbar.worth.earned.contracts import COUNT, MONEY, Compared, Line

# What earns stands before what is merely counted.
TITLES: Mapping[str, tuple[Message, str]] = {
    "qualified_leads": (msg("Qualified leads"), COUNT),
    "deals": (msg("Deals"), COUNT),
    "revenue": (msg("Revenue less refunds"), MONEY),
    "leads": (msg("Leads"), COUNT),
}
COUNTS: Mapping[str, Callable[[Sums], int]] = {
    "qualified_leads": lambda one: one.qualified,
    "deals": lambda one: one.orders,
    "leads": lambda one: one.leads,
}
Key = Callable[[Brought], str]


def added(rows: Iterable[Brought], key: Key, present: bool) -> Mapping[str, Sums]:
    """Return the sums of each group, of the present or of the time before."""
    found: dict[str, Sums] = defaultdict(Sums)
    for row in rows:
        if row.present is present:
            found[key(row)] += row.sums
    return dict(found)


def net_revenue(sums: Sums, largest: float) -> Interval:
    """Return revenue less refunds; refunds are taken off in proportion, also at the ends of the interval."""
    earned = sum_interval(sums.deals, largest)
    net = sums.deals.total - sums.refunds.total
    if net <= 0.0 or not sums.deals.total:
        # More was given back than came in: the refunds belong to earlier deals, and no interval is known.
        return Interval(net, min(net, 0.0), earned.high)
    return earned.times(net / sums.deals.total)


def figures_of(sums: Sums, everybody: Values) -> Mapping[str, Interval]:
    """Return the figures of a group with their intervals; `everybody` holds all deals, for the largest usual one."""
    found = {name: count_interval(count(sums)) for name, count in COUNTS.items()}
    return {name: net_revenue(sums, everybody.most) if name == "revenue" else found[name] for name in TITLES}


def compared(now: Sums, before: Sums, times: float) -> Mapping[str, Compared]:
    """Return all figures beside those of the time before; `times` is how much longer the present is."""
    everybody = now.deals + before.deals
    new, old = figures_of(now, everybody), figures_of(before, everybody)
    found = {}
    for name, (title, unit) in TITLES.items():
        ratio, gap = None, None
        if unit == COUNT:
            ratio = ratio_of_counts(COUNTS[name](now), COUNTS[name](before), times)
            said = _counts_said(ratio, even=times == 1.0)
        else:
            gap = difference_of_sums(new[name], old[name].times(times)) if everybody.n else None
            said = _money_said(gap, even=times == 1.0)
        found[name] = Compared(name, title, unit, new[name], old[name], ratio, gap, said)
    return found


def _counts_said(ratio: Interval | None, *, even: bool) -> Message:
    if ratio is None:
        return msg("None in either period.")
    if ratio.high is None:
        if ratio.low > 1.0:
            return msg("More than before: none came in then.")
        return msg("None before. Cannot tell whether that is more.")
    each = msg("as many") if even else msg("as many a day")
    bounds: dict[str, Value] = {"low": _short(ratio.low), "high": _short(ratio.high), "each": each}
    if ratio.low > 1.0:
        return msg("More than before: {low} to {high} times {each}.", **bounds)
    if ratio.high < 1.0:
        return msg("Fewer than before: {low} to {high} times {each}.", **bounds)
    return msg("Cannot tell whether more or fewer than before: {low} to {high} times {each}.", **bounds)


def _money_said(gap: tuple[float, float | None, float | None] | None, *, even: bool) -> Message:
    if gap is None:
        return msg("None in either period.")
    _, low, high = gap
    if low is not None and low > 0.0:
        return msg("More than before.") if even else msg("More a day than before.")
    if high is not None and high < 0.0:
        return msg("Less than before.") if even else msg("Less a day than before.")
    return msg("Cannot tell whether more or less than before.")


def _short(value: float) -> float:
    """Return a bound with two digits, which is as much as it says; with three where two would make it 1."""
    if not math.isfinite(value) or not value:
        return 0.0
    short = float(f"{value:.2g}")
    return float(f"{value:.3g}") if short == 1.0 else short


def lines(rows: Sequence[Brought], key: Key, labels: Mapping[str, str], paths: Callable[[str], str]) -> Sequence[Line]:
    """Return a line for each group that brought something now, what earned most first; the nameless stands last."""
    now, before = added(rows, key, True), added(rows, key, False)
    everybody = sum((one.deals for one in now.values()), Values())
    names = sorted(now, key=lambda name: (name == "", *_rank(now[name]), name))
    return [
        Line(
            name,
            labels.get(name, name),
            paths(name) if name else "",
            now[name].clicks,
            figures_of(now[name], everybody),
            _plain(before.get(name, Sums())),
        )
        for name in names
    ]


def _rank(sums: Sums) -> tuple[float, ...]:
    net = sums.deals.total - sums.refunds.total
    return (-(sums.orders + sums.qualified), -net, -sums.leads, -sums.clicks)


def _plain(sums: Sums) -> Mapping[str, float]:
    counted: dict[str, float] = {name: count(sums) for name, count in COUNTS.items()}
    return counted | {"revenue": sums.deals.total - sums.refunds.total}


def by_creator(row: Brought) -> str:
    """Return the creator of a row."""
    return row.creator


def by_campaign(row: Brought) -> str:
    """Return the campaign of a row."""
    return row.campaign


def by_content(row: Brought) -> str:
    """Return what stands for a piece of content: the post that is named, else the link, else the code."""
    if row.post:
        return f"post\n{row.creator}\n{row.post}"
    if row.link:
        return f"link\n{row.link}"
    return f"code\n{row.code}" if row.code else ""
