"""Text as a reader sees it, with the way back: look-alike letters made plain, invisible ones dropped. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Letters of other scripts that look like Latin ones (a selection of Unicode's confusables.txt, small letters).
_ALIKE = dict(
    zip(
        "авеёкмнорстухіјѕԁԛԝһցոսօɡɑɩɪʙɢɴʀʏᴀᴄᴅᴇᴊᴋᴏᴘᴛᴜᴠᴡᴢαβεηικνορτυχγωıł",
        "abeekmhopctyxijsdqwhgnuogaiibgnryacdejkoptuvwzabeniknoptuxywil",
        strict=True,
    )
)
# Two sets of letters in one word say which script a look-alike was lent to.
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
_DIAERESIS = "\u0308"
# Texts of these characters alone need no second look, only small letters.
_ORDINARY = re.compile(
    r"(?:[\x00-\x7fäöüßÄÖÜ§°€£«»‘’‚“”„–—…•·]|[\u2190-\u21ff\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]*)*+\Z"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` in plain small letters; `at[i]` is where its character i stands in the original (None: at i itself)."""

    text: str
    original: str
    at: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of `text[start:end]`, which must not be empty."""
        if self.at is None:
            return start, end
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Plain:
    """Return the text as it reads: NFKC, small letters, look-alikes of Latin letters, nothing invisible."""
    if _ORDINARY.match(text):
        return Plain(text.lower(), text, None)
    out: list[str] = []
    at: list[int] = []
    for index, sign in enumerate(text):
        if sign == _DIAERESIS and out and out[-1] in _UMLAUTS:
            out[-1] = _UMLAUTS[out[-1]]
            continue
        for letter in _reads_as(sign):
            out.append(letter)
            at.append(index)
    return Plain("".join(out), text, at)


def _reads_as(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return ""
    shown = unicodedata.normalize("NFKC", sign).lower()
    return "".join(_ALIKE.get(letter, letter) for letter in map(_bare, shown))


def _bare(letter: str) -> str:
    """Return a letter without its accent; German umlauts are letters of their own."""
    return letter if letter in "äöüß" else unicodedata.normalize("NFD", letter)[0]
