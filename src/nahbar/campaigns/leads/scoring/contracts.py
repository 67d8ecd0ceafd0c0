"""Frozen values of the score of leads. A chance is a probability from 0 to 1 with the ends of its 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg
from nahbar.measure.category_score import Checked
from nahbar.measure.score_checks import Figure

SEED = 20_261_122
LEVEL = 0.95
# Leads are used from the age on at which so many are decided; the few that are still open then count as not won.
DECIDED_SHARE = 0.9
WON, LOST, OPEN = "won", "lost", "open"
# Why there is no score, beside those of `measure.score_refusal`.
NO_LEADS, UNDECIDED = "no_leads", "undecided"
WORDS = msg(
    "This is how often leads that were alike when they came became deals. It does not judge a person, and names no "
    "cause: a channel that goes with deals need not bring them about. It decides nothing: whom you answer, and how, is "
    "up to people (Art. 22 GDPR)."
)


@dataclass(frozen=True, slots=True)
class KnownLead:
    """A lead as the score sees it: when it came (seconds), what became of it, and `values`, one for each of FEATURES.

    `group` is the same number for leads of the same person.
    """

    id: int
    came_at: int
    outcome: str
    group: int
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (`odds` above 1) or against a lead: a feature, its value, and its odds against the usual lead."""

    feature: str
    value: str
    odds: float


@dataclass(frozen=True, slots=True)
class Chance:
    """An open lead: how likely it becomes a deal, and what clearly speaks for or against it, the strongest first."""

    lead_id: int
    came_at: int
    figure: Figure
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no score, and how many more decided leads might change that (None: nobody can tell)."""

    why: str
    said: Message
    more: int | None


@dataclass(frozen=True, slots=True)
class Scoring:
    """All leads, and the score with what shows whether it may be believed; no `chances` where it is refused.

    Of `total` leads `won` and `lost` are decided. `used` came at least `horizon_days` ago (None: no such age), of whom
    `used_won` were won; `used_open` of them are still open and count as not won, and the score says nothing of those.
    """

    total: int
    won: int
    lost: int
    horizon_days: int | None
    used: int
    used_won: int
    used_open: int
    refused: Refused | None
    checked: Checked | None
    chances: Sequence[Chance]
