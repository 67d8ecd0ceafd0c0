"""What one touch caused, by an experiment that held touches out: its result, or why there is none yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.measure.lift_ratio import LiftRatio, lift_ratio, ratio_and_interval
from nahbar.measure.lifts import best_covariates
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.deciding import anytime_multiplier
from nahbar.worth.experiments.drawing import filled
from nahbar.worth.experiments.met import MICROS, Met
from nahbar.worth.experiments.plans import HAPPENED
from nahbar.worth.experiments.registry import STOPPED, Experiment
from nahbar.worth.experiments.reporting import Report, design_of
from nahbar.worth.experiments.sums import arm_moments

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Caused:
    """Deals that one touch caused, with the 95 % interval that holds at every look.

    `touches` of the people in the arm that had them (`people` of them) lie behind it; the experiment's outcomes lie
    between the days `first` and `last` (days since 1970).
    """

    experiment: Experiment
    each: tuple[float, float, float]
    touches: float
    people: int
    first: int
    last: int


def caused_by(house: House, report: Report, met: Met, touches: Floats) -> Caused | Message:
    """Return what each touch caused; a sentence says why that is not known.

    `touches` are those of each unit of `met` within the window. A result is there when the experiment has ended, has
    reached its plan or is known at this look: what it says never decides whether it is used, save that an effect
    which is known before the plan is used at once, which the interval for every look allows.
    """
    if (why := _not_there(report)) is not None:
        return why
    plan = report.experiment.plan
    design = design_of(plan, met.covariates)
    found = _ratio(house, met, design, touches, plan.metric.measure == HAPPENED)
    fewest = min(n for _, n in report.counts)
    each = ratio_and_interval(found, anytime_multiplier(design, fewest, found.outcome.units))
    if each is None:
        return msg(
            "“{title:raw}”: the arms do not differ clearly in what was held out ({name:raw}), so what it causes cannot "
            "be told.",
            title=plan.title,
            name="" if plan.held_out is None else plan.held_out.text,
        )
    inside = met.people.arm == 1
    first, last = (int(end // (SECONDS_A_DAY * MICROS)) for end in (met.since.min(), met.since.max()))
    return Caused(
        report.experiment, each, float(touches[inside].sum()), int(inside.sum()), first, last + plan.window_days
    )


def _not_there(report: Report) -> Message | None:
    found, plan = report.experiment, report.experiment.plan
    if report.analysis is not None and report.analysis.mismatch.doubtful:
        return msg("“{title:raw}” is not used: its arms do not have the sizes that were drawn.", title=plan.title)
    reached = min(n for _, n in report.counts) >= plan.planned
    known = any(one.known for one in report.primary())
    if report.analysis is None or not (found.state == STOPPED or reached or known):
        name = "" if plan.held_out is None else plan.held_out.name
        return msg("“{title:raw}” asks what {name:raw} causes, and has no result yet.", title=plan.title, name=name)
    return None


def _ratio(house: House, met: Met, design: Design, touches: Floats, yes_or_no: bool) -> LiftRatio:
    """Return both lifts, with the covariates that are worth taking into account for the outcome."""
    figures = met.people.figures
    columns: list[Any] = [figures[design.outcomes[0]], pa.array(touches)]
    columns += [filled(figures[name]) for name in met.covariates]
    arms = arm_moments(house.engine, pa.array(met.people.arm), columns, len(met.people.arm_names))
    # The touches come after the lot, so they are no covariate.
    others = [0, *range(2, len(columns))]
    chosen = best_covariates([one.pick(others) for one in arms])
    kept = [0, 1, *(others[at] for at in chosen)]
    return lift_ratio(arms[1].pick(kept), arms[0].pick(kept), yes_or_no)
