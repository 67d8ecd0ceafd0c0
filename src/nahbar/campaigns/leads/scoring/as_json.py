"""The score of leads, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nahbar.campaigns.leads.contracts import Lead
from nahbar.campaigns.leads.scoring.contracts import LEVEL, WORDS, Chance, Scoring
from nahbar.campaigns.leads.scoring.saying import reason_words
from nahbar.kernel.clock import iso_time
from nahbar.measure.category_score import Checked
from nahbar.measure.score_checks import Figure

DIGITS = 6


def scoring_json(found: Scoring, leads: Mapping[int, Lead], creators: Mapping[int, str]) -> dict[str, Any]:
    """Return the leads counted, why there is no score or null, its checks, and the open leads, the likeliest first."""
    refused = found.refused
    return {
        "leads": {"total": found.total, "won": found.won, "lost": found.lost},
        "horizon_days": found.horizon_days,
        "used": {"n": found.used, "won": found.used_won, "still_open": found.used_open},
        "refused": None
        if refused is None
        else {"why": refused.why, "said": refused.said.render(), "more": refused.more},
        "checks": None if found.checked is None else checks_json(found.checked),
        "open": [_open(one, leads.get(one.lead_id), creators) for one in found.chances],
        "level": LEVEL,
        "words": WORDS.render(),
    }


def checks_json(checked: Checked) -> dict[str, Any]:
    """Return what predictions of unseen leads say of the score."""
    return {
        "brier": round(checked.skill.score, DIGITS),
        "brier_of_base_rate": round(checked.skill.base, DIGITS),
        "skill": _figure(checked.skill.skill),
        "auc": _figure(checked.auc),
        "calibration_slope": _figure(checked.slope),
        "calibration_intercept": _figure(checked.intercept),
        "calibration_intercept_of_newest_third": _figure(checked.newest),
        "bands": [
            {"n": one.n, "won": one.hits, "said": round(one.said, DIGITS), "seen": _figure(one.seen)}
            for one in checked.bands
        ],
    }


def _open(one: Chance, lead: Lead | None, creators: Mapping[int, str]) -> dict[str, Any]:
    said = [(reason.odds > 1.0, reason_words(reason, creators).render()) for reason in one.reasons]
    return {
        "id": one.lead_id,
        "key": lead.key if lead else None,
        "came_at": iso_time(one.came_at),
        "chance": round(one.figure.value, DIGITS),
        "interval": [round(one.figure.low, DIGITS), round(one.figure.high, DIGITS)],
        "for": [words for speaks_for, words in said if speaks_for],
        "against": [words for speaks_for, words in said if not speaks_for],
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {"value": round(one.value, DIGITS), "interval": [round(one.low, DIGITS), round(one.high, DIGITS)]}
