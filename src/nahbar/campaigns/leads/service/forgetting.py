"""Data protection: a creator who is forgotten, in links, codes, touchpoints and what leads said of their way."""

from __future__ import annotations

import re

import sqlalchemy as sa

from nahbar.campaigns.leads.schema import lead
from nahbar.campaigns.links.service import forgetting as links
from nahbar.kernel.house import House

# Shorter handles would be found in words that mean something else; they are taken out behind an @ or a platform alone.
SHORTEST_HANDLE = 6
GONE = "…"


def forget_creator(house: House, name: str) -> int:
    """Take a creator ("platform/handle") out of this room but for its campaigns; return the rows that named them.

    Answers to "how did you find us?" lose the handle alone; what customers wrote in messages stays as it is. Files of
    the store are written anew by `house.store.compact()`, which is the caller's to call.
    """
    return links.forget_creator(house, name) + _forget_answers(house, name)


def _forget_answers(house: House, name: str) -> int:
    named, count = _names(name), 0
    with house.store.write() as connection:
        # Letters beyond ASCII are lowered by Python alone, not by every engine.
        found = connection.execute(sa.select(lead.c.id, lead.c.source_said).where(lead.c.source_said != "")).all()
        for number, said in found:
            left = named.sub(GONE, said)
            if left != said:
                connection.execute(lead.update().where(lead.c.id == number).values(source_said=left))
                count += 1
    return count


def _names(name: str) -> re.Pattern[str]:
    """Return what finds a creator as people write them: platform/handle, @handle, or the handle as a whole word."""
    platform, _, handle = name.partition("/")
    before = f"(?:{re.escape(platform)}/|@)"
    if len(handle) >= SHORTEST_HANDLE:
        before += "?"
    return re.compile(rf"(?<![\w.@/]){before}{re.escape(handle)}(?![\w])(?!\.\w)", re.IGNORECASE)
