"""How often would peeking have lied? 78 online experiments of ASOS at their real looks; and whom mails help.

ASOS Digital Experiments Dataset (Liu, Cardoso, Couturier and McCoy 2021, CC BY 4.0): counts, means and variances of
four metrics over time. What is true is unknown; so "lied" means: called at some look, and no longer so at the last one.
With the same looks, walks without any effect say how often each rule calls something that is not there.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np

from benchmarks.data import data_folder
from nahbar.measure.anytime_bounds import fixed_multiplier, open_multiplier, planned_multiplier
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.who import who_should

# With fewer looks there was nothing to peek at.
LEAST_LOOKS = 5
WALKS = 200
RULES = ("one look's interval, peeked at", "planned", "open-ended, tuned to the plan", "open-ended, no size")
# qini_auc_score of scikit-uplift 0.5.1 for the same scores as ours (women's mail, visit).
SCIKIT_UPLIFT = 0.06039


def _line(what: str, figure: str, target: str) -> None:
    print(f"{what:74} {figure:>26}   {target}", flush=True)


def read_asos(path: Path) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return people in the smaller arm, lift and its variance at each look, for experiment, variant and metric."""
    grouped = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["experiment_id"], row["variant_id"], row["metric_id"])
            names = ("time_since_start", "count_c", "count_t", "mean_c", "mean_t", "variance_c", "variance_t")
            grouped[key].append([float(row[name] or "nan") for name in names])
    found = []
    for rows in grouped.values():
        table = np.array(sorted(rows))
        n0, n1, m0, m1, v0, v1 = table[:, 1:].T
        fine = (np.minimum(n0, n1) >= 2) & np.isfinite(table).all(axis=1) & (v0 + v1 > 0)
        if fine.sum() >= LEAST_LOOKS:
            n0, n1, m0, m1, v0, v1 = (one[fine] for one in (n0, n1, m0, m1, v0, v1))
            found.append((np.minimum(n0, n1), m1 - m0, v0 / n0 + v1 / n1))
    return found


def multipliers(people: np.ndarray) -> dict[str, np.ndarray]:
    """Return the standard errors of each rule at each look, when the last look was the plan."""
    share = people / people[-1]
    bounds = (
        np.full(len(people), fixed_multiplier()),
        planned_multiplier(share),
        open_multiplier(share, 1.0),
        open_multiplier(people),
    )
    return dict(zip(RULES, bounds, strict=True))


def _asos(path: Path) -> None:
    series = read_asos(path)
    rng = np.random.default_rng(20261122)
    called, gone, false = (dict.fromkeys(RULES, 0.0) for _ in range(3))
    last = 0
    for people, lift, variance in series:
        distance = np.abs(lift) / np.sqrt(variance)
        last += distance[-1] > fixed_multiplier()
        steps = np.sqrt(np.diff(people / people[-1], prepend=0.0).clip(0.0))
        walks = np.abs((rng.normal(size=(WALKS, len(people))) * steps).cumsum(axis=1)) / np.sqrt(people / people[-1])
        for rule, bound in multipliers(people).items():
            said = bool((distance > bound).any())
            called[rule] += said
            gone[rule] += said and distance[-1] <= fixed_multiplier()
            false[rule] += (walks > bound).any(axis=1).mean() / len(series)
    looks = int(np.median([len(people) for people, _, _ in series]))
    _line(f"ASOS: series of experiment, variant, metric (median {looks} looks)", f"{len(series)}", "-")
    _line("of them different at the last look, by one look's interval", f"{last}", "-")
    for rule in RULES:
        share = gone[rule] / called[rule] if called[rule] else 0.0
        _line(
            f"called at some look and gone at the last: {rule}",
            f"{gone[rule]:.0f} of {called[rule]:.0f} ({share:.0%})",
            "-",
        )
    for rule in RULES:
        target = "-" if rule == RULES[0] else "at most 5 %"
        _line(f"false alarms at the same looks without an effect: {rule}", f"{false[rule]:.1%}", target)


def _who(path: Path) -> None:
    figures = ("recency", "history", "mens", "womens", "newbie")
    for arm, reference in (("Womens E-Mail", f"scikit-uplift {SCIKIT_UPLIFT}"), ("Mens E-Mail", "-")):
        design = Design("segment", "No E-Mail", ("visit",), figures)
        found = who_should(path, design, arm, ("zip_code", "channel"))
        low, high = found.interval
        verdict = "told" if found.useful else "refused"
        _line(
            f"Hillstrom, {arm}: Qini, who should get it ({verdict})",
            f"{found.qini:.4f} [{low:.4f}, {high:.4f}]",
            reference,
        )


def main() -> None:
    """Print how often peeking would have lied, and Qini beside scikit-uplift's figure."""
    folder = data_folder()
    _line("what", "measured", "target")
    if folder is None:
        _line("public data", "not measured here", "-")
        return
    _asos(folder / "experiments" / "asos.csv.gz")
    _who(folder / "experiments" / "hillstrom.csv.gz")


if __name__ == "__main__":
    main()
