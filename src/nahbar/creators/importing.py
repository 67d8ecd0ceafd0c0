"""The plan of an import: what each header means, what is missing, what to tell, and the reader of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from nahbar.creators.addresses import normal_platform
from nahbar.creators.columns import KINDS, Guess, Kind, guess_columns, left_over, named_platform
from nahbar.creators.records import Assessment, RowReader, assess, compile_rows
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Row, Table
from nahbar.kernel.tabular.values import Unreadable

# Enough cells to tell a column's style, few enough to be read before the first row is shown.
SAMPLE_ROWS = 200
CERTAIN = 1.0
# What the address of a profile or a post gives when no column does.
FROM_ADDRESS = {"creators": ("platform", "handle"), "posts": ("platform", "handle", "post_id")}


@dataclass(frozen=True)
class Plan:
    """How a table will be read: `mapping` by index of the header, `left_over` headers kept as extra fields.

    `missing` names required columns that nothing gives: every row will be refused for them. `read` turns a row into a
    record or a refusal. `notes` are sentences for the user.
    """

    kind: Kind
    headers: tuple[str, ...]
    mapping: Mapping[int, Guess]
    left_over: tuple[str, ...]
    missing: tuple[str, ...]
    assessment: Assessment
    read: RowReader
    notes: tuple[Message, ...]


def plan_import(
    table: Table,
    kind_name: str,
    *,
    now: int,
    defaults: Mapping[str, str] | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Plan:
    """Plan the import of a table as `kind_name`, from its headers and first 200 rows.

    `defaults` are values for whole columns (`--platform`, `--handle`), `overrides` are columns by header (`--map`) and
    win over every guess; `now` is in seconds since 1970-01-01T00:00Z.
    Raises BadInput for an unknown kind, header or column, and for a default that cannot be read.
    """
    kind = _kind(kind_name)
    given = {column: value for column, value in (defaults or {}).items() if value}
    sample = list(islice(table.rows(), SAMPLE_ROWS))
    mapping = _mapping(table, kind, sample, given, overrides or {})
    assessment = assess(kind, mapping, sample)
    try:
        read = compile_rows(kind, table.headers, mapping, given, now=now, assessment=assessment)
    except Unreadable as error:
        raise BadInput(error.reason, msg("Correct the value of the option."), "bad-option") from error
    rest = left_over(table.headers, mapping)
    missing = _missing(kind, mapping, given)
    notes = (*table.notes, *_notes(table, assessment, rest, missing))
    return Plan(kind, table.headers, mapping, rest, missing, assessment, read, notes)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        known = ", ".join(KINDS)
        raise BadInput(msg("There is no kind of table {name}.", name=name), msg("Use one of {known}.", known=known))
    return KINDS[name]


def _mapping(
    table: Table, kind: Kind, sample: list[Row], defaults: Mapping[str, str], overrides: Mapping[str, str]
) -> Mapping[int, Guess]:
    named = {_index(table, header): _column(kind, column) for header, column in overrides.items()}
    try:
        platform = normal_platform(defaults["platform"]) if "platform" in defaults else None
    except Unreadable as error:
        raise BadInput(error.reason, msg("Correct the value of the option."), "bad-option") from error
    guesses = guess_columns(table.headers, kind, sample, platform=platform)
    taken = set(named.values())
    kept = {index: guess for index, guess in guesses.items() if index not in named and guess.column not in taken}
    chosen = {index: Guess(column, CERTAIN, msg("You named this column.")) for index, column in named.items()}
    return dict(sorted({**kept, **chosen}.items()))


def _index(table: Table, header: str) -> int:
    if header not in table.headers:
        known = ", ".join(table.headers)
        remedy = msg("The headers are: {known}.", known=known)
        raise BadInput(msg("There is no header {header}.", header=header), remedy, "no-header")
    return table.headers.index(header)


def _column(kind: Kind, name: str) -> str:
    if kind.column(name) is None:
        known = ", ".join(column.name for column in kind.columns)
        message = msg("{kind} has no column {column}.", kind=kind.name, column=name)
        raise BadInput(message, msg("The columns are: {known}.", known=known), "no-column")
    return name


def _missing(kind: Kind, mapping: Mapping[int, Guess], defaults: Mapping[str, str]) -> tuple[str, ...]:
    given = {guess.column for guess in mapping.values()} | set(defaults)
    if "url" in given:
        given.update(FROM_ADDRESS.get(kind.name, ()))
    return tuple(name for name in kind.required if name not in given)


def _notes(table: Table, assessment: Assessment, rest: tuple[str, ...], missing: tuple[str, ...]) -> list[Message]:
    notes: list[Message] = []
    if rest:
        notes.append(msg("Kept as extra fields: {headers}.", headers=", ".join(rest)))
    for column in assessment.naive:
        notes.append(msg("Times of {column} without a zone are taken as UTC.", column=column))
    for column in missing:
        platform = named_platform(table.headers) if column == "platform" else None
        if platform:
            notes.append(msg("The headers speak of {platform}: give it with --platform.", platform=platform))
        else:
            notes.append(msg("No header gives {column}: name one with --map.", column=column))
    return notes
