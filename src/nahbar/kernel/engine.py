"""The engine: named `.sql` reductions over Arrow tables and Parquet files, behind one small protocol.

A reduction reads the tables it names and answers one small table. The same text is transpiled for Spark and ClickHouse
(nahbar.kernel.portable), so that a cluster can run it over the same columns.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import duckdb
import pyarrow as pa

# pyarrow ships no types: an Arrow table, or the path of a Parquet file.
Relation: TypeAlias = Any


class Engine(Protocol):
    """Runs a reduction; implementations exist for the embedded engine and may exist for a cluster."""

    def reduce(self, query: str, tables: Mapping[str, Relation], values: Mapping[str, Any] | None = None) -> pa.Table:
        """Return the answer of `query`, whose FROM clauses name `tables` and whose `$name` places take `values`."""
        ...


class DuckEngine:
    """The embedded engine: one in-memory DuckDB, one cursor a thread, no extension, no network."""

    def __init__(self, threads: int = 2, memory_mb: int = 1024) -> None:
        self._root = duckdb.connect(
            config={
                "threads": str(threads),
                "memory_limit": f"{memory_mb}MB",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "python_enable_replacements": "false",
            }
        )
        self._local = threading.local()

    def reduce(self, query: str, tables: Mapping[str, Relation], values: Mapping[str, Any] | None = None) -> pa.Table:
        """Return the answer of `query` as an Arrow table."""
        cursor = self._cursor()
        for name, relation in tables.items():
            if isinstance(relation, Path):
                cursor.read_parquet(str(relation)).create_view(name, replace=True)
            else:
                cursor.register(name, relation)
        try:
            return cursor.sql(query, params=dict(values or {})).to_arrow_table()
        finally:
            for name, relation in tables.items():
                if not isinstance(relation, Path):
                    cursor.unregister(name)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._root.cursor()
        cursor: duckdb.DuckDBPyConnection = self._local.cursor
        return cursor


@functools.cache
def load_query(package: str, name: str) -> str:
    """Return the text of the reduction `name` of a room, for example load_query("nahbar.creators", "post_comments")."""
    return resources.files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
