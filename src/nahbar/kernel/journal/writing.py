"""Group commit: many requests share one durable transaction, and each is answered only after it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from nahbar.kernel.clock import now_micros
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.journal.appending import Row, append_rows, journal_rows
from nahbar.kernel.messages import msg
from nahbar.kernel.store import Store
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.turns import Turns
from nahbar.kernel.workspace import Workspace

# Keeps one commit short, so that whoever comes next waits little.
ROWS_A_COMMIT = 5_000
# About a second of the most that the journal takes; more would only wait longer in memory.
ROWS_WAITING = 20_000
# Clients try again by themselves; an import that holds the store for longer is not worth their open connection.
PATIENCE_MS = 5_000


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one request wants kept, and the future on its event loop that waits for it."""

    rows: Sequence[Row]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[int]


def journal_turns(workspace: Workspace, store: Store) -> Turns | None:
    """Return the turns of those who write touchpoints all the time; PostgreSQL has many writers at once: None."""
    return Turns(workspace.files, "journal") if store.is_sqlite else None


class Journal:
    """The one writer of touchpoints in a process: a thread that commits what has come in while it committed."""

    def __init__(self, workspace: Workspace, patience_ms: int = PATIENCE_MS, rows_waiting: int = ROWS_WAITING) -> None:
        self._store = Store(workspace.store_url, durable=True)
        self._workspace = workspace
        self._turns: Turns | None = None
        self._patience_ms = patience_ms
        self._most_waiting = rows_waiting
        self._wishes: deque[_Wish] = deque()
        self._rows_waiting = 0
        self._open = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write; does nothing when the journal is open already."""
        with self._changed:
            if self._open:
                return
            self._open = True
        self._turns = journal_turns(self._workspace, self._store)
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Write what waits, then end."""
        with self._changed:
            self._open = False
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._store.close()
        if self._turns is not None:
            self._turns.close()
            self._turns = None

    async def add(self, touchpoints: Sequence[Touchpoint]) -> int:
        """Keep touchpoints and return how many were new, once they are on the disk; all of them are kept, or none.

        Raises Unavailable when too much waits already ("journal-full"), and when the store is locked or the disk full:
        then nothing was kept, and the same touchpoints can be sent again.
        """
        if not touchpoints:
            return 0
        loop = asyncio.get_running_loop()
        wish = _Wish(journal_rows(touchpoints, now_micros()), loop, loop.create_future())
        self._enqueue(wish)
        return await wish.answer

    def _enqueue(self, wish: _Wish) -> None:
        with self._changed:
            if not self._open or self._rows_waiting + len(wish.rows) > max(self._most_waiting, len(wish.rows)):
                raise _full()
            self._wishes.append(wish)
            self._rows_waiting += len(wish.rows)
            self._changed.notify()

    def _run(self) -> None:
        while group := self._next_group():
            answers = self._write(group)
            with self._changed:
                self._rows_waiting -= sum(len(wish.rows) for wish in group)
            _answer(group, answers)

    def _next_group(self) -> list[_Wish]:
        """Wait for wishes and take as many as fit into one commit; an empty list when the journal is closed."""
        with self._changed:
            while not self._wishes and self._open:
                self._changed.wait()
            group: list[_Wish] = []
            count = 0
            while self._wishes and (not group or count + len(self._wishes[0].rows) <= ROWS_A_COMMIT):
                group.append(self._wishes.popleft())
                count += len(group[-1].rows)
            return group

    def _turn(self) -> AbstractContextManager[None]:
        return self._turns.turn(self._patience_ms / 1000) if self._turns is not None else nullcontext()

    def _write(self, group: Sequence[_Wish]) -> Sequence[int | Exception]:
        try:
            with self._turn(), self._store.write(self._patience_ms) as connection:
                return [append_rows(connection, wish.rows) for wish in group]
        except Unavailable as error:
            return [error] * len(group)
        except Exception as error:  # noqa: BLE001 - whoever waits must be answered, and the next group written
            # One of them cannot be written; the others should not suffer for it.
            return [error] if len(group) == 1 else [self._write([wish])[0] for wish in group]


def _answer(group: Sequence[_Wish], answers: Sequence[int | Exception]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[int], int | Exception]]] = {}
    for wish, answer in zip(group, answers, strict=True):
        by_loop.setdefault(wish.loop, []).append((wish.answer, answer))
    for loop, pairs in by_loop.items():
        # A loop that has ended has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: Sequence[tuple[asyncio.Future[int], int | Exception]]) -> None:
    for future, answer in pairs:
        if future.done():
            continue
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)


def _full() -> Unavailable:
    return Unavailable(
        msg("More touchpoints are coming in than can be written."),
        msg("Send them again in a moment. Nothing of this request was kept."),
        kind="journal-full",
    )
