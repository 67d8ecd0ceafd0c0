"""Brief transactions of work beside the serving, so that whoever answers a request waits for them little.

SQLite has one writer at a time. Whoever brings much into the store brings it in short transactions, each in its turn
with the journals of the workers, and rests after each one as long as it took. Their process runs at the common
priority: one that is seldom given the processor would keep the lock, and all others waiting, meanwhile.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import sqlalchemy as sa

from nahbar.kernel.journal.writing import journal_turns
from nahbar.kernel.store import Store
from nahbar.kernel.workspace import Workspace

# A turn that does not come within this time is taken all the same.
PATIENCE_SECONDS = 20.0
# After a transaction that had to wait for the disk, too.
LONGEST_REST_SECONDS = 0.2


@contextlib.contextmanager
def brief_write(workspace: Workspace, store: Store) -> Iterator[sa.Connection]:
    """A transaction that takes its turn with the journals of the workers, and rests afterwards as long as it took."""
    turns = journal_turns(workspace, store)
    with contextlib.ExitStack() as stack:
        if turns is not None:
            stack.enter_context(contextlib.closing(turns))
            stack.enter_context(turns.turn(PATIENCE_SECONDS))
        began = time.monotonic()
        yield stack.enter_context(store.write())
    time.sleep(min(LONGEST_REST_SECONDS, time.monotonic() - began))
