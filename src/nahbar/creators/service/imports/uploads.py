"""Uploads: a file that a person dropped, matched and previewed before anything is imported from it."""

from __future__ import annotations

import itertools
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from anyio import open_file, to_thread

from nahbar.creators.contracts import ImportRun, Refused
from nahbar.creators.intake import (
    EXPORTS,
    KINDS,
    Choice,
    Matching,
    Refusal,
    match_columns,
    missing_columns,
    open_source,
)
from nahbar.creators.service.imports.importing import register_import
from nahbar.creators.service.imports.other_kinds import examine, other_kinds
from nahbar.creators.tables import runs
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import open_table

UPLOADS = "uploads"
# A preview should be there before a person wonders; what it has not reached by then it says.
PREVIEW_SECONDS = 1.5
PREVIEW_BATCH = 500
SHOWN_REFUSALS = 50
# An upload that nobody imported is thrown away: it may hold handles in clear.
KEPT_SECONDS = 24 * 3600

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: how the columns are matched, how many rows were checked and which are refused.

    `problem` says why nothing can be read yet; `whole` whether all rows were checked.
    """

    matching: Matching | None
    missing: Sequence[str]
    checked: int
    refused: int
    refusals: Sequence[Refused]
    whole: bool
    notes: Sequence[Message]
    problem: NahbarError | None


async def receive_upload(
    house: House, kind: str, name: str, choice: Choice, who: str, body: AsyncIterator[bytes]
) -> int:
    """Stream a file into the workspace and register it as an import that has not run; return its id.

    Raises BadInput for an unknown kind or an empty file.
    """
    if kind not in KINDS and kind not in EXPORTS and kind not in other_kinds():
        raise BadInput(msg("Say first what the file holds."), msg("Choose a kind of table, then drop the file again."))
    folder = house.workspace.files / UPLOADS
    folder.mkdir(exist_ok=True)
    arriving = folder / f".arriving-{time.time_ns()}"
    size = 0
    try:
        async with await open_file(arriving, "wb") as target:
            async for block in body:
                size += len(block)
                await target.write(block)
        if not size:
            raise BadInput(msg("The file is empty."), msg("Export it again and drop it here."), kind="empty-file")
        import_id = await in_thread(register_import, house, kind, arriving, name, choice, who)
        path = folder / str(import_id) / safe_name(name)
        path.parent.mkdir()
        arriving.rename(path)
    finally:
        arriving.unlink(missing_ok=True)
    return import_id


async def in_thread(work: Callable[..., Result], *args: Any) -> Result:
    """Run blocking `work` off the event loop."""
    return await to_thread.run_sync(work, *args)


def safe_name(name: str) -> str:
    """Return the last part of a file's name without odd characters."""
    plain = re.sub(r"[^\w.\-]+", "_", Path(name).name)[-100:].lstrip(".")
    return plain or "upload"


def upload_path(house: House, import_id: int) -> Path | None:
    """Return where the uploaded file of an import lies, None when it is gone or came from the command line."""
    folder = house.workspace.files / UPLOADS / str(import_id)
    found = list(folder.iterdir()) if folder.is_dir() else []
    return found[0] if found else None


def drop_upload(house: House, import_id: int) -> None:
    """Delete an uploaded file: its rows are in the store, or nobody wants them."""
    shutil.rmtree(house.workspace.files / UPLOADS / str(import_id), ignore_errors=True)


def drop_old_uploads(house: House) -> None:
    """Delete uploads that nobody imported within a day."""
    folder = house.workspace.files / UPLOADS
    for path in folder.iterdir() if folder.is_dir() else []:
        if path.stat().st_mtime < now() - KEPT_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def discard_import(house: House, import_id: int) -> None:
    """Forget an upload that was not imported."""
    with house.store.write() as connection:
        run = runs.get_run(connection, import_id)
        if run is not None and run.state == "uploaded":
            runs.delete_run(connection, import_id)
    drop_upload(house, import_id)


def change_choice(house: House, import_id: int, choice: Choice) -> None:
    """Keep what a person chose for the columns of an upload; whose rows it may hold is not theirs to choose."""
    with house.store.write() as connection:
        run = runs.get_run(connection, import_id)
        if run is not None:
            choice = replace(choice, only=msgspec.convert(run.options, Choice).only)
        runs.change_run(connection, import_id, options=msgspec.json.encode(choice).decode())


def preview_import(house: House, run: ImportRun) -> Preview:
    """Read an upload as it would be imported, for a moment, and say what would happen."""
    path = upload_path(house, run.id)
    if path is None:
        gone = NotFound(msg("The uploaded file is gone."), msg("Uploads are kept for a day. Drop the file again."))
        return Preview(None, (), 0, 0, (), True, (), gone)
    choice = msgspec.convert(run.options, Choice)
    if not choice.columns:
        # The page shows the guesses as chosen; until a person changes them they are what would be imported.
        choice = replace(choice, guess=True)
    matching: Matching | None = None
    missing: Sequence[str] = ()
    try:
        if (other := other_kinds().get(run.kind)) is not None:
            table = open_table(path)
            seen = examine(house, table, other, choice, PREVIEW_SECONDS, SHOWN_REFUSALS)
            counts = (seen.missing, seen.checked, seen.refused, seen.refusals, seen.whole)
            return Preview(seen.matching, *counts, table.notes, None)
        if run.kind in KINDS:
            matching = match_columns(open_table(path), run.kind, choice)
            missing = missing_columns(matching, run.kind, choice)
        if missing:
            return Preview(matching, missing, 0, 0, (), True, (), None)
        return _checked(path, run.kind, choice, matching)
    except NahbarError as error:
        return Preview(matching, missing, 0, 0, (), True, (), error)


def _checked(path: Path, kind: str, choice: Choice, matching: Matching | None) -> Preview:
    source = open_source(kind, path, choice, now())
    deadline = time.monotonic() + PREVIEW_SECONDS
    checked, refused, whole = 0, 0, True
    shown: list[Refused] = []
    records = itertools.chain.from_iterable(part for _, part in source.parts)
    while batch := list(itertools.islice(records, PREVIEW_BATCH)):
        checked += len(batch)
        bad = [one for one in batch if isinstance(one, Refusal)]
        refused += len(bad)
        shown += [Refused(one.row, one.column or "", one.reason) for one in bad[: SHOWN_REFUSALS - len(shown)]]
        if time.monotonic() > deadline:
            whole = False
            break
    return Preview(matching, (), checked, refused, shown, whole, source.notes, None)
