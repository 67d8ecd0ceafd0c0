"""Insults in German and English, found by a list written by hand; every find is a quote for a person to judge. Pure.

The list holds words that belittle people whatever they are said about. Words that are insults in one mouth and plain
speech in another ("crazy", "Hexe", "bitch" among friends) are left out or need the word before them; irony and
quotation are not understood. A find is therefore never a verdict and is never stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.language.words import fold

# Whole words, as people write them; `_pattern` folds them and lets inflection follow.
_GERMAN = """
    arschloch drecksau drecksack dreckskerl hurensohn hurensöhne wichser missgeburt spast spasti mongo vollidiot
    vollidiotin idiot idioten idiotin vollpfosten dummkopf schwachkopf schwachmat hohlkopf arschgeige arschkriecher
    scheißkerl schlampe fotze nutte miststück drecksweib untermensch untermenschen abschaum gesindel pack lügenpack
    krüppel schwuchtel kanake kanaken neger zigeunerpack volksverräter gutmenschenpack halt's+maul halts+maul
    halt+die+fresse fick+dich verpiss+dich
"""
_ENGLISH = """
    asshole arsehole motherfucker dickhead shithead bastard bastards cunt twat wanker moron morons imbecile retard
    retards retarded dumbass scumbag scum subhuman subhumans faggot faggots nigger niggers whore slut sluts
    fuck+you fuck+off shut+the+fuck+up go+die kill+yourself kys
"""
# Said about things and oneself they are no insult of people: "ich Idiot", "I'm such a moron", "Pack ma's".
_HARMLESS_BEFORE = re.compile(r"(?:\bich|\bi'?m such an?|\bi am an?|\bi was an?)\s*$")
# "pack" is a parcel in English and a verb in German; only as a word for people it is one.
_NEEDS_BEFORE = {"pack": re.compile(r"\b(?:so+n|dieses|dreckiges|ihr|euer|solches)\s*$")}
QUOTED_AROUND = 60


@dataclass(frozen=True, slots=True)
class Insult:
    """A word of the list with its place (characters of the text) and the words around it."""

    word: str
    start: int
    end: int
    quote: str


def _pattern(listed: str) -> re.Pattern[str]:
    entries = sorted({fold(entry.replace("+", " ")) for entry in listed.split()}, key=len, reverse=True)
    joined = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in entries)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?:s|n|en|er|es)?(?![^\W_])")


_LISTED = _pattern(_GERMAN + _ENGLISH)


def find_insults(text: str) -> list[Insult]:
    """Return the insults that a text holds, in order, each with a quote; case, umlauts and styled letters fold."""
    # Most texts hold none: the places are made only for the others.
    if not _LISTED.search(fold(text)):
        return []
    folded, places = _folded(text)
    found = []
    for match in _LISTED.finditer(folded):
        before = folded[: match.start()]
        needs = _NEEDS_BEFORE.get(match[0])
        if _HARMLESS_BEFORE.search(before) or (needs is not None and not needs.search(before)):
            continue
        start, end = places[match.start()], places[match.end() - 1] + 1
        found.append(Insult(text[start:end], start, end, quote_around(text, start, end)))
    return found


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the place in the text that it came from."""
    parts: list[str] = []
    places: list[int] = []
    for match in re.finditer(r"[^\W_]+|[\W_]", text):
        word = fold(match[0])
        step = len(match[0]) / max(1, len(word))
        parts.append(word)
        places += [match.start() + min(len(match[0]) - 1, int(k * step)) for k in range(len(word))]
    return "".join(parts), places


def quote_around(text: str, start: int, end: int) -> str:
    """Return a passage with the words around it, in one line, with marks where something was cut off."""
    low, high = max(0, start - QUOTED_AROUND), min(len(text), end + QUOTED_AROUND)
    middle = " ".join(text[low:high].split())
    return ("…" if low > 0 else "") + middle + ("…" if high < len(text) else "")
