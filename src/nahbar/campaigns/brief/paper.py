"""A brief on A4."""

from __future__ import annotations

from nahbar.campaigns.brief.contracts import LISTS, PARTS, Brief, lines_of
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg


def brief_paper(brief: Brief, campaign: str, brand: str, said: Language, day: int) -> bytes:
    """Return a brief as PDF; empty parts are left out. `day` is the day of its version."""
    # The library of PDFs is slow to load, and most visitors want none.
    from nahbar.campaigns.paper import Sheet

    foot = msg("{brand:raw} · Brief, version {version} of {day:date}", brand=brand, version=brief.version, day=day)
    if not brief.version:
        foot = msg("{brand:raw} · Brief, a first text that is not saved yet", brand=brand)
    sheet = Sheet(campaign, brand, brief.language, said.message(foot))
    sheet.add("over", said.message(msg("{brand:raw} · Brief", brand=brand)))
    sheet.add("title", campaign)
    for name, title in PARTS.items():
        lines = lines_of(brief.parts, name)
        if not lines:
            continue
        sheet.add("heading", said.message(title))
        for line in lines:
            sheet.add("point" if name in LISTS or len(lines) > 2 else "text", line)
    if sheet.lost:
        sheet.space(4)
        left_out = msg("{n} {n|sign|signs} such as emoji cannot be printed here; they stand on the page.", n=sheet.lost)
        sheet.add("over", said.message(left_out))
    return sheet.pdf()
