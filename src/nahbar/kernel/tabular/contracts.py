"""The shapes of the tabular reader: limits, one row, one table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from nahbar.kernel.messages import Message

Cell = str | int | float | bool | datetime | None

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or broken file from using up memory, disk or time.

    `expanded_bytes` bounds everything that one compressed file unpacks to; `expansion_ratio` bounds unpacked / packed
    once more than `ratio_free_bytes` were unpacked (deflate reaches 1,032; repetitive tables stay below 100).
    `entry_bytes` bounds one archive entry that is read whole, `part_bytes` a part of a workbook that openpyxl keeps in
    memory, `array_bytes` one JSON array that is read whole.
    `csv` knows one field limit a process, so tables that are read at the same time share `field_chars`.
    """

    field_chars: int = 1_000_000
    line_bytes: int = 16 * MEBIBYTE
    columns: int = 2_000
    expanded_bytes: int = 20 * GIBIBYTE
    expansion_ratio: int = 200
    ratio_free_bytes: int = 32 * MEBIBYTE
    entry_bytes: int = 512 * MEBIBYTE
    part_bytes: int = 128 * MEBIBYTE
    entries: int = 200_000
    array_bytes: int = 64 * MEBIBYTE


DEFAULT = Limits()


class Row(NamedTuple):
    """One data row: `number` counts data rows from 1, `line` is the line in a text file or the row of a sheet.

    `values` has one cell a header, or is empty when `problem` says why the row cannot be used. An empty text cell is
    "" or None; both mean unknown. `more` holds fields of a JSON row that the headers do not know.
    """

    number: int
    line: int
    values: tuple[Cell, ...]
    problem: Message | None = None
    more: Mapping[str, Cell] | None = None


class Table(ABC):
    """A file read as rows in constant memory; `rows()` may be called again and then starts at the top.

    `format` is "csv", "jsonl", "json", "parquet" or "xlsx"; `encoding` and `delimiter` are None where the format has
    none. `notes` tells what was decided on the way (a fallback encoding, skipped title rows). `bytes_read` of
    `size_bytes` is the progress of the latest `rows()`, in bytes of the file as it lies on the disk.
    """

    format: str
    headers: tuple[str, ...]
    encoding: str | None = None
    delimiter: str | None = None

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.size_bytes = path.stat().st_size
        self.bytes_read = 0
        self.notes: list[Message] = []

    def note(self, message: Message) -> None:
        """Add to the notes what is not said yet; a second pass over the file decides the same again."""
        if message not in self.notes:
            self.notes.append(message)

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Yield the data rows in file order; raise BadInput when the file itself breaks off."""
