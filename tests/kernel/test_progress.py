"""The progress of background work: seen by other processes, and gone with the process that was killed."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from nahbar.kernel.progress import ProgressFile, Reached, StoppedByPerson

WORK = """
import sys, time
from pathlib import Path
from nahbar.kernel.progress import ProgressFile
progress = ProgressFile(Path(sys.argv[1]), "work")
progress.begin()
progress(3, 10)
print("begun", flush=True)
time.sleep(60)
"""


@pytest.fixture
def worker(tmp_path):
    with subprocess.Popen([sys.executable, "-c", WORK, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        yield process
        process.kill()


def test_another_process_sees_how_far_the_work_is(worker, tmp_path):
    seen = ProgressFile(tmp_path, "work")
    assert seen.running()
    assert seen.reached() == Reached(3, 10)


def test_work_that_was_killed_does_not_look_as_if_it_went_on(worker, tmp_path):
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert not ProgressFile(tmp_path, "work").running()
    assert (tmp_path / "work").exists()


def test_work_ends(tmp_path):
    progress = ProgressFile(tmp_path, "work")
    assert not progress.running()
    progress.begin()
    assert ProgressFile(tmp_path, "work").running()
    progress.end()
    assert not progress.running()
    assert progress.reached() == Reached(0, 0)


def test_a_wish_to_stop_reaches_the_work(tmp_path):
    progress = ProgressFile(tmp_path, "work")
    progress.begin()
    ProgressFile(tmp_path, "work").cancel()
    with pytest.raises(StoppedByPerson):
        progress(1, 10)
    progress.end()
