"""Which arm is probably the control, by its name, where nobody said so. Pure."""

from __future__ import annotations

from collections.abc import Iterable

# What an arm without the thing is called in English and German, the surest first.
WITHOUT = ("control", "kontrolle", "none", "without", "ohne", "off", "aus", "no", "nein", "kein", "false", "0")


def likely_control(names: Iterable[str]) -> str | None:
    """Return the arm whose name, or a word of it, says that it went without; None where none does."""
    known = {name.casefold(): name for name in names}
    parts = {word: name for folded, name in known.items() for word in folded.replace("-", " ").split()}
    return next((each[word] for each in (known, parts) for word in WITHOUT if word in each), None)
