"""Reads the sample's texts and fills their slots; the texts themselves are data files beside the code."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import numpy as np

Sections = Mapping[str, Sequence[str]]

SLOT = re.compile(r"\{(\w+)\}")
# Slots that are drawn as numbers: lowest and highest value.
NUMBERS = {"n": (2, 9), "zahl": (12, 90), "seite": (31, 460)}
# A filled word may hold a slot itself ("im Zug nach {stadt}"), but no deeper.
DEPTH = 3
PLURALS = (("buch", "bücher"), ("roman", "romane"), ("band", "bände"), ("thriller", "thriller"), ("krimi", "krimis"))


@functools.cache
def load_texts(*names: str) -> Sections:
    """Return the sections of the named files together; a line "[name]" opens a section, "#" before one is a remark."""
    sections: dict[str, list[str]] = {}
    for name in names:
        lines: list[str] = []
        for line in files(__package__).joinpath("texts", f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("[") and line.endswith("]"):
                lines = sections.setdefault(line[1:-1], [])
            elif line.strip():
                lines.append(line)
    return sections


@functools.cache
def words_of(language: str) -> Sections:
    """Return the word lists of a language ("de" or "en")."""
    return load_texts(f"words_{language}")


@functools.cache
def captions_of(language: str) -> Sections:
    """Return the parts of captions in a language."""
    return load_texts(f"captions_{language}")


@functools.cache
def comments_of(language: str) -> Sections:
    """Return the cores of comments in a language, by what they are about."""
    if language == "en":
        return load_texts("comments_en")
    return load_texts("comments_de_books", "comments_de_life", "comments_de_things")


def pick(rng: np.random.Generator, lines: Sequence[str]) -> str:
    """Draw one line."""
    return lines[int(rng.integers(len(lines)))]


@dataclass(slots=True)
class Deck:
    """Lines that come up in random order, each once before any comes again, none twice in a row."""

    lines: Sequence[str]
    left: list[int] = field(default_factory=list)
    last: int = -1

    def draw(self, rng: np.random.Generator) -> str:
        """Return the next line."""
        if not self.left:
            self.left = [int(index) for index in rng.permutation(len(self.lines))]
            if self.left[-1] == self.last:
                self.left.reverse()
        self.last = self.left.pop()
        return self.lines[self.last]


def fill(rng: np.random.Generator, line: str, slots: Mapping[str, str], words: Sections) -> str:
    """Fill the slots of a line: what `slots` holds, numbers, else a word of the list of that name."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in slots:
            return slots[name]
        if name in NUMBERS:
            low, high = NUMBERS[name]
            return str(int(rng.integers(low, high + 1)))
        # "tee2" is a second word of the list "tee".
        return pick(rng, words[name] if name in words else words[name.rstrip("2")])

    for _ in range(DEPTH):
        if "{" not in line:
            break
        line = SLOT.sub(value, line)
    return line[:1].upper() + line[1:]


def draw_book(rng: np.random.Generator, language: str, children: bool = False) -> dict[str, str]:
    """Draw an invented book (and a second title to compare it with) as slots."""
    shelf = _children_shelf(language) if children else load_texts(f"shelf_{language}")["shelf"]
    title, author, kind, figure, place = pick(rng, shelf).split("|")
    second = pick(rng, load_texts(f"shelf_{language}")["shelf"]).split("|")[0]
    return {
        "titel": title,
        "autor": author,
        "nachname": author.split()[-1],
        "art": kind,
        "art_pl": _plural(kind),
        "figur": figure,
        "ort": place,
        "titel2": second if second != title else "Das Amt für Nebel",
    }


@functools.cache
def _children_shelf(language: str) -> Sequence[str]:
    shelf = load_texts(f"shelf_{language}")["shelf"]
    return [line for line in shelf if "|Kinderbuch|" in line or "|Jugendbuch|" in line or "|picture book|" in line]


def _plural(kind: str) -> str:
    return next(
        (kind[: -len(one)] + _cased(many, kind, one) for one, many in PLURALS if kind.casefold().endswith(one)), kind
    )


def _cased(many: str, kind: str, one: str) -> str:
    return many.capitalize() if len(kind) == len(one) else many
