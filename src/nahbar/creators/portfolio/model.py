"""How many people two audiences share, from the best evidence there is for a pair.

Where nothing was counted, a share of the smaller audience is assumed from platform, language and topic. These shares
are assumptions with wide intervals, not measurements: who has lists, sketches or a table of overlaps should use them.
Where only commenters are known, the assumption is mixed with what they say (gamma-Poisson, the assumption weighs as
much as `PRIOR_COMMENTERS` commenters).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nahbar.creators.portfolio.contracts import Candidate
from nahbar.measure.coverage import Floats

# Shares of the smaller audience. `SPREAD` is the standard deviation of the logarithm: 95 % lie within a factor of 4.
SAME_TOPIC, SAME_LANGUAGE, OTHER_LANGUAGE = 0.06, 0.02, 0.003
# People use several platforms, but follow a creator's like on few.
OTHER_PLATFORM = 0.5
SPREAD = 0.7
PRIOR_COMMENTERS = 50
# Those who comment are the closest followers; how alike both overlaps are is known to a factor of about 2.7.
COMMENTER_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """The people two audiences share, the spread of the logarithm of that, and whether it was counted."""

    shared: float
    spread: float
    counted: bool


def assumed_share(one: Candidate, other: Candidate) -> float:
    """Return the share of the smaller audience that two creators are assumed to have in common."""
    if (one.language or "") != (other.language or ""):
        share = OTHER_LANGUAGE
    else:
        share = SAME_TOPIC if one.niche and one.niche == other.niche else SAME_LANGUAGE
    return share * (1.0 if one.platform == other.platform else OTHER_PLATFORM)


def assumed(one: Candidate, other: Candidate) -> Pair:
    """Return a pair of which nothing was counted."""
    return Pair(assumed_share(one, other) * _smaller(one, other), SPREAD, False)


def from_commenters(one: Candidate, other: Candidate, both: int, fewer: int) -> Pair:
    """Return a pair of which `both` people commented on either, the less commented creator having `fewer` of them."""
    prior = PRIOR_COMMENTERS * assumed_share(one, other)
    share = min(1.0, (both + prior) / (fewer + PRIOR_COMMENTERS))
    spread = float(np.hypot(COMMENTER_SPREAD, 1 / np.sqrt(both + max(prior, 1.0))))
    return Pair(share * _smaller(one, other), min(spread, SPREAD + COMMENTER_SPREAD), False)


def _smaller(one: Candidate, other: Candidate) -> float:
    return float(min(one.followers or 0, other.followers or 0))


def drawn(shared: Floats, spread: Floats, common: float, own: Floats) -> Floats:
    """Return a draw of a symmetric matrix of shared people: half of the variance is common to all pairs.

    `common` is one standard normal number, `own` a symmetric matrix of them.
    """
    sizes = np.diag(shared)
    factor = np.exp(spread * (common + own) / np.sqrt(2) - spread**2 / 2)
    found = np.minimum(shared * factor, np.minimum(sizes[:, None], sizes[None, :]))
    np.fill_diagonal(found, sizes)
    return np.asarray(found)
