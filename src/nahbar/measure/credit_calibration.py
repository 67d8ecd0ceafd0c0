"""Credit scaled towards measured effects: ratios by channel, partly pooled, and a rest that needed no touch. Pure.

For channel c with credit a_c, an experiment or holdout measured e_c deals with standard error s_c. The true effect is
r_c a_c. Ratios differ between channels around a common mean, r_c ~ Normal(m, t^2) cut off at 0, and m and t are found
from the measured channels (an empirical hierarchy integrated over a grid, as in Rubin 1981, "Estimation in parallel
randomized experiments"). A channel without an experiment gets the ratio of its like, with the doubt that belongs to
it. What all effects together leave over is the number of deals that needed no touch; it cannot be negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import log_ndtr, ndtr, ndtri

Floats = npt.NDArray[np.float64]

# Credit shares out all deals, so the mean ratio is the share of deals that needed a touch: flat between 0 and 1.
HIGHEST_RATIO = 1.0
# Half-normal prior scale of the spread between channels: credit is often off by half, seldom by more than itself.
SPREAD_SCALE = 0.5
MEAN_STEPS, SPREAD_STEPS = 81, 40
DRAWS = 20_000
LEVEL = 0.95
# With fewer plausible draws than this the effects contradict the total, and they are scaled instead of chosen.
FEWEST_DRAWS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Deals caused by each channel (mean and 95 % interval) and deals that needed no touch (mean, low, high).

    `contradiction` is True where the measured effects together exceed all deals, so that they had to be scaled down.
    """

    effect: Floats
    low: Floats
    high: Floats
    untouched: tuple[float, float, float]
    contradiction: bool


def calibrate(credit: Floats, effect: Floats, error: Floats, total: float, seed: int) -> Calibrated:
    """Return calibrated effects of all channels.

    `effect` and `error` (its standard error) are NaN for channels without an experiment; all are in deals. `total` is
    the number of deals that the credit shares out. Raises ValueError without any measured channel.
    """
    measured = np.isfinite(effect) & np.isfinite(error) & (error > 0)
    if not measured.any():
        raise ValueError("nothing was measured")
    rng = np.random.default_rng(seed)
    mean, spread = _drawn_hierarchy(credit[measured], effect[measured], error[measured], rng)
    precision = np.where(measured, credit**2 / np.where(measured, error, 1.0) ** 2, 0.0)
    evidence = np.where(measured, credit * np.where(measured, effect, 0.0) / np.where(measured, error, 1.0) ** 2, 0.0)
    variance = 1.0 / (spread[:, None] ** -2 + precision)
    middle = variance * ((mean / spread**2)[:, None] + evidence)
    caused = credit * _above_zero(middle, np.sqrt(variance), rng)
    kept, contradiction = _within_total(caused, total)
    rest = total - kept.sum(axis=1)
    low, high = np.quantile(kept, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    bounds = np.quantile(rest, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    untouched = (float(rest.mean()), float(bounds[0]), float(bounds[1]))
    return Calibrated(kept.mean(axis=0), low, high, untouched, contradiction)


def _drawn_hierarchy(credit: Floats, effect: Floats, error: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return draws of the common ratio and of the spread between channels."""
    mean = np.linspace(0.0, HIGHEST_RATIO, MEAN_STEPS)
    spread = (np.arange(SPREAD_STEPS) + 0.5) / SPREAD_STEPS * 3.0 * SPREAD_SCALE
    means, spreads = (one.ravel()[:, None] for one in np.meshgrid(mean, spread, indexing="ij"))
    outer = error**2 + (credit * spreads) ** 2
    variance = 1.0 / (spreads**-2 + credit**2 / error**2)
    middle = variance * (means / spreads**2 + credit * effect / error**2)
    fit = -0.5 * (effect - credit * means) ** 2 / outer - 0.5 * np.log(outer)
    # Ratios are cut off at 0: the weight above 0 after seeing the effect against the weight before.
    fit += log_ndtr(middle / np.sqrt(variance)) - log_ndtr(means / spreads)
    log_weight = fit.sum(axis=1) - 0.5 * (spreads[:, 0] / SPREAD_SCALE) ** 2
    weight = np.exp(log_weight - log_weight.max())
    cells = rng.choice(len(weight), size=DRAWS, p=weight / weight.sum())
    return means[cells, 0], spreads[cells, 0]


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
