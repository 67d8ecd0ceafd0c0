"""Several workers: when one is killed another takes its place, and no connection ends up where nobody answers."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.command_line import command, environment

PATIENCE_SECONDS = 60


def answers(port, times=1):
    """Whether a new connection is answered, each of so many times."""
    for _ in range(times):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.closing(line):
            try:
                line.request("GET", "/health")
                if line.getresponse().status != 200:
                    return False
            except OSError:
                return False
    return True


def until(true):
    """Wait until something is true."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        if time.monotonic() > deadline:
            pytest.fail("it did not become true")
        threading.Event().wait(0.1)


def workers_of(parent):
    """Return the process numbers of the workers."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return {int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()}


@pytest.mark.skipif(sys.platform != "linux", reason="looks for workers in /proc")
def test_a_worker_that_is_killed_is_replaced_and_the_server_ends_when_asked(house):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = command("serve", "--workspace", house.workspace.folder, "--port", port, "--workers", 2)
    server = subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        until(lambda: answers(port))
        before = workers_of(server.pid)
        assert len(before) == 2
        os.kill(min(before), signal.SIGKILL)
        until(lambda: len(workers_of(server.pid) - before) == 1)
        until(lambda: answers(port, times=10))
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE_SECONDS) == 0
        assert not answers(port)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
