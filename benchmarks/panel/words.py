"""How people of the panel are named, and how comments and captions are written."""

from __future__ import annotations

import random

from benchmarks.panel.texts import (
    AFTERTHOUGHTS,
    ANSWERS,
    CAPTIONS,
    EMOJI,
    ENDINGS,
    ENTRIES,
    EVENT_CAPTIONS,
    FIRST_NAMES,
    OPENINGS,
    SAID,
    SHORT,
    SURNAMES,
    THINGS,
    TOPICS,
)
from benchmarks.panel.traits import Creator

USUALLY_NUMBERED, SELLERS_NUMBERED = 0.12, 0.35  # shares of accounts without a name of their own
SECOND_PARTS = (*SURNAMES, *(topic[:5] for topic in TOPICS))
YEAR_OR_NUMBER = 0.55  # share of names that end with a number; the others end with two letters
EMOJI_AFTER, EMOJI_ONLY, ONE_EMOJI = 0.3, 0.5, 0.6
OPENED, ENDED, SLIPPED, CAPITAL = 0.4, 0.45, 0.12, 0.5  # shares of the longer comments


def account_name(pen: random.Random, numbered: float = USUALLY_NUMBERED) -> str:
    """Return the name of one made-up account; a share of `numbered` has a number for a name."""
    if pen.random() < numbered:
        return f"user{pen.randrange(10**7):07d}"
    name = pen.choice(FIRST_NAMES) + pen.choice(("", "_", ".", "x")) + pen.choice(SECOND_PARTS)
    if pen.random() < YEAR_OR_NUMBER:
        return name + str(pen.randrange(1, 2000))
    return name + pen.choice("abcdefghijklmnop") + pen.choice("aeiouy_")


def comment(pen: random.Random, creator: Creator, generic: float) -> str:
    """Return one comment; `generic` is the share of emoji and short praise that would fit any post."""
    which = pen.random()
    after = " " + pen.choice(EMOJI) if pen.random() < EMOJI_AFTER else ""
    if which < generic * EMOJI_ONLY:
        return _emoji(pen)
    if which < generic:
        return pen.choice(SHORT[creator.language]) + after
    return _careless(pen, _sentence(pen, creator)) + after


def entry(pen: random.Random) -> str:
    """Return a comment that enters a giveaway: a friend tagged, with a wish."""
    return f"@{account_name(pen)} {pen.choice(ENTRIES)}"


def answer(pen: random.Random, creator: Creator) -> str:
    """Return how the creator answers."""
    return pen.choice(ANSWERS[creator.language])


def caption(pen: random.Random, creator: Creator, event: str) -> str:
    """Return the text of a post, before what follows it."""
    thing = pen.choice(creator.things)
    usual = pen.choice(CAPTIONS[creator.language])
    return (EVENT_CAPTIONS[event][creator.language] if event in EVENT_CAPTIONS else usual) % thing


def after_caption(pen: random.Random, creator: Creator) -> str:
    """Return what follows a caption: nothing, a hashtag or an emoji."""
    emoji = " " + pen.choice(EMOJI)
    return pen.choice(("", " #" + creator.topic, emoji))


def _emoji(pen: random.Random) -> str:
    if pen.random() < ONE_EMOJI:
        return pen.choice(EMOJI) * pen.choice((1, 1, 2, 3))
    return pen.choice(EMOJI) + pen.choice(EMOJI)


def _sentence(pen: random.Random, creator: Creator) -> str:
    language = creator.language
    opening = pen.choice(OPENINGS[language]) * (pen.random() < OPENED)
    said, thing = pen.choice(SAID[language]), pen.choice(creator.things + THINGS[language])
    text = opening + said.format(w=thing, x=pen.choice(AFTERTHOUGHTS[language]))
    ending = pen.choice((" ", ", ", ". ", " - ")) + pen.choice(ENDINGS[language])
    return text + ending * (pen.random() < ENDED)


def _careless(pen: random.Random, text: str) -> str:
    """Return the text as somebody types it: now and then a letter is missing, often no capital begins it."""
    if pen.random() < SLIPPED:
        at = pen.randrange(1, len(text) - 1)
        text = text[:at] + text[at + 1 :]
    return text[0].upper() + text[1:] if pen.random() < CAPITAL else text
