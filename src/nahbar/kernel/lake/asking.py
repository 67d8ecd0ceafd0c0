"""Questions to all touchpoints: a named reduction over sealed and unsealed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.kernel.lake.reading import touchpoints
from nahbar.kernel.lake.table import COLUMNS

KERNEL = "nahbar.kernel"


def ask(house: House, name: str, columns: Sequence[str] = COLUMNS, values: Mapping[str, Any] | None = None) -> pa.Table:
    """Return the answer of the kernel's reduction `name`, which reads `touchpoints` with these columns."""
    query = load_query(KERNEL, name)
    try:
        return house.engine.reduce(query, {"touchpoints": touchpoints(house, columns)}, values)
    except duckdb.IOException:
        # An erasure has just deleted the files that we were about to read; the new ones are there.
        return house.engine.reduce(query, {"touchpoints": touchpoints(house, columns)}, values)


def count_by_kind(house: House, since: int = 0) -> Mapping[str, int]:
    """Return how many touchpoints of each kind there are since a moment in microseconds, sealed or not."""
    answer = ask(house, "touchpoint_kinds", ("kind", "time"), {"since": since})
    return {row["kind"]: row["touchpoints"] for row in answer.to_pylist()}
