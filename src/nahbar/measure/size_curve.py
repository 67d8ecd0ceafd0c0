"""The engagement rate that creators of a size show: a smooth curve with its band and the spread between creators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Nodes from 10 to a billion followers, four a decade; between nodes the curve is linear in log10 followers.
GRID = np.linspace(1.0, 9.0, 33)
GRID.flags.writeable = False
# Length scale of the Gaussian process, in decades. In simulation 0.6 could not follow the bends of the prior mean (its
# band covered .74 with 3,000 creators); 0.4 covers .9 or more from 30 to 3,000.
_LENGTH = 0.4
# Tails of creators around the curve; with 4 degrees of freedom a bought rate ten times the expected one weighs little.
_TAIL = 4.0
_ROUNDS = 40
# Width, in decades, of the window in which the spread between creators is pooled.
_SPREAD_WINDOW = 0.5
_NEAR_ZERO = 1e-9


@dataclass(frozen=True, slots=True)
class SizePrior:
    """What is believed before any creator is seen.

    `points` are (log10 followers, rate) between which the prior mean of the log rate is linear and beyond which it is
    level; `doubt` is the prior standard deviation of the curve around it (log scale); `spread` the standard deviation
    between creators of one size, worth `spread_creators` creators; `post_spread` that of one creator's posts.
    """

    points: tuple[tuple[float, float], ...]
    doubt: float
    spread: float
    spread_creators: float
    post_spread: float

    def mean(self, log10_size: Floats) -> Floats:
        """Return the prior mean of the log rate."""
        sizes, rates = np.array(self.points).T
        return np.asarray(np.interp(log10_size, sizes, np.log(rates)))


# Published averages for Instagram: 2.2 % from 1,000 to 10,000 followers, 2.3 to 4.6 % from 5,000 to 20,000 and 1.5 to
# 1.6 % above 20,000. They overlap and are not monotone; the points take the middle (geometric) of each range.
# The doubt of 0.5 allows a factor of 2.7 either way: for the smallest creators alone Statista quotes 2.19 % (worldwide,
# 2023) and 4.59 % (United Kingdom, 2021).
INSTAGRAM_PRIOR = SizePrior(
    points=((3.5, 0.022), (4.0, 0.0325), (4.6, 0.0155)), doubt=0.5, spread=0.8, spread_creators=20.0, post_spread=0.6
)
# No source that we could cite for other platforms or denominators: 2 %, wrong by up to a factor of 20 either way.
WIDE_PRIOR = SizePrior(points=((4.0, 0.02),), doubt=1.5, spread=0.8, spread_creators=5.0, post_spread=0.6)
# By views: reactions a view; also without a source, hence as wide, around 5 %.
WIDE_VIEWS_PRIOR = SizePrior(points=((4.0, 0.05),), doubt=1.5, spread=0.6, spread_creators=5.0, post_spread=0.4)


def platform_prior(platform: str) -> SizePrior:
    """Return the prior for rates by followers on a platform."""
    return INSTAGRAM_PRIOR if platform == "instagram" else WIDE_PRIOR


@dataclass(frozen=True, slots=True)
class SizeAt:
    """The curve at one size, log scale: its mean, the doubt about it, the spread between creators and between posts."""

    mean: float
    doubt: float
    spread: float
    post_spread: float


@dataclass(frozen=True, slots=True)
class SizeCurve:
    """The curve at the nodes GRID: mean of the log rate, standard deviation of that mean, spread between creators.

    `creators` is how many rows it was fitted to, `post_spread` the typical log spread of a creator's posts.
    """

    mean: tuple[float, ...]
    doubt: tuple[float, ...]
    spread: tuple[float, ...]
    post_spread: float
    creators: int

    def at(self, log10_size: float) -> SizeAt:
        """Return the curve at a size; beyond the nodes it is level."""
        mean, doubt, spread = (float(np.interp(log10_size, GRID, v)) for v in (self.mean, self.doubt, self.spread))
        return SizeAt(mean, doubt, spread, self.post_spread)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists and numbers for storage."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> SizeCurve:
        """Read a stored curve. Raises ValueError when its nodes are not those of this version."""
        if len(stored["mean"]) != len(GRID):
            raise ValueError(f"size curve with {len(stored['mean'])} nodes, expected {len(GRID)}: fit it again")
        nodes = {name: tuple(stored[name]) for name in ("mean", "doubt", "spread")}
        return cls(**nodes, post_spread=float(stored["post_spread"]), creators=int(stored["creators"]))


def fit_size_curve(
    log10_followers: Floats, log_rate: Floats, weight: Floats, prior: SizePrior, post_spread: Floats | None = None
) -> SizeCurve:
    """Fit the curve to creators of one platform; works for none, a few and many thousands.

    One entry a creator: `log_rate` the natural log of their typical rate, `weight` its reliability in (0, 1]
    (between-creator variance over between-creator plus sampling variance, so n / (n + k) for n posts), `post_spread`
    the log spread of their posts where known. Rows with NaN are left out. The curve is a Gaussian process around the
    prior mean (squared exponential, Rasmussen and Williams 2006, ch. 2) on GRID; creators scatter around it with
    Student's t of 4 degrees of freedom (EM weights: Lange, Little and Taylor 1989), so bought engagement bends it
    little.
    """
    known = np.isfinite(log10_followers) & np.isfinite(log_rate) & (weight > 0.0)
    size, rate, reliability = log10_followers[known], log_rate[known], np.minimum(weight[known], 1.0)
    mean, covariance, spread = _fit(size, rate, reliability, prior)
    doubt = np.sqrt(np.maximum(np.diag(covariance), _NEAR_ZERO))
    nodes = [tuple(float(value) for value in part) for part in (mean, doubt, spread)]
    return SizeCurve(nodes[0], nodes[1], nodes[2], _typical_spread(post_spread, prior), len(rate))


def _fit(size: Floats, rate: Floats, reliability: Floats, prior: SizePrior) -> tuple[Floats, Floats, Floats]:
    hat = _interpolation(size)
    precision = np.linalg.inv(_prior_covariance(prior.doubt))
    centre = rate - prior.mean(GRID) @ hat.T
    shift, covariance = np.zeros(len(GRID)), _prior_covariance(prior.doubt)
    spread = np.full(len(GRID), prior.spread)
    for _ in range(_ROUNDS if len(rate) else 0):
        variance = (hat @ spread) ** 2 / reliability
        residual = centre - hat @ shift
        tail = (_TAIL + 1.0) / (_TAIL + residual**2 / variance)
        information = precision + (hat * (tail / variance)[:, None]).T @ hat
        covariance = np.linalg.inv(information)
        moved = covariance @ (hat.T @ (tail / variance * centre))
        spread = _spread(size, tail * reliability * (centre - hat @ moved) ** 2, prior)
        done = float(np.max(np.abs(moved - shift))) < 1e-5
        shift = moved
        if done:
            break
    return prior.mean(GRID) + shift, covariance, spread


def _prior_covariance(doubt: float) -> Floats:
    smooth = np.exp(-0.5 * ((GRID[:, None] - GRID[None, :]) / _LENGTH) ** 2)
    # Half of the doubt is about the level of the whole curve, half about its shape.
    return np.asarray(doubt**2 * (0.5 + 0.5 * smooth) + 1e-6 * np.eye(len(GRID)))


def _interpolation(size: Floats) -> Floats:
    place = np.clip((size - GRID[0]) / (GRID[1] - GRID[0]), 0.0, len(GRID) - 1.0)
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(len(GRID))[None, :])))


def _spread(size: Floats, square: Floats, prior: SizePrior) -> Floats:
    # The whole sample shrinks towards the prior, each node's neighbourhood towards the whole sample.
    pooled = (prior.spread_creators * prior.spread**2 + square.sum()) / (prior.spread_creators + len(square))
    near = np.exp(-0.5 * ((GRID[:, None] - size[None, :]) / _SPREAD_WINDOW) ** 2)
    local = (prior.spread_creators * pooled + near @ square) / (prior.spread_creators + near.sum(axis=1))
    return np.asarray(np.sqrt(local))


def _typical_spread(post_spread: Floats | None, prior: SizePrior) -> float:
    known = np.empty(0) if post_spread is None else post_spread[np.isfinite(post_spread) & (post_spread > 0.0)]
    if len(known) == 0:
        return prior.post_spread
    trust = len(known) / (len(known) + prior.spread_creators)
    return float(np.exp(trust * np.log(np.median(known)) + (1.0 - trust) * np.log(prior.post_spread)))
