"""The engine: named `.sql` reductions over Arrow tables and Parquet files, behind one small protocol.

A reduction reads the tables it names and answers one small table. The same text is transpiled for Spark and ClickHouse
(nahbar.kernel.portable), so that a cluster can run it over the same columns.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# pyarrow ships no types: an Arrow table, the path of a Parquet file, or Pieces.
Relation: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Pieces:
    """One relation out of several parts: Parquet files and the Arrow table `rest`, whose columns it has."""

    files: Sequence[str]
    rest: pa.Table


class Engine(Protocol):
    """Runs a reduction; implementations exist for the embedded engine and may exist for a cluster."""

    def reduce(self, query: str, tables: Mapping[str, Relation], values: Mapping[str, Any] | None = None) -> pa.Table:
        """Return the answer of `query`, whose FROM clauses name `tables` and whose `$name` places take `values`."""
        ...


REST = "_rest"


class DuckEngine:
    """The embedded engine: one in-memory DuckDB, one cursor a thread, no extension, no network."""

    def __init__(self, threads: int = 2, memory_mb: int = 1024) -> None:
        self._config: dict[str, str | bool | int | float | list[str]] = {
            "threads": str(threads),
            "memory_limit": f"{memory_mb}MB",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        }
        self._root: duckdb.DuckDBPyConnection | None = None
        self._opening = threading.Lock()
        self._local = threading.local()

    def reduce(self, query: str, tables: Mapping[str, Relation], values: Mapping[str, Any] | None = None) -> pa.Table:
        """Return the answer of `query` as an Arrow table."""
        cursor = self._cursor()
        for name, relation in tables.items():
            if isinstance(relation, Pieces):
                _put_together(cursor, name, relation)
            elif isinstance(relation, Path):
                cursor.read_parquet(str(relation)).create_view(name, replace=True)
            else:
                cursor.register(name, relation)
        try:
            return cursor.sql(query, params=dict(values or {})).to_arrow_table()
        finally:
            for name, relation in tables.items():
                if isinstance(relation, Pieces):
                    cursor.unregister(f"{name}{REST}")
                elif not isinstance(relation, Path):
                    cursor.unregister(name)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._opened().cursor()
            # It would be written into the output of a command.
            self._local.cursor.execute("SET enable_progress_bar = false")
        cursor: duckdb.DuckDBPyConnection = self._local.cursor
        return cursor

    def _opened(self) -> duckdb.DuckDBPyConnection:
        """Return the database, opened at the first question: most of what a house is opened for asks none."""
        import duckdb

        with self._opening:
            if self._root is None:
                self._root = duckdb.connect(config=self._config)
            return self._root


def _put_together(cursor: duckdb.DuckDBPyConnection, name: str, pieces: Pieces) -> None:
    """Make the view `name` over the files and the rest; of this cursor alone, since others may read other files."""
    cursor.register(f"{name}{REST}", pieces.rest)
    columns = ", ".join(f'"{column}"' for column in pieces.rest.column_names)
    parts = [f'SELECT {columns} FROM "{name}{REST}"']  # noqa: S608 - names of our own columns
    if pieces.files:
        files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in pieces.files)
        read = f"read_parquet([{files}], hive_partitioning = false)"
        parts.append(f"SELECT {columns} FROM {read}")  # noqa: S608 - names of our own columns and files
    cursor.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {" UNION ALL ".join(parts)}')


@functools.cache
def load_query(package: str, name: str) -> str:
    """Return the text of the reduction `name` of a room, for example load_query("nahbar.creators", "post_comments")."""
    return resources.files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
