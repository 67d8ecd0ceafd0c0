"""Group commit: answered only when kept, in few transactions; full, locked, broken and killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap

import pytest
import sqlalchemy as sa

from nahbar.kernel.errors import BadInput, Unavailable
from nahbar.kernel.journal import Journal, journal
from tests.command_line import environment
from tests.conftest import both_engines
from tests.kernel.test_journal import MOMENT, click, rows


@pytest.fixture
def writer(house):
    made = Journal(house.workspace, patience_ms=100, rows_waiting=50)
    yield made
    made.close()


def together(*wishes):
    async def ask():
        return await asyncio.gather(*wishes, return_exceptions=True)

    return asyncio.run(ask())


@both_engines
def test_each_request_learns_how_many_of_its_own_were_new(house, writer):
    writer.start()
    wishes = [writer.add([click(1), click(2)]), writer.add([click(2), click(3)]), writer.add([])]
    assert together(*wishes) == [2, 1, 0]
    assert {one.id for one in rows(house)} == {"event-1", "event-2", "event-3"}


def transactions(writer):
    begun = []
    sa.event.listen(writer._store.engine, "begin", begun.append)
    return begun


def test_what_waits_shares_one_transaction(house, writer):
    begun = transactions(writer)

    async def crowd():
        # Open, but its thread not yet begun: all forty wait.
        writer._open = True
        wishes = [asyncio.ensure_future(writer.add([click(number)])) for number in range(40)]
        await asyncio.sleep(0)
        writer._open = False
        writer.start()
        return await asyncio.gather(*wishes)

    assert asyncio.run(crowd()) == [1] * 40
    assert len(begun) == 1


@both_engines
def test_more_than_may_wait_is_refused_and_nothing_of_it_kept(house, writer):
    writer.start()
    with writer._changed:
        writer._rows_waiting = 49
    (refused,) = together(writer.add([click(1), click(2)]))
    assert isinstance(refused, Unavailable)
    assert refused.kind == "journal-full"
    with writer._changed:
        writer._rows_waiting = 0
    assert together(writer.add([click(3)])) == [1]
    assert [one.id for one in rows(house)] == ["event-3"]


def test_a_locked_store_is_said_and_what_was_answered_is_kept(house, writer):
    writer.start()
    with house.store.write():
        (refused,) = together(writer.add([click(1)]))
    assert isinstance(refused, Unavailable)
    assert refused.kind == "store-locked"
    assert rows(house) == []
    assert together(writer.add([click(1)])) == [1]


def _fill_the_disk(connection, _record):
    connection.execute("PRAGMA max_page_count = 1")


def test_a_full_disk_is_said_and_what_was_answered_is_kept(house, writer):
    writer.start()
    assert together(writer.add([click(1)])) == [1]
    engine = writer._store.engine
    engine.dispose()
    sa.event.listen(engine, "connect", _fill_the_disk)
    (refused,) = together(writer.add([click(number, campaign="c" * 200) for number in range(2, 2000)]))
    sa.event.remove(engine, "connect", _fill_the_disk)
    engine.dispose()
    assert isinstance(refused, Unavailable)
    assert refused.kind == "disk-full"
    assert [one.id for one in rows(house)] == ["event-1"]
    assert together(writer.add([click(2)])) == [1]


@both_engines
def test_one_that_cannot_be_written_does_not_take_the_others_along(house, writer):
    writer.start()
    wishes = [writer.add([click(1)]), writer.add([_broken(click(2))]), writer.add([click(3)])]
    first, second, third = together(*wishes)
    assert (first, third) == (1, 1)
    assert isinstance(second, BadInput | sa.exc.DBAPIError | OverflowError)
    assert [one.id for one in rows(house)] == ["event-1", "event-3"]


def _broken(touchpoint):
    class Beyond:
        """A touchpoint with a number that no store can hold."""

        def __getattr__(self, name):
            return 2**70 if name == "value_cents" else getattr(touchpoint, name)

    return Beyond()


def test_a_closed_journal_takes_nothing(writer):
    writer.start()
    writer.close()
    (refused,) = together(writer.add([click(1)]))
    assert isinstance(refused, Unavailable)


def test_closing_writes_what_waits(house):
    made = Journal(house.workspace)

    async def add_and_close():
        made.start()
        waiting = asyncio.ensure_future(made.add([click(1)]))
        await asyncio.sleep(0)
        await asyncio.to_thread(made.close)
        return await waiting

    assert asyncio.run(add_and_close()) == 1
    assert [one.id for one in rows(house)] == ["event-1"]


def test_an_answered_event_is_on_the_disk_before_its_answer(writer):
    with writer._store.read() as connection:
        full = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    assert full == 2


SENDER = """
    import asyncio, sys
    from pathlib import Path
    from nahbar.kernel.journal import Journal
    from nahbar.kernel.touchpoints import Touchpoint
    from nahbar.kernel.workspace import open_workspace

    async def send(journal, name):
        for number in range(100_000):
            one = f"{name}-{number}"
            await journal.add([Touchpoint(id=one, time=MOMENT, kind="click")])
            sys.stdout.write(one + "\\n")
            sys.stdout.flush()

    async def main():
        journal = Journal(open_workspace(Path(sys.argv[1])))
        journal.start()
        await asyncio.gather(*(send(journal, name) for name in "abcd"))

    asyncio.run(main())
"""


@both_engines
def test_nothing_that_was_answered_is_lost_when_the_process_is_killed(house):
    text = textwrap.dedent(SENDER).replace("MOMENT", str(MOMENT))
    words = [sys.executable, "-c", text, str(house.workspace.folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment(), text=True) as child:
        answered = [child.stdout.readline().strip() for _ in range(200)]
        os.kill(child.pid, signal.SIGKILL)
        # Its last line may be cut short.
        answered += child.stdout.read().split("\n")[:-1]
    with house.store.read() as connection:
        kept = set(connection.execute(sa.select(journal.c.id)).scalars())
    assert len(answered) >= 200
    assert set(answered) <= kept
