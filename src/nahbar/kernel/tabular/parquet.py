"""Parquet, streamed batch by batch within one row group at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Value, msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.contracts import Cell, Limits, Row, Table
from nahbar.kernel.tabular.headers import unique_headers
from nahbar.kernel.tabular.jsonlines import flat

BATCH_ROWS = 8_192


class ParquetTable(Table):
    """A Parquet file; `line` of a row is its number."""

    format = "parquet"

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        with self._open() as file:
            self.headers = unique_headers(file.schema_arrow.names)
            self.rows_total = int(file.metadata.num_rows)
            self._check_expansion(file.metadata)
        if not self.headers:
            raise problems.empty(path)

    def _open(self) -> Any:
        try:
            return pq.ParquetFile(self.path, memory_map=False, pre_buffer=False)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise self._damaged(0, error) from error

    def _check_expansion(self, metadata: Any) -> None:
        unpacked = sum(int(metadata.row_group(index).total_byte_size) for index in range(metadata.num_row_groups))
        allowed = max(self.limits.ratio_free_bytes, self.limits.expansion_ratio * self.size_bytes)
        if unpacked > min(allowed, self.limits.expanded_bytes):
            where: dict[str, Value] = {"file": self.path.name, "unpacked": unpacked, "bytes": self.size_bytes}
            raise problems.too_large(
                msg("{file} unpacks to more than is allowed: {unpacked} bytes from {bytes} bytes.", **where)
            )

    def _damaged(self, row: int, error: Exception) -> BadInput:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        where: dict[str, Value] = {"file": self.path.name, "row": row, "reason": reason}
        return problems.damaged(msg("{file} is damaged after row {row}: {reason}.", **where))

    def rows(self) -> Iterator[Row]:
        """Yield the rows; nested cells become JSON text, decimals text, dates midnight."""
        number = 0
        with self._open() as file:
            batches = file.iter_batches(batch_size=BATCH_ROWS, use_threads=False)
            while True:
                try:
                    batch = next(batches)
                except StopIteration:
                    break
                except (pa.ArrowException, OSError) as error:
                    raise self._damaged(number, error) from error
                columns = [_cells(column) for column in batch.columns]
                for values in zip(*columns, strict=True):
                    number += 1
                    yield self._row(number, values)
                self.bytes_read = self.size_bytes * number // max(self.rows_total, 1)
        self.bytes_read = self.size_bytes

    def _row(self, number: int, values: tuple[Cell, ...]) -> Row:
        if any(isinstance(value, str) and len(value) > self.limits.field_chars for value in values):
            return Row(number, number, (), problems.field_too_long(self.limits.field_chars))
        return Row(number, number, values)


def _cells(column: Any) -> list[Cell]:
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    values = column.to_pylist()
    plain = (
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)
        or pa.types.is_floating(kind) or pa.types.is_boolean(kind) or pa.types.is_timestamp(kind)
    )  # fmt: skip
    return values if plain else [_plain(value) for value in values]


def _plain(value: object) -> Cell:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # a date has no zone
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict | list | tuple):
        return flat(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
