"""What a channel comes to among journeys that are otherwise alike: a logistic model of all that each has met. Pure.

The log odds of a conversion are a constant and an addend for each channel that was met, in any order and however often
(the model of Shao and Li 2011, "Data-driven multi-touch attribution models"). What would be missing without a channel
is what the model expects less, had nobody met it and everything else been as it was (standardisation: Robins 1986;
Snowden, Rose and Mortimer 2011). That allows for what else journeys met, and not for what brought people to a channel:
it is a comparison and no effect, which takes an experiment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Sets = npt.NDArray[np.int64]

# A set of channels is a sum of powers of two.
MOST_CHANNELS = 62
# An addend is taken to be of the size of three before the data speak, which is to say next to nothing of it: where
# journeys hardly met two channels, nobody knows what comes without any, and the errors have to say so.
PRIOR_PRECISION = 0.1
STEPS, NEAR = 50, 1e-9
CHUNK = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Missing:
    """Conversions that the model would miss without each channel (below 0: it expects more), with standard errors."""

    conversions: Floats
    error: Floats


def missing_without(met: Sets, channels: int, conversions: Floats, nulls: Floats) -> Missing:
    """Return for each channel how many conversions the model would miss without it.

    Entry k of `met` is a set of channels (channel c is the bit 2^c), `conversions` and `nulls` what its journeys came
    to. The errors are those of the delta method. Raises ValueError where nothing converted or everything did, or with
    too many channels.
    """
    if channels > MOST_CHANNELS:
        raise ValueError(f"more than {MOST_CHANNELS} channels")
    if not conversions.sum() > 0 or not nulls.sum() > 0:
        raise ValueError("nothing to compare")
    weights, covariance = _fitted(met, channels, conversions, nulls)
    missing, slopes = np.zeros(channels), np.zeros((channels, channels + 1))
    for design, journeys, _ in _chunks(met, channels, conversions, nulls):
        odds = design @ weights
        chance = _chance(odds)
        for channel in range(channels):
            on = design[:, channel + 1] > 0
            less = _chance(odds[on] - weights[channel + 1])
            missing[channel] += float(journeys[on] @ (chance[on] - less))
            bends = [journeys[on] * one * (1.0 - one) for one in (chance[on], less)]
            slopes[channel] += design[on].T @ (bends[0] - bends[1])
            # Without the channel its addend is not there.
            slopes[channel, channel + 1] += float(bends[1].sum())
    return Missing(missing, np.sqrt(np.einsum("cw,wv,cv->c", slopes, covariance, slopes)))


def _chunks(met: Sets, channels: int, conversions: Floats, nulls: Floats) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield the model's columns (a constant, then the channels), the journeys and the conversions of some sets."""
    bits = np.left_shift(np.int64(1), np.arange(channels, dtype=np.int64))
    for start in range(0, len(met), CHUNK):
        some = slice(start, start + CHUNK)
        design = np.column_stack([np.ones(len(met[some])), (met[some, None] & bits) != 0]).astype(np.float64)
        yield design, conversions[some] + nulls[some], conversions[some]


def _fitted(met: Sets, channels: int, conversions: Floats, nulls: Floats) -> tuple[Floats, Floats]:
    """Return the weights at the top of the posterior, by Newton's method, and their covariance there."""
    weights = np.zeros(channels + 1)
    weights[0] = np.log(conversions.sum() / nulls.sum())
    prior = np.full(channels + 1, PRIOR_PRECISION)
    prior[0] = 0.0
    for _ in range(STEPS):
        slope, bend = -prior * weights, np.diag(prior)
        for design, journeys, won in _chunks(met, channels, conversions, nulls):
            chance = _chance(design @ weights)
            slope += design.T @ (won - journeys * chance)
            bend += (design * (journeys * chance * (1.0 - chance))[:, None]).T @ design
        step = np.linalg.solve(bend, slope)
        # Far from the top Newton's step overshoots: never more than two in log odds at once.
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        weights += step
        if np.abs(step).max() < NEAR:
            break
    return weights, np.asarray(np.linalg.inv(bend))


def _chance(odds: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -700.0, 700.0)))
