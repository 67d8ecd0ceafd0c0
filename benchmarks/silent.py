"""The way of silent people to a lead: how often the intervals of the mixture hold, with long and with short watches."""

from __future__ import annotations

import numpy as np

from nahbar.measure.bg_nbd import NotFittedError
from nahbar.measure.cure import Waits, fit_cure, still_to_come

WORLDS = 60
PEOPLE = 260
SHARE, SHAPE, SCALE = 0.34, 0.9, 9.0
# Longest watch in days, against a usual time of nine days.
WATCHES = (120.0, 40.0, 20.0, 10.0)


def main() -> None:
    """Print coverage by the length of the watch, and what calling everybody who waits lost would say."""
    print(f"{WORLDS} worlds of {PEOPLE} people; {SHARE:.0%} ever ask, after about {SCALE:.0f} days; 95 % is wished")
    print(f"{'watch':>8}{'share':>8}{'to come':>9}{'estimate':>10}{'naive':>8}{'width':>8}{'cannot tell':>13}")
    for longest in WATCHES:
        rows = [_world(seed, longest) for seed in range(WORLDS)]
        told = np.array([row for row in rows if row is not None])
        share, coming, estimate, naive, width = told.mean(axis=0)
        line = f"{longest:>6.0f} d{share:>8.0%}{coming:>9.0%}{estimate:>10.1%}{naive:>8.1%}{width:>8.1%}"
        print(f"{line}{WORLDS - len(told):>13}")


def _world(seed: int, longest: float) -> tuple[float, ...] | None:
    rng = np.random.default_rng(20261122 + seed)
    watched = rng.uniform(0, longest, PEOPLE)
    time = np.where(rng.random(PEOPLE) < SHARE, SCALE * rng.weibull(SHAPE, PEOPLE) + 1e-3, np.inf)
    waits = Waits(np.maximum(np.minimum(time, watched), 1e-3), time <= watched, np.ones(PEOPLE))
    try:
        cure = fit_cure(waits)
    except NotFittedError:
        return None
    _, low, high = still_to_come(cure, waits, seed)
    left = int(((time > watched) & np.isfinite(time)).sum())
    naive = float(waits.happened.mean())
    return float(cure.low <= SHARE <= cure.high), float(low <= left <= high), cure.share, naive, cure.high - cure.low
