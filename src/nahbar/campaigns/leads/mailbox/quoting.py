"""What somebody wrote, without the history below it that their program quoted. Pure."""

from __future__ import annotations

import re

# How German and English programs begin what they quote.
_MARKS = re.compile(
    r"""^\s*(?:
        -{2,}\s*(?:original[ ]message|originalnachricht|ursprüngliche[ ]nachricht|antwort[ ]auf[ ]nachricht)\s*-{2,}
        | (?:am|on)\b.{4,160}\b(?:schrieb|wrote)\b.{0,120}:
        | .{2,120}\b(?:schrieb|wrote)\s+(?:am|on)\b.{4,120}:
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_FORWARD = re.compile(
    r"^\s*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht)\s*-{2,}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:)\s*$",
    re.IGNORECASE,
)
# The block of lines that Outlook puts above what it quotes.
_HEADS = re.compile(r"^\s*\*?(?:von|from|gesendet|sent|datum|date|an|to|betreff|subject|cc)\s*:\*?\s*\S", re.IGNORECASE)
HEADS_IN_A_ROW = 3
# A sentence such as "Am … schrieb …:" is broken over at most so many lines.
BROKEN_OVER = 3
# Longer messages are cut: nobody writes that much by hand.
LONGEST_TEXT = 20_000
MOST_LINES = 5_000
# "On Monday I wrote to you because of this:" is no quote: those of programs name a date, and somebody else.
_BY_MYSELF = re.compile(r"\b(?:ich|wir|i|we)\b", re.IGNORECASE)


def is_forward(text: str) -> bool:
    """Whether a message hands on another one."""
    return any(_FORWARD.match(line[:400]) for line in text.split("\n")[:MOST_LINES])


def without_history(text: str) -> str:
    """Return a text without what it quotes; a text that is nothing but quotes stays as it is.

    Who writes below what they answer loses only the quoted lines.
    """
    lines = text.split("\n")[:MOST_LINES]
    above = lines if is_forward(text) else lines[: _first_quoted(lines)]
    found = _unquoted(above) or _unquoted(lines) or text.strip()
    return re.sub(r"\n{3,}", "\n\n", found)[:LONGEST_TEXT]


def _unquoted(lines: list[str]) -> str:
    return "\n".join(line for line in lines if not line.lstrip().startswith(">") and not _is_mark(line)).strip()


def _is_mark(line: str) -> bool:
    match = _MARKS.match(line[:400])
    if match is None:
        return False
    return line.lstrip().startswith("--") or (any(char.isdigit() for char in line) and not _BY_MYSELF.search(line))


def _first_quoted(lines: list[str]) -> int:
    """Return the number of the line from which on everything is history."""
    for number in range(len(lines)):
        ahead = lines[number : number + BROKEN_OVER]
        for length in range(1, len(ahead) + 1):
            if _is_mark(" ".join(line.strip() for line in ahead[:length])) and lines[number].strip():
                return number
        heads = lines[number : number + HEADS_IN_A_ROW]
        if len(heads) == HEADS_IN_A_ROW and all(_HEADS.match(line[:400]) for line in heads):
            return number
    return len(lines)
