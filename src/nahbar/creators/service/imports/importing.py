"""Imports: one file, one transaction; nothing is half imported, and every import can be undone."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.contracts import ImportRun, Refused
from nahbar.creators.intake import EXPORTS, KINDS, Choice, Refusal, Source, open_source
from nahbar.creators.service.imports.keys import trusted_key
from nahbar.creators.service.imports.landing import Landing, land_batch
from nahbar.creators.tables import landing as rows
from nahbar.creators.tables import runs
from nahbar.creators.tables.erased import erased_people
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict, NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg

BATCH_ROWS = 2_000
# Two thousand usual posts hold under two million; a row may hold 16.
BATCH_CHARACTERS = 4_000_000
# Long enough for another import of ordinary size to finish.
LOCK_WAIT_SECONDS = 20.0
# What file systems allow.
LONGEST_NAME = 255

# The kind of an import that is no file.
FETCHED = "bluesky"

Progress = Callable[[int, int], None]
Opening = Callable[[str, Path, Choice, int], Source]


@dataclass(slots=True)
class Outcome:
    """What an import did; `refusals` holds the first thousand, `refused` counts all."""

    import_id: int
    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    refusals: list[Refused] = field(default_factory=list)
    notes: Sequence[Message] = ()

    def refuse(self, row: int, column: str, reason: Message) -> None:
        """Count a refused row, and keep it while there are few."""
        self.refused += 1
        if len(self.refusals) < runs.KEPT_REFUSALS:
            self.refusals.append(Refused(row, column, reason))


def import_file(
    house: House, kind: str, path: Path, choice: Choice, who: str, progress: Progress = lambda done, total: None
) -> Outcome:
    """Import `path` as `kind` and return the counts.

    Raises BadInput for a file or columns that cannot be read (nothing is imported from it), Conflict when another
    import runs for longer than the wait.
    """
    import_id = register_import(house, kind, path, path.name, choice, who)
    return run_import(house, import_id, path, progress)


def register_import(house: House, kind: str, path: Path, file_name: str, choice: Choice, who: str) -> int:
    """Add an import to the list, not yet run, and return its id."""
    values = {
        "kind": kind,
        "file": shown_name(file_name),
        "checksum": _checksum(path),
        "state": "uploaded",
        "options": msgspec.json.encode(choice).decode(),
        "who": who,
        "created_at": now(),
    }
    with house.store.write() as connection:
        return runs.begin_run(connection, values)


def shown_name(name: str) -> str:
    """Return a file's name as lists show it, without what would turn or end a line there."""
    return "".join(sign if sign.isprintable() else "_" for sign in name)[:LONGEST_NAME]


def run_import(
    house: House,
    import_id: int,
    path: Path,
    progress: Progress = lambda done, total: None,
    opening: Opening = open_source,
) -> Outcome:
    """Run a registered import; see `import_file`. `opening` turns the file into records."""
    outcome = Outcome(import_id)
    try:
        with house.workspace.lock("import", LOCK_WAIT_SECONDS):
            run = _start(house, import_id)
            choice = msgspec.convert(run.options, Choice)
            source = opening(run.kind, path, choice, now())
            outcome.notes = source.notes
            with house.store.write() as connection:
                _apply(house, connection, source, outcome, choice.strict, progress)
    except NahbarError as error:
        _fail(house, outcome, error)
        raise
    except BaseException:
        _fail(house, outcome, None)
        raise
    return outcome


def _start(house: House, import_id: int) -> ImportRun:
    with house.store.write() as connection:
        _close_cut_off(connection)
        run = runs.get_run(connection, import_id)
        if run is None or run.state not in ("uploaded", "failed"):
            raise Conflict(
                msg("This import has run already."), msg("Look at the list of imports."), kind="import-has-run"
            )
        runs.change_run(connection, import_id, state="running", problem=None)
    return run


def _close_cut_off(connection: sa.Connection) -> None:
    # The lock is ours, so an import that still says it is running was cut off; its transaction never ended.
    for stale in runs.running_runs(connection):
        run = runs.get_run(connection, stale)
        ours = run is None or run.kind in KINDS or run.kind in EXPORTS or run.kind == FETCHED
        state, problem = ("failed", _CUT_OFF) if ours else ("stopped", _CUT_OFF_WITHIN)
        runs.change_run(connection, stale, state=state, finished_at=now(), problem=_problem(problem))


def _apply(
    house: House, connection: sa.Connection, source: Source, outcome: Outcome, strict: bool, progress: Progress
) -> None:
    key = trusted_key(house, connection)
    landing = Landing(connection, outcome.import_id, key, erased=erased_people(connection))
    for kind, records in source.parts:
        for batch in batches(records):
            _apply_batch(landing, kind, batch, outcome)
            if strict and outcome.refused:
                raise _strict(outcome.refusals[0])
            progress(*source.position())
    rows.settle_changes(connection, outcome.import_id, landing.counts)
    if landing.counts.new or landing.counts.changed:
        rows.raise_versions(connection, rows.creators_of_import(connection, outcome.import_id))
    outcome.new, outcome.changed, outcome.same = landing.counts.new, landing.counts.changed, landing.counts.same
    runs.add_refusals(connection, outcome.import_id, outcome.refusals)
    counts = {name: getattr(outcome, name) for name in ("read", "new", "changed", "same", "refused")}
    runs.change_run(connection, outcome.import_id, state="done", finished_at=now(), **counts)


def batches(records: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield records in batches that are bounded by rows and by what their texts hold."""
    batch: list[Any] = []
    held = 0
    for one in records:
        batch.append(one)
        held += _characters(one)
        if len(batch) == BATCH_ROWS or held >= BATCH_CHARACTERS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _characters(record: Any) -> int:
    """Return how long the texts without a tight limit are: posts, comments and the fields nobody asked for."""
    extra = getattr(record, "extra", None)
    return len(getattr(record, "text", None) or "") + (sum(map(len, extra.values())) if extra else 0)


def _apply_batch(landing: Landing, kind: str, batch: list[Any], outcome: Outcome) -> None:
    good: list[Any] = []
    numbers: list[int] = []
    for one in batch:
        outcome.read += 1
        if isinstance(one, Refusal):
            outcome.refuse(one.row, one.column or "", one.reason)
        else:
            good.append(one)
            numbers.append(outcome.read)
    if good:
        for index, reason in land_batch(landing, kind, good):
            outcome.refuse(numbers[index], "", reason)


def _strict(refused: Refused) -> BadInput:
    return BadInput(
        msg(
            "Row {row:raw} is refused ({column}): {why:raw}",
            row=refused.row,
            column=refused.column or "-",
            why=refused.reason,
        ),
        msg("Correct the row, or import without --strict. Nothing was imported."),
        kind="refused-row",
    )


_CUT_OFF = BadInput(msg("The import was cut off before its end."), msg("Nothing was imported: start it again."))
# Kinds of other rooms are kept batch by batch.
_CUT_OFF_WITHIN = BadInput(
    msg("The import was cut off before its end."),
    msg("What had been read by then stays. Started again, it adds the rest and nothing twice."),
)


def _problem(error: NahbarError) -> str:
    return msgspec.json.encode([error.message.to_list(), error.remedy.to_list()]).decode()


def _fail(house: House, outcome: Outcome, error: NahbarError | None) -> None:
    mark_failed(house, outcome.import_id, error)


def mark_failed(house: House, import_id: int, error: NahbarError | None) -> None:
    """Say in the list that an import failed and why; None is one that was cut off."""
    mark_ended(house, import_id, "failed", error or _CUT_OFF)


def mark_ended(house: House, import_id: int, state: str, error: NahbarError) -> None:
    """Say in the list that an import ended before its end, as "failed" or "stopped", and why."""
    problem = _problem(error)
    # A store that cannot be written now is what failed the import; the next one settles the list.
    with contextlib.suppress(NahbarError), house.store.write() as connection:
        runs.change_run(connection, import_id, state=state, finished_at=now(), problem=problem)


def undo_import(house: House, import_id: int) -> ImportRun:
    """Take an import back: its rows go, what it overwrote returns.

    Raises NotFound, or Conflict when it is not done or when later imports stand on its rows.
    """
    with house.workspace.lock("import", LOCK_WAIT_SECONDS), house.store.write() as connection:
        run = runs.get_run(connection, import_id)
        if run is None:
            raise NotFound(msg("There is no import {id:raw}.", id=import_id), msg("Look at the list of imports."))
        if run.state != "done":
            raise Conflict(
                msg("Import {id:raw} is not in place, so there is nothing to undo.", id=import_id),
                msg("Look at the list of imports."),
                kind="not-done",
            )
        if run.kind not in KINDS and run.kind not in EXPORTS and run.kind != FETCHED:
            raise Conflict(
                msg("Rows of this kind cannot be taken back all at once."),
                msg("Leads and deals that are wrong are corrected by a newer table with the same ids."),
                kind="no-undo",
            )
        later = rows.later_imports(connection, import_id)
        if later:
            raise Conflict(
                msg("Later imports stand on rows of this one: {ids:raw}.", ids=", ".join(map(str, later))),
                msg("Undo those first, the newest before the others."),
                kind="later-imports",
            )
        touched = rows.creators_of_import(connection, import_id)
        rows.restore_changes(connection, import_id)
        rows.remove_rows(connection, import_id)
        rows.raise_versions(connection, touched)
        runs.change_run(connection, import_id, state="undone", finished_at=now())
    return run


def list_imports(house: House) -> Sequence[ImportRun]:
    """Return the newest imports; one that was killed is called failed as soon as somebody looks."""
    with house.store.read() as connection:
        found = runs.list_runs(connection)
    if not any(run.state == "running" for run in found):
        return found
    _close_killed(house)
    with house.store.read() as connection:
        return runs.list_runs(connection)


def get_import(house: House, import_id: int) -> tuple[ImportRun, Sequence[Refused]]:
    """Return one import with its first refused rows, as failed where it was killed; raises NotFound."""
    run, refusals = _read_import(house, import_id)
    if run.state != "running":
        return run, refusals
    _close_killed(house)
    return _read_import(house, import_id)


def _read_import(house: House, import_id: int) -> tuple[ImportRun, Sequence[Refused]]:
    with house.store.read() as connection:
        run = runs.get_run(connection, import_id)
        if run is None:
            raise NotFound(msg("There is no import {id:raw}.", id=import_id), msg("Look at the list of imports."))
        return run, runs.list_refusals(connection, import_id)


def _close_killed(house: House) -> None:
    # Whoever imports holds the lock until the end of the process, so one that can be had is nobody's.
    with contextlib.suppress(Conflict), house.workspace.lock("import"), house.store.write() as connection:
        _close_cut_off(connection)


def _checksum(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
