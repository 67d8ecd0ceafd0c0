"""From differences to results: intervals for one look and for every look, and how long until something shows. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nahbar.measure.anytime_bounds import (
    backward_multiplier,
    fixed_multiplier,
    open_multiplier,
    planned_multiplier,
    two_sided_p,
)
from nahbar.measure.lifts import FEW_HITS, Difference, interval, relative_interval
from nahbar.measure.mean_interval import mean_interval, share_interval
from nahbar.measure.planning import chance_to_know
from nahbar.worth.experiments.contracts import ArmResult, Design, Interval, Lift
from nahbar.worth.experiments.drawing import Drawn

Floats = npt.NDArray[np.float64]

# Beyond so many times the present people nobody should wait for an answer.
MOST_TIMES = 50.0


def lift_result(
    found: Difference, design: Design, named: tuple[str, str], covariates: tuple[str, ...], fewest: int
) -> Lift:
    """Return the lift of an arm on an outcome (`named`); `fewest` is how many people the smaller arm has."""
    fixed, anytime = fixed_multiplier(design.level), anytime_multiplier(design, fewest, found.units)
    at_any_look = interval(found, anytime)
    known = at_any_look is not None and not at_any_look[0] <= 0.0 <= at_any_look[1]
    distance = found.absolute / found.variance**0.5 if found.variance > 0 else 0.0
    return Lift(
        arm=named[0],
        outcome=named[1],
        absolute=found.absolute,
        interval=interval(found, fixed),
        anytime_interval=at_any_look,
        relative=found.absolute / found.control if found.control else None,
        relative_interval=relative_interval(found, fixed),
        relative_anytime_interval=relative_interval(found, anytime),
        variance_removed=found.variance_removed,
        covariates=covariates,
        p=two_sided_p(distance, found.degrees),
        known=known,
        more_people=None if known or at_any_look is None else _more_people(found, design, fewest),
        chance=_chance(found, design, fewest),
    )


def anytime_multiplier(design: Design, people: float, units: float) -> float:
    """Return the standard errors of the interval for every look, with `people` in the smaller arm worth `units`."""
    return float(_multipliers(design, np.asarray(float(people)), np.asarray(units)))


def _multipliers(design: Design, people: Floats, units: Floats) -> Floats:
    if design.planned is None and not design.open_ended:
        return np.full_like(units, backward_multiplier(design.level))
    if design.planned is None:
        return open_multiplier(units, level=design.level)
    share = np.asarray(people / design.planned)
    if design.open_ended:
        return np.asarray(open_multiplier(share, 1.0, design.level))
    return np.asarray(planned_multiplier(share, design.level))


def _more_people(found: Difference, design: Design, fewest: int) -> int | None:
    """Return how many more people an arm would make a lift as large as the present one known, None for too many."""
    times = np.geomspace(1.0, MOST_TIMES, 400)
    wide = _multipliers(design, fewest * times, found.units * times) * np.sqrt(found.variance / times)
    enough = wide < abs(found.absolute)
    return int(fewest * times[int(np.argmax(enough))]) - fewest + 1 if enough.any() else None


def _chance(found: Difference, design: Design, fewest: int) -> float | None:
    if design.planned is None or design.open_ended:
        return None
    return chance_to_know(found.absolute, found.variance, fewest / design.planned, design.level)


def arm_result(drawn: Drawn, names: Sequence[str], design: Design, arm: int, outcome: int) -> ArmResult:
    """Return the mean of an arm with both intervals."""
    own = drawn.arms[arm].pick([outcome])
    multipliers = (fixed_multiplier(design.level), anytime_multiplier(design, drawn.people[arm], own.n))
    mean, hits = float(own.mean[0]), own.n * float(own.mean[0])
    few = drawn.yes_or_no[outcome] and min(hits, own.n - hits) < FEW_HITS
    fixed, anytime = (
        share_interval(hits, own.n, times) if few else _bounded(mean_interval(own, times), drawn.yes_or_no[outcome])
        for times in multipliers
    )
    return ArmResult(names[arm], design.outcomes[outcome], drawn.people[arm], mean, fixed, anytime)


def _bounded(found: Interval, yes_or_no: bool) -> Interval:
    return (max(0.0, found[0]), min(1.0, found[1])) if yes_or_no and found is not None else found
