"""Where accusing begins: at odds that stated shares of honest creators pass, by curves that never saw them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.usual import beside
from nahbar.creators.authenticity.weights import (
    ALONE,
    ENGAGEMENT,
    FOLLOWERS,
    PARTS_OF,
    QUESTIONS,
    RING,
    contributions,
)
from nahbar.creators.contracts import Usual
from training.authenticity_cases import Case
from training.authenticity_fit import fitted, part_of

Floats = npt.NDArray[np.float64]

# Shares of honest creators that may pass. With counts alone no other question can accuse, so that more may pass it.
FALSE_CLOSER = {FOLLOWERS: 0.0045, ALONE: 0.01, ENGAGEMENT: 0.0033, RING: 0.0014}
FALSE_STRONG = {FOLLOWERS: 0.0018, ALONE: 0.003, ENGAGEMENT: 0.001, RING: 0.0004}
LEAST_STRONG = 0.693  # two to one


def ways(raw: Mapping[str, Any], measured: Sequence[Measured]) -> dict[str, Floats]:
    """The log odds of each part for each creator; minus infinity where a part is not carried."""
    parts = {name: part_of(part) for name, part in raw.items()}
    shares = [contributions(parts, m.features) for m in measured]
    return {
        name: np.array([part.intercept + sum(share[name].values()) if name in share else -np.inf for share in shares])
        for name, part in parts.items()
    }


def logits(raw: Mapping[str, Any], measured: Sequence[Measured]) -> dict[str, Floats]:
    """The log odds of each question for each creator."""
    return either(ways(raw, measured))


def either(found: Mapping[str, Floats], shift: Mapping[str, float] | None = None) -> dict[str, Floats]:
    """Join the parts of each question, each moved by the question's shift, as `log_odds` does."""
    answer = {}
    for question in QUESTIONS:
        moved = [found[name] + (shift or {}).get(question, 0.0) for name in PARTS_OF[question] if name in found]
        none = -np.sum([np.logaddexp(0.0, way) for way in moved], axis=0)
        answer[question] = np.log(-np.expm1(np.minimum(none, -1e-12))) - none
    return answer


@dataclasses.dataclass(frozen=True, slots=True)
class LeftOut:
    """Log odds of each part for every creator by curves that never saw it.

    `there` beside its workspace, `by_book` beside all honest creators of the fit, `by_counts` by follower counts alone.
    """

    there: dict[str, Floats]
    by_book: dict[str, Floats]
    by_counts: dict[str, Floats]


def left_out(
    chosen: Sequence[Case],
    draws: Sequence[Sequence[Measured]],
    counts: Sequence[Measured],
    book: Usual,
    whole: Mapping[str, Any],
    group: npt.NDArray[Any],
) -> LeftOut:
    """Fit without each group in turn, and ask those curves of its creators.

    Of `whole`, fitted on all, come the parts that one generator alone can teach: lists of followers bought earlier.
    """
    by_book = [dataclasses.replace(m, features=m.features | beside(m.features, book)) for m in draws[0]]
    answer = LeftOut({}, {}, {})
    for name in np.unique(group):
        keep, mine = np.flatnonzero(group != name), np.flatnonzero(group == name)
        kept = [[source[i] for i in keep] for source in (chosen, counts, *draws)]
        parts = {**whole, **fitted(kept[0], kept[2:], kept[1])}
        told = ((answer.there, draws[0]), (answer.by_book, by_book), (answer.by_counts, counts))
        for found, source in told:
            for part, values in ways(parts, [source[i] for i in mine]).items():
                found.setdefault(part, np.full(len(chosen), -np.inf))[mine] = values
    return answer


def shifts(found: Mapping[str, Floats], honest: npt.NDArray[np.bool_], rates: Mapping[str, float]) -> dict[str, float]:
    """How far each question's parts must be moved so that the stated share of honest creators passes one half."""
    answer = {}
    for question in QUESTIONS:
        low, high = -8.0, 8.0
        for _ in range(40):
            middle = (low + high) / 2
            value = np.quantile(either(found, {question: middle})[question][honest], 1 - rates[question])
            low, high = (middle, high) if value < 0 else (low, middle)
        answer[question] = round(low, 3)
    return answer


def shown(chosen: Sequence[Case], odds: Mapping[str, Floats]) -> None:
    """Print what is found of each generator that was left out of the fit, and how many of its honest are accused.

    `odds` of each question begin to accuse above zero.
    """
    accused = np.any([odds[question] > 0 for question in QUESTIONS], axis=0)
    likeliest = np.max([odds[question] for question in QUESTIONS], axis=0)
    honest = np.array([case.honest for case in chosen])
    for name in sorted({case.generator for case in chosen}):
        mine = np.array([case.generator == name for case in chosen])
        least = np.quantile(likeliest[mine & honest], 0.99)
        print(
            f"{name or 'worlds':10} never seen: found {accused[mine & ~honest].mean():.1%}, honest accused"
            f" {accused[mine & honest].mean():.1%}; found at 1 %: {(likeliest[mine & ~honest] > least).mean():.1%}"
        )


def thresholds(
    answer: Mapping[str, Floats], honest: npt.NDArray[np.bool_], rates: Mapping[str, float]
) -> dict[str, float]:
    """The logit that the stated share of honest creators exceeds, a question each."""
    return {q: round(float(np.quantile(answer[q][honest], 1 - rates[q])), 3) for q in answer}
