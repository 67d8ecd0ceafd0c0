"""Fit of the tone: how far a creator's posts are from the brand's sample texts, in spreads among creators. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nahbar.creators.fit.contracts import Dimension, ToneLine
from nahbar.kernel.messages import msg
from nahbar.language.tone import DRAWS, FEATURES, LEVEL, describe_tone, resampled_means

Floats = npt.NDArray[np.float64]

LEAST_TEXTS = 3
LEAST_POSTS = 5
# Below this many creators their spread is guesswork, and the usual one is taken.
LEAST_CREATORS = 12
# The standard deviation of creators' true means, by feature: set by hand, no free data of many creators was at hand.
USUAL_SPREAD = np.array([0.15, 0.04, 0.17, 0.05, 0.04, 0.20, 0.30, 0.40, 1.20, 0.80])
# A feature on which all creators of a workspace agree must not make one word a world.
LEAST_SHARE_OF_USUAL = 0.5
SEED = 20_261_121
# Two creators with independent tones differ by twice the variance of one, in spreads.
PAIR_VARIANCE = 2.0


def spread_among(creators: Sequence[Floats]) -> Floats:
    """Return the standard deviation of each feature among creators, the usual one where creators are few.

    `creators` holds the measured texts of each. The noise of few texts is no difference between people, so the mean
    squared error of the means is taken off their variance (method of moments).
    """
    known = [one for one in creators if len(one) >= LEAST_POSTS]
    if len(known) < LEAST_CREATORS:
        return USUAL_SPREAD
    between = np.var([one.mean(axis=0) for one in known], axis=0, ddof=1) - np.mean(
        [_noise(one) for one in known], axis=0
    )
    found: Floats = np.maximum(np.sqrt(np.maximum(0.0, between)), LEAST_SHARE_OF_USUAL * USUAL_SPREAD)
    return found


def tone_dimension(brand: Floats, creator: Floats, spread: Floats, seed: int = SEED) -> Dimension:
    """Return how near the tone is: the mean over features of exp(-z^2 / 2), z the true difference in spreads.

    `brand` and `creator` are measured texts (`nahbar.language.tone.measure_tone`). 1 is the same tone; two creators
    drawn at random have about 0.58 (1 / sqrt 3 for normal features); one feature alone costs a tenth at most.

    Few texts make tones look more different than they are. So each difference is drawn towards nought as far as it may
    be noise (empirical Bayes: differences of two creators have variance 2 in spreads; Efron and Morris 1973). The
    value is the mean, the interval the quantiles of that posterior; its noise is resampled from the texts of both
    sides, which keeps how features hang together. With few texts the value stays near that of a random pair.
    """
    if len(brand) < LEAST_TEXTS:
        coverage = msg("the brand profile holds fewer than {n} sample texts", n=LEAST_TEXTS)
        return Dimension("tone", None, 0.0, 1.0, len(creator), coverage)
    if len(creator) < LEAST_POSTS:
        coverage = msg("fewer than {n} posts with a text are known", n=LEAST_POSTS)
        return Dimension("tone", None, 0.0, 1.0, len(creator), coverage)
    drawn = np.exp(-(_true_differences(brand, creator, spread, seed) ** 2) / 2.0).mean(axis=1)
    tail = (1.0 - LEVEL) / 2.0
    low, high = (float(one) for one in np.quantile(drawn, [tail, 1.0 - tail]))
    point = float(drawn.mean())
    coverage = msg("{n} posts beside {texts} sample texts of the brand", n=len(creator), texts=len(brand))
    return Dimension("tone", point, min(low, point), max(high, point), len(creator), coverage)


def _noise(measured: Floats) -> Floats:
    """Return the squared standard error of each mean."""
    noise: Floats = measured.var(axis=0, ddof=1) / len(measured)
    return noise


def _true_differences(brand: Floats, creator: Floats, spread: Floats, seed: int) -> Floats:
    """Return draws of the true differences in spreads, shape (draws, features)."""
    noise = (_noise(brand) + _noise(creator)) / spread**2
    kept = PAIR_VARIANCE / (PAIR_VARIANCE + noise)
    difference = (brand.mean(axis=0) - creator.mean(axis=0)) / spread
    errors = (_errors(brand, seed) - _errors(creator, seed + 1)) / spread
    found: Floats = kept * difference + np.sqrt(kept) * errors
    return found


def _errors(measured: Floats, seed: int) -> Floats:
    """Return resampled means less the mean; a bootstrap is too narrow by (n - 1) / n in variance."""
    n = len(measured)
    found: Floats = (resampled_means(measured, DRAWS, seed) - measured.mean(axis=0)) * math.sqrt(n / (n - 1))
    return found


def tone_lines(brand: Floats, creator: Floats, spread: Floats, seed: int = SEED) -> list[ToneLine]:
    """Return the features one by one, the largest difference first; empty when one side has no texts.

    Means of logarithms are shown as what a person counts (geometric means); the difference stays in spreads.
    """
    if not len(brand) or not len(creator):
        return []
    lines = []
    for one, mean, width in zip(describe_tone(creator, seed), brand.mean(axis=0), spread, strict=True):
        low, high = _bounds(_counted(one.name, one.low), _counted(one.name, one.high))
        shown = (_counted(one.name, float(mean)), _counted(one.name, one.value))
        lines.append(ToneLine(one.name, *shown, low, high, (one.value - float(mean)) / float(width)))
    return sorted(lines, key=lambda line: (-abs(line.difference), FEATURES.index(line.feature)))


def _bounds(low: float, high: float) -> tuple[float | None, float | None]:
    return (low, high) if math.isfinite(low) and math.isfinite(high) else (None, None)


def _counted(feature: str, value: float) -> float:
    if feature == "sentence_length":
        return math.exp(value)
    return math.expm1(value) if feature in ("emoji", "hashtags") else value
