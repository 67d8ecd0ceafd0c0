"""The lake: sealed exactly once wherever it is killed, read as one with the journal, compacted, dropped with age."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading

import duckdb
import pytest
import sqlalchemy as sa
from deltalake import DeltaTable

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.errors import BadInput, Conflict, Unavailable
from nahbar.kernel.house import open_house
from nahbar.kernel.journal import append, journal, journal_batch, known_event
from nahbar.kernel.lake import (
    ask,
    compact,
    count_by_kind,
    erase_touchpoints,
    examine_lake,
    lake_lock,
    seal,
    sealing,
    touchpoints,
)
from nahbar.kernel.lake.keeping import first_kept_day
from nahbar.kernel.lake.table import CONFIGURATION, lake_path
from nahbar.kernel.settings import Settings, TouchpointSettings
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import Workspace
from tests.command_line import environment
from tests.conftest import NOW, both_engines
from tests.kernel.test_journal import MOMENT, click

DAY = 86_400_000_000
STEPS = ("locked", "marked", "read", "written", "dropped", "settled")


@pytest.fixture
def small(monkeypatch):
    """Batches and chunks so small that a few rows make several."""
    monkeypatch.setattr(sealing, "ROWS_A_BATCH", 8)
    monkeypatch.setattr(sealing, "ROWS_A_CHUNK", 4)


def fill(house, numbers, **more):
    with house.store.write() as connection:
        return append(connection, [click(number, **more) for number in numbers], MOMENT)


def ids(house):
    """All ids that a query sees, with their repeats."""
    relation = touchpoints(house, ("id",))
    answer = house.engine.reduce("SELECT id FROM touchpoints ORDER BY id", {"touchpoints": relation})
    return answer.column("id").to_pylist()


def expected(numbers):
    return sorted(f"event-{number}" for number in numbers)


def waiting(house):
    with house.store.read() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(journal)).scalar_one()


def lake_of(house):
    return DeltaTable(lake_path(house.workspace))


@both_engines
def test_a_query_sees_each_touchpoint_once_sealed_or_not(house, small):
    fill(house, range(10))
    assert ids(house) == expected(range(10))
    assert seal(house) == 10
    assert (waiting(house), ids(house)) == (0, expected(range(10)))
    fill(house, range(5, 15), kind="view")
    assert ids(house) == expected(range(15))
    assert count_by_kind(house) == {"click": 10, "view": 5}
    assert count_by_kind(house, MOMENT + 8) == {"click": 2, "view": 5}


@both_engines
def test_all_that_a_touchpoint_says_comes_back_from_the_lake(house):
    whole = Touchpoint(
        id="1", time=MOMENT, kind="deal", person="p1", creator="instagram/lese.fuchs", post="instagram/1",
        campaign="spring", link="lf", code="LESE10", channel="link", value_cents=1999, currency="EUR",
        assignment="pages/b", consent=True,
    )  # fmt: skip
    with house.store.write() as connection:
        append(connection, [whole, click(2)], MOMENT + 7)
    before = ask(house, "touchpoints_of_person", asked={"person": "p1"}).to_pylist()
    seal(house)
    assert ask(house, "touchpoints_of_person", asked={"person": "p1"}).to_pylist() == before
    (row,) = before
    assert row == {**{name: getattr(whole, name) for name in whole.__struct_fields__}, "received_at": MOMENT + 7}


@both_engines
def test_an_event_that_is_sent_again_after_sealing_is_not_new(house):
    fill(house, range(3))
    seal(house)
    assert fill(house, range(3)) == 0
    assert seal(house) == 0
    assert ids(house) == expected(range(3))


CHILD = """
    import os, signal, sys
    from pathlib import Path
    from nahbar.kernel.house import open_house
    from nahbar.kernel.lake import sealing

    sealing.ROWS_A_BATCH, sealing.ROWS_A_CHUNK = 8, 4
    left = int(sys.argv[2])

    def step(name):
        global left
        print(name, flush=True)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    sealing.seal(open_house(Path(sys.argv[1]), ()), step)
"""


def child(house, kill_at):
    words = [sys.executable, "-c", textwrap.dedent(CHILD), str(house.workspace.folder), str(kill_at)]
    return subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)


def test_a_seal_that_is_killed_at_any_step_loses_and_repeats_nothing(house):
    """A process seals 6 rows in two chunks and is killed at its first step, the next one at its second, and so on."""
    total, seen, kill_at, code = 0, set(), 0, -signal.SIGKILL
    while code:
        kill_at += 1
        fill(house, range(total, total + 6))
        total += 6
        done = child(house, kill_at)
        code = done.returncode
        assert code in (0, -signal.SIGKILL), done.stderr
        seen.add(done.stdout.split()[-1])
        assert ids(house) == expected(range(total)), f"killed at step {kill_at}: {done.stdout}"
        assert fill(house, range(total)) == 0
        seal(house)
    assert seen == set(STEPS)
    assert kill_at == 8
    assert lake_of(house).to_pyarrow_dataset().count_rows() == total
    assert all(one.fine for one in examine_lake(house))


class Cut(BaseException):
    """The end of a process, as far as the store can tell."""


@both_engines
def test_a_seal_that_is_cut_off_at_any_step_loses_and_repeats_nothing(house, small):
    """One cut off after another, each on what the one before left: in the order of the steps, and against it."""
    for count, last in enumerate((*STEPS, *reversed(STEPS)), 1):
        fill(house, range(12 * (count - 1), 12 * count))

        def step(name, last=last):
            if name == last:
                raise Cut

        with pytest.raises(Cut):
            seal(house, step)
        assert ids(house) == expected(range(12 * count)), last
        assert fill(house, range(12 * count)) == 0
    seal(house)
    assert waiting(house) == 0
    assert lake_of(house).to_pyarrow_dataset().count_rows() == 12 * count


def test_a_seal_that_is_killed_at_any_moment_loses_and_repeats_nothing(house):
    chance = random.Random(4)
    fill(house, range(4_000))
    for _ in range(4):
        words = [sys.executable, "-c", textwrap.dedent(CHILD), str(house.workspace.folder), "100000"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment()) as process:
            for _ in range(chance.randrange(2, 30)):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
        assert ids(house) == expected(range(4_000))
    seal(house)
    assert lake_of(house).to_pyarrow_dataset().count_rows() == 4_000


@both_engines
def test_a_query_is_whole_at_every_step_of_a_seal(house, small):
    fill(house, range(20))
    seen = []
    seal(house, lambda name: seen.append((name, ids(house))))
    assert {name for name, _ in seen} == set(STEPS)
    assert all(found == expected(range(20)) for _, found in seen)


@both_engines
def test_queries_and_writers_beside_a_seal_agree(house, small):
    """Rows come in and are asked for while another thread seals: what was added is seen, and once."""
    stop, added, troubles = threading.Event(), [0], []

    def sealer():
        while not stop.is_set():
            seal(house)

    def asker():
        while not stop.is_set():
            least = added[0]
            found = ids(house)
            if len(found) != len(set(found)) or not set(expected(range(least))) <= set(found):
                troubles.append((least, len(found), len(set(found))))

    threads = [threading.Thread(target=sealer), threading.Thread(target=asker)]
    for thread in threads:
        thread.start()
    for start in range(0, 300, 10):
        fill(house, range(start, start + 10))
        assert fill(house, range(max(0, start - 50), start)) == 0
        added[0] = start + 10
    stop.set()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert ids(house) == expected(range(300))


def test_two_sealers_at_once_take_turns(house, monkeypatch):
    monkeypatch.setattr(sealing, "LOCK_WAIT_SECONDS", 0.0)
    fill(house, range(3))
    with contextlib.ExitStack() as stack:
        stack.enter_context(lake_lock(house.workspace))
        with pytest.raises(Conflict):
            stack.enter_context(lake_lock(house.workspace, 0.0))
    assert seal(house) == 3


def test_the_lake_remembers_its_batches_through_checkpoints(house, monkeypatch):
    monkeypatch.setitem(CONFIGURATION, "delta.checkpointInterval", "4")
    for start in range(10):
        fill(house, [start])
        seal(house)
    assert list((lake_path(house.workspace) / "_delta_log").glob("*.checkpoint.parquet"))
    fill(house, range(12))
    assert seal(house) == 2
    assert ids(house) == expected(range(12))


def test_a_lake_of_another_time_is_refused(house, tmp_path):
    fill(house, range(3))
    seal(house)
    fill(house, range(3, 6))
    with house.store.write() as connection:
        connection.execute(journal_batch.delete())
    with pytest.raises(Unavailable, match="not of one time"):
        seal(house)
    with pytest.raises(Unavailable, match="not of one time"):
        ids(house)
    findings = {one.name: one.fine for one in examine_lake(house)}
    assert findings == {"lake": False, "touchpoints": False}


def test_doctor_names_a_touchpoint_that_is_there_twice(house):
    fill(house, range(3))
    seal(house)
    with house.store.write() as connection:
        connection.execute(known_event.delete())
        append(connection, [click(1)], MOMENT)
    (_, twice) = examine_lake(house)
    assert not twice.fine
    assert "event-1" in twice.text


def test_others_read_the_lake_as_plain_parquet(house):
    fill(house, range(3))
    seal(house)
    files = f"{lake_path(house.workspace)}/month=*/*.parquet"
    assert duckdb.sql(f"SELECT month, COUNT(*) FROM read_parquet('{files}') GROUP BY 1").fetchall() == [("2026-09", 3)]


def test_compaction_puts_small_files_together(house):
    for number in range(5):
        fill(house, [number])
        seal(house)
    done = compact(house)
    assert (done.files_before, done.files_after) == (5, 1)
    assert ids(house) == expected(range(5))
    assert fill(house, range(5)) == 0


@pytest.mark.parametrize(
    ("months", "today", "first"),
    [
        (0, "2026-09-21", None),
        (1, "2026-09-21", "2026-08-01"),
        (9, "2026-09-01", "2025-12-01"),
        (24, "2026-09-30", "2024-09-01"),
    ],
)
def test_whole_months_are_kept(months, today, first):
    day = (dt.date.fromisoformat(today) - dt.date(1970, 1, 1)).days
    kept = first_kept_day(months, day)
    assert (kept and kept.isoformat()) == first


@both_engines
def test_what_is_too_old_is_dropped_sealed_or_not(house, monkeypatch):
    monkeypatch.setattr("nahbar.kernel.lake.keeping.now", lambda: NOW)
    settings = Settings(store=house.workspace.settings.store, touchpoints=TouchpointSettings(retention_months=2))
    aged = type(house)(Workspace(house.workspace.folder, settings), house.store, house.packages, house.engine)
    fill(aged, [1], time=MOMENT - 100 * DAY)
    fill(aged, [2])
    seal(aged)
    fill(aged, [3], time=MOMENT - 100 * DAY)
    compact(aged)
    assert ids(aged) == expected([2])
    with aged.store.read() as connection:
        assert len(connection.execute(sa.select(known_event)).all()) == 1


@pytest.mark.parametrize("name", ["It's ä new one", "a#b?c"])
def test_a_workspace_with_a_strange_name_is_read(tmp_path, house, name):
    strange = tmp_path / name
    house.workspace.folder.rename(strange)
    moved = open_house(strange, PACKAGES)
    fill(moved, range(2), person="p1", consent=True)
    seal(moved)
    assert ids(moved) == expected(range(2))
    assert erase_touchpoints(moved, "p1") == 2
    moved.close()


def test_a_workspace_whose_name_the_lake_cannot_say_keeps_its_journal(tmp_path, house):
    house.workspace.folder.rename(tmp_path / "new [2]")
    moved = open_house(tmp_path / "new [2]", PACKAGES)
    fill(moved, range(2))
    with pytest.raises(BadInput, match="rename"):
        seal(moved)
    assert ids(moved) == expected(range(2))
    moved.close()
