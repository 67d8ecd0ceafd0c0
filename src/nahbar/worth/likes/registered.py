"""Use case: what registered experiments measured of reactions: those that asked for likes, comments ... by lot.

The lot asks; who reacts then is their own choice. So the effect is the lift of deals over the lift of reactions, which
holds if asking moves deals only by way of the reactions.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message
from nahbar.worth.earned_posts import with_creator
from nahbar.worth.experiments.caused import Caused, caused_by
from nahbar.worth.experiments.declaring import REACTION
from nahbar.worth.experiments.met import COLUMNS, MICROS, Met, who_met_each
from nahbar.worth.experiments.registry import DRAFT, Experiment, list_experiments
from nahbar.worth.experiments.reporting import report_of
from nahbar.worth.likes.contracts import PER

Floats = npt.NDArray[np.float64]
# Which count of a post stands for a reaction.
COUNTS = {"like": "likes", "comment": "comments", "share": "shares", "save": "saves"}
PACKAGE, QUERY = "nahbar.worth", "reactions_of_people"


@dataclass(frozen=True, slots=True)
class MeasuredReactions:
    """Effects by reaction, the experiments behind them, and by reaction why others say nothing yet."""

    caused: Mapping[str, Caused]
    notes: Mapping[str, Sequence[Message]]

    @property
    def effects(self) -> Mapping[str, tuple[float, float, float]]:
        """Deals caused by a thousand of each reaction, with the 95 % interval."""
        found = {}
        for name, one in self.caused.items():
            value, low, high = (PER * each for each in one.each)
            found[name] = (value, low, high)
        return found


def registered_reactions(house: House, who: str) -> MeasuredReactions:
    """Return what experiments of the registry measured of reactions; that `who` looked is kept."""
    caused: dict[str, Caused] = {}
    notes: dict[str, list[Message]] = defaultdict(list)
    asking = [one for one in list_experiments(house) if _asks(one)]
    at, happened = now(), _Happened(house)
    mets = who_met_each(house, [one.plan for one in asking], at, happened.reading)
    for one, met in zip(asking, mets, strict=True):
        name = one.plan.held_out.name if one.plan.held_out else ""
        report = report_of(house, one, met, who, at)
        answer = caused_by(house, report, met, _reactions(happened, one, met, name))
        if isinstance(answer, Message):
            notes[name].append(answer)
        elif name not in caused or _width(answer) < _width(caused[name]):
            caused[name] = answer
    return MeasuredReactions(caused, notes)


def _asks(one: Experiment) -> bool:
    held = one.plan.held_out
    return held is not None and held.of == REACTION and one.state != DRAFT


def _width(one: Caused) -> float:
    return one.each[2] - one.each[1]


class _Happened:
    """The reactions of people and on posts, read once for all experiments of a view."""

    def __init__(self, house: House) -> None:
        from nahbar.kernel.lake import Reading

        self._house = house
        self.reading = Reading(house, (*COLUMNS, "channel"))

    @functools.cached_property
    def of_people(self) -> Mapping[str, Mapping[str, Sequence[tuple[int, float]]]]:
        """By reaction and person, when it happened."""
        found: dict[str, dict[str, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
        for row in self.reading.reduce(load_query(PACKAGE, QUERY), {}).to_pylist():
            found[row["reaction"].strip().lower()][row["person"]].append((row["time"], 1.0))
        return found

    def on_posts(self, reaction: str) -> Mapping[str, Sequence[tuple[int, float]]]:
        """By creator, when posts appeared and how many of a reaction they got."""
        return _on_posts(self._house, reaction)


def _reactions(read: _Happened, one: Experiment, met: Met, reaction: str) -> Floats:
    """Return how many of a reaction each unit gave (people) or got on new posts (creators) within the window."""
    window = one.plan.window_days * SECONDS_A_DAY * MICROS
    creators = one.plan.unit == "creator"
    happened = read.on_posts(reaction) if creators else read.of_people.get(reaction, {})
    found = np.zeros(len(met.units))
    for row, (unit, since) in enumerate(zip(met.units, met.since.tolist(), strict=True)):
        found[row] = sum(
            n for at, n in happened.get(unit.lower() if creators else unit, ()) if since <= at < since + window
        )
    return found


def _on_posts(house: House, reaction: str) -> Mapping[str, Sequence[tuple[int, float]]]:
    from nahbar.creators import posts_with_counts

    with house.store.read() as connection:
        posts = with_creator(posts_with_counts(connection)).select(["creator", "posted_at", COUNTS[reaction]])
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in posts.to_pylist():
        found[row["creator"]].append((row["posted_at"] * MICROS, float(row[COUNTS[reaction]] or 0)))
    return found
