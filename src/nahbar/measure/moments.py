"""Counts, means and co-moments of several columns: sums that machines can add, from which lifts come. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """`n` units, the `mean` of each column, and `comoment`: sums of products of deviations from the means.

    Parts add up with +, in any order: Chan, Golub and LeVeque (1979), which stays exact where raw sums of squares of
    large figures cancel.
    """

    n: float
    mean: Floats
    comoment: Floats

    def __add__(self, other: Moments) -> Moments:
        """Return both parts together."""
        n = self.n + other.n
        if not n:
            return self
        step = other.mean - self.mean
        between = np.outer(step, step) * (self.n * other.n / n)
        return Moments(n, self.mean + step * (other.n / n), self.comoment + other.comoment + between)

    def pick(self, columns: Sequence[int]) -> Moments:
        """Return the moments of some of the columns, in this order."""
        at = list(columns)
        return Moments(self.n, self.mean[at], self.comoment[np.ix_(at, at)])

    @property
    def covariance(self) -> Floats:
        """Covariances with n - 1; endless where there is no second unit."""
        if self.n < 2:
            return np.full_like(self.comoment, np.inf)
        return np.asarray(self.comoment / (self.n - 1))


def moments_of(rows: Floats) -> Moments:
    """Return the moments of units x columns."""
    mean = rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1])
    apart = rows - mean
    return Moments(float(len(rows)), mean, apart.T @ apart)


def moments_from_sums(n: float, sums: Floats, products: Floats, centre: Floats) -> Moments:
    """Return moments from sums of (column - centre) and of their products, as a reduction answers them."""
    if not n:
        return Moments(0.0, centre * 1.0, np.zeros_like(products))
    return Moments(float(n), centre + sums / n, products - np.outer(sums, sums) / n)


def as_ratios(units: Moments, bottoms: Mapping[int, int]) -> Moments:
    """Return the moments with some columns as ratios to others, linearised: the delta method for ratios and clusters.

    `bottoms` has for the column of a numerator that of its denominator (people in a cluster, orders of a person). The
    ratio R = sum y / sum d has the variance of the mean of (y - R d) / mean(d) (Cochran 1977, section 6.4; Deng,
    Knoblich and Lu 2018). Raises ValueError when denominators add up to nothing.
    """
    mean, turn = units.mean.copy(), np.eye(len(units.mean))
    for top, bottom in bottoms.items():
        whole = units.mean[bottom]
        if not whole:
            raise ValueError("the denominators add up to nothing")
        mean[top] = units.mean[top] / whole
        turn[top, top] = 1.0 / whole
        turn[top, bottom] -= mean[top] / whole
    return Moments(units.n, mean, turn @ units.comoment @ turn.T)
