"""The server seals by itself: when enough waits, or some for long enough."""

from __future__ import annotations

import time

from nahbar.kernel.clock import now_micros
from nahbar.kernel.journal import append
from nahbar.kernel.lake import background, count_by_kind
from nahbar.kernel.lake.background import SealingThread, is_worth_it, seal_all
from nahbar.kernel.lake.table import open_lake, sealed_batch
from nahbar.kernel.touchpoints import Touchpoint
from tests.conftest import both_engines


def fill(house, number, age_seconds=0):
    at = now_micros() - age_seconds * 1_000_000
    with house.store.write() as connection:
        append(connection, [Touchpoint(id=f"e{k}", time=at, kind="view") for k in range(number)], at)


@both_engines
def test_few_fresh_touchpoints_wait(house):
    assert not is_worth_it(house)
    fill(house, 3)
    assert not is_worth_it(house)


@both_engines
def test_old_ones_are_worth_a_seal_however_few(house):
    fill(house, 1, age_seconds=3_700)
    assert is_worth_it(house)


def test_many_are_worth_a_seal_at_once(house, monkeypatch):
    monkeypatch.setattr(background, "ROWS_WORTH_IT", 5)
    fill(house, 5)
    assert is_worth_it(house)


def test_many_small_files_are_put_together(house, monkeypatch):
    monkeypatch.setattr(background, "MANY_FILES", 1)
    for number in range(2):
        with house.store.write() as connection:
            append(connection, [Touchpoint(id=f"n{number}", time=now_micros(), kind="view")], now_micros())
        seal_all(house.workspace.folder)
    assert len(open_lake(house.workspace).file_uris()) == 1
    assert count_by_kind(house) == {"view": 2}


def test_the_thread_seals_what_has_waited_long_enough(house):
    fill(house, 4, age_seconds=3_700)
    thread = SealingThread(house, 0.05)
    thread.start()
    deadline = time.monotonic() + 60
    while sealed_batch(open_lake(house.workspace)) < 1:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    thread.stop()
    seal_all(house.workspace.folder)
    assert count_by_kind(house) == {"view": 4}
    assert not is_worth_it(house)
