"""Invents the names of people: commenters, followers, bought accounts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.app.sample.texts import pick, words_of

# How often each form of a name is taken; the two with digits are rare, as among real readers.
FORMS = (0.24, 0.07, 0.24, 0.24, 0.16, 0.05)
# However loyal, nobody writes more than this many times as often as the least busy.
MOST_LOYAL = 6.0


def invent_person(rng: np.random.Generator, language: str) -> str:
    """Invent a handle as a reader would choose it, like "jule.blattigel" or "seitenkatze_84"."""
    words = words_of(language)
    compound = pick(rng, words["name_a"]) + pick(rng, words["name_b"])
    first = pick(rng, words["vorname"])
    form = int(rng.choice(len(FORMS), p=FORMS))
    if form == 0:
        return f"{first}.{compound}"
    if form == 1:
        return f"{compound}_{int(rng.integers(61, 99))}"
    if form == 2:
        return f"{first}_{compound}"
    if form == 3:
        return f"{compound}.{first}"
    if form == 4:
        return f"{compound}.und.{pick(rng, words['name_b'])}"
    return f"{first}{int(rng.integers(100)):02d}.{pick(rng, words['name_b'])}"


def invent_circle(rng: np.random.Generator, language: str, size: int) -> list[str]:
    """Invent `size` different people."""
    circle: dict[str, None] = {}
    while len(circle) < size:
        circle[invent_person(rng, language)] = None
    return list(circle)


def loyalty(rng: np.random.Generator, size: int) -> npt.NDArray[np.float64]:
    """Draw how often each of `size` people writes: a few nearly always, most once; sums to 1."""
    weight = np.minimum(rng.pareto(1.4, size) + 0.3, MOST_LOYAL)
    return np.asarray(weight / weight.sum())


def invent_bought(rng: np.random.Generator) -> str:
    """Invent the name of a bought account: a word or two and a run of digits."""
    word = pick(rng, ("user", "best.pics", "maria", "top_style", "xx", "jonny", "happy", "foto", "sara", "vip", "ana"))
    return f"{word}{'_' if rng.random() < 0.4 else ''}{int(rng.integers(1_000, 10_000_000))}"
