"""Effects that were measured, and others scaled like them: ratios by channel, partly pooled, and a rest. Pure.

A reading of all channels that is no experiment (credit, or a comparison of journeys: `alike_journeys`) says a_c of
channel c. An experiment or holdout measured e_c deals with standard error s_c. The true effect is r_c a_c. Some
channels do nothing: r_c is 0 with probability p. The others differ around a common mean, r_c ~ Normal(m, t^2) cut off
at 0. What m, t and p are is found from the measured channels (an empirical hierarchy integrated over a grid, as in
Rubin 1981, "Estimation in parallel randomized experiments"; the share of zeros as in Mitchell and Beauchamp 1988,
"Bayesian variable selection"). A channel without an experiment gets the ratio of its like, with the doubt that belongs
to it. What all effects together leave over is the number of deals that needed no touch; it cannot be negative.

Of several readings each is weighed by how well it foretells what was measured (model averaging: Hoeting, Madigan,
Raftery and Volinsky 1999). With few experiments they stay about even, and where they differ the interval is wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import log_ndtr, ndtr, ndtri

Floats = npt.NDArray[np.float64]

# Credit shares out all deals, so the mean ratio (1 - p) m is the share of deals that needed a touch: at most 1.
HIGHEST_RATIO = 2.0
HIGHEST_SHARE = 1.0
# Half-normal prior scale of the spread between channels: credit is often off by half, seldom by more than itself.
SPREAD_SCALE = 0.5
MEAN_STEPS, SPREAD_STEPS, ZERO_STEPS = 41, 24, 12
DRAWS = 20_000
LEVEL = 0.95
# With fewer plausible draws than this the effects contradict the total, and they are scaled instead of chosen.
FEWEST_DRAWS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Deals caused by each channel (mean and 95 % interval) and deals that needed no touch (mean, low, high).

    `contradiction` is True where the measured effects together exceed all deals, so that they had to be scaled down.
    `weights` are those of the readings, 1 together.
    """

    effect: Floats
    low: Floats
    high: Floats
    untouched: tuple[float, float, float]
    contradiction: bool
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What something that is no experiment says of each channel, in deals, and its own standard error (0: none)."""

    points: Floats
    doubt: Floats


def calibrate(readings: Sequence[Reading], effect: Floats, error: Floats, total: float, seed: int) -> Calibrated:
    """Return calibrated effects of all channels.

    `effect` and `error` (its standard error) are NaN for channels without an experiment; all are in deals. `total` is
    the number of deals that there are. Raises ValueError without any measured channel.
    """
    measured = np.isfinite(effect) & np.isfinite(error) & (error > 0)
    if not measured.any():
        raise ValueError("nothing was measured")
    rng = np.random.default_rng(seed)
    known = np.flatnonzero(measured)
    found = [_Hierarchy.of(one, effect, error, known) for one in readings]
    logs = np.array([one.log_evidence for one in found])
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    drawn = np.concatenate([one.draws(rng, round(DRAWS * weight)) for one, weight in zip(found, weights, strict=True)])
    kept, contradiction = _within_total(drawn, total)
    rest = total - kept.sum(axis=1)
    low, high = np.quantile(kept, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    bounds = np.quantile(rest, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    untouched = (float(rest.mean()), float(bounds[0]), float(bounds[1]))
    return Calibrated(kept.mean(axis=0), low, high, untouched, contradiction, tuple(weights.tolist()))


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    # One value a draw, or a grid point; a column each where they meet channels.
    mean: Floats
    spread: Floats
    zero: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    credit: Floats
    effect: Floats
    error: Floats
    blur: Floats  # standard error of the credit, as a part of it

    def posterior(self, mean: Floats, spread: Floats) -> tuple[Floats, Floats]:
        """Return mean and standard deviation of ratios that are not zero, before they are cut off."""
        variance = 1.0 / (spread**-2 + (self.credit / self.error) ** 2)
        return variance * (mean / spread**2 + self.credit * self.effect / self.error**2), np.sqrt(variance)

    def log_fits(self, cells: _Cells) -> tuple[Floats, Floats]:
        """Return the log density of each effect if its channel does nothing, and if it does something."""
        mean, spread, zero = cells.mean[:, None], np.hypot(cells.spread[:, None], self.blur), cells.zero[:, None]
        nothing = np.log(zero) - 0.5 * (self.effect / self.error) ** 2 - np.log(self.error)
        outer = self.error**2 + (self.credit * spread) ** 2
        middle, width = self.posterior(mean, spread)
        # Ratios are cut off at 0: the weight above 0 after seeing the effect against the weight before.
        kept = log_ndtr(middle / width) - log_ndtr(mean / spread)
        something = -0.5 * (self.effect - self.credit * mean) ** 2 / outer - 0.5 * np.log(outer) + kept
        return nothing, np.log1p(-zero) + something

    def zero_share(self, cells: _Cells) -> Floats:
        """Return the probability that each channel does nothing, draws x channels."""
        nothing, something = self.log_fits(cells)
        return np.asarray(np.exp(nothing - np.logaddexp(nothing, something)))


@dataclass(frozen=True, slots=True, eq=False)
class _Hierarchy:
    # All that the measured channels say of one reading: a weight for each cell of the grid.
    points: Floats
    blur: Floats
    known: npt.NDArray[np.int64]
    seen: _Seen
    grid: _Cells
    weight: Floats
    log_evidence: float

    @staticmethod
    def of(reading: Reading, effect: Floats, error: Floats, known: npt.NDArray[np.int64]) -> _Hierarchy:
        blur = reading.doubt / np.maximum(reading.points, 1e-9)
        seen = _Seen(*(one[known] for one in (reading.points, effect, error, blur)))
        mean = np.linspace(0.0, HIGHEST_RATIO, MEAN_STEPS)
        spread = (np.arange(SPREAD_STEPS) + 0.5) / SPREAD_STEPS * 3.0 * SPREAD_SCALE
        zero = (np.arange(ZERO_STEPS) + 0.5) / ZERO_STEPS
        grid = _Cells(*(one.ravel() for one in np.meshgrid(mean, spread, zero, indexing="ij")))
        prior = np.exp(-0.5 * (grid.spread / SPREAD_SCALE) ** 2) * ((1.0 - grid.zero) * grid.mean <= HIGHEST_SHARE)
        logs = np.logaddexp(*seen.log_fits(grid)).sum(axis=1)
        weight = np.exp(logs - logs.max()) * prior / prior.sum()
        evidence = float(logs.max() + np.log(weight.sum()))
        return _Hierarchy(reading.points, blur, known, seen, grid, weight / weight.sum(), evidence)

    def draws(self, rng: np.random.Generator, number: int) -> Floats:
        """Return draws of all effects, draws x channels."""
        drawn = rng.choice(len(self.weight), size=number, p=self.weight)
        cells = _Cells(self.grid.mean[drawn], self.grid.spread[drawn], self.grid.zero[drawn])
        ratio = np.tile(cells.mean[:, None], len(self.points))
        spread = np.hypot(cells.spread[:, None], self.blur)
        zero = np.tile(cells.zero[:, None], len(self.points))
        ratio[:, self.known], spread[:, self.known] = self.seen.posterior(ratio[:, self.known], spread[:, self.known])
        zero[:, self.known] = self.seen.zero_share(cells)
        return np.asarray(self.points * np.where(rng.random(zero.shape) < zero, 0.0, _above_zero(ratio, spread, rng)))


def _above_zero(middle: Floats, spread: Floats, rng: np.random.Generator) -> Floats:
    """Return draws of normal ratios cut off at 0, by the inverse of their distribution."""
    below = ndtr(-middle / spread)
    place = below + (1.0 - below) * rng.random(middle.shape)
    drawn = middle + spread * ndtri(np.minimum(place, 1.0 - 1e-12))
    return np.asarray(np.maximum(drawn, 0.0))


def _within_total(caused: Floats, total: float) -> tuple[Floats, bool]:
    sums = caused.sum(axis=1)
    possible = sums <= total
    if possible.sum() >= FEWEST_DRAWS:
        return caused[possible], False
    return caused * np.minimum(1.0, total / np.maximum(sums, 1e-300))[:, None], True
