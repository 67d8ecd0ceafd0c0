"""Who takes part: how often the bounds hold the people at hand, and the intervals hold all such creators or writers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.concentration import concentration
from nahbar.measure.participation import Share, crowds, shares
from nahbar.worth.participation.contracts import LEAST_BUSIEST, LEAST_CREATORS, TOPS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Drawn = Callable[[int, np.random.Generator], Ints]

SEED = 20_261_122
WORLDS, BUSY_WORLDS, NOMINAL = 200, 1_000, 0.95
POSTS, AUDIENCE, AUDIENCE_SPREAD = 8, 300.0, 0.8
# The share of all such creators' people is that of so many creators.
ALL = 6_000
PARTS = ("writing", "reacting", "silent")


@dataclass(frozen=True, slots=True)
class Habits:
    """How creators' people behave: usual chances a post, how much creators differ (log), and authors that are known."""

    name: str
    writing: float
    liking: float
    spread: float
    known: float


HABITS = (
    Habits("alike, all authors known", 0.01, 0.05, 0.1, 1.0),
    Habits("different, all authors known", 0.01, 0.05, 0.8, 1.0),
    Habits("different, half of them known", 0.01, 0.05, 0.8, 0.5),
    Habits("lively, half of them known", 0.08, 0.30, 0.5, 0.5),
)
CREATORS = (LEAST_CREATORS, 10, 40)
WRITERS = (100, 1_000, 10_000)
# Comments a writer: 1 and more. A log-normal's spread says how far the busiest are from the others; under a Zipf law of
# this exponent they go so far that the variance has no bound, which is as hard as it gets.
TAILS: dict[str, Drawn] = {
    "most write once or twice": lambda n, rng: rng.geometric(0.4, n),
    "few write much": lambda n, rng: 1 + rng.poisson(np.exp(rng.normal(0.0, 0.8, n))),
    "some write very much": lambda n, rng: 1 + rng.poisson(np.exp(rng.normal(0.0, 1.5, n))),
    "Zipf's law, exponent 2.5": lambda n, rng: np.minimum(rng.zipf(2.5, n), 100_000),
}


def main() -> None:
    """Print how often bounds and intervals hold, beside what they promise."""
    _shares()
    _concentration()


def _shares() -> None:
    print(
        f"Shares: {WORLDS} worlds a line. Bounds must hold the people at hand (100 %); the interval promises the share"
    )
    print(f"of all such creators ({NOMINAL:.0%}, each line known to about 1.5 points; more where bounds are wide).\n")
    print(f"{'habits':32}{'creators':>9}{'bounds':>8}" + "".join(f"{name:>10}{'width':>8}" for name in PARTS))
    for habits in HABITS:
        truth = _true_shares(_people(habits, ALL, np.random.default_rng(SEED))[1])
        for creators in CREATORS:
            held, kept, widths = 0, np.zeros(3), np.zeros(3)
            for world in range(WORLDS):
                counts, people = _people(habits, creators, np.random.default_rng((SEED, world)))
                told = shares(crowds(np.arange(creators), *counts))
                found = [getattr(told, name) for name in PARTS]
                here = _true_shares(people)
                held += all(one.low - 1e-9 <= at <= one.high + 1e-9 for one, at in zip(found, here, strict=True))
                kept += [_holds(one, at) for one, at in zip(found, truth, strict=True)]
                widths += [one.highest - one.lowest for one in found]
            cells = "".join(f"{k / WORLDS:>10.1%}{w / WORLDS:>8.1%}" for k, w in zip(kept, widths, strict=True))
            print(f"{habits.name:32}{creators:>9}{held / WORLDS:>8.0%}{cells}")


def _holds(one: Share, truth: float) -> bool:
    return one.lowest <= truth <= one.highest


def _people(habits: Habits, creators: int, rng: np.random.Generator) -> tuple[list[Floats], Floats]:
    """Return what is counted of each creator, and how many there are, wrote, and took part (creators x 3)."""
    counts, people = np.zeros((8, creators)), np.zeros((creators, 3))
    for k in range(creators):
        audience = 20 + int(AUDIENCE * np.exp(rng.normal(0.0, AUDIENCE_SPREAD)))
        lively = np.exp(rng.normal(0.0, habits.spread)) * rng.gamma(0.5, 2.0, audience)
        likes = rng.random((POSTS, audience)) < np.minimum(habits.liking * lively, 0.95)
        wrote = rng.random((POSTS, audience)) < np.minimum(habits.writing * lively, 0.95)
        known = wrote & (rng.random((POSTS, audience)) < habits.known)
        told = (audience, known.any(axis=0).sum(), known.sum(), wrote.sum(), likes.sum(), likes.sum(axis=1).max())
        counts[:6, k] = told
        people[k] = audience, wrote.any(axis=0).sum(), (likes | wrote).any(axis=0).sum()
    return list(counts), people


def _true_shares(people: Floats) -> tuple[float, float, float]:
    audience, wrote, took_part = people.sum(axis=0)
    return wrote / audience, (took_part - wrote) / audience, 1.0 - took_part / audience


def _concentration() -> None:
    print(f"\nThe busiest: {BUSY_WORLDS:,} worlds a line; the interval promises what the busiest of all such write.\n")
    print(
        f"{'comments a writer':26}{'writers':>9}"
        + "".join(f"{f'top {top:.0%}':>10}{'width':>8}{'off':>8}" for top in TOPS)
    )
    for name, comments in TAILS.items():
        everybody = comments(4_000_000, np.random.default_rng(SEED))
        truth = [_top(everybody, top) for top in TOPS]
        for writers in WRITERS:
            cells = "".join(_line(comments, writers, top, at) for top, at in zip(TOPS, truth, strict=True))
            print(f"{name:26}{writers:>9,}{cells}")


def _line(comments: Drawn, writers: int, top: float, truth: float) -> str:
    if top * writers < LEAST_BUSIEST:
        return f"{'not told':>10}{'':>8}{'':>8}"
    rows = []
    for world in range(BUSY_WORLDS):
        size, people = np.unique(comments(writers, np.random.default_rng((SEED, world))), return_counts=True)
        found = concentration(size, people, top)
        rows.append((found.low <= truth <= found.high, found.high - found.low, found.share - truth))
    held, width, off = np.array(rows, dtype=np.float64).mean(axis=0)
    return f"{held:>10.1%}{width:>8.1%}{100 * off:>+8.1f}"


def _top(comments: Ints, top: float) -> float:
    ordered = np.sort(comments)[::-1]
    return float(ordered[: round(top * len(ordered))].sum() / ordered.sum())


if __name__ == "__main__":
    main()
