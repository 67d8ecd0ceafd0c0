"""What an import reads: a table with its columns matched, or a platform's own export, as records of our kinds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nahbar.creators.intake.addresses import handle_key, normal_handle, normal_platform
from nahbar.creators.intake.columns import Guess, folded, guess_columns, left_over, named_platform
from nahbar.creators.intake.handover import Export
from nahbar.creators.intake.instagram import read_instagram_export
from nahbar.creators.intake.kinds import KINDS
from nahbar.creators.intake.record_types import Record
from nahbar.creators.intake.records import Refusal, assess, compile_rows
from nahbar.creators.intake.tiktok import read_tiktok_export
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Row, Table, open_table
from nahbar.kernel.tabular.values import Unreadable

SAMPLE_ROWS = 200
# A guess below this is offered on the page but not taken by itself.
SURE = 0.95
READ_AS = msg("“{header}” was read as {column}.")
EXPORTS: Mapping[str, Callable[..., Export]] = {
    "instagram-export": read_instagram_export,
    "tiktok-export": read_tiktok_export,
}

Part = tuple[str, Iterator[Record | Refusal]]


@dataclass(frozen=True, slots=True)
class Matching:
    """How the headers of a table are understood: by index, and which headers nobody claims."""

    headers: Sequence[str]
    columns: Mapping[int, str]
    guesses: Mapping[int, Guess]
    left_over: Sequence[str]
    sample: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for an import: values for missing columns, header names, whether guesses are taken.

    `only` is the creator, as platform/handle, whose rows alone are taken; empty for those of everybody.
    """

    platform: str = ""
    handle: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    guess: bool = False
    strict: bool = False
    only: str = ""

    @property
    def defaults(self) -> dict[str, str]:
        """The values for columns that the file lacks."""
        return {name: value for name, value in (("platform", self.platform), ("handle", self.handle)) if value}


@dataclass(frozen=True, slots=True)
class Source:
    """Records to import, kind by kind; `position` tells bytes read and bytes in all; `notes` what was decided."""

    parts: Iterator[Part]
    position: Callable[[], tuple[int, int]]
    notes: Sequence[Message]


def match_columns(table: Table, kind: str, choice: Choice) -> Matching:
    """Decide which header means which column: what the person named, then exact names, then guesses if they agree.

    Raises BadInput when `choice.columns` names a header or a column that does not exist.
    """
    spec = KINDS[kind]
    sample = list(itertools.islice(table.rows(), SAMPLE_ROWS))
    platform = _platform(choice)
    guesses = guess_columns(table.headers, spec, sample, platform=platform)
    named = _named(table.headers, kind, choice.columns)
    taken = set(named.values())
    columns = dict(named)
    ignored = {index for index, header in enumerate(table.headers) if choice.columns.get(header) == ""}
    for index, guess in guesses.items():
        if index not in columns and index not in ignored and guess.column not in taken and _takes(guess, choice):
            columns[index] = guess.column
    free = left_over(table.headers, {index: guesses.get(index) or _NAMED for index in columns})
    return Matching(table.headers, columns, guesses, free, sample)


def _platform(choice: Choice) -> str | None:
    try:
        return normal_platform(choice.platform) if choice.platform else None
    except Unreadable as error:
        raise BadInput(error.reason, msg("Correct the platform."), kind="bad-default") from error


_NAMED = Guess("", 1.0, msg("You named this column."))


def _takes(guess: Guess, choice: Choice) -> bool:
    return choice.guess or guess.confidence >= SURE


def _named(headers: Sequence[str], kind: str, columns: Mapping[str, str]) -> dict[int, str]:
    by_name = {folded(header): index for index, header in reversed(list(enumerate(headers)))}
    by_name_exact = {header: index for index, header in enumerate(headers)}
    found: dict[int, str] = {}
    for header, column in columns.items():
        index = by_name_exact.get(header, by_name.get(folded(header)))
        if index is None:
            raise BadInput(
                msg("The file has no header “{header}”.", header=header),
                msg("Its headers are: {headers}.", headers=", ".join(headers)[:500]),
                kind="unknown-header",
            )
        if column and KINDS[kind].column(column) is None:
            raise BadInput(
                msg("{kind} has no column “{column}”.", kind=kind, column=column),
                msg("Its columns are: {columns}.", columns=", ".join(one.name for one in KINDS[kind].columns)),
                kind="unknown-column",
            )
        if column:
            found[index] = column
    return found


def missing_columns(matching: Matching, kind: str, choice: Choice) -> list[str]:
    """Return the needed columns that neither a header, a default nor an address column gives."""
    given = set(matching.columns.values()) | set(choice.defaults)
    if "url" in given:
        given |= {"platform", "handle", "post_id"}
    if "price" in given:
        # "1.200 €" names its currency; a row that does not is refused with its number.
        given |= {"currency"}
    return [name for name in KINDS[kind].required if name not in given]


def open_source(kind: str, path: Path, choice: Choice, now: int) -> Source:
    """Open `path` as records; raises BadInput for an unknown kind, an unreadable file or columns that are missing."""
    source = _open(kind, path, choice, now)
    if not choice.only:
        return source
    return replace(source, parts=((one, _only(choice.only, rows)) for one, rows in source.parts))


def _only(name: str, rows: Iterator[Record | Refusal]) -> Iterator[Record | Refusal]:
    """Yield the rows of one creator and refusals of all others."""
    platform, _, handle = name.partition("/")
    own = platform, handle_key(handle)
    for row, one in enumerate(rows, start=1):
        if isinstance(one, Refusal):
            yield one
            continue
        whose = getattr(one, "platform", platform), getattr(one, "handle_key", "")
        if whose == own:
            yield one
        else:
            reason = msg("This row is of {other}, the file of {name}.", other="/".join(whose), name=name)
            yield Refusal(row, "handle", reason)


def _open(kind: str, path: Path, choice: Choice, now: int) -> Source:
    if kind in EXPORTS:
        return _open_export(kind, path, choice, now)
    if kind not in KINDS:
        raise BadInput(
            msg("There is no kind of table “{kind}”.", kind=kind),
            msg("Choose one of: {kinds}.", kinds=", ".join([*KINDS, *EXPORTS])),
            kind="unknown-kind",
        )
    table = open_table(path)
    matching = match_columns(table, kind, choice)
    missing = missing_columns(matching, kind, choice)
    if missing:
        spoken = named_platform(table.headers) if "platform" in missing else None
        if spoken:
            raise BadInput(
                msg("{file}: no header gives {columns}.", file=path.name, columns=", ".join(missing)),
                msg("The headers speak of {platform}: give it with --platform.", platform=spoken),
                kind="missing-columns",
            )
        raise BadInput(
            msg("{file}: no header gives {columns}.", file=path.name, columns=", ".join(missing)),
            _remedy(missing, ", ".join(table.headers)[:500], choice.guess),
            kind="missing-columns",
        )
    return Source(
        iter([(kind, _records(table, kind, matching, choice, now))]),
        lambda: (table.bytes_read, table.size_bytes),
        _notes(table, kind, matching),
    )


def _remedy(missing: Sequence[str], headers: str, guessed: bool) -> Message:
    fillable = bool({"platform", "handle"} & set(missing))
    if guessed and fillable:
        return msg(
            'Name it with --map "Header=column", or give one value with --platform and --handle. '
            "The headers are: {headers}.",
            headers=headers,
        )
    if guessed:
        return msg('Name it with --map "Header=column". The headers are: {headers}.', headers=headers)
    if fillable:
        return msg(
            'Name it with --map "Header=column", take the guesses with --guess, or give one value with '
            "--platform and --handle. The headers are: {headers}.",
            headers=headers,
        )
    return msg(
        'Name it with --map "Header=column", or take the guesses with --guess. The headers are: {headers}.',
        headers=headers,
    )


def _records(table: Table, kind: str, matching: Matching, choice: Choice, now: int) -> Iterator[Record | Refusal]:
    spec = KINDS[kind]
    assessment = assess(spec, matching.columns, matching.sample)
    try:
        read = compile_rows(spec, table.headers, matching.columns, choice.defaults, now=now, assessment=assessment)
    except Unreadable as error:
        raise BadInput(error.reason, msg("Correct --platform or --handle."), kind="bad-default") from error
    return map(read, table.rows())


def _notes(table: Table, kind: str, matching: Matching) -> list[Message]:
    notes = list(table.notes)
    if matching.left_over:
        names = ", ".join(matching.left_over)[:300]
        notes.append(msg("Kept as extra fields: {headers}.", headers=names))
    for name in assess(KINDS[kind], matching.columns, matching.sample).naive:
        notes.append(msg("Times of {column} without a zone are taken as UTC.", column=name))
    for index, column in matching.columns.items():
        if table.headers[index] != column:
            notes.append(Message(READ_AS.text, {"header": table.headers[index], "column": column}))
    return notes


def _open_export(kind: str, path: Path, choice: Choice, now: int) -> Source:
    if not choice.handle:
        raise BadInput(
            msg("The export does not say reliably whose it is."),
            msg("Name the creator with --handle."),
            kind="missing-handle",
        )
    try:
        normal_handle(choice.handle)
    except Unreadable as error:
        raise BadInput(error.reason, msg("Correct --platform or --handle."), kind="bad-default") from error
    export = EXPORTS[kind](path, choice.handle, now=now)
    return Source(_export_parts(export), lambda: (0, 0), export.notes)


def _export_parts(export: Export) -> Iterator[Part]:
    if export.creator is not None:
        yield "creators", iter([export.creator])
    yield "posts", export.posts()
    yield "followers", export.followers()
    yield "insights", export.insights()
