"""Headers of a table: folded to one line, made unique, and found below title rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

SPACE = re.compile(r"\s+")
# Exports carry one to five title lines; a table that starts later is not "clearly so".
MAX_TITLE_ROWS = 10


def unique_headers(cells: Sequence[object]) -> tuple[str, ...]:
    """Return one name a column: line breaks folded, empty ones numbered, repeats as "Likes (2)"."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    names: list[str] = []
    for index, cell in enumerate(cells):
        base = name = fold(cell) or f"Column {index + 1}"
        while name in taken:
            # Counted on from the last one: a line of a million equal cells is no work of hours.
            counts[base] = counts.get(base, 1) + 1
            name = f"{base} ({counts[base]})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def check_once(headers: Sequence[str], name: str, file: str) -> None:
    """Raise BadInput when a table had the column `name` more than once before its headers were made unique."""
    if f"{name} (2)" in headers:
        raise BadInput(
            msg("{file} has the column “{column:raw}” more than once.", file=file, column=name),
            msg("Take one of them out, or give it another name."),
            kind="columns",
        )


def fold(cell: object) -> str:
    """Return a header cell as one line without control or invisible characters."""
    text = "" if cell is None else str(cell)
    printable = "".join(
        sign if sign.isprintable() else " " for sign in text.replace("\ufeff", "").replace("\u200b", "")
    )
    return SPACE.sub(" ", printable).strip()


def header_row(rows: Sequence[Sequence[object]]) -> int:
    """Return the index of the header among the first rows of a file.

    Rows above it are titles only when clearly so: at most one filled cell where the table is at least three wide.
    Anything else is the header itself.
    """
    filled = [sum(1 for cell in row if fold(cell)) for row in rows]
    widest = max(filled, default=0)
    for index, count in enumerate(filled[:MAX_TITLE_ROWS]):
        title = count <= 1 and widest >= 3
        if count and not title:
            return index
    return next((index for index, count in enumerate(filled) if count), 0)
