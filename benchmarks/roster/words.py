"""How comments and captions are written: phrases filled, and as roughly as people type."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.market.draws import chance, pick, whole
from benchmarks.roster.texts import CAPTIONS, COME_BACK, EMOJI, GIVEAWAYS, IN_THE_PRESS, PAID, QUESTIONS, TOWNS
from benchmarks.roster.traits import Creator

SAME_EMOJI = 0.55  # share of the runs of emoji that repeat one of the four most liked
SLIPPED, EMOJI_AFTER = 0.08, 0.35
PAID_SHARE = 0.04  # of the posts


def emoji(rng: np.random.Generator, among: Sequence[str], fewest: int, most: int) -> str:
    """Return a run of `fewest` to `most` emoji, the first ones of `among` most often."""
    if chance(rng, SAME_EMOJI):
        return among[whole(rng, 0, min(4, len(among)))] * whole(rng, fewest, most + 1)
    return "".join(pick(rng, among) for _ in range(whole(rng, fewest, most + 1)))


def filled(rng: np.random.Generator, text: str, things: Sequence[str]) -> str:
    """Return a phrase with its places filled; all are drawn, whichever the phrase has."""
    if "{" not in text:
        return text
    drawn = {"{n}": pick(rng, things), "{m}": pick(rng, things), "{k}": str(whole(rng, 2, 8))}
    drawn |= {"{p}": pick(rng, TOWNS), "{e}": pick(rng, EMOJI)}
    for place, word in drawn.items():
        text = text.replace(place, word)
    return text


def rough(rng: np.random.Generator, text: str, favourites: Sequence[str]) -> str:
    """Return the text as somebody types it: capitals, slips, marks and favourite emoji."""
    text = _cased(rng.random(), text)
    if chance(rng, SLIPPED) and len(text) > 4:
        at = whole(rng, 1, len(text) - 1)
        text = text[:at] + text[at + 1 :]
    text = _ended(rng, text)
    return text + " " + emoji(rng, favourites, 1, 3) if chance(rng, EMOJI_AFTER) else text


def caption(rng: np.random.Generator, creator: Creator, event: str, asks: bool, tagged: float) -> str:
    """Return the text of a post; `tagged` is the share of the creator's posts that carry hashtags."""
    language = creator.language
    if event == "giveaway":
        return filled(rng, pick(rng, GIVEAWAYS[language]), creator.things)
    if event in ("press", "back"):
        return pick(rng, (IN_THE_PRESS if event == "press" else COME_BACK)[language])
    text = filled(rng, pick(rng, CAPTIONS[language]), creator.things)
    if asks:
        text += " " + pick(rng, QUESTIONS[language])
    if chance(rng, tagged):
        text += " " + " ".join("#" + pick(rng, creator.things).lower() for _ in range(whole(rng, 1, 5)))
    return pick(rng, PAID[language]) + text if chance(rng, PAID_SHARE) else text


def _cased(which: float, text: str) -> str:
    if which < 0.35:
        return text.lower()
    if which < 0.75:
        return text[:1].upper() + text[1:]
    return text.upper() if which < 0.78 else text


def _ended(rng: np.random.Generator, text: str) -> str:
    which = rng.random()
    if which < 0.15:
        return text + "!" * whole(rng, 1, 4)
    if which < 0.2:
        return text + " .."
    return text + text[-1] * whole(rng, 1, 4) if which < 0.24 and text[-1].isalpha() else text
