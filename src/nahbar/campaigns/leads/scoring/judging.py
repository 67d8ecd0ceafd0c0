"""From leads to a score, or to the reason why there is none. Pure; every answer is the same for the same leads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nahbar.campaigns.leads.scoring.contracts import (
    DECIDED_SHARE,
    LOST,
    NO_LEADS,
    OPEN,
    SEED,
    UNDECIDED,
    WON,
    Chance,
    KnownLead,
    Reason,
    Refused,
    Scoring,
)
from nahbar.campaigns.leads.scoring.features import FEATURES
from nahbar.campaigns.leads.scoring.saying import refusal_words
from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.measure.category_logit import Floats
from nahbar.measure.category_score import Checked, check_score, fit_score, score_rows
from nahbar.measure.decision_age import decision_age
from nahbar.measure.score_checks import Figure
from nahbar.measure.score_refusal import Refusal, enough_rows, refusal_of

# Something speaks for or against a lead when its direction is right with 90 %: the normal quantile.
CLEAR = 1.2816
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class _Parts:
    used: Sequence[KnownLead]
    scored: Sequence[KnownLead]


def judge_leads(leads: Sequence[KnownLead], now: int) -> Scoring:
    """Return the score of all leads at a moment in seconds, or why there is none."""
    won, lost = (sum(one.outcome == kind for one in leads) for kind in (WON, LOST))
    empty = Scoring(len(leads), won, lost, None, 0, 0, 0, None, None, ())
    if not leads:
        return _refuse(empty, Refusal(NO_LEADS))
    early = enough_rows(won + lost, won)
    if early is not None:
        return _refuse(empty, early)
    horizon = _horizon(leads, now)
    if horizon is None:
        return _refuse(empty, Refusal(UNDECIDED))
    parts = _parts(leads, horizon * SECONDS_A_DAY, now)
    counted = replace(
        empty,
        horizon_days=horizon,
        used=len(parts.used),
        used_won=sum(one.outcome == WON for one in parts.used),
        used_open=sum(one.outcome == OPEN for one in parts.used),
    )
    few = enough_rows(counted.used, counted.used_won)
    return _refuse(counted, few) if few is not None else _scored(counted, parts)


def _refuse(scoring: Scoring, refusal: Refusal, checked: Checked | None = None) -> Scoring:
    found = replace(scoring, checked=checked)
    return replace(found, refused=Refused(refusal.why, refusal_words(refusal, found), refusal.more))


def _horizon(leads: Sequence[KnownLead], now: int) -> int | None:
    age = np.array([max(0, now - one.came_at) / SECONDS_A_DAY for one in leads])
    found = decision_age(age, np.array([one.outcome != OPEN for one in leads]), DECIDED_SHARE)
    return None if found is None else math.ceil(found)


def _parts(leads: Sequence[KnownLead], least_seconds: int, now: int) -> _Parts:
    used = [one for one in leads if now - one.came_at >= least_seconds]
    return _Parts(used, [one for one in leads if now - one.came_at < least_seconds and one.outcome == OPEN])


def _scored(counted: Scoring, parts: _Parts) -> Scoring:
    rows = [one.values for one in parts.used]
    label = np.array([float(one.outcome == WON) for one in parts.used])
    group = np.unique([one.group for one in parts.used], return_inverse=True)[1].astype(np.int64)
    time = np.array([float(one.came_at) for one in parts.used])
    checked = check_score(rows, label, group, time, SEED)
    refusal = refusal_of(checked)
    if refusal is not None:
        return _refuse(counted, refusal, checked)
    return replace(counted, checked=checked, chances=_chances(rows, label, parts.scored))


def _chances(rows: Sequence[Sequence[str]], label: Floats, wanted: Sequence[KnownLead]) -> Sequence[Chance]:
    if not wanted:
        return ()
    scored = score_rows(fit_score(rows, label), [one.values for one in wanted])
    found = []
    for k, one in enumerate(wanted):
        figure = Figure(float(scored.chance[k]), float(scored.low[k]), float(scored.high[k]))
        reasons = _reasons(one.values, scored.effect[k], scored.doubt[k])
        found.append(Chance(one.id, one.came_at, figure, reasons))
    return sorted(found, key=lambda one: (-one.figure.value, -one.came_at, one.lead_id))


def _reasons(values: Sequence[str], effect: Floats, doubt: Floats) -> Sequence[Reason]:
    clear = [k for k in np.argsort(-np.abs(effect)) if abs(effect[k]) > CLEAR * doubt[k]]
    names = tuple(FEATURES)
    return [Reason(names[k], values[k], float(np.exp(effect[k]))) for k in clear[:MOST_REASONS]]
