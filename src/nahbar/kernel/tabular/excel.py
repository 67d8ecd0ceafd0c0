"""Excel workbooks (.xlsx), streamed row by row from the first sheet that holds anything."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Value, msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.archives import open_archive
from nahbar.kernel.tabular.contracts import Cell, Limits, Row, Table
from nahbar.kernel.tabular.headers import header_row, unique_headers

HEAD_ROWS = 100
# Entities in a workbook serve only to blow it up; the office format forbids document types altogether.
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
PROLOGUE_BYTES = 4_096
# Excel keeps 15 digits and fills up with zeros; other programs may write more, and those are kept.
EXACT, ROUNDING = 10**15, 1_000
# No workbook has more rows; a forged row number would make openpyxl fill the gap for ever.
MAX_SHEET_ROWS = 1_048_576
KEPT_PARTS = ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
Cells = tuple[Any, ...]


class ExcelTable(Table):
    """The first non-empty sheet of a workbook; `line` of a row is its row in the sheet."""

    format = "xlsx"

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        self._check()
        self.sheet, first = self._first_sheet()
        self.skipped = header_row(first)
        self.headers = unique_headers(trimmed(first[self.skipped] if first else ()))
        titles = sum(1 for row in first[: self.skipped] if any(cell is not None for cell in row))
        if titles:
            self.note(msg("{n} title {n|row|rows} above the header {n|was|were} skipped.", n=titles))

    def _check(self) -> None:
        with open_archive(self.path, self.limits) as archive:
            if not any(name.startswith("xl/") for name in archive.names):
                raise problems.wrong_format(
                    msg("{file} is a ZIP archive, not a table.", file=self.path.name),
                    msg(
                        "Unpack it and import the tables inside. For the export of an account use "
                        "`nahbar import instagram-export` or `nahbar import tiktok-export`."
                    ),
                )
            for name, entry in archive.entries.items():
                if name in KEPT_PARTS and entry.file_size > self.limits.part_bytes:
                    where: dict[str, Value] = {"file": self.path.name, "entry": name}
                    raise problems.too_large(msg("{file} unpacks to more than is allowed: {entry}.", **where))
                if name.endswith((".xml", ".rels")):
                    self._check_part(archive.file, name)

    def _check_part(self, file: zipfile.ZipFile, name: str) -> None:
        try:
            with file.open(name) as part:
                prologue = part.read(PROLOGUE_BYTES)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise problems.damaged(msg("{file} is damaged in {entry}.", file=self.path.name, entry=name)) from error
        if DOCTYPE.search(prologue.replace(b"\0", b"")):
            where: dict[str, Value] = {"file": self.path.name, "entry": name}
            raise problems.unsafe(msg("{file} declares a document type in {entry}.", **where))

    def _first_sheet(self) -> tuple[str, list[Cells]]:
        with self.path.open("rb") as file:
            book = self._load(file)
            for sheet in book.worksheets:
                rows = list(islice(self._sheet_rows(sheet), HEAD_ROWS))
                if any(any(cell is not None for cell in row) for row in rows):
                    return sheet.title, rows
        raise problems.empty(self.path)

    def _load(self, file: Any) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # openpyxl lets errors of every kind through on damaged parts
            raise self._damaged(0, error) from error

    def _damaged(self, row: int, error: Exception) -> BadInput:
        where: dict[str, Value] = {"file": self.path.name, "row": row, "reason": type(error).__name__}
        return problems.damaged(msg("{file} is damaged after row {row} of its sheet ({reason}).", **where))

    def _sheet_rows(self, sheet: Any) -> Iterator[Cells]:
        # Some programs state the extent of a sheet wrongly; without it openpyxl reads what is there.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True)
        number = 0
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    row = next(rows)
            except StopIteration:
                return
            except Exception as error:  # as in _load
                raise self._damaged(number, error) from error
            number += 1
            if number > MAX_SHEET_ROWS:
                raise self._damaged(number, ValueError())
            yield row

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header that hold anything; formulas give their last computed value."""
        width, number = len(self.headers), 0
        with self.path.open("rb") as file:
            sheet = self._load(file)[self.sheet]
            for line, cells in enumerate(self._sheet_rows(sheet), start=1):
                self.bytes_read = max(self.bytes_read, min(file.tell(), self.size_bytes)) if line > 1 else 0
                values = trimmed(cells)
                if line <= self.skipped + 1 or not values:
                    continue
                number += 1
                yield self._row(number, line, values, width)
        self.bytes_read = self.size_bytes

    def _row(self, number: int, line: int, values: Cells, width: int) -> Row:
        if len(values) > width:
            return Row(number, line, (), problems.too_many_fields(len(values), width))
        cells = tuple(_cell(value) for value in values) + (None,) * (width - len(values))
        if any(isinstance(cell, str) and len(cell) > self.limits.field_chars for cell in cells):
            return Row(number, line, (), problems.field_too_long(self.limits.field_chars))
        return Row(number, line, cells)


def trimmed(cells: Cells) -> Cells:
    """Return the cells without the empty ones at the end."""
    end = len(cells)
    while end and (cells[end - 1] is None or cells[end - 1] == ""):
        end -= 1
    return cells[:end]


def _cell(value: Any) -> Cell:
    if isinstance(value, int) and abs(value) >= EXACT and value % ROUNDING == 0:
        # The digits beyond the 15th are gone; as a float it is refused where an id is wanted.
        return float(value)
    if value is None or isinstance(value, str | bool | int | float | datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)
