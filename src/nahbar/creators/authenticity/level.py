"""The level of a workspace: the log odds that half of its creators reach, beside which those of one are read.

How calm or noisy growth and counts are differs between platforms and sources more than a fit over other creators can
know: it lifts or lowers the log odds of honest creators and buyers alike. So where enough creators are known, the log
odds of one are moved by what lies between the middle here and the middle of the fit (an empirical null in its place,
not in its width: Efron 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nahbar.creators.authenticity.features import Measured, measure, questions_carried
from nahbar.creators.authenticity.usual import LEAST_CREATORS, beside, usual_of
from nahbar.creators.authenticity.weights import (
    ENGAGEMENT,
    FOLLOWERS,
    GROWTH_ALONE,
    WINDOW,
    Weights,
    contributions,
    log_odds,
)
from nahbar.creators.contracts import Usual
from nahbar.measure.robust import median

# Rings are absent from most creators, so that the middle says nothing of how honest circles look.
LEVELLED = (FOLLOWERS, ENGAGEMENT)
LEAST_LEVEL = 20  # the median of fewer is off by a third of the spread
MOST_MOVED = 1.5  # a workspace further off is not one of those that the thresholds were set on


def usual_among(arguments: Sequence[Mapping[str, Any]], weights: Weights) -> Usual:
    """Return what is usual among creators of one platform, each given by the arguments of `assess`; buyers may be among
    them, as long as they are the smaller half.
    """
    measured = [measure(**one, score=weights.parts[WINDOW].scores) for one in arguments]
    usual = usual_of([one.features for one in measured], weights.usual)
    here = [replace(one, features=one.features | beside(one.features, usual)) for one in measured]
    return replace(usual, odds=level_of(here, weights))


def level_of(measured: Sequence[Measured], weights: Weights) -> dict[str, float]:
    """Return the median log odds of each question of LEVELLED that at least LEAST_LEVEL creators carry."""
    found: dict[str, list[float]] = {question: [] for question in LEVELLED}
    for one in measured:
        shares = contributions(weights.parts, one.features)
        for question in level_carried(one):
            found[question].append(log_odds(weights.parts, shares, question))
    return {question: median(np.array(odds)) for question, odds in found.items() if len(odds) >= LEAST_LEVEL}


def level_carried(measured: Measured) -> list[str]:
    """Return the questions of which a creator belongs to a level; counts without posts are judged apart."""
    left = {FOLLOWERS} if GROWTH_ALONE in measured.features else set()
    return [one for one in questions_carried(measured) if one in LEVELLED and one not in left]


def moved_by(measured: Measured, weights: Weights) -> Mapping[str, float]:
    """Return by how much the log odds of each question are moved where this creator stands."""
    usual = measured.usual
    if usual is None or usual is weights.usual or usual.creators < LEAST_CREATORS:
        return weights.by_book
    return {
        question: min(max(weights.level[question] - usual.odds[question], -MOST_MOVED), MOST_MOVED)
        for question in level_carried(measured)
        if question in usual.odds
    }
