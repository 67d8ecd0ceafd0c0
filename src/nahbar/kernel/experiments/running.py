"""The arm of a person or a creator in an experiment that runs, for every room that shows or sends something."""

from __future__ import annotations

import json

import sqlalchemy as sa

from nahbar.kernel.experiments.assigning import KEY, Variant, assign
from nahbar.kernel.experiments.schema import experiment
from nahbar.kernel.house import House


def variants_from(text: str) -> tuple[Variant, ...]:
    """Read the variants of an experiment as its table holds them."""
    return tuple(Variant(name, float(share)) for name, share in json.loads(text))


def variants_to(variants: tuple[Variant, ...]) -> str:
    """Write variants for the table."""
    return json.dumps([[one.name, one.share] for one in variants])


def assigned(house: House, name: str, unit: str) -> str | None:
    """Return the arm of `unit` in the running experiment `name`; None where no such experiment runs."""
    where = (experiment.c.name == name) & (experiment.c.state == "running")
    with house.store.read() as connection:
        text = connection.execute(sa.select(experiment.c.variants).where(where)).scalar()
    return None if text is None else assign(house.workspace.key(KEY), name, unit, variants_from(text))
