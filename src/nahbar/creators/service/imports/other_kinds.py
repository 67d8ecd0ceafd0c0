"""Kinds of tables that other rooms take: dropped, matched and previewed on the same page, kept by their own room."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from nahbar.creators.contracts import ImportRun, Refused
from nahbar.creators.intake import SAMPLE_ROWS, Choice, Guess, Matching
from nahbar.creators.service.imports.importing import mark_ended
from nahbar.creators.tables import runs
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.importing import Imported, Wishes, match_headers
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.progress import StoppedByPerson
from nahbar.kernel.tabular import Row, Table

# Says why a row would be refused, as (column, reason); None for one that would be taken.
Examine: TypeAlias = Callable[[Row], tuple[str, Message] | None]


@dataclass(frozen=True, slots=True)
class UploadColumn:
    """A column of a kind, as the matching page offers it."""

    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class UploadKind:
    """A kind of table of another room.

    `guess` says which column a header means; `examiner` gives what checks rows, for (house, column indexes, sample,
    platform); `run` imports a file. `shop` is whether rows may belong to a shop that a person names. `page` shows what
    came of it.
    """

    name: str
    columns: Sequence[UploadColumn]
    guess: Callable[[Sequence[str]], Mapping[str, str]]
    examiner: Callable[[House, Mapping[str, int], Sequence[Row], str], Examine]
    run: Callable[[House, Path, Wishes, Callable[[float], None]], Imported]
    page: str
    shop: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at a file found; see `uploads.Preview`."""

    matching: Matching
    missing: Sequence[str]
    checked: int
    refused: int
    refusals: Sequence[Refused]
    whole: bool


_KINDS: dict[str, UploadKind] = {}
_SAID = Guess("", 1.0, msg("An export calls it so."))


def offer(kind: UploadKind) -> None:
    """Take another kind onto the page of imports; called when the rooms are put together."""
    _KINDS[kind.name] = kind


def other_kinds() -> Mapping[str, UploadKind]:
    """Return the kinds of other rooms by their name."""
    return _KINDS


def examine(house: House, table: Table, kind: UploadKind, choice: Choice, seconds: float, most: int) -> Examined:
    """Read a table for `seconds` as it would be imported; raises BadInput for columns that do not exist."""
    sample = list(itertools.islice(table.rows(), SAMPLE_ROWS))
    guessed = kind.guess(table.headers)
    names = [column.name for column in kind.columns]
    taken = {column for column in choice.columns.values() if column}
    named = {header: one for header, one in guessed.items() if one not in taken}
    index, left = match_headers(table.headers, names, {**named, **choice.columns})
    columns = {place: name for name, place in index.items()}
    guesses = {place: Guess(name, _SAID.confidence, _SAID.why) for place, name in columns.items()}
    matching = Matching(table.headers, columns, guesses, left, sample)
    missing = [column.name for column in kind.columns if column.required and column.name not in index]
    if missing:
        return Examined(matching, missing, 0, 0, (), True)
    look = kind.examiner(house, index, sample, choice.platform)
    deadline = time.monotonic() + seconds
    checked, refusals, refused, whole = 0, list[Refused](), 0, True
    for row in table.rows():
        checked += 1
        if (wrong := look(row)) is not None:
            refused += 1
            refusals += [Refused(row.number, *wrong)] if len(refusals) < most else []
        if time.monotonic() > deadline:
            whole = False
            break
    return Examined(matching, (), checked, refused, refusals, whole)


def run_other(
    house: House, import_id: int, path: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> Imported:
    """Import an upload of another room's kind, batch by batch: cut off, what was read stays. Raises what it raises."""
    run = _begin(house, import_id)
    choice, size = msgspec.convert(run.options, Choice), path.stat().st_size
    wishes = Wishes(choice.platform, choice.handle, choice.columns, choice.strict)
    kept = False

    def told(read: float) -> None:
        nonlocal kept
        kept = True
        progress(int(read), size)

    try:
        done = _KINDS[run.kind].run(house, path, wishes, told)
    except StoppedByPerson as error:
        mark_ended(house, import_id, "stopped", STOPPED)
        raise STOPPED from error
    except (BadInput, Conflict) as error:
        # A file or a column that cannot be read, or another import that runs: before the first row nothing is kept.
        mark_ended(house, import_id, "stopped" if kept else "failed", error)
        raise
    except NahbarError as error:
        mark_ended(house, import_id, "stopped", error)
        raise
    except BaseException:
        mark_ended(house, import_id, "stopped", CUT_OFF)
        raise
    _note_done(house, import_id, done)
    return done


def _begin(house: House, import_id: int) -> ImportRun:
    with house.store.write() as connection:
        run = runs.get_run(connection, import_id)
        if run is None or run.state not in ("uploaded", "failed", "stopped"):
            raise Conflict(
                msg("This import has run already."), msg("Look at the list of imports."), kind="import-has-run"
            )
        runs.change_run(connection, import_id, state="running", problem=None)
    return run


def _note_done(house: House, import_id: int, done: Imported) -> None:
    refusals = [Refused(one.row, one.column, one.reason) for one in done.refusals]
    counts = {name: getattr(done, name) for name in ("read", "new", "changed", "same", "refused")}
    with house.store.write() as connection:
        runs.add_refusals(connection, import_id, refusals)
        runs.change_run(connection, import_id, state="done", problem=None, finished_at=now(), **counts)


_GOES_ON = msg("What had been read by then stays. Started again, it adds the rest and nothing twice.")
STOPPED = BadInput(msg("The work was cancelled."), _GOES_ON, kind="cancelled")
CUT_OFF = BadInput(msg("The import was cut off before its end."), _GOES_ON)
