"""Exact intervals of lifts for bounded outcomes, from people in the order in which they came."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.measure.betting import betting_lift
from nahbar.worth.experiments.contracts import Design, Interval
from nahbar.worth.experiments.reading import People

# Each person is set against every mean that is tried: a hundred thousand take some seconds.
MOST_PEOPLE = 100_000


def exact_interval(people: People, design: Design, shares: Mapping[str, float], arm: int, outcome: str) -> Interval:
    """Return the betting interval of a lift, None unless the design names bounds.

    Raises BadInput where people were not drawn one by one, an outcome leaves its bounds, or there are too many people.
    """
    if design.bounded is None:
        return None
    low, high = design.bounded
    rows = np.flatnonzero((people.arm == 0) | (people.arm == arm))
    if design.cluster is not None or design.pair is not None or outcome in people.bottoms:
        raise _no_exact(msg("Exact intervals need single people and no ratios."))
    if len(rows) > MOST_PEOPLE:
        raise _no_exact(
            msg("Exact intervals are for up to {n} people; with more the others are as good.", n=MOST_PEOPLE)
        )
    figures = people.figures[outcome].to_numpy()[rows]
    if not high > low or figures.min() < low or figures.max() > high:
        raise BadInput(
            msg("The column {name:raw} leaves the bounds {low} to {high}.", name=outcome, low=low, high=high),
            msg("Give bounds that no outcome can leave, now or later."),
            kind="bounds",
        )
    control, treated = (shares[people.arm_names[k]] for k in (0, arm))
    return betting_lift(people.arm[rows] == arm, figures, low, high, treated / (treated + control), design.level)


def _no_exact(reason: Message) -> BadInput:
    return BadInput(reason, msg("Leave --bounded out."), kind="bounded")
