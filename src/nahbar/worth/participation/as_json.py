"""Who takes part, as JSON."""

from __future__ import annotations

from typing import Any

from nahbar.measure.participation import Share
from nahbar.worth.participation.contracts import BELIEVED, WORDS, Month, Participation

DIGITS = 6


def participation_json(found: Participation) -> dict[str, Any]:
    """Return channels over all months, and month by month."""
    return {
        "believed": dict(zip(("writing", "reacting", "silent"), BELIEVED, strict=True)),
        "channels": [_month(one) for one in found.channels],
        "months": [_month(one) for one in found.months],
        "creators_left_out": found.left_out,
        "level": 0.95,
        "words": WORDS.render(),
        "notes": [one.render() for one in found.notes],
    }


def month_name(month: int) -> str:
    """Return a month as 2026-11."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _month(one: Month) -> dict[str, Any]:
    parts = {}
    if one.shares is not None:
        parts = {name: _share(getattr(one.shares, name)) for name in ("writing", "reacting", "silent")}
    return {
        "channel": one.channel,
        "month": None if one.month is None else month_name(one.month),
        "creators": one.creators,
        "audience": one.audience,
        "shares": parts or None,
        "writers": one.writers,
        "comments": one.comments,
        "by_the_busiest": [
            {
                "top": part.top,
                "share": round(part.share, DIGITS),
                "interval": [round(part.low, DIGITS), round(part.high, DIGITS)],
            }
            for part in one.concentration
        ],
    }


def _share(one: Share) -> dict[str, list[float]]:
    return {
        "bounds": [round(one.low, DIGITS), round(one.high, DIGITS)],
        "interval": [round(one.lowest, DIGITS), round(one.highest, DIGITS)],
    }
