"""Brief transactions: in turn with the journals, with a rest behind each, and nothing held where one fails."""

from __future__ import annotations

import contextlib
import fcntl
import threading

import pytest
import sqlalchemy as sa

from nahbar.kernel.journal import brief
from nahbar.kernel.journal.brief import LONGEST_REST_SECONDS, brief_write
from nahbar.kernel.journal.writing import journal_turns


class Clock:
    """Stands still unless told otherwise; `rests` are the seconds that somebody slept."""

    def __init__(self):
        self.seconds, self.rests = 100.0, []

    def monotonic(self):
        return self.seconds

    def sleep(self, seconds):
        self.rests.append(seconds)


@pytest.fixture
def clock(monkeypatch):
    given = Clock()
    monkeypatch.setattr(brief, "time", given)
    return given


def free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True


@pytest.mark.parametrize(("took", "rest"), [(0.05, 0.05), (3.0, LONGEST_REST_SECONDS)])
def test_it_rests_as_long_as_it_took_up_to_a_limit(house, clock, took, rest):
    with brief_write(house.workspace, house.store):
        clock.seconds += took
    assert clock.rests == pytest.approx([rest])


def test_it_waits_for_its_turn_and_is_next(house, clock):
    written = threading.Event()

    def write():
        with brief_write(house.workspace, house.store) as connection:
            connection.execute(sa.text("SELECT 1"))
            written.set()

    other = threading.Thread(target=write)
    with contextlib.closing(journal_turns(house.workspace, house.store)) as mine:
        with mine.turn(5):
            other.start()
            # It holds the place of the next one while it waits.
            while free(mine._next):
                pass
            assert not written.is_set()
        with mine.turn(5):
            assert written.is_set()
    other.join()


def test_one_that_fails_gives_up_turn_and_lock_at_once(house, clock):
    with pytest.raises(ZeroDivisionError), brief_write(house.workspace, house.store):
        raise ZeroDivisionError
    assert clock.rests == []
    with contextlib.closing(journal_turns(house.workspace, house.store)) as mine:
        assert free(mine._now)
    with house.store.write(patience_ms=0):
        pass
