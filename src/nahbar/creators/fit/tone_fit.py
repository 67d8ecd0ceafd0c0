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
# The standard deviation of creators' means, by feature; fitted on the 42 made-up creators of the sample.
USUAL_SPREAD = np.array([0.15, 0.04, 0.17, 0.05, 0.04, 0.20, 0.30, 0.40, 1.20, 0.80])
# A feature on which all creators of a workspace agree must not make one word a world.
LEAST_SHARE_OF_USUAL = 0.5
SEED = 20_261_121


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
    """Return how near the tone is: the mean over features of exp(-z^2 / 2), z the difference of means in spreads.

    `brand` and `creator` are measured texts (`nahbar.language.tone.measure_tone`). 1 is the same tone; two creators
    drawn at random have about 0.58 (1 / sqrt 3 for normal features); one feature alone costs a tenth at most. The
    noise of few texts, which alone would make tones look different, is taken off z^2; the interval is a percentile
    bootstrap over texts of both sides, with the noise that resampling adds taken off too.
    """
    if len(brand) < LEAST_TEXTS:
        coverage = msg("the brand profile holds fewer than {n} sample texts", n=LEAST_TEXTS)
        return Dimension("tone", None, 0.0, 1.0, len(creator), coverage)
    if len(creator) < LEAST_POSTS:
        coverage = msg("fewer than {n} posts with a text are known", n=LEAST_POSTS)
        return Dimension("tone", None, 0.0, 1.0, len(creator), coverage)
    noise = (_noise(brand) + _noise(creator)) / spread**2
    point = float(_closeness(brand.mean(axis=0), creator.mean(axis=0), spread, noise))
    drawn = _closeness(
        resampled_means(brand, DRAWS, seed), resampled_means(creator, DRAWS, seed + 1), spread, 2 * noise
    )
    tail = (1.0 - LEVEL) / 2.0
    low, high = (float(one) for one in np.quantile(drawn, [tail, 1.0 - tail]))
    coverage = msg("{n} posts beside {texts} sample texts of the brand", n=len(creator), texts=len(brand))
    return Dimension("tone", point, min(low, point), max(high, point), len(creator), coverage)


def _noise(measured: Floats) -> Floats:
    """Return the squared standard error of each mean."""
    noise: Floats = measured.var(axis=0, ddof=1) / len(measured)
    return noise


def _closeness(one: Floats, other: Floats, spread: Floats, noise: Floats) -> Floats:
    squared = np.maximum(0.0, ((one - other) / spread) ** 2 - noise)
    found: Floats = np.asarray(np.exp(-squared / 2.0).mean(axis=-1))
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
