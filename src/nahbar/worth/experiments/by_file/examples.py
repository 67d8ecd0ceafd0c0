"""A small made-up table for each design, so that it is seen what is wanted; drawn alike every time. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nahbar.kernel.messages import Message, msg
from nahbar.worth.experiments.by_file.kinds import POOL, STAGGERED, SWITCHBACK, WHO

SEED = 20_261_122
PEOPLE, DAYS, WEEKS = 1_200, 28, 10
# The first week with it for each creator; the last two never start.
STARTS = (3, 4, 4, 5, 6, 6, 7, 8, None, None)
NONE, CARD = msg("without"), msg("card")
TRIALS = (
    ("A", 2.1, 0.9, 3.3),
    ("B", 0.4, -0.9, 1.7),
    ("C", 3.4, 1.6, 5.2),
    ("D", 1.6, 0.8, 2.4),
    ("E", 4.4, 2.6, 6.2),
    ("F", 1.2, -0.3, 2.7),
)

Rows = Sequence[Sequence[Message | str | int | float]]


def example(kind: str) -> tuple[Sequence[Message], Rows]:
    """Return the headers and rows of an example for a design."""
    return {WHO: _who, SWITCHBACK: _switchback, STAGGERED: _staggered, POOL: _pool}[kind]()


def _who() -> tuple[Sequence[Message], Rows]:
    rng = np.random.default_rng(SEED)
    orders, city, card = rng.poisson(2.0, PEOPLE), rng.random(PEOPLE) < 0.5, rng.random(PEOPLE) < 0.5
    # The card helps people in the city who have hardly ordered before.
    chance = 0.15 + 0.02 * orders + np.where(card & city & (orders < 2), 0.45, 0.0)
    bought = rng.random(PEOPLE) < chance
    places = (msg("village"), msg("city"))
    rows = [
        (k + 1, CARD if card[k] else NONE, int(bought[k]), int(orders[k]), places[int(city[k])]) for k in range(PEOPLE)
    ]
    return (msg("person"), msg("group"), msg("bought"), msg("orders_before"), msg("place")), rows


def _switchback() -> tuple[Sequence[Message], Rows]:
    rng = np.random.default_rng(SEED)
    rows: list[Sequence[Message | str | int | float]] = []
    for pair in range(DAYS // 2):
        first = bool(rng.random() < 0.5)
        for day in range(2):
            runs = first == (day == 0)
            rows.append((2 * pair + day + 1, pair + 1, CARD if runs else NONE, int(rng.poisson(14 + 6 * runs))))
    return (msg("day"), msg("pair"), msg("arm"), msg("inquiries")), rows


def _staggered() -> tuple[Sequence[Message], Rows]:
    rng = np.random.default_rng(SEED)
    level = rng.integers(6, 20, len(STARTS))
    rows = [
        (f"creator-{k + 1}", week, "" if start is None else start, int(rng.poisson(level[k] + 5 * begun)))
        for k, start in enumerate(STARTS)
        for week in range(1, WEEKS + 1)
        for begun in (start is not None and week >= start,)
    ]
    return (msg("creator"), msg("week"), msg("first_week"), msg("inquiries")), rows


def _pool() -> tuple[Sequence[Message], Rows]:
    return (msg("experiment"), msg("lift"), msg("low"), msg("high")), TRIALS
