"""Why a creator was found: which words stand where, and the post that fits best. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nahbar.creators.search.documents import Document, fields, passage_hash
from nahbar.creators.search.vocabulary import is_part, may_mean
from nahbar.kernel.messages import Message, msg
from nahbar.language.words import stem, words

MOST_REASONS = 4
# A word as a person sees it, or a sign with what follows it without a gap (emoji, styled letters).
WORD = re.compile(r"[^\W_]+|[^\w\s]+")
# A post that holds the words asked for beats one that is only near in meaning.
WORD_WORTH = 0.5

IN_FIELD = {
    "name": msg("in the name"),
    "handle": msg("in the handle"),
    "category": msg("in the category"),
    "bio": msg("in the profile"),
    "topics": msg("as a hashtag"),
    "captions": msg("in posts"),
    "comments": msg("in comments"),
}


@dataclass(frozen=True, slots=True)
class BestPost:
    """The post of a creator that fits a search best; `cosine` is None where only words were compared."""

    post_id: str
    text: str
    cosine: float | None


class Matcher:
    """Tells which words of texts stand for the words of a query, as the index does; remembers what it has told.

    For `unused` words, which nobody uses, others may stand as well: mistyped ones and parts.
    """

    def __init__(self, wanted: Sequence[str], unused: Sequence[str]) -> None:
        self.wanted = list(wanted)
        self.unused = set(unused)
        self._told: dict[str, int] = {}
        self._meant: dict[str, int] = {}

    def stands_for(self, word: str) -> int:
        """Return the bits of the query's words that `word` stands for: itself, inflected, or as a part of it."""
        if word not in self._told:
            self._told[word] = sum(
                1 << place
                for place, one in enumerate(self.wanted)
                if word == one or stem(word) == stem(one) or is_part(one, word)
            )
        return self._told[word]

    def may_mean(self, word: str) -> int:
        """Return the bits of the query's words that may mean `word`: mistyped, or a compound of it."""
        if word not in self._meant:
            self._meant[word] = sum(
                1 << place for place, one in enumerate(self.wanted) if one in self.unused and may_mean(word, one)
            )
        return self._meant[word]


def word_reasons(document: Document, matcher: Matcher) -> list[Message]:
    """Return sentences that name the words found and where; the field that counts most first, each stem once."""
    there = [(field, text, words(text)) for field, text in fields(document)]
    for tell in (matcher.stands_for, matcher.may_mean):
        reasons: dict[str, Message] = {}
        for field, text, known in there:
            for word in known:
                if tell(word) and stem(word) not in reasons and len(reasons) < MOST_REASONS:
                    shown = _shown(text, word)
                    reasons[stem(word)] = msg("“{word:raw}” {place}", word=shown, place=IN_FIELD[field])
        if reasons:
            return list(reasons.values())
    return []


def _shown(text: str, folded: str) -> str:
    """Return the word as the text writes it."""
    # Marks that stand after their letter belong to it: a text may come decomposed.
    for piece in WORD.findall(unicodedata.normalize("NFC", text)):
        if words(piece) == [folded]:
            return str(piece.casefold())
    return folded


def best_post(posts: Sequence[tuple[str, str]], matcher: Matcher, cosines: Mapping[int, float]) -> BestPost | None:
    """Return the post (key, text) that fits best; `cosines` by `passage_hash` of the text."""
    found: tuple[float, BestPost] | None = None
    for key, text in posts:
        cosine = cosines.get(passage_hash(text))
        held = _share_held(words(text), matcher)
        worth = (cosine or 0.0) + WORD_WORTH * held
        if (held or cosine is not None) and (found is None or worth > found[0]):
            found = (worth, BestPost(key, text, cosine))
    return found[1] if found else None


def _share_held(there: Iterable[str], matcher: Matcher) -> float:
    held = 0
    known = list(there)
    for word in known:
        held |= matcher.stands_for(word)
    if not held:
        for word in known:
            held |= matcher.may_mean(word)
    return held.bit_count() / max(1, len(matcher.wanted))
