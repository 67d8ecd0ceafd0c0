"""Which header means which column: canonical names, names in vendors' exports, German names, then the cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nahbar.creators.intake.addresses import PLATFORM_NAMES, is_web_address, normal_platform, post_of, profile_of
from nahbar.creators.intake.headings import FILLERS, SYNONYMS
from nahbar.creators.intake.kinds import KINDS, Column, Kind, Type
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Row
from nahbar.kernel.tabular.values import Unreadable, is_blank, parse_bool, parse_count, read_time

EXACT, FOLDED, SYNONYM, STRIPPED, BY_CELLS = 1.0, 0.98, 0.9, 0.8, 0.6
# A header whose cells mostly cannot be read as its column's type means something else.
READABLE_SHARE = 0.5
CELLS_SHARE = 0.8
REPEAT = re.compile(r"\s*\(\d+\)\s*$")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Guess:
    """The column that a header means, how sure that is (1 is a canonical name), and why."""

    column: str
    confidence: float
    why: Message


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    guess: Guess
    exactness: float

    @property
    def rank(self) -> tuple[float, float, int]:
        return (self.guess.confidence, self.exactness, -self.index)


def guess_columns(
    headers: Sequence[str], kind: Kind, sample: Sequence[Row], *, platform: str | None = None
) -> Mapping[int, Guess]:
    """Return what each header (by index) means; headers that are not in the answer are left over.

    A canonical name always wins, then folded names (case, umlauts, punctuation, plural, repeats), then names without
    filler words ("Anzahl", "count", a platform), then cells that look like handles, addresses or platforms. No two
    headers get one column: of two equal ones the one with exact figures beats the one with "60.3M". A header whose
    sample cells mostly cannot be read as its column is left over, and so is one that names another platform than
    `platform` ("TikTok followers" in a table that is imported for Instagram).
    """
    cells = [_cells(sample, index) for index in range(len(headers))]
    chosen: dict[str, _Candidate] = {}
    for index, header in enumerate(headers):
        guess = None if _of_other_platform(header, platform) else _by_name(header, kind)
        if guess is None or not _fits(kind, guess, cells[index]):
            continue
        candidate = _Candidate(index, guess, _exactness(cells[index]))
        if guess.column not in chosen or candidate.rank > chosen[guess.column].rank:
            chosen[guess.column] = candidate
    taken = {candidate.index for candidate in chosen.values()}
    for index, header in enumerate(headers):
        found = None if index in taken else _by_cells(header, kind, cells[index])
        # What a person said of all rows is not overruled by what cells look like.
        if found and found.column not in chosen and not (found.column == "platform" and platform):
            chosen[found.column] = _Candidate(index, found, 0.0)
    return {candidate.index: candidate.guess for candidate in sorted(chosen.values(), key=lambda one: one.index)}


def named_platform(headers: Sequence[str]) -> str | None:
    """Return the platform that the headers name, None when they name none or several."""
    found = {name for header in headers for name in _platforms(header)}
    return found.pop() if len(found) == 1 else None


def _platforms(header: str) -> set[str]:
    # One letter is an abbreviation of many things, and "meta" is what data about data is called.
    words = [word for word in _words(header) if len(word) > 1 and word != "meta"]
    return {PLATFORM_NAMES[word] for word in words if word in PLATFORM_NAMES}


def _of_other_platform(header: str, platform: str | None) -> bool:
    named = _platforms(header)
    return platform is not None and bool(named) and platform not in named


def left_over(headers: Sequence[str], guesses: Mapping[int, Guess]) -> tuple[str, ...]:
    """Return the headers without a column; their cells are kept as extra fields."""
    return tuple(header for index, header in enumerate(headers) if index not in guesses)


def folded(header: str) -> str:
    """Return a header without case, umlauts, accents, punctuation, spaces and the "(2)" of a repeat."""
    return "".join(_words(header))


def _words(header: str) -> list[str]:
    text = REPEAT.sub("", header).casefold().translate(UMLAUTS)
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.findall(r"[a-z0-9]+", text)


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 3 else name


def _by_name(header: str, kind: Kind) -> Guess | None:
    names = {column.name: column for column in kind.columns}
    if header in names:
        return Guess(header, EXACT, msg("The header is the column's own name."))
    key = folded(header)
    for column in kind.columns:
        if key == folded(column.name):
            return Guess(column.name, FOLDED, msg("The header is the column's own name but for its spelling."))
    known = _known(kind)
    if column_name := known.get(key) or known.get(_singular(key)):
        return Guess(column_name, SYNONYM, msg("The header is another name of this column."))
    short = "".join(word for word in _words(header) if word not in FILLERS and word not in PLATFORM_NAMES)
    if short and short != key and (column_name := known.get(short) or known.get(_singular(short))):
        return Guess(column_name, STRIPPED, msg("The header names this column among filler words."))
    return None


@lru_cache(maxsize=len(KINDS))
def _known(kind: Kind) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in kind.columns:
        names.setdefault(_singular(folded(column.name)), column.name)
    for column_name, synonyms in SYNONYMS[kind.name].items():
        for synonym in synonyms:
            key = folded(synonym)
            names.setdefault(key, column_name)
            names.setdefault(_singular(key), column_name)
    return names


def _cells(sample: Sequence[Row], index: int) -> list[Cell]:
    cells = [row.values[index] for row in sample if len(row.values) > index]
    return [cell for cell in cells if cell is not None and not (isinstance(cell, str) and is_blank(cell))]


def _fits(kind: Kind, guess: Guess, cells: Sequence[Cell]) -> bool:
    column = kind.column(guess.column)
    if column is None or not cells or guess.confidence == EXACT:
        return True
    return sum(_readable(column, cell) for cell in cells) >= READABLE_SHARE * len(cells)


def _readable(column: Column, cell: Cell) -> bool:
    try:
        if column.type is Type.COUNT:
            parse_count(cell)
        elif column.type in (Type.TIME, Type.DAY):
            read_time(cell, day_first=True)
        elif column.type is Type.BOOL:
            parse_bool(cell)
        elif column.type is Type.PLATFORM:
            normal_platform(str(cell))
        elif column.type is Type.HANDLE:
            return not any(sign.isspace() for sign in str(cell).strip())
    except Unreadable:
        return False
    return True


def _exactness(cells: Sequence[Cell]) -> float:
    """Return the share of cells without letters: "60300000" is exact, "60.3M" is rounded."""
    exact = sum(1 for cell in cells if not isinstance(cell, str) or not any(sign.isalpha() for sign in cell))
    return exact / len(cells) if cells else 0.0


def _names_platform(text: str) -> bool:
    # An x alone is how people tick a box.
    return text.casefold() in PLATFORM_NAMES and text.casefold() != "x"


def _by_cells(header: str, kind: Kind, cells: Sequence[Cell]) -> Guess | None:
    texts = [str(cell).strip() for cell in cells]
    if not texts:
        return None
    tests = (
        ("url", msg("The cells are addresses of posts."), lambda text: post_of(text) is not None),
        ("url", msg("The cells are addresses of profiles."), lambda text: profile_of(text) is not None),
        ("handle", msg("The cells start with @."), lambda text: text.startswith("@")),
        ("platform", msg("The cells are names of platforms."), _names_platform),
    )
    for column, why, test in tests:
        hits = sum(1 for text in texts if test(text) and (column != "url" or is_web_address(text)))
        if hits >= CELLS_SHARE * len(texts):
            target = "handle" if column == "url" and kind.column("url") is None else column
            return Guess(target, BY_CELLS, why) if kind.column(target) else None
    return None
