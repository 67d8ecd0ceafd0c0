"""Frozen values of briefs: a brief is a text by part; most parts are lists, one point a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg

LANGUAGES = ("de", "en")
# In the order in which a creator reads them.
PARTS: Mapping[str, Message] = {
    "goal": msg("What it is about"),
    "audience": msg("Whom it should reach"),
    "formats": msg("What you make"),
    "messages": msg("What should come across"),
    "tonality": msg("How it should sound"),
    "dos": msg("Please do"),
    "donts": msg("Please do not"),
    "disclosure": msg("How it is labelled"),
    "mentions": msg("Accounts to mention"),
    "hashtags": msg("Hashtags"),
    "kpis": msg("What we measure"),
    "deadlines": msg("Dates"),
    "assets": msg("Material"),
    "contact": msg("Whom to ask"),
}
LISTS = ("formats", "messages", "dos", "donts", "mentions", "hashtags", "kpis", "deadlines", "assets")
LONGEST_PART = 5_000


@dataclass(frozen=True, slots=True)
class Brief:
    """One version of a brief in one language; `version` 0 is the template, not saved yet."""

    campaign_id: int
    language: str
    version: int
    parts: Mapping[str, str]
    who: str
    at: int


def lines_of(parts: Mapping[str, str], name: str) -> Sequence[str]:
    """Return the points of a part, one a line, without bullets."""
    lines = (line.strip().lstrip("-–•*").strip() for line in parts.get(name, "").splitlines())
    return [line for line in lines if line]
