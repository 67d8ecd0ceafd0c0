"""Servers of a benchmark on the loopback: started, waited for until they answer, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Server:
    """Where it listens, the process that all its workers belong to, and the path before a link's slug."""

    port: int
    process: int
    path: str = "/l/"


@contextlib.contextmanager
def running(
    command: list[str], address: str, folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server in a folder with further settings, yield its process once the address answers, stop it."""
    quiet, settings = subprocess.DEVNULL, {**os.environ, **(settings or {})}
    started = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=settings, cwd=folder, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while not _answers(address):
            if started.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{command[0]} did not start")
            time.sleep(0.1)
        yield started.pid
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def free_port() -> int:
    """Return a port of the loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def settled(count: Callable[[], int], still_seconds: float = 1.5) -> int:
    """Wait until a count stands still, and return it."""
    before, now = None, count()
    while before != now:
        time.sleep(still_seconds)
        before, now = now, count()
    return now
