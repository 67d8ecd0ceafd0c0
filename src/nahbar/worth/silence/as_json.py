"""Who is silent, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nahbar.worth.silence.contracts import WORDS, Bounds, Silence, Way

DIGITS = 6
# Days for which the share that has come by then is told.
DAYS = (1, 7, 30, 90)


def silence_json(found: Silence) -> dict[str, Any]:
    """Return bounds, the way from contact to lead, and young posts."""
    return {
        "leads": _bounds(found.leads),
        "deals": _bounds(found.deals),
        "way": _way(found.way),
        "young_posts": [
            {
                "creator": one.creator,
                "post": one.post,
                "age_days": round(one.age_days, 2),
                "leads": one.leads,
                "share_come": round(one.come, DIGITS),
                "in_the_end": _triple(one.in_the_end),
            }
            for one in found.young
        ],
        "level": 0.95,
        "words": WORDS.render(),
        "notes": [one.render() for one in found.notes],
    }


def _bounds(one: Bounds) -> dict[str, Any]:
    return {
        "n": one.n,
        "reacted": one.reacted,
        "silent": one.silent,
        "unknown": one.unknown,
        "share_silent": {
            "bounds": [round(one.low, DIGITS), round(one.high, DIGITS)],
            "interval": [round(one.lowest, DIGITS), round(one.highest, DIGITS)],
        },
        "if_unknown_were_like_known": None if one.like_known is None else _triple(one.like_known),
        "known_by": {name or "nothing": count for name, count in sorted(one.by.items())},
    }


def _way(way: Way) -> dict[str, Any]:
    cure = way.cure
    return {
        "people": way.people,
        "leads": way.leads,
        "share_ever": None if cure is None else _triple((cure.share, cure.low, cure.high)),
        "days": None if cure is None else {"shape": round(cure.shape, DIGITS), "scale": round(cure.scale, DIGITS)},
        "come_by_day": None
        if cure is None
        else {str(day): round(float(cure.by(np.array([day]))[0]), DIGITS) for day in DAYS},
        "leads_to_come": None if way.to_come is None else _triple(way.to_come),
    }


def _triple(figure: Sequence[float]) -> dict[str, Any]:
    value, low, high = (round(one, DIGITS) for one in figure)
    return {"value": value, "interval": [low, high]}
