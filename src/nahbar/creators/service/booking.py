"""What other rooms may ask about a creator whom they work with: who it is, what they cost, what they posted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.creators.disclosure.rules import HIDDEN, RULES, SUGGESTED, WORDING
from nahbar.creators.service.lists import creator_row
from nahbar.creators.tables import reading
from nahbar.creators.tables.lists import find_creator as find_row
from nahbar.creators.tables.portfolio import prices
from nahbar.kernel.messages import Message


@dataclass(frozen=True, slots=True)
class KnownCreator:
    """A creator as other rooms see them; the price is in hundredths of its currency, None where none is known."""

    id: int
    platform: str
    handle: str
    name: str
    language: str | None
    followers: int | None
    price_cents: int | None
    currency: str | None

    @property
    def label(self) -> str:
        """The creator's address, "platform/handle"."""
        return f"{self.platform}/{self.handle}"


@dataclass(frozen=True, slots=True)
class ImportedPost:
    """A post of a creator as it was imported; times in seconds since 1970."""

    post_id: str
    posted_at: int
    text: str
    kind: str
    url: str
    paid_label: bool


@dataclass(frozen=True, slots=True)
class DisclosureWording:
    """How a law wants advertising called: the word to begin with, the rules behind it, and their sources."""

    suggested: str
    rules: Sequence[tuple[str, Message, str]]


def find_creator(connection: sa.Connection, name: str) -> KnownCreator:
    """Return the creator "platform/handle"; raises NotFound with near matches."""
    row = creator_row(connection, name)
    return creators_by_id(connection, [row.id])[row.id]


def creators_by_id(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, KnownCreator]:
    """Return these creators by id; those that are gone are left out."""
    priced = prices(connection)
    found = {}
    for row in reading.creator_rows(connection, list(ids)):
        cents, currency = priced.get(row.id, (None, None))
        who = (row.id, row.platform, row.handle, row.name or row.handle, row.language, row.followers)
        found[row.id] = KnownCreator(*who, cents, currency)
    return found


def creator_names(connection: sa.Connection, labels: Collection[str]) -> Mapping[str, str]:
    """Return the names of creators "platform/handle" by label; those that are not known here are left out."""
    found = {}
    for label in labels:
        platform, _, handle = label.partition("/")
        row = find_row(connection, platform, handle.casefold())
        if row is not None:
            found[label] = row.name or row.handle
    return found


def imported_posts(connection: sa.Connection, creator_id: int, limit: int = 50) -> Sequence[ImportedPost]:
    """Return the newest posts of a creator that were imported with a text."""
    rows = reading.newest_posts(connection, creator_id, limit)
    return [
        ImportedPost(one.post_key, one.posted_at, one.text, one.kind or "", one.url or "", bool(one.paid_label))
        for one in rows
        if one.text and one.posted_at is not None
    ]


def disclosure_wording(law: str) -> DisclosureWording:
    """Return what a brief says on advertising labels under a law of `LAWS`."""
    ids = dict.fromkeys((WORDING[law], HIDDEN[law]))
    return DisclosureWording(SUGGESTED[law], [(one, RULES[one].text, RULES[one].source) for one in ids])
