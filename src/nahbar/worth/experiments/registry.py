"""Use cases of the registry: experiments planned, listed, started, stopped, and who looked at them when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NotFound
from nahbar.kernel.experiments.running import variants_from, variants_to
from nahbar.kernel.experiments.schema import experiment, experiment_look
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.worth.experiments.declaring import read_held_out
from nahbar.worth.experiments.plans import Guardrail, Plan, read_metric

DRAFT, RUNNING, STOPPED = "draft", "running", "stopped"
# Looking again within ten minutes is the same look: pages are reloaded.
SAME_LOOK_SECONDS = 600
SHOWN_LOOKS = 50


@dataclass(frozen=True, slots=True)
class Experiment:
    """A registered experiment: its plan and where it stands; times in seconds."""

    id: int
    plan: Plan
    state: str
    created_at: int
    who: str
    started_at: int | None
    stopped_at: int | None
    stop_reason: str


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, how many people there were, and the primary lift with its interval then."""

    at: int
    who: str
    people: int
    lift: float | None
    low: float | None
    high: float | None


def plan_experiment(house: House, plan: Plan, who: str, at: int | None = None) -> Experiment:
    """Register an experiment as a draft, `at` in seconds (None: now); raises Conflict when the name is taken."""
    at = now() if at is None else at
    with house.store.write() as connection:
        if connection.execute(sa.select(experiment.c.id).where(experiment.c.name == plan.name)).scalar() is not None:
            raise Conflict(
                msg("There is an experiment “{name:raw}” already.", name=plan.name),
                msg("Choose another name: exposures carry it, so it cannot be used twice."),
                kind="name",
            )
        connection.execute(experiment.insert().values(created_at=at, who=who, state=DRAFT, **_values(plan)))
        record(connection, who, "experiment.plan", f"experiment:{plan.name}", at)
    return experiment_named(house, plan.name)


def _values(plan: Plan) -> dict[str, object]:
    guardrails = [[one.metric.text, one.worse] for one in plan.guardrails]
    return {
        "name": plan.name,
        "title": plan.title,
        "room": plan.room,
        "unit": plan.unit,
        "variants": variants_to(plan.variants),
        "metric": plan.metric.text,
        "guardrails": json.dumps(guardrails),
        "window_days": plan.window_days,
        "planned": plan.planned,
        "planned_days": plan.planned_days,
        "least_lift": plan.least_lift,
        "holds_out": "" if plan.held_out is None else plan.held_out.text,
        "declared_groups": json.dumps(plan.traits),
    }


def list_experiments(house: House) -> Sequence[Experiment]:
    """Return all experiments: those that run first, then drafts, then the newest that were stopped."""
    with house.store.read() as connection:
        rows = connection.execute(sa.select(experiment)).all()
    order = {RUNNING: 0, DRAFT: 1, STOPPED: 2}
    return sorted(
        (_experiment(row) for row in rows), key=lambda one: (order[one.state], -one.created_at, one.plan.name)
    )


def experiment_named(house: House, name: str) -> Experiment:
    """Return an experiment; raises NotFound."""
    with house.store.read() as connection:
        row = connection.execute(sa.select(experiment).where(experiment.c.name == name)).one_or_none()
    if row is None:
        raise NotFound(
            msg("There is no experiment “{name:raw}”.", name=name[:80]),
            msg("Look at the list: nahbar worth experiments list"),
            kind="unknown-experiment",
        )
    return _experiment(row)


def start_experiment(
    house: House, name: str, who: str, at: int | None = None, traits: Sequence[str] | None = None
) -> Experiment:
    """Let rooms draw arms from `at` on (None: now); raises NotFound, and Conflict unless it is a draft.

    `traits` are the declared groups, where they are to be other than those of the draft.
    """
    at = now() if at is None else at
    changes: dict[str, object] = {"state": RUNNING, "started_at": at}
    return _move(house, name, (who, at), DRAFT, changes | ({"declared_groups": json.dumps(traits)} if traits else {}))


def stop_experiment(house: House, name: str, who: str, reason: str = "", at: int | None = None) -> Experiment:
    """Draw no more arms; raises NotFound, and Conflict unless it runs."""
    at = now() if at is None else at
    changes: dict[str, object] = {"state": STOPPED, "stopped_at": at, "stop_reason": reason.strip()[:400]}
    return _move(house, name, (who, at), RUNNING, changes)


def _move(house: House, name: str, by: tuple[str, int], before: str, changes: dict[str, object]) -> Experiment:
    experiment_named(house, name)
    with house.store.write() as connection:
        where = (experiment.c.name == name) & (experiment.c.state == before)
        if not connection.execute(experiment.update().where(where).values(**changes)).rowcount:
            raise Conflict(
                msg("The experiment is not at the step for this."),
                msg("A draft can be started, a running one stopped; nothing was changed."),
                kind="experiment-state",
            )
        record(connection, by[0], f"experiment.{changes['state']}", f"experiment:{name}", by[1])
    return experiment_named(house, name)


def note_look(house: House, found: Experiment, look: Look) -> None:
    """Keep that somebody looked, unless the same person has just done so."""
    recent = (
        (experiment_look.c.experiment_id == found.id)
        & (experiment_look.c.who == look.who)
        & (experiment_look.c.at > look.at - SAME_LOOK_SECONDS)
    )
    with house.store.write() as connection:
        if connection.execute(sa.select(experiment_look.c.id).where(recent).limit(1)).scalar() is None:
            values = {"at": look.at, "who": look.who, "people": look.people}
            values |= {"lift": look.lift, "low": look.low, "high": look.high}
            connection.execute(experiment_look.insert().values(experiment_id=found.id, **values))


def looks_at(house: House, found: Experiment) -> Sequence[Look]:
    """Return who looked when, the newest first."""
    columns = [experiment_look.c[name] for name in ("at", "who", "people", "lift", "low", "high")]
    asked = sa.select(*columns).where(experiment_look.c.experiment_id == found.id)
    with house.store.read() as connection:
        rows = connection.execute(asked.order_by(experiment_look.c.at.desc()).limit(SHOWN_LOOKS)).all()
    return [Look(*row) for row in rows]


def _experiment(row: sa.Row[tuple[object, ...]]) -> Experiment:
    held = row._mapping
    rails = tuple(Guardrail(read_metric(text, "guardrails"), worse) for text, worse in json.loads(held["guardrails"]))
    names = ("name", "title", "room", "unit", "window_days", "planned", "planned_days", "least_lift")
    plan = Plan(
        **{name: held[name] for name in names},
        variants=variants_from(held["variants"]),
        metric=read_metric(held["metric"], "metric"),
        guardrails=rails,
        held_out=read_held_out(held["holds_out"]),
        traits=tuple(json.loads(held["declared_groups"])),
    )
    more = ("state", "created_at", "who", "started_at", "stopped_at", "stop_reason")
    return Experiment(held["id"], plan, *(held[name] for name in more))
