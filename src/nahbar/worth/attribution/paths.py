"""Path files as batches of columns: large CSV through Arrow's reader, everything else row by row.

Splitting a path at its separators happens here, on the way in: engines have no common function for it (DuckDB
string_split, Spark split, ClickHouse splitByString, and three ways to unnest), while everything after it is the same
SQL for all of them. A cluster that keeps paths as rows of steps skips this part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import compute, csv

from nahbar.kernel.messages import Message
from nahbar.kernel.tabular import Cell, Table, open_table
from nahbar.kernel.tabular.delimited import CsvTable
from nahbar.kernel.tabular.values import NumberStyle, Unreadable, guess_number_style
from nahbar.worth.attribution.contracts import Refusal
from nahbar.worth.attribution.rows import MOST_JOURNEYS, SEPARATOR, Columns, PathRow, find_columns, read_row

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Above this the reader that knows every oddity, a row at a time, would be felt.
LARGE_BYTES = 4_000_000
BATCH_ROWS = 100_000
# Two batches at work and one in waiting stay below 200 MB.
BLOCK_BYTES = 8_000_000
GZIP_MAGIC = b"\x1f\x8b"
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


def is_plain(file: PathFile) -> bool:
    """Whether the fast reader can read the file: large, CSV, UTF-8, decimal points, nothing above the header."""
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


def batches_by_column(file: PathFile) -> Iterator[PathBatch]:
    """Yield the rows of a large CSV file in their order; rows that look odd are read again one by one.

    Raises pyarrow.ArrowInvalid for a file whose quoting, encoding or number of fields is broken somewhere.
    """
    names = [f"c{k}" for k in range(len(file.table.headers))]
    reading = csv.ReadOptions(block_size=BLOCK_BYTES, column_names=names, skip_rows=1)
    parsing = csv.ParseOptions(delimiter=str(file.table.delimiter))
    # An empty cell means unknown, and nothing else does.
    types = dict.fromkeys(names, pa.string())
    converting = csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    before = 0
    with pa.input_stream(str(file.path), compression=_packing(file.path)) as stream:
        for batch in csv.open_csv(stream, reading, parsing, converting):
            yield from _checked(file, batch, before)
            before += batch.num_rows


def _packing(path: Path) -> str | None:
    with path.open("rb") as raw:
        return "gzip" if raw.read(2) == GZIP_MAGIC else None


def _checked(file: PathFile, batch: Any, before: int) -> Iterator[PathBatch]:
    number = np.arange(before + 1, before + 1 + batch.num_rows)
    conversions, nulls, value = _figures(file.columns, batch)
    whole = [(one >= 0) & (one <= MOST_JOURNEYS) & (one == np.floor(one)) for one in (conversions, nulls)]
    # Nothing was earned where nothing was converted, also where the cell is empty.
    value = np.where(np.isnan(value) & (conversions == 0), 0.0, value)
    steps = batch.column(file.columns.path)
    fine = whole[0] & whole[1] & (value >= 0) & np.isfinite(value) & steps.is_valid().to_numpy(zero_copy_only=False)
    if not fine.all():
        odd = batch.filter(pa.array(~fine))
        rows = zip(*(column.to_pylist() for column in odd.columns), strict=True)
        yield _read(file, list(zip(number[~fine].tolist(), rows, strict=True)))
        steps, number = steps.filter(pa.array(fine)), number[fine]
        conversions, nulls, value = conversions[fine], nulls[fine], value[fine]
    split = compute.split_pattern(steps, SEPARATOR)
    yield PathBatch(number, split, conversions.astype(np.int64), nulls.astype(np.int64), value)


def _figures(columns: Columns, batch: Any) -> tuple[Floats, Floats, Floats]:
    found = (columns.conversions, columns.null, columns.value)
    first, second, third = (
        np.zeros(batch.num_rows) if column is None else _floats(batch.column(column)) for column in found
    )
    return first, second, third


def _floats(texts: Any) -> Floats:
    """Return the numbers, NaN where a cell is empty; all NaN where one of the cells is no plain number."""
    try:
        return np.asarray(texts.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
    except pa.ArrowInvalid:
        return np.full(len(texts), np.nan)


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
