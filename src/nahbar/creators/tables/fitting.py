"""What the fit reads of the store: the brand, names, insights of audiences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.creators.tables.schema import brand, creator, insight

THE_ONE = 1


def get_brand(connection: sa.Connection) -> sa.Row[Any] | None:
    """Return the brand's row; None while nobody has written one."""
    return connection.execute(sa.select(brand).where(brand.c.id == THE_ONE)).first()


def put_brand(connection: sa.Connection, profile: str, who: str, at: int) -> int:
    """Keep the profile and return its version."""
    known = get_brand(connection)
    version = 1 if known is None else known.version + 1
    values = {"version": version, "profile": profile, "who": who, "changed_at": at}
    if known is None:
        connection.execute(brand.insert().values(id=THE_ONE, **values))
    else:
        connection.execute(brand.update().where(brand.c.id == THE_ONE).values(**values))
    return version


def names_of(connection: sa.Connection, ids: Sequence[int]) -> Sequence[sa.Row[Any]]:
    """Return (id, version, platform, handle, name, followers) of these creators by id."""
    columns = [creator.c[name] for name in ("id", "version", "platform", "handle", "name", "followers")]
    return connection.execute(sa.select(*columns).where(creator.c.id.in_(ids)).order_by(creator.c.id)).all()


def insights_of(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str, float, int]]]:
    """Return (dimension, value, share, observed_at) by creator."""
    names = ("creator_id", "dimension", "value", "share", "observed_at")
    rows = sa.select(*(insight.c[name] for name in names)).where(insight.c.creator_id.in_(ids))
    found: dict[int, list[tuple[str, str, float, int]]] = {}
    for one, *rest in connection.execute(rows.order_by(insight.c.creator_id, insight.c.id)):
        dimension, value, share, observed_at = rest
        found.setdefault(one, []).append((dimension, value, share, observed_at))
    return found
