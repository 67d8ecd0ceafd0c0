"""Measurable features of how a text speaks, in German and English: address, sentences, signs, emphasis, person. Pure.

Every feature is a figure of one text that can be counted by hand. What a tone is for, irony, warmth or wit, none of
them says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# In the order of the columns of `measure_tone`.
FEATURES = (
    "informal_address",
    "formal_address",
    "sentence_length",
    "exclamations",
    "questions",
    "emoji",
    "hashtags",
    "superlatives",
    "first_person",
    "we",
)
# A text of any platform is judged by its beginning; it bounds the work.
MOST_CHARACTERS = 5_000
DRAWS = 400
LEVEL = 0.95

_LINK = re.compile(r"https?://\S+|www\.\S+|@[\w.]+")
_HASHTAG = re.compile(r"#\w+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+|\n+")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f1e6-\U0001faff]")
_INFORMAL = re.compile(
    r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?|you|your|yours|y'all|yourself|yourselves)\b",
    re.IGNORECASE,
)
# "ihr" is also "her": before a verb in -t ("ihr habt", "kennt ihr") it is an address.
_IHR = re.compile(r"\b(?:ihr\s+[^\W\d_]+t|[^\W\d_]+t\s+ihr)\b", re.IGNORECASE)
# A capital inside a sentence: at its beginning "Sie" may be "she" or "they".
_FORMAL = re.compile(r"(?:(?<=[^\W_] )|(?<=[^\W_][,;:] ))(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")
_FORMAL_IMPERATIVE = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+en Sie\b")
_SUPERLATIVE = re.compile(
    r"\bam \w{3,}sten\b|\b(?:aller\w{3,}sten?|best|beste[mnrs]?|liebste[mnrs]?|größte[mnrs]?|schönste[mnrs]?|"
    r"tollste[mnrs]?|perfekt\w*|absolut\w*|mega|super|unfassbar\w*|unglaublich\w*|total|extrem\w*|wahnsinnig\w*|"
    r"traumhaft\w*|most|greatest|favou?rite|perfect|amazing|incredible|awesome|absolutely|totally|insane(?:ly)?|"
    r"gorgeous|stunning|(?:loveli|lucki|pretti|happi|funni|cut|kind|nic|small|larg|cool|bigg|strong|fast|cosi)est)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:ich|mich|mir|mein(?:e[mnrs]?)?|i|me|my|mine|myself|i'm|i've|i'd|i'll)\b", re.IGNORECASE
)
_WE = re.compile(r"\b(?:wir|uns|unser(?:e[mnrs]?)?|we|us|our|ours|we're|we've|we'll)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToneFeature:
    """The mean of one feature over texts, with its interval."""

    name: str
    value: float
    low: float
    high: float


def measure_tone(texts: Sequence[str]) -> Floats:
    """Return the features of each text, shape (n, len(FEATURES)).

    Addresses are 1 where the text speaks to somebody so, else 0. `sentence_length` is the logarithm of words a
    sentence, `exclamations` and `questions` are counts a sentence, `emoji` and `hashtags` logarithms of one more than
    their count, the rest counts a hundred words. Counts are held at the 99th percentile that people write, so that a
    text of signs alone does not decide.
    """
    rows = [_features(text[:MOST_CHARACTERS]) for text in texts]
    return np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES))


def _features(text: str) -> tuple[float, ...]:
    hashtags = len(_HASHTAG.findall(text))
    bare = _HASHTAG.sub(" ", _LINK.sub(" ", text))
    words = max(1, len(_WORD.findall(bare)))
    sentences = max(1, sum(1 for part in _SENTENCE_END.split(bare) if _WORD.search(part)))
    hundred = 100.0 / words
    return (
        float(bool(_INFORMAL.search(bare) or _IHR.search(bare))),
        float(bool(_FORMAL.search(bare) or _FORMAL_IMPERATIVE.search(bare))),
        float(np.log(max(1.0, words / sentences))),
        min(2.0, bare.count("!") / sentences),
        min(1.0, bare.count("?") / sentences),
        float(np.log1p(len(_EMOJI.findall(bare)))),
        float(np.log1p(hashtags)),
        min(10.0, len(_SUPERLATIVE.findall(bare)) * hundred),
        min(20.0, len(_FIRST_PERSON.findall(bare)) * hundred),
        min(20.0, len(_WE.findall(bare)) * hundred),
    )


def resampled_means(measured: Floats, draws: int, seed: int) -> Floats:
    """Return means of texts drawn with replacement (Efron 1979), shape (draws, features); nan without texts."""
    n = len(measured)
    if n == 0:
        return np.full((draws, measured.shape[1]), np.nan)
    counts = np.random.default_rng(seed).multinomial(n, np.full(n, 1.0 / n), size=draws)
    means: Floats = counts @ measured / n
    return means


def describe_tone(measured: Floats, seed: int, level: float = LEVEL) -> list[ToneFeature]:
    """Return each feature's mean over texts with a percentile interval by resampling texts.

    With fewer than two texts, and where all texts are alike (none has an emoji), resampling says nothing: the interval
    is (-inf, inf).
    """
    if not len(measured):
        return []
    means = measured.mean(axis=0)
    if len(measured) < 2:
        return [ToneFeature(name, float(mean), -np.inf, np.inf) for name, mean in zip(FEATURES, means, strict=True)]
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(resampled_means(measured, DRAWS, seed), [tail, 1.0 - tail], axis=0)
    return [
        ToneFeature(name, float(mean), *((float(a), float(b)) if varies else (-np.inf, np.inf)))
        for name, mean, a, b, varies in zip(FEATURES, means, low, high, measured.std(axis=0) > 0, strict=True)
    ]
