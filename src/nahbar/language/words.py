"""Words of a text in a form under which German and English texts are found: folded, with emoji, with stems. Pure."""

from __future__ import annotations

import functools
import re
import unicodedata

# Longer than any word of a caption; what is longer is a token or a URL.
LONGEST_WORD = 40
LEAST_STEM = 4

_LINK = re.compile(r"https?://\S+|www\.\S+")
_LETTERS = re.compile(r"[^\W_]+", re.UNICODE)
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ß", "ss"), ("ph", "f"), ("th", "t"))
# Endings of German and English inflection, longest first; see `stem`.
_ENDINGS = ("innen", "ern", "ing", "est", "em", "er", "en", "es", "ed", "in", "nd", "e", "s", "n", "t")

_STOP_TEXT = """
    aber about alle als am an and any are auch auf aus bei beim bin bis but by can creator creators creatorin
    creatorinnen das dass dem den der des die dies diese dieser dieses do does du durch ein eine einem einen einer er es
    etwas for from für gegen gern gibt hat have how i ich ihr ihre im in is ist it jemand jemandem jemanden kann kein
    keine können könnte looking man me mein meine mich mir mit möchte möchten my nach nicht noch oder of ohne on or over
    posts should sich sie sind so some somebody someone statt suche suchen sucht that the their they this to um und uns
    unser vom von wann want wants was we welche welcher welches wenn wer what where which who wie wir with without wo
    would you your zu zum zur über
"""


def fold(text: str) -> str:
    """Return text in the form in which words are compared.

    Case, accents and the two spellings of umlauts fall together ("Müller", "Mueller", "Muller"), as do ph/f and th/t.
    Styled letters (bold, full width) become plain ones (Unicode NFKD).
    """
    plain = text.casefold() if text.isascii() else _decomposed(text)
    for pair, single in _DIGRAPHS:
        plain = plain.replace(pair, single)
    return plain


def _decomposed(text: str) -> str:
    # Twice: folding case may bring marks (as in the Turkish dotted I), decomposing may bring capitals.
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(one for one in bare if not unicodedata.combining(one))


def words(text: str) -> list[str]:
    """Return the folded words and the emoji of a text, in order; links are left out."""
    bare = _LINK.sub(" ", text)
    found = [word for word in _LETTERS.findall(fold(bare)) if len(word) <= LONGEST_WORD]
    return found + _EMOJI.findall(bare)


STOP_WORDS = frozenset(word for word in words(_STOP_TEXT))


def query_words(text: str) -> list[str]:
    """Return the words that a search is about: without small words, unless there are no others; each once."""
    found = list(dict.fromkeys(words(text)))
    return [word for word in found if word not in STOP_WORDS] or found


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word: endings of inflection are taken off while four letters stay.

    In the manner of CISTEM (Weissweiler and Fraser 2017), with English endings added; umlauts are folded before, so
    that "bucher" and "buch" share a stem.
    """
    while True:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
                word = word[: -len(ending)]
                break
        else:
            return word
