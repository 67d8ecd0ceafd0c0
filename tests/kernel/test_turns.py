"""Turns between processes: who waits is next, nobody waits for ever, and who dies holds nothing."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading

import pytest

from nahbar.kernel.turns import Turns

HOLDER = """
import sys
from pathlib import Path
from nahbar.kernel.turns import Turns
with Turns(Path(sys.argv[1]), "work").turn(5):
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path):
    opened = []

    def open_one():
        opened.append(Turns(tmp_path, "work"))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_whoever_waits_is_next_before_one_who_had_a_turn(place):
    first, second, looker = place(), place(), place()
    order, waiting = [], threading.Event()

    def other():
        waiting.set()
        with second.turn(5):
            order.append("second")

    thread = threading.Thread(target=other)
    with first.turn(5):
        thread.start()
        waiting.wait()
        # It waits for the turn once it holds the place of the next one, which nobody else can take then.
        while free(looker._next):
            pass
        order.append("first")
    with first.turn(5):
        order.append("first again")
    thread.join()
    assert order == ["first", "second", "first again"]


def free(descriptor) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True


def test_a_turn_that_does_not_come_is_taken_all_the_same(place):
    taken = []
    with place().turn(5), place().turn(0.01):
        taken.append("second")
    assert taken == ["second"]


def test_a_process_that_is_killed_holds_nothing(place, tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "mine\n"
    mine = place()
    assert not free(mine._now)
    holder.kill()
    holder.communicate()
    assert free(mine._now)
