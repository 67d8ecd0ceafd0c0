"""The answer of an analysis as JSON: names of formats.md, and what stands beside them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from nahbar.kernel.clock import iso_time
from nahbar.worth.experiments.contracts import Analysis
from nahbar.worth.experiments.registry import Experiment
from nahbar.worth.experiments.reporting import Report
from nahbar.worth.experiments.together import Together


def analysis_json(found: Analysis) -> dict[str, Any]:
    """Return arms, lifts and mismatch, with the notes that must stand beside them."""
    return {
        "arms": [asdict(one) for one in found.arms],
        "lifts": [asdict(one) for one in found.lifts],
        "mismatch": asdict(found.mismatch),
        "by_group": [asdict(one) for one in found.by_group],
        "people": found.people,
        "units": found.units,
        "unit": found.unit,
        "control": found.design.control,
        "planned": found.design.planned,
        "anytime": anytime_kind(found),
        "level": found.design.level,
        "notes": [one.render() for one in found.notes],
    }


def anytime_kind(found: Analysis) -> str:
    """Return for which looks the anytime intervals hold: "planned", "open-ended" or "so far"."""
    if found.design.open_ended:
        return "open-ended"
    return "so far" if found.design.planned is None else "planned"


def experiment_json(found: Experiment) -> dict[str, Any]:
    """Return the plan of a registered experiment and where it stands."""
    plan = found.plan
    return {
        "name": plan.name,
        "title": plan.title,
        "room": plan.room,
        "unit": plan.unit,
        "variants": [asdict(one) for one in plan.variants],
        "metric": plan.metric.text,
        "guardrails": [{"metric": one.metric.text, "worse": one.worse} for one in plan.guardrails],
        "window_days": plan.window_days,
        "planned": plan.planned,
        "planned_days": plan.planned_days,
        "least_lift": plan.least_lift,
        "holds_out": None if plan.held_out is None else plan.held_out.text,
        "groups": list(plan.traits),
        "state": found.state,
        "planned_at": iso_time(found.created_at),
        "planned_by": found.who,
        "started_at": iso_time(found.started_at),
        "stopped_at": iso_time(found.stopped_at),
        "stop_reason": found.stop_reason,
    }


def report_json(found: Report) -> dict[str, Any]:
    """Return where a registered experiment stands: sentences, figures as in an analysis, and who looked when."""
    analysis = {} if found.analysis is None else analysis_json(found.analysis)
    looks = [asdict(one) | {"at": iso_time(one.at)} for one in found.looks]
    return {
        **experiment_json(found.experiment),
        "said": [one.render() for one in found.said],
        "guarded": [one.render() for one in found.guarded],
        "stop": found.stop,
        "people_by_arm": dict(found.counts),
        "waiting": found.waiting,
        "crossed": found.crossed,
        "looks": looks,
        "arms": [],
        "lifts": [],
        "mismatch": None,
        **analysis,
    }


def together_json(found: Together) -> dict[str, Any]:
    """Return ended experiments on one metric: each by itself and drawn towards the average, and the average."""
    pooled = found.pooled
    rows = []
    for k, (experiment, lift) in enumerate(zip(found.experiments, found.lifts, strict=True)):
        row: dict[str, Any] = {"experiment": experiment.plan.name, "lift": lift.absolute, "interval": lift.interval}
        if pooled is not None:
            bounds = (float(pooled.low[k]), float(pooled.high[k]))
            row |= {
                "shrunken": float(pooled.shrunken[k]),
                "shrunken_interval": bounds,
                "weight": float(pooled.weight[k]),
            }
        rows.append(row)
    average = None
    if pooled is not None:
        names = ("mean", "interval", "tau", "tau_interval", "next_interval")
        average = {name: getattr(pooled, name) for name in names}
    return {
        "metric": found.metric,
        "unit": found.unit,
        "said": found.said.render(),
        "average": average,
        "experiments": rows,
    }
