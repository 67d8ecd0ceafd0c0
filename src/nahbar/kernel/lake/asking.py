"""Questions to all touchpoints: a named reduction over sealed and unsealed rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from nahbar.kernel.engine import Pieces, load_query
from nahbar.kernel.house import House
from nahbar.kernel.lake.reading import touchpoints
from nahbar.kernel.lake.table import COLUMNS

KERNEL = "nahbar.kernel"
Answer = TypeVar("Answer")


def despite_erasure(question: Callable[[], Answer]) -> Answer:
    """Return the answer of `question`, which reads touchpoints; asked again if files vanish while it reads.

    An erasure deletes the files it has rewritten; a question that listed them before finds the new ones at once.
    """
    try:
        return question()
    except duckdb.IOException:
        return question()


class Reading:
    """All touchpoints for several questions of one view: looked up once, and anew only when files vanish meanwhile."""

    def __init__(self, house: House, columns: Sequence[str]) -> None:
        self._house, self._columns = house, columns
        self._found: Pieces | None = None

    def reduce(self, query: str, tables: Mapping[str, Any]) -> pa.Table:
        """Return the answer of a reduction that reads `touchpoints` and these tables."""
        try:
            return self._answer(query, tables)
        except duckdb.IOException:
            self._found = None
            return self._answer(query, tables)

    def _answer(self, query: str, tables: Mapping[str, Any]) -> pa.Table:
        if self._found is None:
            self._found = touchpoints(self._house, self._columns)
        return self._house.engine.reduce(query, {"touchpoints": self._found, **tables})


def ask(house: House, name: str, columns: Sequence[str] = COLUMNS, asked: Mapping[str, Any] | None = None) -> pa.Table:
    """Return the answer of the kernel's reduction `name`, which reads `touchpoints` with these columns.

    `asked` is its table `asked` of one row: a place for a value is written differently by every engine, a join is not.
    """
    query = load_query(KERNEL, name)
    one_row = pa.table({column: [value] for column, value in (asked or {"": 0}).items()})
    return despite_erasure(
        lambda: house.engine.reduce(query, {"touchpoints": touchpoints(house, columns), "asked": one_row})
    )


def count_by_kind(house: House, since: int = 0) -> Mapping[str, int]:
    """Return how many touchpoints of each kind there are since a moment in microseconds, sealed or not."""
    answer = ask(house, "touchpoint_kinds", ("kind", "time"), {"since": since})
    return {row["kind"]: row["touchpoints"] for row in answer.to_pylist()}
