"""Checks a draft or a post against label, brief, link and code. Pure; findings are plain values that can be stored.

A phrase of the brief counts as said when enough of its words stand in one sentence or two that follow each other.
Nobody can tell by words alone that a thought is missing: then the finding says "read it yourself", not "missing".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nahbar.creators import check_disclosure
from nahbar.kernel.messages import Message, msg

# German endings change ("Bücher", "Büchern"): the first letters tell the word.
STEM_LETTERS = 5
# Shorter words are articles and the like.
SHORTEST_WORD = 4
# Set by hand; the quote lets the reader judge.
SAID_FROM = 0.6
QUOTE_CHARS = 240
GOOD_LABELS = ("labelled", "not needed")
BAD_LABELS = ("missing", "insufficient")
_WORD = re.compile(r"[\w'’]+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_LINK_START = re.compile(r"^https?://(www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Required:
    """What a post has to hold: phrases, mentions (@), hashtags (#), a link and a code; empty where nothing is."""

    messages: Sequence[str] = ()
    mentions: Sequence[str] = ()
    hashtags: Sequence[str] = ()
    link: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for. `found` is None where words alone cannot tell; `quote` is from the text."""

    subject: str
    found: bool | None
    message: Message
    quote: str = ""
    rules: Sequence[Message] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for storage."""
        rules = [one.to_list() for one in self.rules]
        return {
            **{k: getattr(self, k) for k in ("subject", "found", "quote")},
            "message": self.message.to_list(),
            "rules": rules,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Finding:
        """Read stored values."""
        rules = tuple(Message.from_list(one) for one in stored["rules"])
        return cls(stored["subject"], stored["found"], Message.from_list(stored["message"]), stored["quote"], rules)


def check_text(
    text: str, law: str, kind: str, required: Required, *, paid: bool, paid_label: bool = False
) -> list[Finding]:
    """Return all findings on a text: the label first, then the brief, then link and code."""
    return [_label(text, law, kind, paid, paid_label), *_points(text, required), *_tracking(text, required)]


def _label(text: str, law: str, kind: str, paid: bool, paid_label: bool) -> Finding:
    judged = check_disclosure(text, law, kind, paid_label=paid_label, compensated=paid or None)
    found = True if judged.verdict in GOOD_LABELS else False if judged.verdict in BAD_LABELS else None
    said = {
        "labelled": msg("The post says that it is advertising, where readers see it at once."),
        "insufficient": msg("There is a label, but it is not clear enough or not where readers see it at once."),
        "missing": msg("This is advertising and does not say so."),
        "not needed": msg("Nothing here needs a label."),
        "over-labelled": msg("A label stands here although no commercial reason for it is known."),
    }.get(judged.verdict, msg("Whether a label is needed cannot be told from the text alone."))
    rules = tuple(msg("{id:raw}: {text}", id=one.id, text=one.text) for one in judged.rules)
    return Finding("label", found, said, judged.label.text if judged.label else "", rules)


def _points(text: str, required: Required) -> Iterator[Finding]:
    for phrase in required.messages:
        quote = quote_of(phrase, text)
        if quote:
            yield Finding("message", True, msg("Said: “{phrase:raw}”", phrase=phrase), quote)
        else:
            yield Finding(
                "message", None, msg("Not found by its words, read it yourself: “{phrase:raw}”", phrase=phrase)
            )
    for sign, subject, words in (("@", "mention", required.mentions), ("#", "hashtag", required.hashtags)):
        for word in words:
            wanted = sign + word.strip().lstrip("@#")
            there = _holds(text, wanted)
            said = msg("{word:raw} stands there.", word=wanted) if there else msg("{word:raw} is missing.", word=wanted)
            yield Finding(subject, there, said, wanted if there else "")


def _tracking(text: str, required: Required) -> Iterator[Finding]:
    if required.link:
        bare = _LINK_START.sub("", required.link).rstrip("/")
        there = bare.casefold() in text.casefold()
        said = (
            msg("The tracking link stands in the text.")
            if there
            else msg("The tracking link is not in the text. It may stand in the profile or in a sticker: look there.")
        )
        # Many platforms allow no link in the text, so its absence there proves nothing.
        yield Finding("link", True if there else None, said, bare if there else "")
    if required.code:
        there = _holds(text, required.code)
        said = (
            msg("The code {code:raw} stands in the text.", code=required.code)
            if there
            else msg("The code {code:raw} is missing.", code=required.code)
        )
        yield Finding("code", there, said, required.code if there else "")


def _holds(text: str, word: str) -> bool:
    pattern = rf"(?<![\w]){re.escape(word)}(?![\w]|\.\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None


def quote_of(phrase: str, text: str) -> str:
    """Return the part of a text that says a phrase of the brief, "" where its words do not stand together."""
    wanted = _stems(phrase)
    if not wanted:
        return phrase if phrase.strip() and phrase.casefold() in text.casefold() else ""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
    windows = [*sentences, *(f"{a} {b}" for a, b in pairwise(sentences))]
    shares = [(len(wanted & _stems(window)) / len(wanted), window) for window in windows]
    best = max(shares, key=lambda one: one[0], default=(0.0, ""))
    return best[1][:QUOTE_CHARS] if best[0] >= SAID_FROM else ""


def _stems(text: str) -> frozenset[str]:
    words = (match[0].casefold() for match in _WORD.finditer(text))
    return frozenset(word[:STEM_LETTERS] for word in words if len(word) >= SHORTEST_WORD)
