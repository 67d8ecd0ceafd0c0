"""Lifts by groups that were declared before the start, and whether the groups differ at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
from scipy.special import chdtrc

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.measure.anytime_bounds import fixed_multiplier
from nahbar.worth.experiments.contracts import Design, GroupLifts, Lift
from nahbar.worth.experiments.reading import Codes, People

# With more groups each holds too few people, and nobody declared so many.
MOST_GROUPS = 10


def members_of(people: People, group: int, column: str) -> People:
    """Return the people of one group; the arms keep their codes."""
    inside = people.categories[column][0] == group
    kept = pa.array(inside)

    def part(codes: Codes | None) -> Codes | None:
        return None if codes is None else np.unique(codes[inside], return_inverse=True)[1]

    names = [
        [] if codes is None else [all_names[code] for code in np.unique(codes[inside])]
        for codes, all_names in ((people.cluster, people.cluster_names), (people.pair, people.pair_names))
    ]
    return People(
        people.arm[inside],
        people.arm_names,
        part(people.cluster),
        names[0],
        part(people.pair),
        names[1],
        {name: column_.filter(kept) for name, column_ in people.figures.items()},
        {name: column_.filter(kept) for name, column_ in people.bottoms.items()},
    )


def design_of_group(design: Design, share: float, groups: int) -> Design:
    """Return the design within one group: its part of the plan, and the level for so many groups."""
    planned = None if design.planned is None else max(2, round(design.planned * share))
    return replace(design, planned=planned, level=1.0 - (1.0 - design.level) / groups, group=None)


def check_groups(people: People, column: str) -> Sequence[str]:
    """Return the names of the groups; raises BadInput for too many or too few."""
    names = people.categories[column][1]
    if not 2 <= len(names) <= MOST_GROUPS:
        raise BadInput(
            msg("The column {column:raw} has {n} {n|group|groups}.", column=column, n=len(names)),
            msg("Declare two to {n} groups before the start.", n=MOST_GROUPS),
            kind="groups",
        )
    return names


def gathered(lifts: Sequence[tuple[str, Sequence[Lift]]], level: float) -> list[GroupLifts]:
    """Return the groups' lifts by arm and outcome, with the test whether they differ; `level` is that of each group."""
    found = []
    for place, first in enumerate(lifts[0][1]):
        groups = {name: group[place] for name, group in lifts}
        found.append(GroupLifts(first.arm, first.outcome, groups, _differ_p(list(groups.values()), level)))
    return found


def _differ_p(lifts: Sequence[Lift], level: float) -> float | None:
    wide = [None if one.interval is None else (one.interval[1] - one.interval[0]) / 2.0 for one in lifts]
    known = np.array([one for one in wide if one is not None])
    if len(known) < len(lifts):
        return None
    weights = (fixed_multiplier(level) / known) ** 2
    sizes = np.array([one.absolute for one in lifts])
    mean = (weights * sizes).sum() / weights.sum()
    return float(chdtrc(len(lifts) - 1, (weights * (sizes - mean) ** 2).sum()))
