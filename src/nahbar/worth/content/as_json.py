"""Which content earned, as JSON; likes stand last."""

from __future__ import annotations

from typing import Any

from nahbar.kernel.clock import iso_time
from nahbar.worth.content.contracts import WORDS, Content, Figure

DIGITS = 6


def content_json(found: Content) -> dict[str, Any]:
    """Return all posts, best first."""
    return {
        "posts": [
            {
                "creator": one.creator,
                "post": one.post,
                "posted_at": iso_time(one.posted_at),
                "deals": one.deals,
                "brings_deals": _figure(one.brings_deals),
                "qualified_leads": one.qualified,
                "brings_qualified_leads": _figure(one.brings_qualified),
                "value_cents": one.cents,
                "place": None if one.places is None else list(one.places),
                "likes": one.likes,
            }
            for one in found.pieces
        ],
        "steadied": found.steadied,
        "cannot_be_told_from_the_first": found.tied,
        "all_posts": found.all_posts,
        "currency": found.currency,
        "level": 0.95,
        "words": WORDS.render(),
        "notes": [one.render() for one in found.notes],
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {"value": round(one.value, DIGITS), "interval": [round(one.low, DIGITS), round(one.high, DIGITS)]}
