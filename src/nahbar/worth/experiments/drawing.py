"""From people to what was drawn: single people, whole clusters or pairs, each as moments that lifts come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from nahbar.kernel.engine import Engine
from nahbar.measure.lifts import Difference, best_covariates, difference, paired_difference
from nahbar.measure.moments import Moments, as_ratios
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.reading import People
from nahbar.worth.experiments.refusals import no_denominator, ratio_in_pairs, single_pair, split_cluster
from nahbar.worth.experiments.sums import arm_moments, by_unit, ranges


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """An experiment as sums: for each arm its people, its units, and moments over outcomes and covariates.

    `yes_or_no` says of each outcome whether it is 0 or 1 for every person and people were drawn one by one. `pairs`
    has for each arm but the control the moments of (outcome differences, outcomes of the control, covariate
    differences); it is None where no pairs were drawn.
    """

    people: Sequence[int]
    arms: Sequence[Moments]
    yes_or_no: Sequence[bool]
    pairs: Sequence[Moments] | None


def draw(engine: Engine, people: People, design: Design) -> Drawn:
    """Reduce the people of an experiment to sums. Raises BadInput for a cluster in two arms or a pair without one."""
    columns = [filled(people.figures[name]) for name in (*design.outcomes, *design.covariates)]
    # Denominators stand last.
    bottoms = {
        design.outcomes.index(name): len(columns) + k
        for k, name in enumerate(people.bottoms)
        if name in design.outcomes
    }
    columns += list(people.bottoms.values())
    if people.cluster is not None:
        _check_clusters(engine, people, design)
    counts = np.bincount(people.arm, minlength=len(people.arm_names)).tolist()
    if design.cluster is not None and design.pair is None:
        return Drawn(counts, _clustered(engine, people, columns, bottoms), [False] * len(design.outcomes), None)
    if bottoms and design.pair is not None:
        raise ratio_in_pairs()
    known = ranges(engine, columns)
    arms = arm_moments(engine, pa.array(people.arm), columns, len(people.arm_names), known)
    pairs = _paired(engine, people, columns, design) if design.pair is not None else None
    binary = _binary(known[: len(design.outcomes)], arms)
    shares = [share and k not in bottoms for k, share in enumerate(binary)]
    return Drawn(counts, [_ratios(arm, bottoms, len(columns) - len(bottoms)) for arm in arms], shares, pairs)


def _ratios(arm: Moments, bottoms: Mapping[int, int], kept: int) -> Moments:
    try:
        return as_ratios(arm, bottoms).pick(range(kept))
    except ValueError as error:
        raise no_denominator() from error


def filled(column: Any) -> Any:
    """Return a covariate with what is unknown taken at its mean, which is as likely in every arm."""
    return column if not column.null_count else compute.fill_null(column, compute.mean(column).as_py() or 0.0)


def _binary(known: Sequence[Mapping[str, float]], arms: Sequence[Moments]) -> list[bool]:
    whole = sum(arms[1:], arms[0])
    found = []
    for k, one in enumerate(known):
        mean = float(whole.mean[k])
        # Between 0 and 1, the mean square equals the mean only where nothing lies in between.
        square = float(whole.comoment[k, k]) / whole.n + mean**2
        found.append(one["least"] >= 0 and one["most"] <= 1 and abs(mean - square) <= 1e-9)
    return found


def _check_clusters(engine: Engine, people: People, design: Design) -> None:
    assert people.cluster is not None
    names = {"unit": pa.array(people.cluster), "arm": pa.array(people.arm)}
    heads, _ = by_unit(engine, "experiment_clusters", names, [pa.array(np.zeros(len(people.arm)))])
    low, high = (heads.column(name).to_numpy() for name in ("arm", "other_arm"))
    if (low != high).any():
        unit = int(heads.column("unit").to_numpy()[np.argmax(low != high)])
        rows = np.flatnonzero(people.cluster == unit)
        row = int(rows[np.argmax(people.arm[rows] != people.arm[rows[0]])]) + 1
        raise split_cluster(people.cluster_names[unit], row, str(design.cluster))


def _clustered(engine: Engine, people: People, columns: Sequence[Any], bottoms: Mapping[int, int]) -> list[Moments]:
    names = {"unit": pa.array(people.cluster), "arm": pa.array(people.arm)}
    heads, sums = by_unit(engine, "experiment_clusters", names, columns)
    counted = compute.cast(heads.column("people"), pa.float64())
    arms = arm_moments(engine, heads.column("arm"), [*sums, counted], len(people.arm_names))
    # What is no ratio of its own is a mean over people: a ratio to their number.
    kept = len(columns) - len(bottoms)
    over = {k: bottoms.get(k, len(columns)) for k in range(kept)}
    return [_ratios(arm, over, kept) for arm in arms]


def _paired(engine: Engine, people: People, columns: Sequence[Any], design: Design) -> list[Moments]:
    names = {"unit": pa.array(people.pair), "arm": pa.array(people.arm)}
    heads, means = by_unit(engine, "experiment_pairs", names, columns)
    arms, pairs = len(people.arm_names), len(people.pair_names)
    units = heads.column("unit").to_numpy()
    if len(units) != arms * pairs:
        unit = int(np.argmax(np.bincount(units, minlength=pairs) < arms))
        row = int(np.argmax(people.pair == unit)) + 1
        raise single_pair(people.pair_names[unit], row, str(design.pair))
    # Ordered by pair and arm, so each column is a block of pairs x arms.
    blocks = [column.to_numpy().reshape(pairs, arms) for column in means]
    outcomes = len(design.outcomes)
    found = []
    for arm in range(1, arms):
        apart = [pa.array(block[:, arm] - block[:, 0]) for block in blocks]
        base = [pa.array(np.ascontiguousarray(block[:, 0])) for block in blocks[:outcomes]]
        moved = [*apart[:outcomes], *base, *apart[outcomes:]]
        found += arm_moments(engine, pa.array(np.zeros(pairs, dtype=np.int64)), moved, 1)
    return found


def lift_of(drawn: Drawn, arm: int, outcome: int, outcomes: int) -> tuple[Difference, list[int]]:
    """Return what an arm adds to an outcome, and the covariates (from 0) that were taken into account."""
    total = len(drawn.arms[0].mean)
    if drawn.pairs is not None:
        whole = drawn.pairs[arm - 1]
        apart = whole.pick([outcome, *range(2 * outcomes, len(whole.mean))])
        chosen = best_covariates([apart])
        kept = [outcome, outcomes + outcome, *(2 * outcomes - 1 + at for at in chosen)]
        return paired_difference(whole.pick(kept)), [at - 1 for at in chosen]
    columns = [outcome, *range(outcomes, total)]
    chosen = best_covariates([one.pick(columns) for one in drawn.arms])
    kept = [outcome, *(outcomes - 1 + at for at in chosen)]
    found = difference(drawn.arms[arm].pick(kept), drawn.arms[0].pick(kept), drawn.yes_or_no[outcome])
    return found, [at - 1 for at in chosen]
