"""How well authenticity is judged, on fresh made-up creators: `python -m benchmarks.authenticity [NUMBER]`.

Prints what is found per kind of purchase, false accusations per honest kind, calibration, the table with whole kinds
held out, and the time a creator.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import beta

from benchmarks.authenticity_tables import inputs
from benchmarks.authenticity_usual import usual_by_platform
from benchmarks.authenticity_world import BOUGHT, ENGAGEMENT, FOLLOWERS, HONEST, World
from benchmarks.authenticity_worlds import draw
from nahbar.creators.authenticity import assess, shipped
from nahbar.creators.authenticity.weights import ALONE, EARLIER, PARTS_OF, QUESTIONS
from nahbar.creators.contracts import Authenticity

FRESH_SEED = 7_000_000  # training uses seeds from 1,000,000 on
ACCUSED = ("look closer", "strong signs")
ASKED = {part for parts in PARTS_OF.values() for part in parts} - {ALONE, EARLIER}  # of every creator with posts
CLEAR_DAYS, CLEAR_GAIN = 90, 0.15  # a purchase is called clear in a series this long, at this share of the followers


@dataclass(slots=True)
class Judged:
    """One creator, what was drawn, and what the product says."""

    kind: str
    truth: tuple[bool, bool, bool]
    clear: bool
    arguments: dict[str, Any]
    answer: Authenticity


def judged(number: int, seed: int) -> tuple[list[Judged], float]:
    """Judge `number` creators a kind (three times as many plain ones); also the CPU seconds a creator."""
    kinds = [kind for kind in HONEST + BOUGHT for _ in range(3 if kind == "plain" else 1)]
    worlds = [
        draw(kind, seed + i + number * kinds[:k].count(kind)) for k, kind in enumerate(kinds) for i in range(number)
    ]
    arguments = [inputs(world) for world in worlds]
    usual = usual_by_platform([world.platform for world in worlds], arguments)
    found = []
    start = time.process_time()
    for world, given in zip(worlds, arguments, strict=True):
        answer = assess(**given, usual=usual[world.platform])
        found.append(Judged(world.kind, world.truth, _clear(world), given, answer))
    return found, (time.process_time() - start) / len(found)


def _clear(world: World) -> bool:
    gain = float(np.max(world.bought) / world.real.mean()) if world.bought.size else 0.0
    return world.kind not in FOLLOWERS or (gain >= CLEAR_GAIN and world.day.size >= CLEAR_DAYS)


def share(hits: int, number: int) -> str:
    """A share with its 95 % interval (Clopper and Pearson, 1934)."""
    low = beta.ppf(0.025, hits, number - hits + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, number - hits) if hits < number else 1.0
    return f"{hits / max(number, 1):6.1%} [{low:5.1%}, {high:5.1%}]"


def _line(name: str, rows: Sequence[Judged], target: str) -> None:
    closer = sum(row.answer.verdict in ACCUSED for row in rows)
    strong = sum(row.answer.verdict == "strong signs" for row in rows)
    print(f"{name:24}{len(rows):6}  {share(closer, len(rows))}  {share(strong, len(rows))}  {target}")


def found_table(rows: Sequence[Judged]) -> None:
    """Print what is found per kind of purchase, and false accusations per honest kind."""
    print(f"{'kind':24}{'n':>6}  {'look closer or worse':22}  {'strong signs':22}  target")
    for kind in BOUGHT:
        _line(kind, [row for row in rows if row.kind == kind], "at least 80 %")
    bought = [row for row in rows if row.kind in FOLLOWERS]
    quick = [row for row in bought if row.kind not in ("long_drip", "earlier")]
    _line("followers, all", bought, "at least 80 %")
    _line("followers, in 45 days", quick, "at least 80 %")
    _line("the clear ones of these", [row for row in quick if row.clear], "at least 80 %")
    _line("engagement, all", [row for row in rows if row.kind in ENGAGEMENT], "at least 80 %")
    _line("rings, all", [row for row in rows if row.truth[2]], "at least 80 %")
    for kind in HONEST:
        _line(kind, [row for row in rows if row.kind == kind], "at most 1 %")
    _line("honest, all", [row for row in rows if row.kind in HONEST], "at most 1 %")


def calibration_table(rows: Sequence[Judged]) -> None:
    """Print predicted and true shares by bins of probability, weighted to the prior that the weights state.

    Followers that were bought before the first count are left out: they are asked for only where there is a list.
    """
    names = ("bought_followers", "bought_engagement", "comment_ring")
    stated = shipped().prior
    priors = [1 - float(np.prod([1 - stated[part] for part in PARTS_OF[q] if part in ASKED])) for q in QUESTIONS]
    rows = [row for row in rows if row.kind != "earlier"]
    for number, (name, prior) in enumerate(zip(names, priors, strict=True)):
        known = [row for row in rows if getattr(row.answer, name) is not None]
        p = np.array([getattr(row.answer, name) for row in known])
        y = np.array([row.truth[number] for row in known], dtype=np.float64)
        weight = np.where(y > 0, prior / y.mean(), (1 - prior) / (1 - y.mean()))
        brier, base = np.average((p - y) ** 2, weights=weight), prior * (1 - prior)
        print(
            f"{name}: Brier {brier:.4f}, {base:.4f} without any sign, {len(known)} creators at a prior of {prior:.1%}"
        )
        for low, high in ((0, 0.02), (0.02, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 0.9), (0.9, 1.01)):
            mine = (p >= low) & (p < high)
            if mine.any():
                said, true = np.average(p[mine], weights=weight[mine]), np.average(y[mine], weights=weight[mine])
                print(f"   {low:4.2f} to {min(high, 1):4.2f}: said {said:6.1%}, true {true:6.1%}, n {mine.sum()}")


def held_out(number: int, seed: int) -> None:
    """Print what weights that never saw a kind say of it; thresholds are set without it, too."""
    from training import authenticity_cases, authenticity_fit  # the benchmark alone needs the fitting code

    cases = authenticity_cases.world_cases(number, seed)
    window = authenticity_fit.fit_window(cases)
    draws, _ = authenticity_fit.measured_cases(cases, window, seed)
    tables = (cases, authenticity_fit.alone(cases, window), *draws)
    kinds = np.array([case.kind for case in cases])
    print(f"{'kind held out':24}{'n':>6}  look closer or worse")
    for kind in (*HONEST, "burst", "packs", "drop_off", "disguised", "pod", "pod_reciprocal"):
        keep, test = np.flatnonzero(kinds != kind), np.flatnonzero(kinds == kind)
        cut = _accusing(tables, keep, test)
        print(f"{kind:24}{test.size:6}  {share(int(cut.sum()), int(test.size))}")


def _accusing(tables: Any, keep: npt.NDArray[np.int64], test: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    from training import authenticity_fit, authenticity_thresholds

    cases, _, measured, *_ = tables
    kept = [[source[i] for i in keep] for source in tables]
    parts = authenticity_fit.fitted(kept[0], kept[2:], kept[1])
    honest = np.array([cases[i].kind in HONEST for i in keep])
    seen = authenticity_thresholds.logits(parts, [measured[i] for i in keep])
    limits = authenticity_thresholds.thresholds(seen, honest, authenticity_thresholds.FALSE_CLOSER)
    new = authenticity_thresholds.logits(parts, [measured[i] for i in test])
    return np.any([new[q] >= limits[q] for q in limits], axis=0)


def main() -> None:
    """Print all tables; the first argument is the number of creators a kind (default 150)."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    rows, seconds = judged(number, FRESH_SEED)
    print(f"authenticity: {len(rows)} fresh creators")
    found_table(rows)
    calibration_table(rows)
    held_out(max(number // 2, 20), FRESH_SEED + 500_000)
    print(f"time a creator: {1000 * seconds:.2f} ms CPU, target at most 3 ms")


if __name__ == "__main__":
    main()
