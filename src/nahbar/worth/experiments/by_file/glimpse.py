"""A first sight of a table that was dropped: its columns, and the table as text that a form can carry."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Table, open_table
from nahbar.kernel.tabular.delimited import CsvTable
from nahbar.kernel.tabular.streams import GZIP_MAGIC
from nahbar.kernel.tabular.values import Unreadable, is_blank, parse_decimal
from nahbar.worth.experiments.by_file.contracts import Column, Glimpse, Kind
from nahbar.worth.experiments.refusals import bad_cell

# Columns with more different values than this are no arms and no short list of names.
MOST_VALUES = 30
TOP_ROWS = 3
# A form may have 4 MiB; the text travels back with a little more around it.
CARRIED_BYTES = 3_500_000
# As a file on the disk a name may have 255 bytes, and a character up to four.
NAME_CHARS, ENDING_CHARS = 60, 12
PASTED = "table"


@contextmanager
def as_file(content: bytes, name: str) -> Iterator[Path]:
    """Give what was dropped as a file with its own name, for as long as it is read; nothing of it is kept."""
    kept = _short(Path(name.replace("\\", "/")).name.replace("\0", "")) or PASTED
    with tempfile.TemporaryDirectory(prefix="nahbar-") as folder:
        path = Path(folder) / (PASTED if kept in (".", "..") else kept)
        path.write_bytes(content)
        yield path


def _short(name: str) -> str:
    """Return a name of a length that can be shown; its beginning says what it is, its ending how it is read."""
    return name if len(name) <= NAME_CHARS else f"{name[: NAME_CHARS - ENDING_CHARS - 1]}…{name[-ENDING_CHARS:]}"


def glimpse(content: bytes, name: str, kind: Kind) -> Glimpse:
    """Return a table at first sight; raises BadInput for what is no table, or more than a page can take."""
    if not content.strip():
        raise BadInput(msg("There are no rows yet."), msg("Drop a file, or paste its lines with the header."), "file")
    with as_file(content, name) as path:
        table = open_table(path)
        rows = [_cells(table, row.values, row.number, row.problem) for row in table.rows()]
        if len(rows) > kind.most_rows:
            raise _too_large(table, kind, len(rows))
        text = _text(table, rows, content)
        if len(text.encode()) > CARRIED_BYTES:
            raise _too_large(table, kind, len(rows))
        columns = [_column(header, [row[k] for row in rows]) for k, header in enumerate(table.headers)]
        return Glimpse(path.name, len(rows), columns, rows[:TOP_ROWS], text)


def _cells(table: Table, values: Sequence[Cell], number: int, problem: Message | None) -> Sequence[str]:
    if problem is not None:
        raise bad_cell(table.path.name, number, problem)
    return [_said(value) for value in values]


def _said(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _text(table: Table, rows: Sequence[Sequence[str]], content: bytes) -> str:
    # A table that is text already stays as it is, so that its lines can be corrected as they were written.
    if isinstance(table, CsvTable) and table.encoding == "utf-8" and not content.startswith(GZIP_MAGIC):
        return content.decode("utf-8-sig")
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.headers)
    writer.writerows(rows)
    return buffer.getvalue()


def _column(name: str, cells: Sequence[str]) -> Column:
    filled = [cell.strip() for cell in cells if not is_blank(cell)]
    figures = bool(filled) and all(map(_is_figure, set(filled)))
    if not figures:
        # Among names "none" is one too: controls are called so.
        filled = [cell.strip() for cell in cells if cell.strip()]
    values = sorted(set(filled))
    few = values if len(values) <= MOST_VALUES else None
    return Column(name, few, figures, len(filled) == len(cells), len(values) < len(filled))


def _is_figure(cell: str) -> bool:
    try:
        return parse_decimal(cell, None) is not None
    except Unreadable:
        return False


def _too_large(table: Table, kind: Kind, n: int) -> BadInput:
    return BadInput(
        msg(
            "{file} has {n} rows; this page takes {most} and 3.5 MB.",
            file=table.path.name,
            n=n,
            most=kind.most_rows,
        ),
        msg("Larger ones: {command:raw}", command=kind.command),
        kind="file",
    )
