"""The words of an index, sorted: exact, by stem, as part of a compound, and as somebody mistyped them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import DamerauLevenshtein

from nahbar.creators.search.inside import Places, ordered_places, places_of
from nahbar.language.words import stem

Ints = npt.NDArray[np.int64]

# How much a match counts beside the word itself: an inflected form is the word, a compound narrows it, a word that
# nobody uses may mean another. By hand; a third more or less changes nDCG by .005 at most (`benchmarks.search_order`).
STEM_WEIGHT, COMPOUND_WEIGHT, INNER_WEIGHT, GUESS_WEIGHT = 0.9, 0.6, 0.3, 0.5
# Two slips, or a mistyped first part of a longer word.
FAR_TYPO_WEIGHT = 0.4
LEAST_PART, LEAST_INNER = 4, 6
# Before the head of a compound stands more than a letter: "wohne" is no compound of "ohne".
LEAST_BEFORE = 2
# A compound that shares less than all but so many letters of a word shares its stem by chance: "Wandfarbe", "wandern".
LONGEST_CHANGE = 2
# Under these endings the parts of a compound are looked for: "Hüttentour", "Unterrichtsmaterial".
JOINTS = ("e", "n", "en", "s", "es", "er", "t", "ts", "te", "in")
MOST_PARTS = 400
LEAST_TYPO, LONG_TYPO = 4, 8
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sorted words in one text, each followed by a line break; word k begins at byte `starts[k]`.

    `stems` holds the rank of each word's stem; the words of stem r are `by_stem[stem_starts[r]:stem_starts[r+1]]`;
    `inside` orders the places of the text (see `nahbar.creators.search.inside`).
    """

    text: bytes
    starts: Ints
    stems: Ints
    by_stem: Ints
    stem_starts: Ints
    inside: Places

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """Build it from sorted words."""
        encoded = [word.encode() + b"\n" for word in words]
        starts = np.concatenate([[0], np.cumsum([len(one) for one in encoded])]).astype(np.int64)
        _, ranks, counts = np.unique(
            np.array([stem(word) for word in words], dtype=str), return_inverse=True, return_counts=True
        )
        stem_starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        by_stem = np.argsort(ranks, kind="stable").astype(np.int64)
        text = b"".join(encoded)
        inside = ordered_places(text, LEAST_PART)
        return cls(text, starts, ranks.astype(np.int64), by_stem, stem_starts, inside)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def word(self, rank: int) -> str:
        """Return word number `rank`."""
        return self._bytes(rank).decode()

    def _bytes(self, rank: int) -> bytes:
        return self.text[int(self.starts[rank]) : int(self.starts[rank + 1]) - 1]

    def find(self, word: str) -> int | None:
        """Return the rank of a word."""
        wanted, low, high = word.encode(), 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._bytes(low) == wanted else None

    def matches(self, word: str) -> dict[int, float]:
        """Return the ranks of all words that stand for `word`: itself, inflected, in compounds; with their weights."""
        found: dict[int, float] = {}
        exact = self.find(word)
        if exact is not None:
            found[exact] = 1.0
        for rank in self._same_stem(word, exact):
            found.setdefault(rank, STEM_WEIGHT)
        for rank, weight in self._compounds(word):
            found[rank] = max(weight, found.get(rank, 0.0))
        return found

    def uses(self, word: str) -> bool:
        """Whether the word itself or another of its stem is there; guesses are made only where neither is."""
        return any(True for _ in self._same_stem(word, self.find(word)))

    def knows(self, word: str) -> bool:
        """Whether somebody uses the word or an inflection of it."""
        bare = stem(word)
        return any(self.find(form) is not None for form in (word, bare, *(f"{bare}{ending}" for ending in JOINTS)))

    def parts(self, word: str) -> dict[int, float]:
        """Return the ranks of words that a long word which nobody uses begins or ends with."""
        return dict(self._parts(word))

    def typos(self, word: str) -> dict[int, float]:
        """Return the ranks of words that a word which nobody uses may mean with slips of the fingers."""
        found: dict[int, float] = {}
        for rank, weight in self._typos(word):
            found[rank] = max(weight, found.get(rank, 0.0))
        return found

    def _same_stem(self, word: str, exact: int | None) -> Iterator[int]:
        known = exact if exact is not None else self._inflected(word)
        if known is None:
            return
        place = int(self.stems[known])
        yield from self.by_stem[int(self.stem_starts[place]) : int(self.stem_starts[place + 1])].tolist()

    def _inflected(self, word: str) -> int | None:
        """Return some word of the same stem, where the word itself is not there: those begin with the stem."""
        wanted = stem(word)
        for rank in self._beginning(wanted, MOST_PARTS):
            if stem(self.word(rank)) == wanted:
                return rank
        return None

    def _beginning(self, start: str, most: int) -> Iterator[int]:
        wanted = start.encode()
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._bytes(middle) < wanted else (low, middle)
        while low < len(self) and most and self._bytes(low).startswith(wanted):
            yield low
            low, most = low + 1, most - 1

    def _compounds(self, word: str) -> Iterator[tuple[int, float]]:
        part = stem(word)
        if len(part) < LEAST_PART:
            return
        for at in itertools.islice(places_of(part.encode(), self.text, self.inside), MOST_PARTS):
            rank = int(np.searchsorted(self.starts, at, side="right")) - 1
            whole = self._bytes(rank)
            start = at - int(self.starts[rank])
            weight = _part_weight(word, part, whole[:start].decode(), whole[start:].decode())
            if weight:
                yield rank, weight

    def _parts(self, word: str) -> Iterator[tuple[int, float]]:
        """Words that a long query word begins or ends with: "kinderbuchautorin" finds "kinderbuch"."""
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
            for piece in (word[:cut], word[cut:]):
                rank = self.find(piece)
                if rank is not None and len(piece) > LEAST_PART:
                    yield rank, GUESS_WEIGHT

    def _typos(self, word: str) -> Iterator[tuple[int, float]]:
        if len(word) < LEAST_TYPO:
            return
        for candidate in _one_edit(word):
            rank = self.find(candidate)
            if rank is not None:
                yield rank, GUESS_WEIGHT
        if len(word) >= LONG_TYPO:
            for rank in self._beginning(word[:3], 20_000):
                if _mistyped(self.word(rank), word):
                    yield rank, FAR_TYPO_WEIGHT


def _part_weight(word: str, part: str, before: str, after: str) -> float:
    """Return how much a compound counts for `word`: its stem `part` stands where `after` begins; 0 for none."""
    by_chance = not after.startswith(word[:-LONGEST_CHANGE])
    if not before or (len(before) >= LEAST_BEFORE and stem(after) == part):
        return INNER_WEIGHT if by_chance else COMPOUND_WEIGHT
    return INNER_WEIGHT if len(part) >= LEAST_INNER else 0.0


def is_part(wanted: str, word: str) -> bool:
    """Whether a wanted word is the first or last part of a compound, or stands in it and is long enough to mean it."""
    part = stem(wanted)
    if len(part) < LEAST_PART:
        return False
    places = [at for at in range(len(word)) if word.startswith(part, at)]
    return any(_part_weight(wanted, part, word[:at], word[at:]) for at in places)


def may_mean(known: str, word: str) -> bool:
    """Whether a word that nobody uses may mean a known one: a piece of it, or it with a slip of the fingers."""
    if len(word) < LEAST_TYPO:
        return False
    if len(known) > LEAST_PART and (word.startswith(known) or word.endswith(known)):
        return True
    return DamerauLevenshtein.distance(known, word, score_cutoff=1) <= 1 or (
        len(word) >= LONG_TYPO and _mistyped(known, word)
    )


def _mistyped(known: str, word: str) -> bool:
    """Whether a long word is a known one with two slips, or the first part of one with one slip."""
    whole = DamerauLevenshtein.distance(known, word, score_cutoff=2)
    return whole <= 2 or DamerauLevenshtein.distance(known[: len(word)], word, score_cutoff=1) <= 1


def _one_edit(word: str) -> set[str]:
    """Return what one slip of the fingers makes of a word (Damerau 1964)."""
    cuts = [(word[:k], word[k:]) for k in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + one + right[1:] for left, right in cuts if right for one in LETTERS}
    added = {left + one + right for left, right in cuts for one in LETTERS}
    return (dropped | swapped | changed | added) - {word}
