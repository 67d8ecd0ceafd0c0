"""Use case: what registered experiments measured of reactions: those that asked for likes, comments ... by lot.

The lot asks; who reacts then is their own choice. So the effect is the lift of deals over the lift of reactions, which
holds if asking moves deals only by way of the reactions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message
from nahbar.worth.earned_posts import with_creator
from nahbar.worth.experiments.caused import Caused, caused_by
from nahbar.worth.experiments.declaring import REACTION
from nahbar.worth.experiments.met import MICROS, Met
from nahbar.worth.experiments.registry import DRAFT, Experiment, list_experiments
from nahbar.worth.experiments.reporting import report_and_people
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
    for one in list_experiments(house):
        held = one.plan.held_out
        if held is None or held.of != REACTION or one.state == DRAFT:
            continue
        report, met = report_and_people(house, one, who)
        answer = caused_by(house, report, met, _reactions(house, one, met, held.name))
        if isinstance(answer, Message):
            notes[held.name].append(answer)
        elif held.name not in caused or _width(answer) < _width(caused[held.name]):
            caused[held.name] = answer
    return MeasuredReactions(caused, notes)


def _width(one: Caused) -> float:
    return one.each[2] - one.each[1]


def _reactions(house: House, one: Experiment, met: Met, reaction: str) -> Floats:
    """Return how many of a reaction each unit gave (people) or got on new posts (creators) within the window."""
    window = one.plan.window_days * SECONDS_A_DAY * MICROS
    creators = one.plan.unit == "creator"
    happened = _on_posts(house, reaction) if creators else _of_people(house, reaction)
    found = np.zeros(len(met.units))
    for row, (unit, since) in enumerate(zip(met.units, met.since.tolist(), strict=True)):
        found[row] = sum(
            n for at, n in happened.get(unit.lower() if creators else unit, ()) if since <= at < since + window
        )
    return found


def _of_people(house: House, reaction: str) -> Mapping[str, Sequence[tuple[int, float]]]:
    from nahbar.kernel.lake import despite_erasure

    rows = despite_erasure(lambda: _ask(house))
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in rows:
        if row["reaction"].strip().lower() == reaction:
            found[row["person"]].append((row["time"], 1.0))
    return found


def _ask(house: House) -> Sequence[Mapping[str, Any]]:
    from nahbar.kernel.lake import touchpoints

    given = {"touchpoints": touchpoints(house, ("kind", "time", "person", "channel"))}
    rows: Sequence[Mapping[str, Any]] = house.engine.reduce(load_query(PACKAGE, QUERY), given).to_pylist()
    return rows


def _on_posts(house: House, reaction: str) -> Mapping[str, Sequence[tuple[int, float]]]:
    from nahbar.creators import posts_with_counts

    with house.store.read() as connection:
        posts = with_creator(posts_with_counts(connection)).select(["creator", "posted_at", COUNTS[reaction]])
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in posts.to_pylist():
        found[row["creator"]].append((row["posted_at"] * MICROS, float(row[COUNTS[reaction]] or 0)))
    return found
