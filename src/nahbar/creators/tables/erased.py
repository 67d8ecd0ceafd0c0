"""Who was erased, by pseudonym: of somebody who must not be kept nothing else is."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.creators.tables.schema import erased_person


def keep_out(connection: sa.Connection, person: int, at: int) -> None:
    """Remember that a person must not be kept."""
    allow_again(connection, person)
    connection.execute(erased_person.insert().values(person_key=person, at=at))


def allow_again(connection: sa.Connection, person: int) -> bool:
    """Forget that a person must not be kept; return whether it was remembered."""
    return bool(connection.execute(erased_person.delete().where(erased_person.c.person_key == person)).rowcount)


def erased_people(connection: sa.Connection) -> frozenset[int]:
    """Return the pseudonyms of everybody who must not be kept."""
    return frozenset(connection.execute(sa.select(erased_person.c.person_key)).scalars())
