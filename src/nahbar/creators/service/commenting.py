"""Which of some handles have commented: asked by other rooms only for people who gave their handle with consent."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from nahbar.creators.pseudonyms import person_key
from nahbar.creators.service.imports.keys import trusted_key
from nahbar.creators.tables.schema import comment
from nahbar.kernel.house import House
from nahbar.kernel.wanted import joined_on_keys


def who_commented(house: House, handles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those (platform, handle) of `handles` who wrote a comment that was imported."""
    if not handles:
        return set()
    with house.store.read() as connection:
        key = trusted_key(house, connection)
        keys = {one: person_key(key, *one) for one in handles}
        wanted = joined_on_keys(connection, comment, ("author_key",), [(number,) for number in set(keys.values())])
        there = set(connection.execute(sa.select(comment.c.author_key).select_from(wanted).distinct()).scalars())
    return {one for one, number in keys.items() if number in there}
