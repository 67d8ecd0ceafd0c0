"""Opening a table: what a file is, by its content and not by its name."""

from __future__ import annotations

import codecs
import stat
from itertools import islice
from pathlib import Path

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.contracts import DEFAULT, Limits, Table
from nahbar.kernel.tabular.delimited import CsvTable
from nahbar.kernel.tabular.jsonlines import JsonTable, first_sign
from nahbar.kernel.tabular.streams import GZIP_MAGIC, head

PARQUET_MAGIC = b"PAR1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
OTHER_MAGICS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"BZh": "bzip2",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\xfd7zXZ": "xz",
    b"SQLite format 3": "SQLite",
}
# No text in any encoding that is read here holds these, but for a stray one.
CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\x0b\x0c\x1b"))
BINARY_SHARE = 0.02
STRAY_CONTROLS = 8
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<!--", b"<?xml", b"<meta", b"<script")


def open_table(path: Path, *, limits: Limits = DEFAULT) -> Table:
    """Open CSV, JSON Lines, Parquet or Excel (the first two also packed with gzip) as rows.

    The head of the file (1 MiB) decides on the format, the encoding and the delimiter. JSON is read further: an array
    whole, lines up to the 50,000th, because their keys are the headers.

    Raises BadInput (kinds empty-file, no-rows, wrong-format, damaged-file, expands-too-much, unsafe-archive,
    not-a-file) and NotFound, each with what, where and the remedy; a file that breaks off later raises while its
    rows are read.
    """
    _check_file(path)
    with path.open("rb") as raw:
        magic = raw.read(16)
    # Their libraries take longer to load than most tables take to read.
    if magic.startswith(PARQUET_MAGIC):
        from nahbar.kernel.tabular.parquet import ParquetTable

        return _with_rows(ParquetTable(path, limits))
    if magic.startswith(ZIP_MAGICS):
        from nahbar.kernel.tabular.excel import ExcelTable

        return _with_rows(ExcelTable(path, limits))
    content = head(path, limits)
    _refuse_other(path, content, packed=magic.startswith(GZIP_MAGIC))
    sign = first_sign(content)
    if sign == "":
        raise problems.empty(path)
    return _with_rows(JsonTable(path, limits, content) if sign in "{[" else CsvTable(path, limits, content))


def _check_file(path: Path) -> None:
    try:
        mode = path.stat()
    except FileNotFoundError as error:
        raise problems.missing(path) from error
    # A pipe or a device has no size and cannot be read twice.
    if not stat.S_ISREG(mode.st_mode):
        raise problems.no_file(path)
    if mode.st_size == 0:
        raise problems.empty(path)


def _with_rows(table: Table) -> Table:
    if isinstance(table, JsonTable) and not table.headers:
        problem = next((row.problem for row in table.rows() if row.problem), None)
        if problem is None:
            raise problems.empty(table.path)
        raise problems.wrong_format(
            msg("{file} starts like JSON, but no line is an object of its own.", file=table.path.name),
            msg(
                "Write one object a line. For the export of an account use `nahbar import instagram-export` or "
                "`nahbar import tiktok-export`."
            ),
        )
    if len(table.headers) > table.limits.columns:
        raise problems.wrong_format(
            msg("{file} has {n} columns or more.", file=table.path.name, n=len(table.headers)),
            msg("At most {n} columns can be read; check the delimiter or delete stray cells.", n=table.limits.columns),
        )
    if not any(True for _ in islice(table.rows(), 1)):
        raise problems.header_only(table.path)
    table.bytes_read = 0
    return table


def _refuse_other(path: Path, content: bytes, packed: bool) -> None:
    where = {"file": path.name}
    if content.startswith(OLE_MAGIC):
        raise problems.wrong_format(
            msg("{file} is an old binary Excel file (.xls) or is locked with a password.", **where),
            msg("Open it in a spreadsheet program and save it without a password as .xlsx or CSV (UTF-8)."),
        )
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(HTML_STARTS):
        raise _web_page(path)
    for magic, name in OTHER_MAGICS.items():
        if content.startswith(magic):
            raise problems.wrong_format(
                msg("{file} is a {format} file, not a table.", file=path.name, format=name),
                msg("Export the table as CSV, JSON Lines, Parquet or .xlsx."),
            )
    if packed and content.startswith((GZIP_MAGIC, *ZIP_MAGICS, PARQUET_MAGIC)):
        raise problems.wrong_format(
            msg("{file} holds another packed file.", **where), msg("Unpack it once and import what is inside.")
        )
    if _is_binary(content):
        raise problems.wrong_format(
            msg("{file} holds a program's own data, not a table.", **where),
            msg("Export the table as CSV, JSON Lines, Parquet or .xlsx."),
        )


def _is_binary(content: bytes) -> bool:
    """Whether much of a file is control characters, beyond what UTF-16 and stray NUL bytes are."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = len(content) - len(content.translate(None, CONTROLS))
    return controls > max(STRAY_CONTROLS, BINARY_SHARE * len(content))


def _web_page(path: Path) -> BadInput:
    return problems.wrong_format(
        msg("{file} is a web page or an XML document, not a table.", file=path.name),
        msg("The download was probably a log-in or error page: sign in, export again as CSV or .xlsx."),
    )
