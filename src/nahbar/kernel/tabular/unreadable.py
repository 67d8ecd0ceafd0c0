"""The error of a cell that cannot be read as what its column says."""

from __future__ import annotations

from nahbar.kernel.messages import Message

# A reason quotes the cell; longer quotes help nobody.
QUOTED_CHARS = 60


class Unreadable(ValueError):  # reads as what the cell is
    """A cell cannot be read; `reason` is a sentence that can be shown and translated."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.render())
        self.reason = reason


def quoted(value: object) -> str:
    """Return a cell for a sentence: one line, cut after 60 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= QUOTED_CHARS else text[: QUOTED_CHARS - 1] + "…"


# What people and programs write where they know nothing.
SIGNS = ("", "-", "–", "—", "−", "≈", "?", ".")
WORDS = (
    "n/a",
    "na",
    "nan",
    "null",
    "none",
    "nil",
    "nat",
    "<na>",
    "k.a.",
    "k. a.",
    "keine angabe",
    "unbekannt",
    "unknown",
)
SHEET_ERRORS = ("#n/a", "#nv", "#wert!", "#value!", "#ref!", "#bezug!", "#div/0!")
BLANKS = frozenset((*SIGNS, *WORDS, *SHEET_ERRORS))


def is_blank(text: str) -> bool:
    """Return whether a cell says "unknown"."""
    return text.strip().casefold() in BLANKS
