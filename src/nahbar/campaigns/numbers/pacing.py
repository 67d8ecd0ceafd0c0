"""Targets against their time: how much is reached, how much of the time has passed, where it leads. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.numbers.contracts import COUNT, MONEY, Day, Figure, Line, Pace, Qualified
from nahbar.measure.pace import project

# Targets that are counted day by day, by the kind of their touchpoints.
KINDS = {"leads": "lead", "deals": "deal", "clicks": "click"}
FIGURE_OF = {"qualified leads": "qualified_leads", "leads": "leads", "deals": "deals", "revenue": "revenue",
             "clicks": "clicks", "reach": "reach"}  # fmt: skip


def time_share(starts: int | None, ends: int | None, today: int) -> float | None:
    """Return how much of the campaign's days has passed before today, within 0 to 1; None without both dates."""
    if starts is None or ends is None:
        return None
    return min(1.0, max(0.0, (today - starts) / (ends - starts + 1)))


def paces(
    kpis: Mapping[str, int],
    budget_cents: int | None,
    total: Line,
    posts: int,
    days: Sequence[Day],
    qualified: Sequence[Qualified],
    dates: tuple[int | None, int | None, int],
) -> Sequence[Pace]:
    """Return one pace for each target and for the budget; `dates` are first day, last day and today."""
    found = []
    for name, target in kpis.items():
        if name == "posts":
            found.append(Pace(name, COUNT, target, posts, posts / target))
            continue
        figure = total.figures.get(FIGURE_OF[name])
        unit, wanted = (MONEY, target * 100.0) if name == "revenue" else (COUNT, float(target))
        reached = figure.value if figure else 0.0
        counts = _daily(name, days, qualified, dates)
        found.append(_pace(name, unit, wanted, reached, counts, dates))
    if budget_cents:
        spend = total.figures["spend"]
        spent = spend.value if spend else 0.0
        found.append(Pace("budget", MONEY, budget_cents, spent, spent / budget_cents))
    return found


def _daily(
    name: str, days: Sequence[Day], qualified: Sequence[Qualified], dates: tuple[int | None, int | None, int]
) -> Sequence[int] | None:
    """Return the count of each whole day so far.

    None for what is not counted by day, before the second day, and before anything came in: then nobody has begun.
    """
    starts, ends, today = dates
    if (
        not days
        or starts is None
        or ends is None
        or today <= starts
        or (name not in KINDS and name != "qualified leads")
    ):
        return None
    counts = [0] * (min(today, ends + 1) - starts)
    pairs = [(one.day, one.leads) for one in qualified] if name == "qualified leads" else []
    pairs += [(one.day, one.touchpoints) for one in days if one.kind == KINDS.get(name)]
    for day, n in pairs:
        # What came before the first day counts on it: links are often out a little early.
        place = max(0, day - starts)
        if place < len(counts):
            counts[place] += n
    return counts


def _pace(
    name: str,
    unit: str,
    target: float,
    reached: float,
    counts: Sequence[int] | None,
    dates: tuple[int | None, int | None, int],
) -> Pace:
    share = reached / target
    _, ends, today = dates
    left = 0 if ends is None else max(0, ends + 1 - today)
    found = project(counts, left, int(target)) if counts and left else None
    if found is None:
        return Pace(name, unit, target, reached, share)
    # Today counts among the days to come, and has brought something already.
    low, middle, high = (max(one, reached) for one in (found.low, found.middle, found.high))
    projected = Figure(round(middle), low, high, found.reached)
    return Pace(name, unit, target, reached, share, projected, 1.0 if reached >= target else found.chance)
