"""Work beside the serving goes on after failures and ends when it is asked to."""

import logging
import threading

from nahbar.kernel.beside import Repeated
from nahbar.kernel.errors import Conflict, Unavailable
from nahbar.kernel.messages import msg


class Work(Repeated):
    """Fails in every way there is, then works, then says that it rests for long."""

    name = "work"
    trouble = "it could not be done yet"

    def __init__(self):
        super().__init__(0.001)
        self.turns, self.done = 0, threading.Event()

    def turn(self):
        self.turns += 1
        failures = {1: Unavailable(msg("The store is locked."), msg("Wait.")), 2: ValueError("odd"),
                    3: Conflict(msg("Another does it."), msg("Wait."))}  # fmt: skip
        if self.turns in failures:
            raise failures[self.turns]
        self.done.set()
        return 3_600.0


def test_what_fails_is_said_and_tried_again_and_another_at_work_is_no_failure(caplog):
    work = Work()
    with caplog.at_level(logging.WARNING, "nahbar.beside"):
        work.start()
        assert work.done.wait(20)
        work.stop()
    assert work.turns == 4
    assert not work.goes_on
    assert [record.message.partition(":")[0] for record in caplog.records] == [Work.trouble, Work.trouble]
    assert "The store is locked" in caplog.text
    assert "ValueError: odd" in caplog.text


def test_what_never_began_can_be_stopped():
    work = Work()
    work.stop()
    assert not work.goes_on
    assert work.turns == 0
