"""What people write: names, bios, captions and comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Words = dict[tuple[str, str, str], list[str]]


def read_words(path: Path) -> Words:
    """Lists of phrases by language, topic and use."""
    words: Words = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        first, *phrases = line.split("|")
        language, topic, use = first.split(" ")
        words[language, topic, use] = phrases
    return words


WORDS = read_words(Path(__file__).with_name("words.txt"))
TOPICS = sorted({topic for _, topic, _ in WORDS} - {"any"})
BEFORE = ("its", "the", "hey", "just", "real", "xo", "hi.", "only", "my", "", "")
SOUNDS = WORDS["all", "any", "sounds"]
EMOJI = WORDS["all", "any", "emoji"]


class Dice:
    """Single draws, taken from blocks because single calls of numpy are slow."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self._block: list[float] = []

    def roll(self) -> float:
        """A number between 0 and 1."""
        if not self._block:
            self._block = self.rng.random(2048).tolist()
        return self._block.pop()

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.roll() < probability

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(self.roll() * len(choices))]

    def between(self, low: float, high: float) -> float:
        """A number in a range, small ones as often as large ones on a log scale."""
        return float(low * (high / low) ** self.roll())


def emoji(dice: Dice) -> str:
    """An emoji; the first of the list are the popular ones."""
    return EMOJI[int(len(EMOJI) * dice.roll() ** 1.8)]


def phrase(dice: Dice, language: str, use: str, topic: str = "any") -> str:
    """One phrase of a kind."""
    return dice.pick(WORDS[language, topic, use])


def _fill(text: str, thing: str) -> str:
    bare = thing.split(" ", 1)[1] if thing.startswith(("den ", "das ", "die ")) else thing
    filled = text.replace("{x:n}", bare).replace("{x:g}", bare).replace("{x}", thing)
    return filled[0].upper() + filled[1:] if text.startswith("{x}") else filled


def handle(dice: Dice, language: str, first: str = "", last: str = "") -> str:
    """A handle as people choose them."""
    first, last = first or phrase(dice, language, "first"), last or phrase(dice, language, "last")
    style, number = dice.roll(), int(dice.roll() * 100)
    if style < 0.2:
        return f"{first}.{last}{number if dice.chance(0.93) else ''}"
    if style < 0.35:
        return f"{first}_{last[: 1 + int(dice.roll() * 5)]}{number}"
    if style < 0.5:
        return f"{first}{last[:2]}{1960 + number // 2}"
    if style < 0.6:
        return f"{dice.pick(BEFORE)}{first}{dice.pick('._')}{last}{dice.pick('._')}{dice.pick(SOUNDS)}"
    if style < 0.67:
        return f"{dice.pick(TOPICS)}{dice.pick(('.', '_', 'by', 'with'))}{first}{number}"
    if style < 0.9:
        made_up = "".join(dice.pick(SOUNDS) for _ in range(2 + int(2 * dice.roll())))
        return f"{made_up}{dice.pick(('', '', '_', '.x', '__'))}{number if dice.chance(0.5) else first[:3]}"
    return f"{last}{first[0]}{int(dice.roll() * 10000)}"


def caption(dice: Dice, language: str, topic: str, thing: str) -> str:
    """The text under a post."""
    parts = [_fill(phrase(dice, language, "captions", topic), thing)]
    if dice.chance(0.35):
        parts.append(_fill(phrase(dice, language, "captions", topic), thing))
    parts.append(phrase(dice, language, "call"))
    text = " ".join(part if part[-1] in "?!" else part + dice.pick((".", "", " ✨", "!")) for part in parts if part)
    if dice.chance(0.5):
        text += " " + emoji(dice)
    if dice.chance(0.5):
        text += f" #{topic} #{thing.split()[-1].lower()}"
    return text


def bio(dice: Dice, language: str, topic: str, first: str, name: str) -> str:
    """The line about oneself."""
    text = phrase(dice, language, "bio")
    for slot, word in (("{a}", "roles"), ("{c}", "cities")):
        text = text.replace(slot, phrase(dice, language, word))
    return text.replace("{n}", first).replace("{t}", topic).replace("{h}", name.replace("_", ""))


@dataclass(frozen=True)
class Tone:
    """How a crowd writes."""

    plain: float
    emoji: float
    only_emoji: float
    typos: float
    foreign: float
    wordy: float
    topic: float


def draw_tone(dice: Dice, least: float = 0.0) -> Tone:
    """A crowd's way of writing; crowds differ widely."""
    only = max(least, 0.5 * dice.roll() ** 2)
    return Tone(
        0.1 + 0.6 * dice.roll(),
        max(least, 0.6 * dice.roll()),
        only,
        0.2 * dice.roll(),
        0.35 * dice.roll() ** 3,
        0.1 + 0.5 * dice.roll(),
        0.2 + 0.6 * dice.roll(),
    )


def slip(dice: Dice, text: str) -> str:
    """A typing mistake."""
    if len(text) < 5:
        return text
    at = 1 + int(dice.roll() * (len(text) - 3))
    style = dice.roll()
    if style < 0.35:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if style < 0.65:
        return text[:at] + text[at + 1 :]
    return text + text[-1] * 3 if text[-1].isalpha() or text[-1] == "!" else text.lower()


def remark(dice: Dice, tone: Tone, language: str, topic: str, thing: str, name: str) -> str:
    """One comment under a post about a thing."""
    if dice.chance(tone.only_emoji):
        return emoji(dice) * (1 + int(4 * dice.roll() ** 2))
    if dice.chance(tone.foreign):
        language, thing = "en", ""
    if not thing or dice.chance(tone.plain):
        text = phrase(dice, language, "praise")
    elif dice.chance(tone.topic):
        text = phrase(dice, language, "remarks", topic)
    else:
        text = _fill(phrase(dice, language, "about"), thing)
    return _dress(dice, tone, language, text, name)


def _dress(dice: Dice, tone: Tone, language: str, text: str, name: str) -> str:
    if dice.chance(tone.wordy * 0.5):
        text = phrase(dice, language, "opener").replace("{n}", name) + " " + text
    if dice.chance(tone.wordy * 0.5):
        text += (" " if text[-1] in "!?" else dice.pick((". ", ", ", " "))) + phrase(dice, language, "closer")
    if dice.chance(0.3):
        text = text.lower()
    if dice.chance(tone.typos):
        text = slip(dice, text)
    if dice.chance(tone.emoji):
        text += dice.pick((" ", "")) + emoji(dice) * (1 + int(3 * dice.roll() ** 3))
    return text


def reply(dice: Dice, tone: Tone, language: str, topic: str, thing: str, name: str) -> str:
    """An answer to a comment."""
    if dice.chance(0.45):
        return remark(dice, tone, language, topic, thing, name)
    return _dress(dice, tone, language, phrase(dice, language, "reply"), name)


def entry(dice: Dice, language: str) -> str:
    """A comment to take part in a giveaway."""
    text = phrase(dice, language, "entry")
    return text.replace("{f}", handle(dice, language)).replace("{h}", handle(dice, language))
