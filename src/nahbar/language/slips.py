"""Labels with one slip of the pen: letters swapped, doubled, missing, or taken from the next key. Pure.

Who reads "Wrebung" at a glance may take it for anything; the word that the law asks for does not stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from nahbar.language.parts import cut

# The keys around each letter of the labels on a German keyboard.
_NEXT_KEYS = {
    "a": "qsy",
    "b": "vghn",
    "e": "wrsd",
    "g": "ftzhvb",
    "i": "ujko",
    "n": "bhjm",
    "r": "etdf",
    "u": "zihj",
    "w": "qeas",
    "z": "tughu",
}
# Words of their own, and Bavarian, which is no slip.
_WORDS = frozenset({"erbung", "anzeig"})
# Slips that people make in English: not every one is a German hand's.
_ENGLISH = (
    r"sponsered(?!\s+by)|sponserd|sponsord|sponsred|sposnored|sponosred|advertisment|advertisemnt|adverisement"
    "|adverstisement|advertisemet"
)


def slips(word: str) -> tuple[str, ...]:
    """Return the word with each slip that a quick hand makes once, in order."""
    return tuple(sorted(set(_slips(word)) - {word} - _WORDS))


def _slips(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        yield before + after
        yield before + letter + letter + after
        if after:
            yield before + after[0] + letter + after[1:]
        for key in _NEXT_KEYS[letter]:
            yield before + key + after


# Bounds before the list keep it from being tried at every word of a text.
_ONE = "|".join((*slips("werbung"), *slips("anzeige"), "webugn"))
MISSPELT = rf"(?:(?=[aenqswy][a-z]{{5,7}}(?!\w))(?:{_ONE})|{_ENGLISH})(?!\w)"
# What slips hold that the words themselves do not: looked for before the list is.
PARTS = cut(
    "bung;werung;werubng;wergung;werhung;wernung;wervung;nzeige;azeige;abzeige;ahzeige;ajzeige;amzeige;aneige;anezige;"
    "angeige;anheige;anteige;anueige;anzd;anzr;anzs;anzw;anzz;azne;sposn;spono;adversti;adveris"
)
