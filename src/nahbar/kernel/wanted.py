"""Looks many rows up by their keys at once, through an index, on SQLite and on PostgreSQL.

`(a, b) IN (VALUES ...)` reads SQLite's whole index, and a statement with thousands of parameters takes longer to build
than to run. One JSON parameter does neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


def joined_on_keys(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], keys: Iterable[tuple[Any, ...]]
) -> sa.FromClause:
    """Return `table` joined with the wanted keys: its rows whose `columns` equal one of `keys`."""
    parts: list[sa.ColumnElement[Any]]
    listed = [list(key) for key in dict.fromkeys(keys)]
    if connection.dialect.name == "sqlite":
        wanted = sa.func.json_each(msgspec.json.encode(listed).decode()).table_valued("value", name="wanted")
        parts = [sa.func.json_extract(wanted.c.value, f"$[{place}]") for place in range(len(columns))]
    else:
        wanted = sa.func.jsonb_array_elements(sa.cast(listed, JSONB)).table_valued(
            sa.column("value", JSONB), name="wanted"
        )
        parts = [sa.cast(wanted.c.value.op("->>")(place), table.c[name].type) for place, name in enumerate(columns)]
    same = [table.c[name] == part for name, part in zip(columns, parts, strict=True)]
    return wanted.join(table, sa.and_(*same))
