"""What every import answers, and how headers find their columns; rooms bring the columns and keep the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

# More refusals than anybody reads; all are counted.
KEPT_REFUSALS = 1_000


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person chose: values for missing columns, the column of a header, and whether one refusal stops all."""

    platform: str = ""
    handle: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, and why; `row` counts data rows from 1."""

    row: int
    column: str
    reason: Message


@dataclass(slots=True)
class Imported:
    """What an import did; `refusals` holds the first thousand, `refused` counts all. It has no number to undo it by."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    refusals: list[RefusedRow] = field(default_factory=list)
    notes: Sequence[Message] = ()
    import_id: int | None = None

    def refuse(self, row: int, column: str, reason: Message) -> None:
        """Count a refused row, and keep it while there are few."""
        self.refused += 1
        if len(self.refusals) < KEPT_REFUSALS:
            self.refusals.append(RefusedRow(row, column, reason))


def match_headers(
    headers: Sequence[str], columns: Sequence[str], named: Mapping[str, str]
) -> tuple[Mapping[str, int], Sequence[str]]:
    """Return the index of the header that gives each column, and the headers that give none.

    A column named by a person wins, then its own name, then its name but for case and punctuation. A header named as
    "" is left out. Raises BadInput for a header or a column that does not exist.
    """
    found: dict[str, int] = {}
    for header, column in named.items():
        if header not in headers:
            raise BadInput(
                msg("The file has no header “{header}”.", header=header),
                msg("Its headers are: {headers}.", headers=", ".join(headers)[:500]),
                kind="unknown-header",
            )
        if column and column not in columns:
            raise BadInput(
                msg("There is no column “{column}”.", column=column),
                msg("The columns are: {columns}.", columns=", ".join(columns)),
                kind="unknown-column",
            )
        if column:
            found[column] = headers.index(header)
    for same in (str, _folded):
        for index, header in enumerate(headers):
            means = next((one for one in columns if same(one) == same(header)), None)
            if means is not None and header not in named and means not in found:
                found[means] = index
    left = [header for index, header in enumerate(headers) if index not in found.values()]
    return found, left


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
