"""Fits the curves of the authenticity signs on measured creators, each set beside workspaces of others."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.creators.authenticity.features import Measured, measure
from nahbar.creators.authenticity.usual import beside, usual_of
from nahbar.creators.authenticity.weights import (
    ALL_LIKES,
    ALONE,
    BURST_SPEC,
    COMMENTS,
    EARLIER,
    FOLLOWERS,
    FORMAT,
    LIKES,
    RING,
    SINCE,
    SLOW,
    SPEC,
    VIEWS,
    Part,
    from_json,
)
from nahbar.creators.contracts import PostSeries, Usual
from training.additive import fit, fit_table
from training.authenticity_cases import Case

Floats = npt.NDArray[np.float64]

# What share of creators buys while the curves are fitted. The shipped intercepts are moved so that "look closer" begins
# at one half, which states another prior; the file beside the weights names it.
PRIOR = {
    FOLLOWERS: 0.15,
    ALONE: 0.15,
    SLOW: 0.05,
    EARLIER: 0.1,
    LIKES: 0.03,
    ALL_LIKES: 0.02,
    COMMENTS: 0.04,
    SINCE: 0.03,
    VIEWS: 0.03,
    RING: 0.05,
}
# Sizes of the workspaces beside which creators are set, each of other creators; one in six knows the book alone.
WORKSPACES = (12, 20, 30, 50, 80, 120, 150, 150, 150, 150)
BOOK_TIMES = 2
DRAWS = 2  # each creator is set beside so many workspaces, so that no curve bends after one of them
NOBODY = np.zeros(0)
NO_POSTS: dict[str, Any] = {
    "posts": PostSeries([], np.zeros(0, np.int64), *[NOBODY] * 5, np.zeros(0, np.bool_)),
    "comments": None,
    "commenters": None,
}


def usual_here(chosen: Sequence[Case], measured: Sequence[Measured], book: Usual, seed: int) -> None:
    """Add to each creator's features how they stand beside a workspace: of few or many creators, or beside the book."""
    rng = np.random.default_rng(seed)
    where = [(case.space, case.platform) for case in chosen]
    spaces = {
        one: _workspaces(rng, np.array([i for i, its in enumerate(where) if its == one]), chosen, measured, book)
        for one in sorted(set(where))
    }
    for its, one in zip(where, measured, strict=True):
        among = spaces[its]
        one.features.update(beside(one.features, among[int(rng.integers(len(among)))]))


def _workspaces(
    rng: np.random.Generator,
    mine: npt.NDArray[np.int64],
    chosen: Sequence[Case],
    measured: Sequence[Measured],
    book: Usual,
) -> list[Usual]:
    own = [usual_of([measured[i].features for i in drawn], book) for drawn in drawn_spaces(rng, mine, chosen)]
    return [book] * BOOK_TIMES + own


def drawn_spaces(
    rng: np.random.Generator, mine: npt.NDArray[np.int64], chosen: Sequence[Case]
) -> Iterator[npt.NDArray[np.int64]]:
    """Draw the creators of one workspace of each size of WORKSPACES, 10 to 50 % of them buyers."""
    bought = np.array([not chosen[i].honest for i in mine])
    for size in WORKSPACES:
        share = rng.uniform(0.1, 0.5)
        weight = np.where(bought, share / max(bought.sum(), 1), (1 - share) / max((~bought).sum(), 1))
        yield rng.choice(mine, min(size, mine.size), p=weight / weight.sum(), replace=True)


def measured_cases(chosen: Sequence[Case], window: Mapping[str, Any], seed: int) -> tuple[list[list[Measured]], Usual]:
    """Measure all, and set each beside DRAWS workspaces, a list each; also returns what is usual over all of them."""
    score = part_of(window).scores
    measured = [measure(**case.arguments, score=score) for case in chosen]
    book = usual_of([m.features for m, case in zip(measured, chosen, strict=True) if case.honest])
    draws = [[dataclasses.replace(m, features=dict(m.features)) for m in measured] for _ in range(DRAWS)]
    for number, draw in enumerate(draws):
        usual_here(chosen, draw, book, seed + number)
    return draws, book


def alone(chosen: Sequence[Case], window: Mapping[str, Any]) -> list[Measured]:
    """Measure all by their follower counts alone; a creator without counts gets no features of growth."""
    score = part_of(window).scores
    return [measure(**case.arguments | NO_POSTS, score=score) for case in chosen]


def fitted(chosen: Sequence[Case], draws: Sequence[Sequence[Measured]], counts: Sequence[Measured]) -> dict[str, Any]:
    """Fit every part on what was measured, with posts (beside each workspace of `draws`) and by counts alone.

    Other ways to buy followers or engagement are neither for nor against a way. A part that nobody here tells anything
    of is left out.
    """
    parts = {}
    for name in PRIOR:
        mine = [i for i, case in enumerate(chosen) if case.answers(name)]
        if not mine:
            continue
        truth = np.array([name in chosen[i].ways for i in mine], dtype=np.float64)
        sources = [counts] if name == ALONE else draws
        weight = weights_for(truth, PRIOR[name]) / len(sources)  # a creator counts once, however often it is set beside
        listed_low = [{"fake_low": chosen[i].list_low} if name == EARLIER else {} for i in mine]
        rows = [source[i].features | low for source in sources for i, low in zip(mine, listed_low, strict=True)]
        parts[name] = fit(rows, np.tile(truth, len(sources)), np.tile(weight, len(sources)), SPEC[name])
    return parts


def fit_window(chosen: Sequence[Case]) -> dict[str, Any]:
    """Fit the rating of a candidate burst: does it touch a day of delivery?"""
    tables, truth = [], []

    def keep(columns: Mapping[str, Floats]) -> Floats:
        tables.append(columns)
        return np.zeros(next(iter(columns.values())).size)

    for case in chosen:
        if case.kind == "long_drip":  # longer than any window: each would touch it
            continue
        found = measure(**case.arguments, score=keep)
        if found.windows is not None:
            truth.append(_delivered(found, case.days))
    table = {name: np.concatenate([t[name] for t in tables]) for name in tables[0]}
    answer = np.concatenate(truth)
    weight = np.where(answer > 0, 1.0, 0.3)
    return fit_table(table, answer, weight, BURST_SPEC)


def _delivered(found: Measured, days: Sequence[tuple[int, int]]) -> Floats:
    assert found.windows is not None
    bursts = found.windows.bursts
    start = bursts.start + found.windows.first_day
    stop = start + bursts.days
    hit = np.zeros(start.size, np.bool_)
    for first, last in days:
        hit |= (start < last) & (stop >= first)
    return hit.astype(np.float64)


def part_of(raw: Mapping[str, Any]) -> Part:
    """Build one part from its file form."""
    nobody = Usual({}, {}, 0).to_dict()
    return from_json(
        {
            "format": FORMAT,
            "version": "",
            "parts": {"it": raw},
            "prior": {},
            "strong": {},
            "by_book": {},
            "level": {},
            "usual": nobody,
        }
    ).parts["it"]


def weights_for(truth: Floats, prior: float) -> Floats:
    """Weights that give the true ones the stated prior and keep the sum at the number of creators."""
    share = truth.mean()
    if share in (0.0, 1.0):  # a way that this generator does not draw
        return np.ones(truth.size)
    weight: Floats = np.where(truth > 0, prior / share, (1 - prior) / (1 - share))
    return weight
