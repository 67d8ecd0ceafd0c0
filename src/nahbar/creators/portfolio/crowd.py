"""The people behind the candidates, and how sure it is how many of them a choice reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from nahbar.creators.contracts import Interval
from nahbar.creators.portfolio.contracts import Share
from nahbar.creators.portfolio.model import drawn
from nahbar.kernel.messages import Message
from nahbar.measure.coverage import Coverage, Floats, Ints, Union
from nahbar.measure.pseudo_people import (
    ACTIVITY_VARIANCE,
    Overlaps,
    draw_population,
    expected_union,
    union_between,
)

LEVEL = 0.95
# Common to all creators: what an audit or a rate gets wrong, it gets wrong for many of them in the same way.
COMMON_ERROR = 0.5
# Standard deviation of the logarithm of the variance of activity: a factor of 4 either way.
ACTIVITY_SPREAD = 0.7


@dataclass(frozen=True, slots=True)
class Crowd:
    """People as a coverage, with what is needed to draw them anew.

    Either people were counted one by one: `theta` is the share of them that is in the sample. Or only pairs are known:
    then `overlaps` holds them and `spread` the standard deviation of each one's logarithm.
    """

    coverage: Coverage
    method: Sequence[Message]
    theta: float = 1.0
    overlaps: Overlaps | None = None
    spread: Floats | None = None

    def shared(self, chosen: Ints) -> Floats:
        """Return the people that each two of the chosen share, sizes on the diagonal."""
        if self.overlaps is not None:
            return self.overlaps.among(chosen)
        plain = self.coverage.with_quality(np.ones(len(self.coverage)))
        sizes = plain.sizes()[chosen]
        cells = [plain.of(int(one)) for one in chosen]
        rows = np.repeat(np.arange(len(chosen)), [len(one) for one in cells])
        places = np.concatenate([*cells, np.empty(0, np.int64)])
        inside = sp.csr_array((np.ones(len(places)), (rows, places)), shape=(len(chosen), len(plain.weight)))
        found = np.asarray(((inside * plain.weight) @ inside.T).todense(), dtype=np.float64)
        np.fill_diagonal(found, sizes)
        return found


def paired(overlaps: Overlaps, spread: Floats, seed: int, method: Sequence[Message]) -> Crowd:
    """Return a crowd of which sizes and pairs are known."""
    known = overlaps.bounded()
    n = len(known.sizes)
    people = draw_population(known, np.ones(n), activity_variance=ACTIVITY_VARIANCE, seed=seed)
    return Crowd(people, method, 1.0, known, spread)


def interval(crowd: Crowd, qualities: Sequence[Share], chosen: Sequence[int], draws: int, seed: int) -> Interval:
    """Return the 95 % interval of what a choice is worth, by drawing qualities and people `draws` times."""
    if not chosen:
        return Interval(0.0, 0.0, LEVEL)
    rng = np.random.default_rng(seed)
    picked = np.array(chosen, dtype=np.int64)
    part = _part(crowd.coverage, picked)
    drawn_quality = _qualities(rng, [qualities[one] for one in chosen], draws)
    factors = _union_factors(crowd, picked, rng, draws)
    found, union = np.empty(draws), Union.of(part)
    for k in range(draws):
        cells = part if crowd.theta >= 1.0 else _resampled(rng, part, crowd.theta)
        found[k] = union.value(cells.with_quality(drawn_quality[k])) * factors[k]
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high), LEVEL)


def _part(coverage: Coverage, chosen: Ints) -> Coverage:
    cells = [coverage.of(int(one)) for one in chosen]
    kept, place = np.unique(np.concatenate([*cells, np.empty(0, np.int64)]), return_inverse=True)
    starts = np.concatenate([[0], np.cumsum([len(one) for one in cells])]).astype(np.int64)
    return Coverage(starts, place.astype(np.int64), coverage.weight[kept], coverage.alone[chosen], np.ones(len(chosen)))


def _resampled(rng: np.random.Generator, part: Coverage, theta: float) -> Coverage:
    """Return the cells as another sample of the same people might have shown them (Poisson bootstrap)."""
    spread = np.sqrt(1.0 - theta)

    def again(people: Floats) -> Floats:
        count = people * theta
        return np.asarray(np.maximum(0.0, people + spread * (rng.poisson(count) - count) / theta))

    return Coverage(part.starts, part.cells, again(part.weight), again(part.alone), part.quality)


def _qualities(rng: np.random.Generator, shares: Sequence[Share], draws: int) -> Floats:
    """Return draws of the qualities, normal on the logit scale, shape (draws, n)."""
    low, middle, high = (_logit(np.array([getattr(one, name) for one in shares])) for name in ("low", "value", "high"))
    sd = (high - low) / (2 * 1.96)
    noise = np.sqrt(COMMON_ERROR) * rng.standard_normal((draws, 1))
    noise = noise + np.sqrt(1 - COMMON_ERROR) * rng.standard_normal((draws, len(shares)))
    exact = np.array([one.low == one.high for one in shares])
    values = np.array([one.value for one in shares])
    return np.asarray(np.where(exact, values, 1 / (1 + np.exp(-(middle + sd * noise)))))


def _logit(share: Floats) -> Floats:
    held = np.clip(share, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(held / (1 - held)))


def _union_factors(crowd: Crowd, chosen: Ints, rng: np.random.Generator, draws: int) -> Floats:
    """Return how much more or fewer people drawn overlaps leave than the given ones, shape (draws,)."""
    if crowd.overlaps is None or len(chosen) < 2:
        return np.ones(draws)
    assert crowd.spread is not None
    shared = crowd.shared(chosen)
    spread = Overlaps(np.zeros(len(crowd.coverage)), crowd.overlaps.one, crowd.overlaps.other, crowd.spread)
    spreads = spread.among(chosen)
    basis = expected_union(shared, ACTIVITY_VARIANCE)
    found = np.empty(draws)
    for k in range(draws):
        own = np.triu(rng.standard_normal(shared.shape), 1)
        again = drawn(shared, spreads, float(rng.standard_normal()), own + own.T)
        variance = ACTIVITY_VARIANCE * float(np.exp(ACTIVITY_SPREAD * rng.standard_normal()))
        low, high = union_between(again)
        found[k] = min(max(expected_union(again, variance), low), high) / basis
    return found
