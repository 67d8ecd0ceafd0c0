"""Path files as batches of columns: large CSV through the engine's own reader, everything else row by row.

Splitting a path at its separators happens here, on the way in: engines have no common function for it (DuckDB
string_split, Spark split, ClickHouse splitByString, and three ways to unnest), while everything after it is the same SQL
for all of them. A cluster that keeps paths as rows of steps skips this part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.kernel.messages import Message
from nahbar.kernel.tabular import Cell, Table, open_table
from nahbar.kernel.tabular.delimited import CsvTable
from nahbar.kernel.tabular.values import NumberStyle, Unreadable, guess_number_style
from nahbar.worth.attribution.contracts import Refusal
from nahbar.worth.attribution.rows import Columns, PathRow, find_columns, read_row

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# From here on the engine's reader is worth its start; below, the reader that knows every oddity is as fast.
LARGE_BYTES = 4_000_000
BATCH_ROWS = 245_760
GZIP_MAGIC = b"\x1f\x8b"
READER_MEMORY = "400MB"
STYLE_ROWS = 1000
SHOWN_REFUSALS = 100


@dataclass(frozen=True, slots=True, eq=False)
class PathBatch:
    """Some rows: `steps` is an Arrow list of texts a row, the others hold one figure a row; `number` counts from 1.

    Steps may have spaces around them, and one may be empty; whoever names them notices that.
    """

    number: Ints
    steps: Any
    conversions: Ints
    nulls: Ints
    value: Floats


@dataclass(slots=True)
class PathFile:
    """An opened path file; `refused` and `refusals` are complete when its batches have been read."""

    path: Path
    table: Table
    columns: Columns
    style: NumberStyle | None = None
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, row: int, reason: Message) -> None:
        """Count a row that cannot be used; the first hundred are kept with their reason."""
        self.refused += 1
        if len(self.refusals) < SHOWN_REFUSALS:
            self.refusals.append(Refusal(row, reason))


def open_paths(path: Path) -> PathFile:
    """Open a path file. Raises BadInput or NotFound when it is no table or lacks a column."""
    table = open_table(path)
    columns = find_columns(table.headers, path.name)
    return PathFile(path, table, columns, _style(table, columns.value))


def _style(table: Table, column: int | None) -> NumberStyle | None:
    if column is None:
        return None
    rows = islice((row.values for row in table.rows() if row.problem is None), STYLE_ROWS)
    return guess_number_style(values[column] for values in rows)


def suits_engine(file: PathFile) -> bool:
    """Whether the engine's reader can read the file: large, CSV, UTF-8, decimal points, nothing above the header."""
    table = file.table
    plain = isinstance(table, CsvTable) and table.encoding == "utf-8" and not table.notes
    return plain and table.size_bytes >= LARGE_BYTES and file.style is not NumberStyle.COMMA


def batches_by_row(file: PathFile) -> Iterator[PathBatch]:
    """Yield the rows of any table that the kernel can read."""
    rows = file.table.rows()
    while taken := list(islice(rows, BATCH_ROWS)):
        for row in taken:
            if row.problem is not None:
                file.refuse(row.number, row.problem)
        yield _read(file, [(row.number, row.values) for row in taken if row.problem is None])


def batches_by_engine(file: PathFile) -> Iterator[PathBatch]:
    """Yield the rows of a large CSV file in their order; rows that look odd are read again one by one.

    Raises duckdb.Error for a file whose quoting or number of fields is broken somewhere.
    """
    settings = {"threads": "2", "memory_limit": READER_MEMORY, "autoinstall_known_extensions": "false"}
    with duckdb.connect(config=settings) as connection:
        reader = connection.sql(_query(file), params=_reading(file)).to_arrow_reader(BATCH_ROWS)
        before = 0
        for batch in reader:
            yield from _checked(file, batch, before)
            before += batch.num_rows


def _query(file: PathFile) -> str:
    columns = file.columns
    names = {f"c{k}": "VARCHAR" for k in range(len(file.table.headers))}
    numbers = {
        "conversions": f"TRY_CAST(c{columns.conversions} AS DOUBLE)",
        "nulls": "0.0" if columns.null is None else f"TRY_CAST(c{columns.null} AS DOUBLE)",
        # Nothing was earned where nothing was converted, also where the cell is empty.
        "value": "0.0"
        if columns.value is None
        else f"COALESCE(TRY_CAST(c{columns.value} AS DOUBLE), CASE WHEN c{columns.value} IS NULL AND conversions = 0 THEN 0 END)",
    }
    whole = [f"COALESCE({one} >= 0 AND {one} = FLOOR({one}), FALSE)" for one in ("conversions", "nulls")]
    fine = " AND ".join([*whole, "COALESCE(value >= 0 AND value < 'inf'::DOUBLE, FALSE)", "path IS NOT NULL"])
    cells = ", ".join(names)
    return f"""
        WITH given AS (
            SELECT c{columns.path} AS path, {", ".join(f"{text} AS {name}" for name, text in numbers.items())}, {cells}
            FROM read_csv($path, delim=$delimiter, compression=$packed, columns={names}, header=true,
                          auto_detect=false, quote='"', escape='"')
        )
        SELECT string_split(path, '>') AS steps, conversions, nulls, value,
               CASE WHEN NOT ({fine}) THEN [{cells}] END AS odd
        FROM given
    """  # noqa: S608 -- names and expressions are made here; what comes from the file is a parameter


def _reading(file: PathFile) -> dict[str, str]:
    with file.path.open("rb") as raw:
        packed = raw.read(2) == GZIP_MAGIC
    delimiter = str(file.table.delimiter)
    return {"path": str(file.path), "delimiter": delimiter, "packed": "gzip" if packed else "none"}


def _checked(file: PathFile, batch: Any, before: int) -> Iterator[PathBatch]:
    odd = batch.column("odd")
    numbers = np.arange(before + 1, before + 1 + len(odd))
    if odd.null_count < len(odd):
        is_odd = odd.is_valid().to_numpy(zero_copy_only=False)
        yield _read(file, [(int(numbers[k]), odd[int(k)].as_py()) for k in np.flatnonzero(is_odd)])
        batch, numbers = batch.filter(odd.is_null()), numbers[~is_odd]
    figures = [batch.column(name).to_numpy() for name in ("conversions", "nulls", "value")]
    yield PathBatch(numbers, batch.column("steps"), figures[0].astype(np.int64), figures[1].astype(np.int64), figures[2])


def _read(file: PathFile, rows: Sequence[tuple[int, Sequence[Cell]]]) -> PathBatch:
    good: list[tuple[int, PathRow]] = []
    for number, cells in rows:
        try:
            good.append((number, read_row(cells, file.columns, file.style)))
        except Unreadable as error:
            file.refuse(number, error.reason)
    return PathBatch(
        np.array([number for number, _ in good], dtype=np.int64),
        pa.array([row.steps for _, row in good], type=pa.list_(pa.string())),
        np.array([row.conversions for _, row in good], dtype=np.int64),
        np.array([row.nulls for _, row in good], dtype=np.int64),
        np.array([row.value for _, row in good], dtype=np.float64),
    )
