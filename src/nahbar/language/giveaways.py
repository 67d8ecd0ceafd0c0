"""Whether a post announces a giveaway: German and English words, written by hand and fitted on nothing."""

from __future__ import annotations

import re

_ANNOUNCED = re.compile(
    r"gewinnspiel|verlos(?:e|en|t|ung)\b|verlosung|zu gewinnen\b|gewinn(?:t|e|en)? (?:ein|eine|einen|eins|mit|2|zwei)\b"
    r"|lostopf|teilnahmebedingung|teilnahmeschluss|give-?\s?away|giving away|raffle|sweepstake|prize draw"
    r"|(?:enter|chance) to win\b|\bwin (?:a|an|one|two|this|these|\d+)\b|\bto enter\b",
    re.IGNORECASE,
)


def announces_giveaway(text: str | None) -> bool:
    """Return whether a post's text asks people to take part in a giveaway, a raffle or a prize draw."""
    return bool(text) and _ANNOUNCED.search(text or "") is not None
