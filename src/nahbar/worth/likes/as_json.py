"""The three answers on reactions as JSON, never one beside another in one figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nahbar.measure.rank_agreement import Agreement
from nahbar.worth.likes.contracts import PER, WORDS, Association, Figure, Likes, OfGroup, Plan, Reaction

DIGITS = 6


def likes_json(found: Likes) -> dict[str, Any]:
    """Return all reactions with their three answers, and both rankings with their agreement."""
    return {
        "per": PER,
        "reactions": {one.name: _reaction(one) for one in found.reactions},
        "ranking": [
            {
                "creator": one.creator,
                "post": one.post,
                "likes": one.count,
                "deals": one.deals,
                "qualified_leads": one.qualified,
                "place_by_likes": one.by_count,
                "place_by_deals": one.by_deals,
            }
            for one in found.ranked
        ],
        "agreement": _agreement(found.agreement),
        "posts": found.posts,
        "younger_posts": found.young,
        "all_posts": found.all_posts,
        "deals": found.deals,
        "level": 0.95,
        "words": WORDS.render(),
        "notes": [one.render() for one in found.notes],
    }


def _reaction(one: Reaction) -> dict[str, Any]:
    return {
        "association": None if one.association is None else _association(one.association),
        "credit": None
        if one.credit is None
        else {"deals": _figure(one.credit.deals), "deals_with_it_on_the_way": one.credit.on_the_way},
        "effect": None
        if one.effect is None
        else {"deals_caused": _figure(one.effect.per_thousand), "experiment": one.effect.name},
        "effect_identified": one.effect is not None,
        "experiment": None if one.plan is None else _plan(one.plan),
        "why": [said.render() for said in one.why],
        "agreement": _agreement(one.agreement),
        "asking": [said.render() for said in one.asking],
    }


def _plan(one: Plan) -> dict[str, Any]:
    units = "creators_an_arm" if one.of_creators else "posts_an_arm"
    return {units: one.units_an_arm, "weeks": one.weeks, "if_raised_by": one.raised}


def _association(one: Association) -> dict[str, Any]:
    return {
        "posts": one.posts,
        "reactions": one.reactions,
        "deals": one.deals,
        "deals_per_thousand": _figure(one.rate),
        "times_the_deals_with_twice_as_many": None if one.doubled is None else _figure(one.doubled),
        "share_explained": _figure(one.explained),
        "agreement": _agreement(one.agreement),
        "platforms": _groups(one.platforms),
        "creators": _groups(one.creators),
    }


def _groups(groups: Sequence[OfGroup]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "posts": one.posts,
            "reactions": one.reactions,
            "deals": one.deals,
            "deals_per_thousand": _figure(one.rate),
        }
        for one in groups
    ]


def _agreement(one: Agreement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"kendall_tau": round(one.tau, DIGITS), "interval": [round(one.low, DIGITS), round(one.high, DIGITS)]}


def _figure(one: Figure) -> dict[str, Any]:
    bounds = [round(one.low, DIGITS), None if one.high is None else round(one.high, DIGITS)]
    return {"value": round(one.value, DIGITS), "interval": bounds}
