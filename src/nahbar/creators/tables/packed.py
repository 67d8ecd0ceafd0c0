"""Many whole numbers out of the store at once.

A driver makes a Python object of every cell: of a million comments that takes longer than the query. Here the database
writes each column of a group of rows as one text, which numpy reads (four times as fast on SQLite).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

# Stands for NULL, which an aggregate would leave out; no count, time or key is that far below zero.
NOTHING = -(2**63)
# Texts of so many groups are held at once.
FETCH_GROUPS = 50


def packed_rows(connection: sa.Connection, statement: sa.Select[Any], group: sa.Column[Any], schema: Any) -> Any:
    """Return the answer as an Arrow table of `schema`, which has whole numbers and yes/no only.

    Rows come group by group; within a group in any order.
    """
    texts = [_as_text(column) for column in statement.selected_columns]
    cursor = connection.execute(statement.with_only_columns(*texts).group_by(group).order_by(group))
    batches = []
    while rows := cursor.fetchmany(FETCH_GROUPS):
        arrays = [_array(cells, field) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _as_text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    number = sa.cast(column, sa.Integer) if isinstance(column.type, sa.Boolean) else column
    return sa.func.aggregate_strings(sa.cast(sa.func.coalesce(number, NOTHING), sa.String), ",")


def _array(cells: Sequence[str], field: Any) -> Any:
    numbers = np.fromstring(",".join(cells), dtype=np.int64, sep=",")
    unknown = numbers == NOTHING
    return pa.array(numbers, mask=unknown if unknown.any() else None).cast(field.type)
