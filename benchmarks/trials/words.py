"""What people write: topics, sentences and the habits of a hand that types them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np


def _read() -> dict[tuple[str, str, str], list[str]]:
    lines = (Path(__file__).parent / "topics.txt").read_text(encoding="utf-8").splitlines()
    table = {}
    for line in lines:
        head, _, rest = line.partition(": ")
        topic, language, kind = head.split()
        table[topic, language, kind] = rest.split("|")
    return table


SAYINGS = _read()
TOPICS = sorted({topic for topic, _, _ in SAYINGS if topic != "any"})
_FIRST, _LAST, _PLAIN = (SAYINGS["any", "any", kind] for kind in ("first", "last", "plain"))


class Dice:
    """Fast draws of single numbers, in blocks from one generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._block: list[float] = []

    def roll(self) -> float:
        """A number from 0 to below 1."""
        if not self._block:
            self._block = self._rng.random(4096).tolist()
        return self._block.pop()

    def pick(self, items: list[str]) -> str:
        """One of the items."""
        return items[int(self.roll() * len(items))]

    def below(self, bound: int) -> int:
        """A whole number from 0 to below the bound."""
        return int(self.roll() * bound)


@dataclass(frozen=True)
class Voice:
    """How somebody writes; all but the language are shares from 0 to 1."""

    language: str
    generic: float
    emoji: float
    sloppy: float


@dataclass(frozen=True)
class Subject:
    """What a post is about, for the text and for those who comment."""

    topic: str
    thing: str
    mood: str = "usual"


def draw_voice(dice: Dice, language: str, generic: float, emoji: float) -> Voice:
    """Somebody around the usual of a place."""
    other = "en" if language == "de" else "de"
    own = language if dice.roll() < (0.93 if language == "de" else 0.985) else other
    return Voice(
        own, min(1.0, generic * (0.4 + 1.2 * dice.roll())), min(1.0, emoji * 2 * dice.roll()), dice.roll() ** 2
    )


def draw_subject(dice: Dice, topic: str, language: str, mood: str = "usual") -> Subject:
    """A thing of the topic to talk about."""
    return Subject(topic, dice.pick(SAYINGS[topic, language, "things"]), mood)


def post_text(dice: Dice, subject: Subject, language: str, emoji: float, paid: bool) -> str:
    """The text under a post."""
    own = ("any", "offer") if subject.mood == "giveaway" and dice.roll() < 0.5 else (subject.topic, "posts")
    parts = [_filled(dice, dice.pick(SAYINGS[own[0], language, own[1]]), subject)]
    if dice.roll() < 0.45:
        parts.append(dice.pick(SAYINGS["any", language, "close"]))
    if dice.roll() < emoji:
        parts.append(dice.pick(SAYINGS["any", language, "emoji"]))
    if dice.roll() < 0.4:
        words = [subject.thing.split()[-1].lower(), subject.topic, *subject.topic.split()]
        parts.append(" ".join(f"#{w.replace('-', '')}" for w in dict.fromkeys(words)))
    return ((dice.pick(SAYINGS["any", language, "paid"]) if paid else "") + " ".join(parts)).strip()


def _filled(dice: Dice, sentence: str, subject: Subject) -> str:
    if "{" in sentence:
        town = dice.pick(SAYINGS["any", "any", "town"])
        people = {key: handle(dice) for key in "fgo" if f"{{{key}}}" in sentence}
        sentence = sentence.format(t=subject.thing, k=2 + dice.below(7), w=town, **people)
    return ". ".join(part[:1].upper() + part[1:] for part in sentence.split(". "))


_SPOKEN = (("talk", 0.5), ("tell", 0.82), ("tag", 0.91), ("grumble", 0.95), ("both", 2.0))


def _kind(dice: Dice, voice: Voice, mood: str) -> str:
    if mood not in ("usual", "pause") and dice.roll() < 0.55:
        return mood
    x = dice.roll()
    if x < voice.generic:
        return "emoji" if dice.roll() < 0.15 + 0.7 * voice.emoji else "praise"
    rest = (x - voice.generic) / (1.0001 - voice.generic)
    return next(kind for kind, end in _SPOKEN if rest < end)


def comment_text(dice: Dice, voice: Voice, subject: Subject, kind: str = "") -> str:
    """One comment; a `kind` that is given overrules what the voice would say by itself."""
    kind = _mixed(dice, kind or _kind(dice, voice, subject.mood))
    if kind == "emoji":
        return dice.pick(SAYINGS["any", voice.language, "emoji"]) * (1 + dice.below(4))
    if kind == "both":
        kinds = [("any", "praise"), (subject.topic, "talk")]
    else:
        kinds = [(subject.topic if kind == "talk" else "any", kind)]
    said = [_filled(dice, dice.pick(SAYINGS[topic, voice.language, k]), subject) for topic, k in kinds]
    text = ("! " if dice.roll() < 0.5 else ", ").join(said)
    chatty = 0.08 if kind in ("praise", "pack", "ring", "tag", "giveaway", "answer") else 0.4
    if dice.roll() < chatty:
        text = _filled(dice, dice.pick(SAYINGS["any", voice.language, "open"]), subject) + text[:1].lower() + text[1:]
    if dice.roll() < chatty * 0.7:
        text += _filled(dice, dice.pick(SAYINGS["any", voice.language, "end"]), subject)
    return _typed(dice, voice, text)


def _mixed(dice: Dice, kind: str) -> str:
    """Nobody owns a phrase: sellers write as people do, and people as sellers do."""
    x = dice.roll()
    if kind == "praise":
        return "pack" if x < 0.2 else "ring" if x < 0.27 else kind
    return "praise" if kind in ("pack", "ring") and x < 0.33 else kind


def _typed(dice: Dice, voice: Voice, text: str) -> str:
    if dice.roll() < voice.sloppy + 0.2:
        text = text[:1].lower() + text[1:]
    if dice.roll() < voice.sloppy * 0.35 and len(text) > 9 and "@" not in text:
        at = 1 + dice.below(len(text) - 3)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if dice.roll() < voice.sloppy * 0.2 and text[-1].isalpha():
        text += text[-1] * (1 + dice.below(3))
    elif dice.roll() < 0.25 and text[-1].isalnum():
        text += dice.pick([".", "!", "!!", "..."])
    if dice.roll() < voice.emoji:
        text += " " + dice.pick(SAYINGS["any", voice.language, "emoji"]) * (1 + dice.below(2))
    return text


def handle(dice: Dice) -> str:
    """A handle as people choose it; not unique."""
    first, last, x = dice.pick(_FIRST), dice.pick(_LAST), dice.roll()
    if x < 0.3:
        return first + dice.pick(["_", ".", ""]) + last + (str(dice.below(100)) if dice.roll() < 0.5 else "")
    if x < 0.55:
        return f"{first}{dice.pick(['', '_', '.'])}{dice.below(2015)}"
    if x < 0.8:
        return f"{first[0]}{dice.pick(['_', '.'])}{last}{dice.pick(['', '_', 'x', 'xo'])}{dice.below(1000)}"
    return f"{dice.pick(_PLAIN)}_{first}{dice.pick(['', last])}{dice.pick(['', str(dice.below(99))])}"


def seller_handle(dice: Dice) -> str:
    """A handle of an account somebody keeps for selling: some look like anybody's."""
    if dice.roll() < 0.45:
        return handle(dice)
    first, last = dice.pick(_FIRST), dice.pick(_LAST)
    return f"{first}{dice.pick(['', '_', '.'])}{last}{dice.pick(['', '_'])}{1000 + dice.below(99_000)}"


def full_name(dice: Dice) -> str:
    """A first and a last name."""
    return f"{dice.pick(_FIRST).title()} {dice.pick(_LAST).title()}"
