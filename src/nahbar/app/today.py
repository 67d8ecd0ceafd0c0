"""The start page: what came in, who earned it, what waits for a person today, and what nobody can tell yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar import Response, get

from nahbar.campaigns import pressing, waiting_leads
from nahbar.creators import creator_names, did, draw_glimpse, overview, waiting_happenings
from nahbar.kernel.clock import day_of, iso_day, now
from nahbar.kernel.house import House
from nahbar.kernel.plots import whisker
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.measure.earned_sums import Interval
from nahbar.worth import Line, period_of, untold_words

# Days that the page can look back on; the first is what it does unasked.
PERIODS = (30, 7, 90)
MOST_LINES = 5
EARNED = ("qualified_leads", "deals", "revenue")
# Longer intervals than so many times the largest value run out of the whisker, so that short ones can still be seen.
LONGEST_WHISKER = 2.5


@get("/", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def today(request: PageRequest, house: Here) -> Response[str]:
    """Show what came in against the time before, who earned it, what waits, and what cannot be told."""
    values: dict[str, Any] = {"overview": overview(house), "leads": waiting_leads(house), "did": did}
    values["pressing_count"], values["pressing"] = pressing(house, MOST_LINES)
    happened, count = waiting_happenings(house)
    with house.store.read() as connection:
        names = creator_names(connection, {one.creator for one in happened})
    values |= {"happened": happened, "happened_count": count, "names": names}
    values["glimpse"] = draw_glimpse(house.language(request.user.language), day_of(now()))
    return page(request, "app/today.html", values | _earned(house, request.query_params.get("days", "")))


def _earned(house: House, asked: str) -> dict[str, Any]:
    days = next((one for one in PERIODS if str(one) == asked), PERIODS[0])
    until = day_of(now()) + 1
    period = period_of(house, until - 2 * days, until - days, until)
    creators = _top(period.creators)
    contents = _top(period.contents)
    return {
        "period": period,
        "days": days,
        "dates": f"from={iso_day(until - days)}&to={iso_day(until - 1)}",
        "periods": sorted(PERIODS),
        "earned": EARNED,
        "creators": creators,
        "contents": contents,
        "scale": {
            "all": {name: _end([one.now, one.before]) for name, one in period.figures.items()},
            "creators": {name: _end([one.figures[name] for one in creators]) for name in EARNED},
            "contents": {name: _end([one.figures[name] for one in contents]) for name in EARNED},
        },
        "untold": list(untold_words(period.untold, period.middle, until - 1)),
        "whisker": whisker,
    }


def _top(lines: Sequence[Line]) -> Sequence[Line]:
    """Return what earned most; what brought clicks alone earned nothing."""
    return [one for one in lines if one.name and any(one.figures[name].value > 0 for name in EARNED)][:MOST_LINES]


def _end(figures: Sequence[Interval]) -> float:
    """Return where the whiskers of these figures end."""
    largest = max((one.value for one in figures), default=0.0) * LONGEST_WHISKER
    ends = [min(one.high if one.high is not None else largest, largest or (one.high or 1.0)) for one in figures]
    return max(ends, default=1.0) or 1.0
