"""Searches that people keep: each tells who is new since somebody last looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from nahbar.creators.contracts import Overview
from nahbar.creators.search.hits import Hit
from nahbar.creators.service.finding.indexing import current_index, is_behind
from nahbar.creators.service.finding.searching import Question, hits_of, rank
from nahbar.creators.service.lists import overview
from nahbar.creators.tables import searching
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NotFound, Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

LONGEST_NAME = 200
# Who stands further down is not called new when they move up.
WATCHED = 1_000
SHOWN = 100


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with its name; `new` counts who is found now and was not at the last look."""

    id: int
    name: str
    question: Question
    who: str
    looked_at: int
    found: int
    new: int


def save_search(house: House, name: str, question: Question, who: str) -> int:
    """Keep a search under a name (one of the same name is replaced) and return its id; who is there now is not new."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(
            msg("A saved search needs a name of at most {n} characters.", n=LONGEST_NAME),
            msg("Give it a short name."),
            kind="name",
        )
    ids = _found(house, question)
    values = {
        "name": name,
        "question": msgspec.json.encode(question).decode(),
        "who": who,
        "created_at": now(),
        "looked_at": now(),
        "seen": msgspec.json.encode(ids).decode(),
    }
    with house.store.write() as connection:
        return searching.add_search(connection, values)


def _found(house: House, question: Question) -> list[int]:
    ranked, _, _ = rank(house, current_index(house), question)
    return [one for one, _ in ranked[:WATCHED]]


def _found_still(house: House, question: Question) -> list[int]:
    try:
        return _found(house, question)
    except NotFound:
        # Whoever others were to be like is gone, as after an undone import; the search stays until it is dropped.
        return []


def list_searches(house: House) -> Sequence[SavedSearch]:
    """Return the saved searches by name, each with how many it finds and how many of those are new."""
    with house.store.read() as connection:
        rows = searching.list_searches(connection)
    found = []
    for row in rows:
        question = msgspec.json.decode(row.question, type=Question)
        ids = _found_still(house, question)
        new = len(set(ids) - set(msgspec.json.decode(row.seen)))
        found.append(SavedSearch(row.id, row.name, question, row.who, row.looked_at, len(ids), new))
    return found


def overview_with_news(house: House) -> Overview:
    """Return what the start page shows of this room, with the kept searches that found somebody new.

    While the index is far behind the start page does not wait for it, and it does without where the disk is full.
    """
    found = overview(house)
    if is_behind(house):
        return found
    try:
        return replace(found, news=[(one.id, one.name, one.new) for one in list_searches(house) if one.new])
    except Unavailable:
        return found


@dataclass(frozen=True, slots=True)
class Look:
    """A saved search as somebody looks at it: who is new since the last look, and who was known, best first."""

    name: str
    new: Sequence[Hit]
    known: Sequence[Hit]


def look_at_search(house: House, search_id: int) -> Look:
    """Return who is found by a saved search; from now on none of them is new. Raises NotFound."""
    with house.store.read() as connection:
        row = searching.get_search(connection, search_id)
    if row is None:
        raise _unknown()
    question = msgspec.json.decode(row.question, type=Question)
    ids = _found_still(house, question)
    if not ids:
        return Look(row.name, [], [])
    seen = set(msgspec.json.decode(row.seen))
    new = hits_of(house, question, [one for one in ids if one not in seen])
    known = hits_of(house, question, [one for one in ids if one in seen][:SHOWN])
    with house.store.write() as connection:
        kept = msgspec.json.encode(sorted(seen | set(ids))).decode()
        searching.change_search(connection, search_id, looked_at=now(), seen=kept)
    return Look(row.name, new, known)


def drop_search(house: House, search_id: int) -> None:
    """Forget a saved search. Raises NotFound."""
    with house.store.write() as connection:
        if not searching.drop_search(connection, search_id):
            raise _unknown()


def _unknown() -> NotFound:
    return NotFound(msg("There is no such saved search."), msg("Look at the list of saved searches."))
