"""The words of one comment, from its seed: same seed, same words."""

import re
from functools import cache

from benchmarks.outside import texts_de, texts_en
from benchmarks.outside.dice import Quick

SOURCES = {"de": texts_de, "en": texts_en}
SLOT = re.compile(r"\{(\w+)\}")


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


HEARTS = _split("❤️|😍|😂|🔥|🥰|👏|🙌|✨|😭|💕|😅|💯|🤩|🫶|👀|🙏|😊|🤣|💙|🥹|💖|😘|👑|🌸|💪|🤍|😻|🎉|💋|🌞")
ABROAD = _split(
    "qué bonito|me encanta|hermosa|çok güzel|harika|süpersin|bellissima|che bello|magnifique|trop bien|super zdjęcie|"
    "piękne|красиво|огонь|lindo demais|maravilhosa|saludos desde México|très joli|bravissima|amo|mashallah|çok iyi"
)
CLEAN = frozenset(("bought_short", "bought_mixed", "bought_template", "pod_short", "pod_talk", "spam"))


@cache
def _lines(language: str, tone: str) -> tuple[str, ...]:
    return tuple(SOURCES[language].LINES[tone].strip().split("\n"))


@cache
def _slot(language: str, name: str) -> tuple[str, ...]:
    return tuple(SOURCES[language].SLOTS[name].split("|"))


@cache
def _parts(line: str) -> tuple[str, ...]:
    return tuple(SLOT.split(line))


def fill(q: Quick, language: str, line: str, outside: dict[str, tuple[str, ...]]) -> str:
    """A line with its slots filled, from `outside` first."""
    parts = _parts(line)
    if len(parts) == 1:
        return line
    return "".join(
        part if n % 2 == 0 else q.pick(outside.get(part) or _slot(language, part)) for n, part in enumerate(parts)
    )


def _hearts(q: Quick) -> str:
    # A few signs make up most of what is sent.
    n = len(HEARTS)
    first = HEARTS[min(q.below(n), q.below(n), q.below(n))]
    if q.chance(0.55):
        return first * (1 + q.below(5))
    return first + q.pick(HEARTS) + (q.pick(HEARTS) if q.chance(0.4) else "")


def _worn(q: Quick, text: str) -> str:
    """Typing as people do it: capitals, marks, stretched letters, slips, emoji."""
    if q.chance(0.5):
        text = text[0].upper() + text[1:]
    elif q.chance(0.3):
        text = text.lower()
    if q.chance(0.06) and len(text) > 6:
        at = 1 + q.below(len(text) - 3)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if text[-1].isalpha() and q.chance(0.08):
        text += text[-1] * (1 + q.below(4))
    if text[-1].isalnum() and q.chance(0.35):
        text += q.pick((".", "!", "!!", "!", "...", " :)", "!!!", "."))
    if q.chance(0.28):
        text += " " + _hearts(q)
    return text


def comment(seed: int, tone: str, language: str, outside: dict[str, tuple[str, ...]]) -> str:
    """The text of a comment. tone: one of batch.TONES; language: "de" or "en"."""
    q = Quick(seed)
    if tone == "emoji":
        return _hearts(q)
    if tone == "foreign":
        return q.pick(ABROAD) + (" " + _hearts(q) if q.chance(0.5) else "")
    text = fill(q, language, q.pick(_lines(language, tone)), outside)
    if tone in ("say", "tell", "pod_talk") and q.chance(0.15):
        text += q.pick((". ", ", ", " - ", "! ")) + fill(q, language, q.pick(_lines(language, "say")), outside)
    if tone in CLEAN:
        return text[0].upper() + text[1:] + (q.pick(("!", "", "", ".")) if text[-1].isalpha() else "")
    return _worn(q, text)
