"""Use cases: tables that are worked on in the background, one after the other, and what each said, kept for a day.

A run is a folder of its own, hidden so that no backup takes it along. It never holds the table: that was read before,
and its figures live in the memory of the process that works on them.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from nahbar.kernel.beside import in_background
from nahbar.kernel.clock import now, now_micros
from nahbar.kernel.errors import Conflict, NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.progress import ProgressFile, Reached, StoppedByPerson
from nahbar.measure.steps import unsaid
from nahbar.worth.experiments.by_file.contracts import Answer, Kind, Work
from nahbar.worth.experiments.by_file.keeping import from_plain, to_plain

log = logging.getLogger("nahbar.worth")

FOLDER, LOCK = ".designs", "designs"
ABOUT, SCORES = "run.json", "scores.json"
NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
KEPT_SECONDS = 24 * 3600
# Each holds its figures in memory until its turn comes.
MOST_AT_ONCE = 8
# How often somebody who waits looks whether it is their turn.
LOOK_SECONDS = 0.3
# What takes no longer is answered without a page of progress in between.
QUICK_SECONDS = 0.25
MICROS = 1_000_000

BEGUN, WAITING, RUNNING, DONE, FAILED, STOPPED, LOST = (
    *("begun", "waiting", "running", "done"),
    *("failed", "stopped", "lost"),
)


@dataclass(frozen=True, slots=True)
class _Kept:
    kind: str
    file: str
    rows: int
    who: str
    state: str = BEGUN
    answer: dict[str, Any] | None = None
    problem: tuple[list[Any], list[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A table that somebody handed in, where it stands (one of the states above) and what it said.

    `begun_at` is in seconds; `ahead` tables are worked on before this one, which has `reached` so many steps.
    `problem` holds what went wrong and what to do; `scored` says that there are scores of its rows.
    """

    name: str
    kind: str
    file: str
    rows: int
    begun_at: int
    state: str
    ahead: int
    reached: Reached
    answer: Answer | None
    problem: tuple[Message, Message] | None
    scored: bool

    @property
    def under_way(self) -> bool:
        """Whether it waits or is worked on."""
        return self.state in (WAITING, RUNNING)


def start_run(house: House, kind: Kind, table: tuple[str, int], who: str, work: Work) -> str:
    """Work on a table in the background and return the name of the run; `table` is its file's name and its rows.

    What is quick is done when this returns. Raises Conflict when too many tables wait already.
    """
    drop_old_runs(house)
    if sum(_progress(one).running() for one in _folders(house)) >= MOST_AT_ONCE:
        raise Conflict(
            msg("{n} tables are being worked on or wait already.", n=MOST_AT_ONCE),
            msg("Try again in a minute; nothing was changed."),
            kind="busy",
        )
    folder = _root(house) / f"{now_micros():016x}-{secrets.token_hex(8)}"
    folder.mkdir(parents=True, mode=0o700)
    kept = _Kept(kind.name, *table, who)
    if kind.steps is None:
        _finish(folder, kept, work(unsaid))
        return folder.name
    progress = _progress(folder)
    progress.begin()
    _write(folder, kept)
    in_background("design", lambda: _work(house, folder, kept, progress, work)).join(QUICK_SECONDS)
    return folder.name


def get_run(house: House, name: str, who: str) -> Run:
    """Return a run of `who`; raises NotFound for one that is somebody else's, or gone."""
    return _run(house, *_found(house, name, who))


def list_runs(house: House, who: str) -> Sequence[Run]:
    """Return the runs of `who`, the latest first."""
    drop_old_runs(house)
    pairs = [(folder, _read(folder)) for folder in reversed(_folders(house))]
    return [_run(house, folder, kept) for folder, kept in pairs if kept is not None and kept.who == who]


def scores_of(house: House, name: str, who: str) -> Sequence[tuple[int, float]]:
    """Return the scores of the rows of a run's table; raises NotFound where there are none."""
    path = _found(house, name, who)[0] / SCORES
    if not path.exists():
        raise _gone()
    return [(row, score) for row, score in json.loads(path.read_text())]


def cancel_run(house: House, name: str, who: str) -> None:
    """Ask a run to stop; raises NotFound as `get_run` does."""
    progress = _progress(_found(house, name, who)[0])
    if progress.running():
        progress.cancel()


def forget_run(house: House, name: str, who: str) -> None:
    """Remove what a run left; one that is under way is asked to stop instead. Raises NotFound as `get_run` does."""
    folder, _ = _found(house, name, who)
    if _progress(folder).running():
        cancel_run(house, name, who)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def drop_old_runs(house: House) -> None:
    """Remove what was begun more than a day ago and is not under way."""
    for folder in _folders(house):
        if _begun_at(folder) < now() - KEPT_SECONDS and not _progress(folder).running():
            shutil.rmtree(folder, ignore_errors=True)


def _work(house: House, folder: Path, kept: _Kept, progress: ProgressFile, work: Work) -> None:
    """Wait for the turn and work; whatever comes of it is written before the progress ends."""
    try:
        with _turn(house, folder, progress):
            answer = work(progress)
        _finish(folder, kept, answer)
    except StoppedByPerson:
        _write(folder, replace(kept, state=STOPPED))
    except NahbarError as error:
        _write(folder, replace(kept, state=FAILED, problem=(error.message.to_list(), error.remedy.to_list())))
    except Exception:
        log.exception("a table of the design %s could not be worked out", kept.kind)
        _write(folder, replace(kept, state=FAILED))
    finally:
        progress.end()


@contextlib.contextmanager
def _turn(house: House, folder: Path, progress: ProgressFile) -> Iterator[None]:
    """Wait until nothing that came before is under way, in any process of this workspace."""
    with contextlib.ExitStack() as held:
        while not _taken(house, folder, held):
            time.sleep(LOOK_SECONDS)
            progress(0, 0)
        yield


def _taken(house: House, folder: Path, held: contextlib.ExitStack) -> bool:
    if _ahead(house, folder):
        return False
    with contextlib.suppress(Conflict):
        held.enter_context(house.workspace.lock(LOCK))
        return True
    return False


def _ahead(house: House, folder: Path) -> int:
    return sum(one.name < folder.name and _progress(one).running() for one in _folders(house))


def _finish(folder: Path, kept: _Kept, answer: Answer) -> None:
    if answer.scores:
        (folder / SCORES).write_text(json.dumps(answer.scores))
    _write(folder, replace(kept, state=DONE, answer=to_plain(answer)))


def _write(folder: Path, kept: _Kept) -> None:
    draft = folder / f"{ABOUT}.new"
    draft.write_text(json.dumps(asdict(kept)))
    draft.replace(folder / ABOUT)


def _read(folder: Path) -> _Kept | None:
    try:
        return _Kept(**json.loads((folder / ABOUT).read_text()))
    except FileNotFoundError:
        return None


def _run(house: House, folder: Path, kept: _Kept) -> Run:
    progress = _progress(folder)
    # In this order: what has ended since was written before its progress ended.
    alive = kept.state == BEGUN and progress.running()
    if not alive and kept.state == BEGUN:
        kept = _read(folder) or kept
    ahead = _ahead(house, folder) if alive else 0
    begun = (WAITING if ahead else RUNNING) if alive else LOST
    return Run(
        name=folder.name,
        kind=kept.kind,
        file=kept.file,
        rows=kept.rows,
        begun_at=_begun_at(folder),
        state=begun if kept.state == BEGUN else kept.state,
        ahead=ahead,
        reached=progress.reached(),
        answer=None if kept.answer is None else from_plain(kept.answer),
        problem=None if kept.problem is None else _both(kept.problem),
        scored=(folder / SCORES).exists(),
    )


def _both(problem: Sequence[list[Any]]) -> tuple[Message, Message]:
    return Message.from_list(problem[0]), Message.from_list(problem[1])


def _root(house: House) -> Path:
    return house.workspace.files / FOLDER


def _folders(house: House) -> Sequence[Path]:
    root = _root(house)
    return sorted(one for one in root.iterdir() if NAME.fullmatch(one.name)) if root.is_dir() else []


def _found(house: House, name: str, who: str) -> tuple[Path, _Kept]:
    folder = _root(house) / name
    kept = _read(folder) if NAME.fullmatch(name) else None
    if kept is None or kept.who != who:
        raise _gone()
    return folder, kept


def _begun_at(folder: Path) -> int:
    return int(folder.name.partition("-")[0], 16) // MICROS


def _progress(folder: Path) -> ProgressFile:
    return ProgressFile(folder)


def _gone() -> NotFound:
    return NotFound(
        msg("There is no such result."),
        msg("What a table says is kept for a day, for whoever handed it in. Drop the table again."),
        kind="design-run",
    )
