"""From single touches to journeys: whose way led to a deal, whose to nothing, whose is still open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

BY = ("channel", "creator", "post", "campaign")
DAY = 86_400 * 1_000_000
# Whoever touched something so recently may still decide; their way is neither won nor lost.
OPEN_DAYS = 7
LOOKBACK_DAYS = 30
DEAL = "deal"


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch or deal; `time` in microseconds, `name` what it is credited to (None: nothing that has a name).

    Of a deal, `cents` is what was kept of it and `code` the coupon code that it came with.
    """

    person: str | None
    time: int
    kind: str
    id: str
    name: str | None
    cents: int = 0
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """The names on a way in their order, and what it came to: the deal at its end, or None."""

    names: Sequence[str]
    deal: Touch | None


@dataclass(slots=True)
class Journeys:
    """All ways of a period. `untouched` are deals that nothing recorded stands before; `open` ways may still end."""

    found: list[Journey] = field(default_factory=list)
    untouched: int = 0
    open: int = 0


def credited_to(
    by: str, *, channel: str | None, creator: str | None, post: str | None, campaign: str | None
) -> str | None:
    """Return what a touch is credited to; what has no creator, post or campaign goes to its channel."""
    channel = channel or (creator or "").partition("/")[0] or None
    if by == "creator":
        return creator or channel
    if by == "post":
        return f"{creator or channel or ''} {post}".strip() if post else creator or channel
    return campaign or channel if by == "campaign" else channel


def journeys_of(touches: Iterable[Touch], since: int, until: int, lookback: int = LOOKBACK_DAYS * DAY) -> Journeys:
    """Return the ways of `touches`, which come by person and in the order of time; times in microseconds.

    A way holds what somebody touched within `lookback` before a deal and after their deal before it. Deals count from
    `since` on; touches after the last deal are a way to nothing once they are OPEN_DAYS old. A code or link of the
    deal itself is its last step unless its name is on the way already.
    """
    all_of_them = Journeys()
    for person, theirs in groupby(touches, key=lambda one: one.person):
        if person is not None:
            _walk(theirs, all_of_them, since, until, lookback)
            continue
        # Deals of nobody we know are each on their own.
        for one in theirs:
            _walk([one], all_of_them, since, until, lookback)
    return all_of_them


def _walk(theirs: Iterable[Touch], into: Journeys, since: int, until: int, lookback: int) -> None:
    way: list[Touch] = []
    for one in theirs:
        if one.kind != DEAL:
            way.append(one)
            continue
        names = [each.name for each in way if each.name and each.time >= one.time - lookback]
        if one.name and one.name not in names:
            names.append(one.name)
        way = []
        if one.time < since:
            continue
        if names:
            into.found.append(Journey(names, one))
        else:
            into.untouched += 1
    _end(way, into, since, until, lookback)


def _end(way: Sequence[Touch], into: Journeys, since: int, until: int, lookback: int) -> None:
    named = [one for one in way if one.name]
    if not named or named[-1].time < since:
        return
    last = named[-1].time
    if last >= until - OPEN_DAYS * DAY:
        into.open += 1
        return
    into.found.append(Journey([one.name for one in named if one.name and one.time >= last - lookback], None))
