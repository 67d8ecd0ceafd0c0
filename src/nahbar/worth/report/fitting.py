"""What a printed report leaves out so that one page holds it, least missed first, and how it says so. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nahbar.kernel.messages import Message, msg
from nahbar.worth.earned.contracts import Told
from nahbar.worth.report import picture, saying
from nahbar.worth.report.contracts import Report


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each part is shown.

    `counts` is the plot of leads and deals, whose figures stand in the table above it; `decided` repeats among what was
    learned which of them rose or fell. `drawn` creators are drawn, `points` stand in each list.
    """

    creators: int
    campaigns: int
    channels: int
    drawn: int
    points: int
    counts: bool
    decided: bool


EVERYTHING = Room(creators=8, campaigns=8, channels=12, drawn=6, points=12, counts=True, decided=True)
# What is given up, one after the other, until a page holds the rest.
STEPS: Sequence[Mapping[str, int]] = (
    {"decided": False},
    {"counts": False},
    {"creators": 6},
    {"campaigns": 5},
    {"channels": 6},
    {"points": 8},
    {"drawn": 4},
    {"creators": 5},
    {"points": 6},
    {"channels": 4},
    {"campaigns": 3},
    {"points": 5},
    {"drawn": 3},
    {"points": 4},
    {"creators": 4},
    {"channels": 3},
    {"points": 3},
    {"drawn": 0},
    {"campaigns": 2},
    {"creators": 3},
    {"points": 2},
)


def fitted(fits: Callable[[Room], bool]) -> Room:
    """Return what a page holds: STEPS are taken until it fits, then those that turn out needless are taken back.

    Where nothing fits, the least that there is.
    """
    taken: list[Mapping[str, int]] = []
    for step in ({}, *STEPS):
        taken += [step] if step else []
        if fits(_room(taken)):
            break
    else:
        return _room(taken)
    for step in taken[-2::-1]:
        fewer = [one for one in taken if one is not step]
        if fits(_room(fewer)):
            taken = fewer
    return _room(taken)


def _room(taken: Sequence[Mapping[str, int]]) -> Room:
    # Of two steps on one part the later is the smaller one.
    kept: dict[str, Any] = {name: value for step in taken for name, value in step.items()}
    return replace(EVERYTHING, **kept)


def experiments_told(report: Report) -> list[Told]:
    """Return what the experiments of a month said, a line for each sentence."""
    return [
        Told(msg("{title:raw}: {said}", title=one.title, said=said), f"/worth/experiments/{one.name}")
        for one in report.experiments
        for said in one.said
    ]


def left_out(report: Report, room: Room) -> Iterator[Message]:
    """Return what this much room leaves out of a report; what stands on the page a second time is not named."""
    period = report.period
    if not period.empty:
        counted = any(one.now.value or one.before.value for one in period.figures.values())
        if counted and not room.counts:
            yield msg("the plot of leads and deals")
        if not room.drawn and picture.creator_marks(period):
            yield msg("the plot of creators")
        if (n := len(period.creators) - room.creators) > 0:
            yield msg("{n} {n|creator|creators}", n=n)
        known = any(one.name for one in period.campaigns)
        if known and (n := len(period.campaigns) - room.campaigns) > 0:
            yield msg("{n} {n|campaign|campaigns}", n=n)
        if (n := len(report.credit) - room.channels) > 0:
            yield msg("{n} {n|channel|channels}", n=n)
    learned = len(experiments_told(report)) + (len(report.learned) if room.decided or not report.experiments else 0)
    points = (len(list(saying.done_words(report))), learned, len(report.untold), len(report.next))
    if (n := sum(max(0, one - room.points) for one in points)) > 0:
        yield msg("{n} {n|point|points} of the lists", n=n)
