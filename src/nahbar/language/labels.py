"""Finds advertising labels in a post: where they stand, how they read, and what only looks like one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nahbar.language.label_boxes import find_boxes
from nahbar.language.label_context import (
    denied,
    opens_like_a_label,
    reason_of,
    stands_elsewhere,
    tag_is_talked_of,
    talks_of_it,
)
from nahbar.language.label_named import find_named
from nahbar.language.label_short import find_short
from nahbar.language.label_stands import find_standing
from nahbar.language.label_talk import in_jest, quoted_advert, tag_in_jest
from nahbar.language.label_words import SPOKEN, TAGGED, TAGS, TERMS, may_hold_a_label
from nahbar.language.letters import Plain

_WORD_SIGN = re.compile(r"\w")
# Terms that lead to who pays.
_PAID_BY = ("sponsored by", "sponsored", "powered by")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a post. `start` and `end` are offsets into plain text; `Plain.span` leads back to the original.

    `clear`: the term calls the post advertising or paid. `hashtag`: it is written as one. `mentioned`: the label names
    a mere mention (of a brand, a place) as its reason. `elsewhere`: it sends the reader to a comment or a picture.
    """

    term: str
    clear: bool
    start: int
    end: int
    hashtag: bool
    mentioned: bool
    elsewhere: bool


def find_labels(text: Plain) -> list[Label]:
    """Return every label of a text, in order; denials and ordinary uses of the words are none."""
    usual = [*_spoken(text), *_tagged(text)] if may_hold_a_label(text.text) else []
    found = sorted([*usual, *_standing(text)], key=lambda one: (one.start, one.start - one.end))
    kept: list[Label] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _spoken(text: Plain) -> Iterator[Label]:
    at = 0
    while found := SPOKEN.search(text.text, at):
        start, end = found.span()
        at = end
        term = TERMS[int(str(found.lastgroup)[1:])]
        if not _whole(text.text, start, end) or (start and text.text[start - 1] in "#@"):
            at = start + 1
            continue
        if denied(text.text, start, end) or _is_talk(text, term.name, start, end):
            continue
        if term.word and not opens_like_a_label(text, term, start, end):
            at = start + 1
            continue
        yield _label(text, term.name, term.clear, (start, end), hashtag=False)


def _standing(text: Plain) -> Iterator[Label]:
    for name, start, end in (*find_standing(text), *find_named(text), *find_short(text), *find_boxes(text)):
        yield _label(text, name, False, (start, end), hashtag=text.text[start] == "#")


def _is_talk(text: Plain, name: str, start: int, end: int) -> bool:
    jest = name in _PAID_BY and in_jest(text, end)
    return jest or talks_of_it(text.text, name, start, end) or quoted_advert(text.text, start, end)


def _tagged(text: Plain) -> Iterator[Label]:
    for found in TAGGED.finditer(text.text):
        name, clear, _ = TAGS[int(str(found.lastgroup)[1:])]
        place = text.text, *found.span()
        if tag_in_jest(found.group()):
            continue
        if not denied(*place) and not quoted_advert(*place) and not tag_is_talked_of(*place):
            yield _label(text, name, clear, found.span(), hashtag=True)


def _label(text: Plain, name: str, clear: bool, span: tuple[int, int], *, hashtag: bool) -> Label:
    start, end = span
    if text.text[start + 1] == "." == text.text[end : end + 1]:
        # "W.e.r.b.u.n.g." ends with its own dot.
        end += 1
    mentioned = reason_of(text.text, start, end)
    return Label(name, clear, start, end, hashtag, mentioned, stands_elsewhere(text.text, end))


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a match is a word of its own; gaps within a drawn word end at its last letter."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _WORD_SIGN.match(before) or _WORD_SIGN.match(after):
        return False
    # "Anzeige-App", "ad-free": a hyphen that leads on makes another word of it.
    leads_on = after in "-‐" and end + 1 < len(text) and _WORD_SIGN.match(text[end + 1])
    return not leads_on and not (before in "-‐&" and start > 1 and _WORD_SIGN.match(text[start - 2]))
