"""Two rates compared by a reader who may look whenever they like: false alarms stay below the level at all looks.

Why a normal mixture on the efficient score, and not a betting or beta-binomial e-process: with an unknown common rate
the exact mixtures must hold for every value of it, which costs a second logarithm of n (intervals about 2.3 times the
fixed one at 1,000 visits an arm, against 1.55 for this one); and it needs four sums only, in any order of arrival and
with any split of the visits. It is asymptotic: benchmarks/ab_reading.py measures what that means at a few leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
# Standard deviation of the log ratio that the mixture expects. Chosen, not fitted: rates of creators and variants
# differ by a factor of 1.6 or so. The interval is then tightest at about 130 hits in all.
USUAL_LOG_RATIO = 0.5
# Added to hits, and twice to visits, so that no logarithm is endless (Haldane 1956, Anscombe 1956).
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm's sums: so many `hits` (leads, deals) among `n` visits. Sums of days and machines add up."""

    hits: int
    n: int

    def __post_init__(self) -> None:
        """Refuse what no counting gives."""
        if not 0 <= self.hits <= self.n:
            raise ValueError(f"{self.hits} hits of {self.n} visits: hits must lie between 0 and n")

    def __add__(self, other: Arm) -> Arm:
        """Return both parts together."""
        return Arm(self.hits + other.hits, self.n + other.n)


# Two arms within one stratum (a creator, a week): only arms within one stratum are set against each other.
Pair = tuple[Arm, Arm]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second arm's rate over the first's: estimate and interval that hold at every look; `evidence` is the e-value.

    `decided` says that the rates differ: the e-value has reached 1 / (1 - level) and the interval leaves 1 out. The
    ratio is None while an arm has no visit.
    """

    ratio: float | None
    low: float
    high: float
    evidence: float
    decided: bool


def log_evidence(score: Floats, variance: Floats, usual_log_ratio: float = USUAL_LOG_RATIO) -> Floats:
    """Return the log e-value against equal rates, elementwise: about a martingale from 1 when they are equal.

    The efficient score of the log odds ratio at equality, U = hits2 - n2 (hits / n), is about a Brownian motion in its
    variance V = (n1 n2 / n^2) hits (1 - hits / n); both add up over strata. The mixture over N(0, rho^2) of its
    likelihood ratios is (1 + rho^2 V)^(-1/2) exp(U^2 rho^2 / (2 (1 + rho^2 V))) (Robbins 1970). With few hits V is
    small, and no data can make it large.
    """
    square = usual_log_ratio**2
    return np.asarray(score**2 * square / (2.0 * (1.0 + square * variance)) - 0.5 * np.log1p(square * variance))


def score_of(hits1: Floats, n1: Floats, hits2: Floats, n2: Floats) -> tuple[Floats, Floats]:
    """Return the score and its variance at equal rates, elementwise."""
    n = np.maximum(n1 + n2, 1.0)
    share = (hits1 + hits2) / n
    return np.asarray(hits2 - n2 * share), np.asarray(n1 * n2 / n * share * (1.0 - share))


def half_width(information: Floats, level: float = LEVEL, usual_log_ratio: float = USUAL_LOG_RATIO) -> Floats:
    """Return the half-width around an estimate that holds at all looks at once, for the information at this one.

    Asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, Annals of Statistics 52,
    theorem 2.2) in information time I = 1 / variance, along which the estimate has independent increments (Jennison and
    Turnbull 2000, section 3.1): sqrt((I rho^2 + 1) / (I^2 rho^2) log((I rho^2 + 1) / alpha^2)).
    """
    grown = information * usual_log_ratio**2 + 1.0
    return np.asarray(np.sqrt(grown / (information * usual_log_ratio) ** 2 * np.log(grown / (1.0 - level) ** 2)))


def log_ratio(hits1: Floats, n1: Floats, hits2: Floats, n2: Floats) -> tuple[Floats, Floats]:
    """Return the log of the second rate over the first over the last axis' strata, and its variance.

    Mantel and Haenszel's ratio of rates with the variance of Greenland and Robins (1985); with one stratum it is the
    plain ratio with 1/h1 - 1/n1 + 1/h2 - 1/n2. Half a hit is added where an arm has none.
    """
    none = ((hits1.sum(-1) == 0) | (hits2.sum(-1) == 0))[..., None]
    k1, k2, m1, m2 = (one + none * extra for one, extra in ((hits1, _HALF), (hits2, _HALF), (n1, 1.0), (n2, 1.0)))
    n = np.maximum(m1 + m2, 1.0)
    top, bottom = (k2 * m1 / n).sum(-1), (k1 * m2 / n).sum(-1)
    spread = ((m1 * m2 * (k1 + k2) - k1 * k2 * n) / n**2).sum(-1)
    return np.asarray(np.log(top / bottom)), np.asarray(spread / (top * bottom))


def compare(pairs: Sequence[Pair], level: float = LEVEL) -> Comparison:
    """Compare two arms at any look; over all looks together at most 1 - level of equal pairs are called different."""
    pairs = [(one, two) for one, two in pairs if one.n and two.n]
    if not pairs:
        return Comparison(None, 0.0, float("inf"), 1.0, decided=False)
    sums = _columns(pairs)
    score, variance = score_of(*sums)
    evidence = float(np.exp(min(700.0, float(log_evidence(score.sum(), variance.sum())))))
    middle, doubt = (float(one) for one in log_ratio(*sums))
    half = float(half_width(np.asarray(1.0 / doubt), level))
    decided = evidence >= 1.0 / (1.0 - level) and abs(middle) > half
    return Comparison(
        float(np.exp(middle)), float(np.exp(middle - half)), float(np.exp(middle + half)), evidence, decided
    )


def _columns(pairs: Sequence[Pair]) -> tuple[Floats, Floats, Floats, Floats]:
    rows = np.array([[one.hits, one.n, two.hits, two.n] for one, two in pairs], dtype=np.float64)
    return rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3]


# Looking ahead: the chance with which the wanted number of visits should be enough.
POWER = 0.8
# Beyond so many times the present visits nobody should wait for an answer.
MOST_TIMES = 20
# Quantiles of the present estimate between which the wanted number is given: the middle half.
_QUARTILE = 0.25


@dataclass(frozen=True, slots=True)
class Wait:
    """How many more visits (of both arms together, split as now) until a difference like the present one would show.

    `low` and `high` come from the middle half of what the ratio may be; None is "more than anybody should wait for".
    """

    low: int | None
    likely: int | None
    high: int | None


def visits_until_known(pairs: Sequence[Pair], level: float = LEVEL, power: float = POWER) -> Wait:
    """Return how many more visits would tell, given the present difference and its doubt; nothing without any hit.

    The wanted information I solves half-width(I) + z(power) / sqrt(I) = |log ratio|; information grows with the visits
    (at the common rate: the present difference itself may be chance).
    """
    pairs = [(one, two) for one, two in pairs if one.n and two.n]
    if not pairs or not any(one.hits + two.hits for one, two in pairs):
        return Wait(None, None, None)
    sums = _columns(pairs)
    middle = abs(float(log_ratio(*sums)[0]))
    seen = float(sums[1].sum() + sums[3].sum())
    information = float(np.sum((sums[0] + sums[2]) / (sums[1] + sums[3]) * sums[1] * sums[3] / (sums[1] + sums[3])))
    doubt = information**-0.5 * float(-ndtri(_QUARTILE))
    effects = (middle + doubt, middle, max(0.0, middle - doubt))
    low, likely, high = (_more(effect, information / seen, seen, level, power) for effect in effects)
    return Wait(low, likely, high)


def _more(effect: float, per_visit: float, seen: float, level: float, power: float) -> int | None:
    wanted = np.geomspace(seen, seen * (MOST_TIMES + 1.0), 400)
    information = wanted * per_visit
    enough = half_width(information, level) + float(ndtri(power)) / np.sqrt(information) <= effect
    return int(np.ceil(wanted[int(np.argmax(enough))] - seen)) if enough.any() else None
