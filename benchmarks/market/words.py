"""How comments and captions are written: phrases filled, joined, and as careless as people type."""

from __future__ import annotations

import numpy as np

from benchmarks.market.draws import chance, pick, whole
from benchmarks.market.names import account_name
from benchmarks.market.texts import (
    CAPTIONS,
    CHAT,
    EMOJI,
    ENTRIES,
    NICHES,
    PRAISE,
    SHORT,
    SPECIFIC,
    TOWNS,
    WEEKDAYS,
)

SPECIFIC_SHARE = 0.62  # of the longer comments; the rest is chat
SECOND_SENTENCE, SHORT_AFTERWARDS = 0.3, 0.15
EMOJI_ONLY = 0.35  # of the generic comments
# How carelessly people type: small first letter, no full stop, no commas, two letters swapped.
SMALL_START, NO_END, NO_COMMAS, SWAPPED = 0.35, 0.25, 0.12, 0.07
EMOJI_AFTER, EXCLAIMED = 0.28, 0.08
RING_PRAISE, RING_GENERIC = 0.65, 0.5
GIVEAWAY_LINE = {
    "de": "GEWINNSPIEL! Folgt mir, markiert zwei Freunde und kommentiert. ",
    "en": "GIVEAWAY time! Follow, tag two friends and comment below. ",
}
SPONSORED_LINE = {"de": "Anzeige | ", "en": "#ad "}


def careless(rng: np.random.Generator, text: str) -> str:
    """Return the text as somebody types it on a phone."""
    if chance(rng, SMALL_START):
        text = text[:1].lower() + text[1:]
    if chance(rng, NO_END):
        text = text.rstrip("?!.")
    if chance(rng, NO_COMMAS):
        text = text.replace(",", "")
    if chance(rng, SWAPPED) and len(text) > 12:
        at = whole(rng, 3, len(text) - 3)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    ending = rng.random()
    if ending < EMOJI_AFTER:
        return text + " " + pick(rng, EMOJI) * whole(rng, 1, 4)
    return text + "!" * whole(rng, 1, 4) if ending < EMOJI_AFTER + EXCLAIMED else text


def comment(rng: np.random.Generator, language: str, niche: str, generic: float) -> str:
    """Return one honest comment; `generic` is the share of short ones that would fit any post."""
    if chance(rng, generic):
        return _emoji(rng) if chance(rng, EMOJI_ONLY) else careless(rng, pick(rng, SHORT[language]))
    text = _sentence(rng, language, niche)
    if chance(rng, SECOND_SENTENCE):
        between = " " if text[-1] in "?!" else ". "
        text = text.rstrip(".") + between + _sentence(rng, language, niche)
    if chance(rng, SHORT_AFTERWARDS):
        text = f"{text} {pick(rng, SHORT[language])}"
    return careless(rng, text)


def entry(rng: np.random.Generator, language: str) -> str:
    """Return a comment that enters a giveaway: friends tagged, mostly with a wish."""
    friends = " ".join("@" + account_name(rng) for _ in range(whole(rng, 1, 4)))
    return f"{friends} {pick(rng, ENTRIES[language])}" if chance(rng, 0.7) else friends


def ring_comment(rng: np.random.Generator, language: str, niche: str) -> str:
    """Return what a member of a ring writes: mostly praise, sometimes as anybody would."""
    if chance(rng, RING_PRAISE):
        return careless(rng, pick(rng, PRAISE[language]))
    return comment(rng, language, niche, RING_GENERIC)


def pack_comment(rng: np.random.Generator, text: str) -> str:
    """Return what a seller's account writes: the text as ordered, decorated, or replaced by emoji."""
    style = rng.random()
    if style < 0.4:
        return text + " " + pick(rng, EMOJI) * whole(rng, 1, 4)
    if style < 0.6:
        return text + "!"
    return pick(rng, EMOJI) * 3 if style < 0.75 else text


def caption(rng: np.random.Generator, language: str, niche: str, event: str, sponsored: bool) -> str:
    """Return the text of a post; giveaways and paid posts say so."""
    text = _filled(rng, pick(rng, CAPTIONS[language]), language, niche)
    text = (GIVEAWAY_LINE[language] if event == "giveaway" else "") + text[:1].upper() + text[1:]
    return SPONSORED_LINE[language] + text if sponsored else text


def _sentence(rng: np.random.Generator, language: str, niche: str) -> str:
    phrases = SPECIFIC if chance(rng, SPECIFIC_SHARE) else CHAT
    text = _filled(rng, pick(rng, phrases[language]), language, niche)
    return text[:1].upper() + text[1:]


def _filled(rng: np.random.Generator, text: str, language: str, niche: str) -> str:
    if "{n}" in text:
        text = text.replace("{n}", pick(rng, NICHES[niche][language]))
    if "{c}" in text:
        text = text.replace("{c}", pick(rng, TOWNS[language]))
    if "{d}" in text:
        text = text.replace("{d}", pick(rng, WEEKDAYS[language]))
    return text.replace("{k}", str(whole(rng, 2, 7))) if "{k}" in text else text


def _emoji(rng: np.random.Generator) -> str:
    count = whole(rng, 1, 5)
    if chance(rng, 0.5):
        return "".join(pick(rng, EMOJI) for _ in range(count))
    return pick(rng, EMOJI) * count
