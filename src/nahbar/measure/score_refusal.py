"""Whether a score may be shown at all: enough rows, better than the base rate, calibrated, and still true. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nahbar.measure.category_score import Checked
from nahbar.measure.score_checks import Figure, Z

# Calibration cannot be shown with fewer that happened, or fewer that did not (Vergouwe et al. 2005; Collins, Ogundimu
# and Altman 2016).
LEAST_EACH = 100
# And the share of all must be known to 5 points (Riley et al. 2019, criterion of the overall risk).
SHARE_MARGIN = 0.05
# A slope or an intercept is off when its interval leaves out the right value and it is off by more than this: with many
# rows differences become certain that change nothing. e^0.25: odds a quarter too high or too low.
SLOPE_MARGIN, INTERCEPT_MARGIN = 0.2, 0.25
# How many more would settle a skill is guessed up to so many times as many: a skill near 0 may be none at all.
MOST_TIMES = 5
TOO_FEW, NO_SKILL, NOT_CALIBRATED, MOVED = "too_few", "no_skill", "not_calibrated", "moved"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a score is not shown, and how many more rows might change that (None: nobody can tell)."""

    why: str
    more: int | None = None


def enough_rows(n: int, hits: int) -> Refusal | None:
    """Return the refusal of too few rows, None where there are enough.

    `more` is how many more rows bring the missing ones if as many of them happen as so far; where none or all happened
    it is the number of the missing kind.
    """
    missing_hits, missing_rest = max(0, LEAST_EACH - hits), max(0, LEAST_EACH - (n - hits))
    share = hits / n if n else 0.0
    needed = math.ceil((Z / SHARE_MARGIN) ** 2 * share * (1.0 - share)) - n
    by_hits = missing_hits / share if share else float(missing_hits)
    by_rest = missing_rest / (1.0 - share) if share < 1.0 else float(missing_rest)
    if n == 0:
        by_hits += by_rest
    more = math.ceil(max(by_hits, by_rest, needed) - 1e-9)
    return Refusal(TOO_FEW, more) if more > 0 else None


def refusal_of(checked: Checked) -> Refusal | None:
    """Return why the score is not shown, None where it may be.

    It must be better than the base rate by an interval that leaves out 0, its slope must be right (1), and the newest
    third must have happened as often as it says. With no signal the first fails to refuse in at most 2.5 % of samples.
    """
    short = enough_rows(checked.n, checked.hits)
    if short is not None:
        return short
    skill = checked.skill.skill
    if skill.low <= 0.0:
        # As many rows as would move the interval off 0 if the skill stays as it is.
        half = (skill.high - skill.low) / 2.0
        times = (half / skill.value) ** 2 - 1.0 if skill.value > 0.0 else math.inf
        return Refusal(NO_SKILL, math.ceil(checked.n * times) if times <= MOST_TIMES else None)
    if _off(checked.slope, 1.0, SLOPE_MARGIN) or _off(checked.intercept, 0.0, INTERCEPT_MARGIN):
        return Refusal(NOT_CALIBRATED)
    return Refusal(MOVED) if _off(checked.newest, 0.0, INTERCEPT_MARGIN) else None


def _off(figure: Figure, right: float, margin: float) -> bool:
    return not figure.low <= right <= figure.high and abs(figure.value - right) > margin
