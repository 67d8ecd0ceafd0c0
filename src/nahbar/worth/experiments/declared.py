"""Lifts by groups that a registered experiment declared before its start: by what people did before they met an arm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from nahbar.kernel.engine import Engine
from nahbar.measure.anytime_bounds import fixed_multiplier
from nahbar.worth.experiments.contracts import Design, GroupLifts, Lift
from nahbar.worth.experiments.deciding import anytime_multiplier
from nahbar.worth.experiments.grouping import design_of_group, members_of
from nahbar.worth.experiments.reading import People
from nahbar.worth.experiments.service import LEAST_UNITS, analyse_people

Floats = npt.NDArray[np.float64]


def by_traits(people: People, design: Design, traits: Sequence[str], engine: Engine) -> Sequence[GroupLifts]:
    """Return the primary outcome's lifts in the groups of each trait, and whether these differ.

    Intervals are widened for the groups of all traits together (Bonferroni). A group in which an arm has hardly
    anybody tells nothing: its trait has no lifts and no answer.
    """
    every = sum(len(people.categories[trait][1]) for trait in traits)
    found: list[GroupLifts] = []
    for trait in traits:
        lifts = _lifts(people, design, trait, every, engine)
        for place, arm in enumerate(people.arm_names[1:]):
            groups = {name: those[place] for name, those in lifts.items()}
            p = _at_every_look(people, design, list(groups.values()), every, len(traits)) if groups else None
            found.append(GroupLifts(arm, design.outcomes[0], groups, p, trait))
    return found


def _lifts(people: People, design: Design, trait: str, every: int, engine: Engine) -> dict[str, list[Lift]]:
    """Return the lifts of all arms by group, nothing where a group has too few people in an arm."""
    arms = len(people.arm_names)
    found = {}
    for code, name in enumerate(people.categories[trait][1]):
        members = members_of(people, code, trait)
        if np.bincount(members.arm, minlength=arms).min() < LEAST_UNITS:
            return {}
        its_own = design_of_group(design, len(members.arm) / len(people.arm), every)
        lifts = analyse_people(members, its_own, engine).lifts
        found[name] = [one for one in lifts if one.outcome == design.outcomes[0]]
    return found


def _at_every_look(people: People, design: Design, lifts: Sequence[Lift], every: int, traits: int) -> float | None:
    if any(one.interval is None for one in lifts):
        return None
    single = fixed_multiplier(1.0 - (1.0 - design.level) / every)
    errors = np.array([(one.interval[1] - one.interval[0]) / 2.0 / single for one in lifts if one.interval])
    fewest = float(np.bincount(people.arm).min())
    wider = anytime_multiplier(design, fewest, fewest) / fixed_multiplier(design.level)
    return differ_p(np.array([one.absolute for one in lifts]), errors * wider, traits)


def differ_p(lifts: Floats, errors: Floats, traits: int) -> float:
    """Return how often groups with one lift would differ as much, for any of so many traits (Bonferroni).

    Cochran's Q (1954). `errors` are standard errors; widened as the interval for every look is wider than that for one,
    a p below 5 % leaves out a difference of 0 between two groups at every look.
    """
    weights = errors**-2
    mean = (weights * lifts).sum() / weights.sum()
    return min(1.0, traits * float(chdtrc(len(lifts) - 1, (weights * (lifts - mean) ** 2).sum())))
