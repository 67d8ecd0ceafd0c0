"""Fetches a creator from Bluesky: page by page into the workspace, then as one import that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from nahbar.creators.bluesky.addresses import PLATFORM, PUBLIC_SERVICE, bluesky_handle, service_address
from nahbar.creators.bluesky.answers import gone, page_of
from nahbar.creators.bluesky.pages import Page, Reader, Step, Wanted
from nahbar.creators.bluesky.repository import profile_record
from nahbar.creators.bluesky.rows import is_public
from nahbar.creators.bluesky.steps import MOST_FOLLOWERS, Reached
from nahbar.creators.contracts import ImportRun
from nahbar.creators.intake import Choice, Source
from nahbar.creators.service.bluesky.calling import Caller, Patience, RefusedError
from nahbar.creators.service.bluesky.pages import Waiting, parts_of
from nahbar.creators.service.imports.importing import Outcome, Progress, get_import, mark_failed, run_import
from nahbar.creators.tables import runs
from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.errors import NahbarError, NotFound, Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.progress import StoppedByPerson

KIND = "bluesky"
LOCK = "fetch"
EVERYDAY = Wanted()


@dataclass(frozen=True, slots=True)
class Options:
    """What is fetched, and from where; an empty `service` is the one of the settings."""

    wanted: Wanted = EVERYDAY
    service: str = ""


class Kept(msgspec.Struct, frozen=True):
    """What the list of imports keeps of a fetch, so that it can go on."""

    handle: str
    service: str
    wanted: Wanted
    platform: str = PLATFORM


def fetch_bluesky(
    house: House,
    name: str,
    options: Options,
    who: str,
    progress: Progress = lambda done, total: None,
    patience: Patience | None = None,
) -> Outcome:
    """Fetch a creator and import what came; `progress` takes requests done and requests in all.

    A second call after a failure goes on where the first one stopped. Raises BadInput for a name that can be no
    handle, NotFound for an account that is not there or not public, Unavailable when the service stays silent,
    Conflict while another fetch is under way.
    """
    return run_fetch(house, begin_fetch(house, name, options, who, patience), progress, patience)


def begin_fetch(house: House, name: str, options: Options, who: str, patience: Patience | None = None) -> int:
    """Ask for the profile alone, add the fetch to the list of imports and return its id; raises as `fetch_bluesky`."""
    service = service_address(options.service or house.workspace.settings.bluesky.service)
    kept = Kept(bluesky_handle(name), service, options.wanted)
    with house.workspace.lock(LOCK):
        waiting = Waiting(house, kept.handle, service, kept.wanted)
        if not waiting.pages(now()):
            _Fetch(kept, waiting, patience, lambda done, total: None).only_profile()
    values = {
        "kind": KIND,
        "file": f"{PLATFORM}/{kept.handle}",
        "state": "uploaded",
        "options": msgspec.json.encode(kept).decode(),
        "who": who,
        "created_at": now(),
    }
    with house.store.write() as connection:
        return runs.begin_run(connection, values)


def run_fetch(
    house: House,
    import_id: int,
    progress: Progress = lambda done, total: None,
    patience: Patience | None = None,
) -> Outcome:
    """Fetch what is missing of a registered fetch, and import it; raises as `fetch_bluesky` and `run_import`."""
    run, _ = get_import(house, import_id)
    if not run.options:
        raise NotFound(
            msg("Whoever was to be fetched here was erased."),
            msg("If they come back, fetch them anew by their handle."),
        )
    kept = msgspec.convert(run.options, Kept)
    waiting = Waiting(house, kept.handle, kept.service, kept.wanted)
    with house.workspace.lock(LOCK):
        notes = _fetched(house, run, _Fetch(kept, waiting, patience, progress))
        outcome = run_import(house, import_id, waiting.path, progress, _open)
        waiting.drop()
    outcome.notes = notes
    return outcome


def _fetched(house: House, run: ImportRun, fetch: _Fetch) -> list[Message]:
    try:
        return fetch.everything()
    except StoppedByPerson as error:
        fetch.waiting.drop()
        mark_failed(house, run.id, error)
        raise
    except NahbarError as error:
        mark_failed(house, run.id, error)
        raise
    except BaseException:
        mark_failed(house, run.id, None)
        raise


def _open(kind: str, path: Path, choice: Choice, moment: int) -> Source:
    return Source(parts_of(path, moment), lambda: (0, 0), ())


class _Fetch:
    """One fetch under way."""

    def __init__(self, kept: Kept, waiting: Waiting, patience: Patience | None, progress: Progress) -> None:
        self.kept = kept
        self.waiting = waiting
        self.patience = patience
        self.progress = progress

    def only_profile(self) -> None:
        with Caller(self.kept.service, self.patience) as caller:
            reached = self._reached(caller, [])
            step = reached.next()
            assert step is not None
            self._take(caller, reached, step)

    def everything(self) -> list[Message]:
        """Ask until nothing is missing; return what a reader should know of it."""
        with Caller(self.kept.service, self.patience) as caller:
            reached = self._reached(caller, self.waiting.pages(now()))
            while step := reached.next():
                self.progress(reached.requests, reached.expected())
                self._take(caller, reached, step)
        return _notes(reached)

    def _reached(self, caller: Caller, pages: list[Page]) -> Reached:
        reader = pages[0].reader if pages else self._reader(caller)
        reached = Reached(self.kept.handle, reader, self.kept.wanted)
        for page in pages:
            reached.add(page)
        return reached

    def _reader(self, caller: Caller) -> Reader:
        """Ask a service whether it is a creator's own server; the public one is known to be none."""
        if self.kept.service == PUBLIC_SERVICE:
            return "appview"
        try:
            answer = caller.ask("com.atproto.server.describeServer", {}, lambda: None)
        except RefusedError:
            return "appview"
        return "pds" if "availableUserDomains" in answer else "appview"

    def _take(self, caller: Caller, reached: Reached, step: Step) -> None:
        def alive() -> None:
            self.progress(reached.requests, reached.expected())

        try:
            answer = caller.ask(step.method, step.parameters, alive)
        except RefusedError as error:
            page = self._refused(step, reached, error)
        else:
            self._check_public(step, answer)
            page = page_of(step, answer, reached, now() // SECONDS_A_DAY * SECONDS_A_DAY)
        if step.listing == "profile" and not page.did:
            raise self._unknown()
        self.waiting.add(page)
        reached.add(page)

    def _refused(self, step: Step, reached: Reached, error: RefusedError) -> Page:
        if error.status in (401, 403):
            raise Unavailable(
                msg("{service} asks for an account.", service=self.kept.service),
                msg("Use the public service, {service}, which needs none.", service=PUBLIC_SERVICE),
                kind="needs-account",
            ) from error
        if step.listing == "profile":
            raise self._unknown() from error
        if step.listing == "replies":
            return gone(step, reached)
        # A place in a listing that the service no longer knows would be refused again and again.
        self.waiting.drop()
        raise Unavailable(
            msg(
                "{service} refuses to go on: {reason:raw}.", service=self.kept.service, reason=error.words or error.name
            ),
            msg("Run it again: it begins anew. Nothing was imported."),
            kind="refused",
        ) from error

    def _check_public(self, step: Step, answer: Mapping[str, Any]) -> None:
        shown = {"profile": answer, "card": profile_record(answer)}.get(step.listing, {})
        if not is_public(shown):
            self.waiting.drop()
            raise NotFound(
                msg("{handle} asks not to be shown to visitors without an account.", handle=self.kept.handle),
                msg("Ask the creator for their figures; nothing was fetched."),
                kind="not-public",
            )

    def _unknown(self) -> NotFound:
        return NotFound(
            msg("{service} shows no account “{handle}”.", service=self.kept.service, handle=self.kept.handle),
            msg("Check the handle as the profile shows it; accounts can be renamed, closed or paused."),
            kind="unknown-handle",
        )


def _notes(reached: Reached) -> list[Message]:
    notes = []
    if reached.reader == "pds":
        notes.append(
            msg("This service is the creator's own server: it knows no counts, no replies of others and no followers.")
        )
    elif reached.wanted.followers and reached.followers > MOST_FOLLOWERS:
        notes.append(
            msg("Only the newest {most} of {all} followers were fetched.", most=MOST_FOLLOWERS, all=reached.followers)
        )
    return notes
