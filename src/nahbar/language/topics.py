"""Interests that a short text names: profile texts, captions, hashtags, comments. Pure; the words stand beside it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nahbar.language.topic_words import NOT_A_TOPIC, TOPICS

TOPIC_NAMES: Sequence[str] = tuple(TOPICS)
# A profile text of any platform is shorter; a caption names its interests early. It bounds the work.
_MOST_CHARACTERS = 5_000
# "kreativ#lesen" is two words, "zero-waste" one.
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|@[\w.]+")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# What a compound may add to what it is about: "Kinderbuchliebe" is about "Kinderbuch".
_TAIL = re.compile(
    r"(?:s?(?:liebe|liebhaber(?:in)?|fans?|freund(?:in|e)?|sammler(?:in)?|blog(?:ger(?:in)?)?|welt|zeit|sucht|club|leben)|lovers?|addict)$"
)
# Signs that colour or join emoji: a symbol means the same with and without.
_JOINERS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Topic by whole word, by beginning, by ending and by symbol; an empty topic means that the word has none."""

    words: Mapping[str, str]
    beginnings: Mapping[str, str]
    endings: Mapping[str, str]
    symbols: Mapping[str, str]


def find_topics(text: str) -> tuple[str, ...]:
    """Return the topics (of TOPIC_NAMES, in alphabetical order) that a German or English text names.

    Whole words, hashtags, parts of German compounds ("Kinderbuchliebe") and emoji count; links, e-mail addresses and
    handles do not. A word may name two topics ("Kochbuch": food and books). Negations are not understood.
    """
    lowered = unicodedata.normalize("NFC", text[:_MOST_CHARACTERS]).lower().translate(_FOLDED)
    bare = _LINK.sub(" ", _JOINERS.sub("", lowered))
    found = {topic for word in set(_WORD.findall(bare)) for topic in _of_word(word)}
    found.update(topic for symbol, topic in _lexicon().symbols.items() if symbol in bare)
    return tuple(sorted(found))


def _of_word(word: str) -> Iterator[str]:
    lexicon = _lexicon()
    whole = lexicon.words.get(word)
    if whole is not None:
        if whole:
            yield whole
        return
    parts = word.split("-")
    if len(parts) > 1:
        for part in parts:
            yield from _of_word(part)
        return
    about = _TAIL.sub("", word)
    if about and about != word:
        yield from _of_word(about)
    lengths = range(len(word), 1, -1)
    yield from _first(lexicon.beginnings, (word[:length] for length in lengths))
    yield from _first(lexicon.endings, (word[-length:] for length in lengths))


def _first(known: Mapping[str, str], parts: Iterator[str]) -> Iterator[str]:
    """Yield the topic of the longest known part, nothing where that part has none."""
    topic = next((known[part] for part in parts if part in known), "")
    if topic:
        yield topic


@functools.cache
def _lexicon() -> _Lexicon:
    lexicon: tuple[dict[str, str], ...] = ({}, {}, {}, {})
    words, beginnings, endings, symbols = lexicon
    for topic, listed in (("", NOT_A_TOPIC), *TOPICS.items()):
        for entry in _JOINERS.sub("", listed).split():
            plain = entry.strip("*")
            if entry.startswith("*"):
                endings[plain] = topic
            if entry.endswith("*"):
                beginnings[plain] = topic
            if "*" not in entry:
                (words if plain[0].isalnum() else symbols)[plain] = topic
    return _Lexicon(words, beginnings, endings, symbols)
