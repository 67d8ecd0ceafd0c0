"""Small made-up worlds of paths, and credit worked out the slow way, by the definition."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations
from pathlib import Path

import numpy as np

# Steps, journeys that converted, journeys that did not, value of the conversions.
Row = tuple[Sequence[str], int, int, float]

SHOP: list[Row] = [
    (("instagram", "newsletter"), 6, 4, 240.0),
    (("instagram",), 1, 20, 30.0),
    (("tiktok", "tiktok", "instagram", "newsletter"), 3, 2, 155.5),
    (("tiktok", "podcast"), 0, 9, 0.0),
    (("newsletter", "tiktok", "newsletter"), 4, 1, 99.0),
    (("podcast", "instagram", "podcast", "tiktok", "newsletter"), 2, 3, 210.0),
    (("podcast",), 5, 0, 75.0),
]


def write_paths(path: Path, rows: Iterable[Row], delimiter: str = ",", separator: str = " > ") -> Path:
    """Write a path file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(["path", "conversions", "value", "null"])
        for steps, conversions, nulls, value in rows:
            writer.writerow([separator.join(steps), conversions, value, nulls])
    return path


def removal_credit(rows: Sequence[Row], order: int) -> dict[str, float]:
    """Return the credit of the removal effect by letting the walk run until nobody is left on the way."""
    moves: dict[tuple, dict[tuple | str, float]] = {}
    for steps, conversions, nulls, _ in rows:
        states = [tuple(steps[max(0, k - order) : k]) for k in range(len(steps) + 1)]
        for before, after in pairwise(states):
            moves.setdefault(before, {})
            moves[before][after] = moves[before].get(after, 0) + conversions + nulls
        for end, n in (("converted", conversions), ("lost", nulls)):
            moves.setdefault(states[-1], {})
            moves[states[-1]][end] = moves[states[-1]].get(end, 0) + n
    channels = sorted({step for steps, *_ in rows for step in steps})
    whole = _converted(moves, None)
    effects = {channel: 1 - _converted(moves, channel) / whole for channel in channels}
    total = sum(conversions for _, conversions, _, _ in rows)
    return {channel: total * effect / sum(effects.values()) for channel, effect in effects.items()}


def _converted(moves: dict, removed: str | None) -> float:
    walkers: dict[tuple, float] = {(): 1.0}
    converted = 0.0
    while sum(walkers.values()) > 1e-14:
        ahead: dict[tuple, float] = {}
        for state, mass in walkers.items():
            left = sum(moves[state].values())
            for after, n in moves[state].items():
                if after == "converted":
                    converted += mass * n / left
                elif after != "lost" and after[-1] != removed:
                    ahead[after] = ahead.get(after, 0.0) + mass * n / left
        walkers = ahead
    return converted


def shapley_credit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the Shapley value of v(S) = conversions of journeys with channels in S only, over all orders of coming."""
    channels = sorted({step for steps, *_ in rows for step in steps})
    worth = dict.fromkeys(channels, 0.0)
    orders = list(permutations(channels))
    for order in orders:
        for k, channel in enumerate(order):
            worth[channel] += _conversions(rows, set(order[: k + 1])) - _conversions(rows, set(order[:k]))
    return {channel: sum_ / len(orders) for channel, sum_ in worth.items()}


def _conversions(rows: Sequence[Row], coalition: set[str]) -> int:
    return sum(conversions for steps, conversions, _, _ in rows if set(steps) <= coalition)


def random_rows(seed: int, channels: int, rows: int) -> list[Row]:
    """Return rows with repeats, single journeys and groups."""
    rng = np.random.default_rng(seed)
    names = [f"c{k}" for k in range(channels)]
    made = []
    for _ in range(rows):
        steps = [names[k] for k in rng.integers(0, channels, rng.integers(1, 7))]
        conversions, nulls = int(rng.integers(0, 4)), int(rng.integers(0, 90))
        made.append((steps, conversions, nulls, float(conversions * 10)))
    return [*made, ((names[0],), 1, 0, 10.0)]
