"""Speed and memory of the collect API over HTTP, durable, on this machine; the sender runs on the same cores.

    python -m benchmarks.collect [speed|memory] [EVENTS]

Serves a new workspace with `nahbar serve`, then sends for speed: batches of 100 as fast as they are answered, batches
of 100 at the pace of 20,000 events/s, single events at 1,000/s on one pool of connections; what was kept is counted and
sealed. For memory: EVENTS in all (a million unless said otherwise; the target speaks of ten). The processor time of the
server tells more than the pace where other programs run on the same cores.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.processor import processor_seconds

DEFAULT_EVENTS = 1_000_000
BATCH, PACE, SINGLES = 100, 20_000, 1_000
SECONDS = 10.0
CONNECTIONS = 16
WORKERS = 2
MARK = b"@@@@@@@@"


def main() -> None:
    """Print the table."""
    wanted = [word for word in sys.argv[1:] if word in ("speed", "memory")] or ["speed", "memory"]
    events = next((int(word) for word in sys.argv[1:] if word.isdigit()), DEFAULT_EVENTS)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        nahbar("init", str(workspace))
        key = nahbar("collect", "key", "add", "bench", "--workspace", str(workspace)).strip()
        with served(workspace) as (port, process):
            sender = Sender(port, key)
            if "speed" in wanted:
                asyncio.run(measure_speed(sender, process))
            if "memory" in wanted:
                asyncio.run(measure_memory(sender, process, events))
        if "speed" in wanted:
            print(f"count takes {counted(workspace)}")


def nahbar(*arguments: str) -> str:
    """Run the command line and return what it printed; ends the benchmark when it fails."""
    words = [sys.executable, "-m", "nahbar.app.cli", *arguments]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


@contextmanager
def served(workspace: Path) -> Iterator[tuple[int, int]]:
    """Serve the workspace; yield port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "nahbar.app.cli", "serve", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen([*words, "--workspace", str(workspace)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        # The other worker may still be on its way.
        time.sleep(3)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def wait_for(port: int) -> None:
    """Return once something listens."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the server did not start")


class Sender:
    """Sends events that nobody has sent before, on connections that stay open."""

    def __init__(self, port: int, key: str) -> None:
        self.port = port
        self.head = (
            f"Host: 127.0.0.1\r\nAuthorization: Basic {base64.b64encode(f'{key}:'.encode()).decode()}\r\n"
            "Content-Type: application/json\r\n"
        )
        self.batch = self._request("batch", {"batch": [event(number) for number in range(BATCH)]})
        self.single = self._request("track", event(0))
        self.number = 0
        self.milliseconds: list[float] = []

    def _request(self, call: str, body: dict[str, object]) -> bytes:
        content = json.dumps(body).encode()
        return f"POST /v1/{call} HTTP/1.1\r\n{self.head}Content-Length: {len(content)}\r\n\r\n".encode() + content

    async def work(self, template: bytes, due: Iterator[float]) -> None:
        """Send a request at each moment that is due, on one connection; the time counts from when it was due."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for moment in due:
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            started = max(moment, 0.0) or time.perf_counter()
            self.number += 1
            writer.write(template.replace(MARK, b"%08d" % self.number))
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            body = await reader.readexactly(length)
            if not head.startswith(b"HTTP/1.1 200"):
                sys.exit(f"refused: {body.decode()}")
            self.milliseconds.append(1000 * (time.perf_counter() - started))
        writer.close()


def event(number: int) -> dict[str, object]:
    """Return an event as a shop's page sends it, about 700 bytes."""
    return {
        "type": "track",
        "event": "Product Viewed",
        "messageId": f"bench-{MARK.decode()}-{number:03d}",
        "anonymousId": f"visitor-{number % 50}",
        "timestamp": "2026-09-21T12:00:00.000Z",
        "properties": {"product_id": f"p-{number}", "name": "Ein Buch", "price": 19.9, "creator": "instagram/fuchs"},
        "context": {
            "consent": {"categoryPreferences": {"Analytics": True}},
            "campaign": {"name": "spring", "source": "instagram", "medium": "story"},
            "page": {"path": "/buch", "referrer": "https://www.instagram.com/", "url": "https://shop.example/buch"},
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140",
            "library": {"name": "analytics.js", "version": "2.11.1"},
            "locale": "de-DE",
        },
    }  # fmt: skip


async def measure_speed(sender: Sender, process: int) -> None:
    """Print how much is taken, and how fast it is answered."""
    await flat_out(sender, SECONDS / 2)
    before = processor_seconds(process)
    seconds = await flat_out(sender, SECONDS)
    events = BATCH * len(sender.milliseconds)
    used = processor_seconds(process) - before
    row("batches of 100, flat out", f"{events / seconds:,.0f} events/s", f"{PACE:,}")
    row("processor time of the server", f"{1e6 * used / events:.0f} us an event", "two cores give 100 at 20,000/s")
    await paced(sender, sender.batch, PACE / BATCH)
    row(f"batches of 100 at {PACE:,} events/s", late(sender.milliseconds), "p99 under 100 ms")
    await paced(sender, sender.single, SINGLES)
    row(f"single events at {SINGLES:,}/s", late(sender.milliseconds), f"{SINGLES:,}/s")


async def measure_memory(sender: Sender, process: int, events: int) -> None:
    """Print the memory of the server while it takes many events."""
    done, next_look = 0, 0
    while True:
        if done >= next_look:
            row(f"memory after {done:,} events", f"{memory(process):,.0f} MB", "flat over 10 million")
            next_look += max(1, events // 4)
        if done >= events:
            return
        await flat_out(sender, SECONDS / 4)
        done += BATCH * len(sender.milliseconds)


async def flat_out(sender: Sender, seconds: float) -> float:
    """Send batches as fast as they are answered; return the seconds that it took."""
    sender.milliseconds = []
    started = time.perf_counter()

    def due() -> Iterator[float]:
        while time.perf_counter() < started + seconds:
            yield 0.0

    await asyncio.gather(*(sender.work(sender.batch, due()) for _ in range(CONNECTIONS)))
    return time.perf_counter() - started


async def paced(sender: Sender, template: bytes, rate: float) -> None:
    """Send requests at a steady pace, whether or not earlier ones were answered."""
    sender.milliseconds = []
    moments = time.perf_counter() + 0.2 + np.arange(int(rate * SECONDS)) / rate
    await asyncio.gather(*(sender.work(template, iter(moments[k::CONNECTIONS].tolist())) for k in range(CONNECTIONS)))


def late(milliseconds: Sequence[float]) -> str:
    """Return how long requests took."""
    median, p99 = np.percentile(milliseconds, [50, 99])
    return f"median {median:.0f} ms, p99 {p99:.0f} ms"


def memory(process: int) -> float:
    """Return the resident megabytes of a process and its children."""
    listed = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(process), "-p", str(process)], capture_output=True, text=True
    )
    return sum(map(int, listed.stdout.split())) / 1024


def counted(workspace: Path) -> str:
    """Return the count, and the seconds that the command took, before and after sealing."""
    found = []
    for _ in range(2):
        started = time.perf_counter()
        count = json.loads(nahbar("touchpoints", "count", "--json", "--workspace", str(workspace)))["count"]
        found.append(f"{time.perf_counter() - started:.1f} s ({count:,})")
        started = time.perf_counter()
        if len(found) == 1:
            nahbar("touchpoints", "seal", "--workspace", str(workspace))
            found.append(f"sealed in {time.perf_counter() - started:.0f} s")
    return ", ".join(found)


def row(what: str, found: str, target: str) -> None:
    """Print a line of the table."""
    print(f"{what:44} {found:32} ({target})", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
