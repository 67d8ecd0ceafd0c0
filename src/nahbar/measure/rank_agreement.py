"""How far two rankings agree: Kendall's tau with an interval that knows that units come in groups. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 300
# With fewer groups than this, drawing groups again says little; units are drawn instead.
LEAST_GROUPS = 5
LEAST_UNITS = 4
# All pairs of so many lie in 30 MB.
MOST_UNITS = 2_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kendall's tau-b and its 95 % interval: 1 is the same order, 0 no relation, -1 the opposite order."""

    tau: float
    low: float
    high: float


def rank_agreement(one: Floats, other: Floats, group: Ints, seed: int) -> Agreement | None:
    """Return tau-b (Kendall 1945, with its correction for ties) of two figures of the same units; None without order.

    The interval draws whole groups with replacement (cluster bootstrap, Field and Welsh 2007), because the posts of a
    creator resemble each other; copies of a unit are ties. Of more than MOST_UNITS a random part is taken.
    """
    if len(one) < LEAST_UNITS or len(np.unique(one)) < 2 or len(np.unique(other)) < 2:
        return None
    rng = np.random.default_rng(seed)
    if len(one) > MOST_UNITS:
        kept = rng.choice(len(one), MOST_UNITS, replace=False)
        one, other, group = one[kept], other[kept], group[kept]
    codes = np.unique(group, return_inverse=True)[1]
    codes = codes if codes.max() + 1 >= LEAST_GROUPS else np.arange(len(one))
    count = int(codes.max()) + 1
    times = rng.multinomial(count, np.full(count, 1.0 / count), size=DRAWS)[:, codes].astype(np.float64)
    taus = _taus(np.sign(one[:, None] - one[None, :]), np.sign(other[:, None] - other[None, :]), times)
    low, high = np.quantile(taus[1:][np.isfinite(taus[1:])], [0.025, 0.975])
    return Agreement(float(taus[0]), float(low), float(high))


def _taus(one: Floats, other: Floats, times: Floats) -> Floats:
    """Return tau-b of the units themselves, then of each row of `times`, which says how often each was drawn."""
    weights = np.vstack([np.ones(len(one)), times])

    def pairs(signs: Floats) -> Floats:
        return np.asarray(np.sum((weights @ signs) * weights, axis=1))

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(pairs(one * other) / np.sqrt(pairs(one * one) * pairs(other * other)))
