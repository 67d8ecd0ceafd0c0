"""Who met which arm and what they did then, from exposures and outcomes among all touchpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.worth.experiments.plans import HAPPENED, VALUE, Metric, Plan
from nahbar.worth.experiments.reading import Codes, People

if TYPE_CHECKING:
    from nahbar.kernel.lake import Reading

COLUMNS = ("kind", "time", "person", "creator", "value_cents", "currency", "assignment")
MICROS = 1_000_000
# What happened so long before somebody's first exposure may narrow the intervals.
BACK_DAYS = 90
CENTS = 100.0
# Groups of a trait: who did not do it in those days, and who did.
NO, YES = "no", "yes"
BEFORE = ("click", "visit", "reply", "lead", "deal", "refund", "cents")


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """The people of an experiment whose window has passed; `waiting` are still within it, `crossed` met two arms.

    `covariates` are the names of figures from before the first exposure; `units` are the names of `people` in their
    order, `since` when each met the arm, in microseconds.
    """

    people: People
    covariates: tuple[str, ...]
    waiting: int
    crossed: int
    units: Sequence[str]
    since: Codes


def who_met(house: House, plan: Plan, now: int) -> Met:
    """Return who met which arm of an experiment, with the outcomes of its metrics; `now` in seconds."""
    return who_met_each(house, [plan], now)[0]


def who_met_each(house: House, plans: Sequence[Plan], now: int, reading: Reading | None = None) -> Sequence[Met]:
    """Return for each experiment what `who_met` does, out of one pass over all touchpoints.

    `reading` has COLUMNS at least; without one they are looked up here.
    """
    if not plans:
        return []
    answer = _ask(house, plans, reading)
    return [
        _ripe(answer.filter(compute.equal(answer.column("experiment"), k)), one, now) for k, one in enumerate(plans)
    ]


def _ripe(answer: Any, plan: Plan, now: int) -> Met:
    since, arm, other = (answer.column(name).to_numpy() for name in ("since", "arm", "other_arm"))
    crossed = arm != other
    ripe = since + plan.window_days * SECONDS_A_DAY * MICROS <= now * MICROS
    kept = answer.filter(pa.array(ripe & ~crossed))
    return _met(kept, plan, int((~ripe & ~crossed).sum()), int(crossed.sum()))


def _ask(house: House, plans: Sequence[Plan], reading: Reading | None) -> Any:
    from nahbar.kernel.lake import Reading

    day = SECONDS_A_DAY * MICROS
    rows = [
        {
            "assignment": f"{plan.name}/{one.name}",
            "arm": arm,
            "experiment": k,
            "by_creator": int(plan.unit == "creator"),
            "span": plan.window_days * day,
        }
        for k, plan in enumerate(plans)
        for arm, one in enumerate(plan.variants)
    ]
    asked = {"currency": [house.workspace.settings.currency], "back": [BACK_DAYS * day]}
    tables = {"arms": pa.Table.from_pylist(rows), "asked": pa.table(asked)}
    return (reading or Reading(house, COLUMNS)).reduce(load_query("nahbar.worth", "experiment_units"), tables)


def _met(kept: Any, plan: Plan, waiting: int, crossed: int) -> Met:
    metrics = dict.fromkeys((plan.metric, *(one.metric for one in plan.guardrails)))
    figures = {one.text: _outcome(kept, one) for one in metrics}
    covariates = []
    for name in BEFORE:
        column = compute.cast(kept.column(f"{name}_before"), pa.float64())
        if kept.num_rows and compute.count_distinct(column).as_py() > 1:
            figures[f"{name} before"] = column
            covariates.append(f"{name} before")
    arm = kept.column("arm").to_numpy().astype(np.int64)
    people = People(arm, [one.name for one in plan.variants], None, [], None, [], figures)
    for trait in plan.traits:
        did = kept.column(f"{trait}_before").to_numpy() > 0
        people.categories[trait] = (did.astype(np.int64), [NO, YES])
    since = kept.column("since").to_numpy().astype(np.int64)
    return Met(people, tuple(covariates), waiting, crossed, kept.column("unit").to_pylist(), since)


def _outcome(kept: Any, metric: Metric) -> Any:
    if metric.measure == VALUE:
        return compute.divide(compute.cast(kept.column("cents_after"), pa.float64()), CENTS)
    column = compute.cast(kept.column(f"{metric.kind}_after"), pa.float64())
    return compute.cast(compute.greater(column, 0.0), pa.float64()) if metric.measure == HAPPENED else column
