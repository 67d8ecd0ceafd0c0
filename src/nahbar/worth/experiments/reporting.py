"""Use case: where one registered experiment stands, in figures and in one sentence; looking is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nahbar.kernel.clock import now
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message
from nahbar.worth.experiments.contracts import Analysis, Design, Lift
from nahbar.worth.experiments.declared import by_traits
from nahbar.worth.experiments.met import Met, who_met
from nahbar.worth.experiments.plans import Plan
from nahbar.worth.experiments.registry import Experiment, Look, experiment_named, looks_at, note_look
from nahbar.worth.experiments.service import LEAST_UNITS, analyse_people
from nahbar.worth.experiments.standing import guardrail_words, standing_words


@dataclass(frozen=True, slots=True)
class Report:
    """An experiment with what it says so far; `analysis` is None as long as an arm has hardly anybody.

    `said` is the answer in a sentence for each variant, `guarded` what its guardrails say; `stop` says that waiting on
    will hardly teach anything. `waiting` people are still within the window, `crossed` met two arms and are left out.
    """

    experiment: Experiment
    analysis: Analysis | None
    said: Sequence[Message]
    guarded: Sequence[Message]
    stop: bool
    waiting: int
    crossed: int
    counts: Sequence[tuple[str, int]]
    looks: Sequence[Look]

    def primary(self) -> Sequence[Lift]:
        """Return the lifts of the primary metric."""
        metric = self.experiment.plan.metric.text
        return [] if self.analysis is None else [one for one in self.analysis.lifts if one.outcome == metric]


def report_on(house: House, name: str, who: str, at: int | None = None) -> Report:
    """Return where an experiment stands and keep that `who` looked, `at` in seconds (None: now); raises NotFound."""
    at, found = now() if at is None else at, experiment_named(house, name)
    return report_of(house, found, who_met(house, found.plan, at), who, at)


def report_of(house: House, found: Experiment, met: Met, who: str, at: int) -> Report:
    """Return what the people of an experiment say, who were read at the moment `at`; that `who` looked is kept."""
    counts = [(one.name, int((met.people.arm == place).sum())) for place, one in enumerate(found.plan.variants)]
    analysis = _analysis(house, found, met) if min(n for _, n in counts) >= LEAST_UNITS else None
    said, stop = standing_words(found.plan, analysis, counts, met.waiting)
    primary = next((one for one in analysis.lifts if one.outcome == found.plan.metric.text), None) if analysis else None
    interval = primary.anytime_interval if primary else None
    bounds = interval or (None, None)
    lift = primary.absolute if primary else None
    note_look(house, found, Look(at, who, sum(n for _, n in counts), lift, bounds[0], bounds[1]))
    guarded = guardrail_words(found.plan, analysis) if analysis else []
    looks = looks_at(house, found)
    return Report(found, analysis, said, guarded, stop, met.waiting, met.crossed, counts, looks)


def _analysis(house: House, found: Experiment, met: Met) -> Analysis:
    design = design_of(found.plan, met.covariates)
    analysis = analyse_people(met.people, design, house.engine)
    if analysis.mismatch.doubtful:
        return analysis
    return replace(analysis, by_group=by_traits(met.people, design, found.plan.traits, house.engine))


def design_of(plan: Plan, covariates: tuple[str, ...]) -> Design:
    """Return the design that a plan is read with."""
    outcomes = tuple(dict.fromkeys((plan.metric.text, *(one.metric.text for one in plan.guardrails))))
    return Design(
        assignment="arm",
        control=plan.variants[0].name,
        outcomes=outcomes,
        covariates=covariates,
        planned=plan.planned,
        shares={one.name: one.share for one in plan.variants},
    )
