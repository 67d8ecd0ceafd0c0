"""Sentences in which somebody speaks of themselves, in German and English. Pure."""

from __future__ import annotations

import re

# A pronoun alone is not enough for a telling: "ich" with what one has, was, does; "my" with whom or what one has.
_FIRST = re.compile(
    r"\b(?:ich|mich|mir|mein(?:e[mnrs]?)?|wir|uns|unser(?:e[mnrs]?)?|i|i'm|i've|i'd|me|my|mine|myself|we|our|us)\b",
    re.IGNORECASE,
)
# What only looks like it: wishes, thanks, questions to others, quoted speech.
_OTHERS = re.compile(
    r"^\s*[\"„“«»]|\b(?:schreibt mir|erzählt mir|sagt mir|verratet mir|tell me|let me know|let us know|lasst uns)\b|"
    r"\?\s*$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
SHORTEST, LONGEST = 15, 400


def own_sentences(text: str) -> list[str]:
    """Return the sentences of a text in which its writer speaks of themselves, in order, each cut at 400 characters.

    Questions, requests to readers and sentences that begin with a quotation mark are left out. Whether a sentence is
    true, a quotation without marks or fiction cannot be told.
    """
    parts = (" ".join(part.split()) for part in _END.split(text))
    return [
        part[:LONGEST] for part in parts if len(part) >= SHORTEST and _FIRST.search(part) and not _OTHERS.search(part)
    ]
