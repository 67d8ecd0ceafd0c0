"""Redirects a second with a durable click, beside nginx answering the same links from a map with an access log.

python -m benchmarks.redirect [seconds]

Needs nginx and wrk (on Debian: apt-get install nginx-light wrk); without them it says so. Everything listens on the
loopback alone, the load generator shares the machine, and rounds alternate so that both meet the same neighbours.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.processor import processor_seconds
from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.links.service.counting import count_clicks
from nahbar.campaigns.links.service.importing import import_links
from nahbar.campaigns.links.tables.schema import link_hour
from nahbar.kernel.house import House, open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace

LINKS = 10_000
WORKERS = 2
CONNECTIONS = 32
ROUNDS = 5
SECONDS = 4
# Requests a second of Kutt 3 (Node, SQLite) on two cores, measured once on another machine: see issue "Campaigns".
KUTT_SEEN = (480, 700)
AGENT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
SCRIPT = f"""
local n = 0
wrk.headers["User-Agent"] = "{AGENT}"
wrk.headers["Accept"] = "text/html,application/xhtml+xml"
wrk.headers["Accept-Language"] = "de-DE,de;q=0.9"
request = function() n = n + 1; return wrk.format("GET", "/l/s" .. (n * 7919 % {LINKS})) end
"""


@dataclass(frozen=True)
class Server:
    """Where it listens, and the process that all its workers belong to."""

    port: int
    process: int


@dataclass(frozen=True)
class Round:
    """What one run of the load generator saw."""

    requests: int
    rate: float
    p50_ms: float
    p99_ms: float
    wrong: int
    processor_us: float


def main() -> None:
    """Print requests a second, p50 and p99 beside the targets, and whether every answered click was counted."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    nginx, wrk = shutil.which("nginx") or "/usr/sbin/nginx", shutil.which("wrk")
    if not Path(nginx).exists() or wrk is None:
        print("redirect: nginx or wrk is not installed; not measured")
        return
    with tempfile.TemporaryDirectory(prefix="nahbar-redirect-") as scratch:
        folder = Path(scratch)
        house = _workspace(folder)
        (folder / "load.lua").write_text(SCRIPT)
        with _nginx(nginx, folder) as theirs, _nahbar(house.workspace.folder) as ours:
            load = partial(_load, wrk, folder)
            load(theirs, 1)
            load(ours, 1)
            rounds = [(load(theirs, seconds), load(ours, seconds)) for _ in range(ROUNDS)]
            warm = _counted(house)
        _print([one for one, _ in rounds], [one for _, one in rounds])
        _print_counts(house, rounds, warm)
        house.close()


def _workspace(folder: Path) -> House:
    workspace = create_workspace(folder / "workspace", Settings(name="benchmark"))
    house = open_house(workspace.folder, PACKAGES)
    path = folder / "links.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["slug", "target", "creator", "campaign"])
        writer.writerows([[f"s{k}", _target(k), f"instagram/creator{k % 100}", "spring"] for k in range(LINKS)])
    began = time.perf_counter()
    outcome = import_links(house, path, "benchmark")
    print(f"{outcome.new:,} links imported in {time.perf_counter() - began:.1f} s")
    return house


def _target(number: int) -> str:
    return f"https://shop.example.org/products/{number}"


def _tagged(number: int) -> str:
    tags = f"utm_source=instagram&utm_medium=creator&utm_campaign=spring&utm_content=creator{number % 100}"
    return f"{_target(number)}?{tags}"


@contextlib.contextmanager
def _nginx(program: str, folder: Path) -> Iterator[Server]:
    port = _free_port()
    lines = "\n".join(f"/l/s{k} {_tagged(k)};" for k in range(LINKS))
    (folder / "nginx.conf").write_text(
        f"""worker_processes {WORKERS}; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log combined;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  map_hash_max_size 65536; map_hash_bucket_size 512;
  map $uri $target {{ default "";
{lines}
  }}
  server {{
    listen 127.0.0.1:{port} reuseport; keepalive_requests 1000000000;
    location /l/ {{
      if ($target = "") {{ return 404; }}
      add_header Cache-Control no-store; add_header Referrer-Policy no-referrer;
      return 302 $target;
    }}
  }}
}}
"""
    )
    with _running(
        [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], f"http://127.0.0.1:{port}/l/none"
    ) as process:
        yield Server(port, process)


@contextlib.contextmanager
def _nahbar(folder: Path) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "nahbar.app.cli", "serve", "--workspace", str(folder), "--port", str(port)]
    with _running([*command, "--workers", str(WORKERS)], f"http://127.0.0.1:{port}/health") as process:
        # Each worker loads its links and its list of programs.
        time.sleep(3)
        yield Server(port, process)


@contextlib.contextmanager
def _running(command: list[str], address: str) -> Iterator[int]:
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=os.environ.copy(), start_new_session=True)
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _load(wrk: str, folder: Path, server: Server, seconds: int) -> Round:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(folder / "load.lua")]
    before = processor_seconds(server.process)
    address = f"http://127.0.0.1:{server.port}"
    done = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    used = processor_seconds(server.process) - before
    requests = int(_found(r"(\d+) requests in", done))
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", done)
    return Round(
        requests=requests,
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", done)),
        p50_ms=_ms(_found(r"\n\s+50%\s+(\S+)", done)),
        p99_ms=_ms(_found(r"\n\s+99%\s+(\S+)", done)),
        wrong=int(wrong[1]) if wrong else 0,
        processor_us=1e6 * used / max(1, requests),
    )


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"wrk said nothing like {pattern}:\n{text}")
    return found[1]


def _ms(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]  # wrk's own format
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def _print(theirs: list[Round], ours: list[Round]) -> None:
    middle = {
        name: [statistics.median(getattr(one, name) for one in many) for many in (theirs, ours)]
        for name in ("rate", "p50_ms", "p99_ms", "processor_us")
    }
    ratios = [b.rate / a.rate for a, b in zip(theirs, ours, strict=True)]
    slow = [b.p99_ms / a.p99_ms for a, b in zip(theirs, ours, strict=True)]
    print(f"{LINKS:,} links, {WORKERS} workers each, {CONNECTIONS} connections, {ROUNDS} rounds, load beside them")
    print(f"event loop of nahbar's workers: {_loop()}")
    print(f"{'':24}{'nginx':>10}{'nahbar':>10}   target")
    print(f"{'requests/s, median':24}{middle['rate'][0]:>10,.0f}{middle['rate'][1]:>10,.0f}")
    print(f"{'p50 in ms':24}{middle['p50_ms'][0]:>10.2f}{middle['p50_ms'][1]:>10.2f}")
    print(f"{'p99 in ms':24}{middle['p99_ms'][0]:>10.2f}{middle['p99_ms'][1]:>10.2f}")
    print(f"{'processor us a request':24}{middle['processor_us'][0]:>10.1f}{middle['processor_us'][1]:>10.1f}")
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"share of nginx's rate    {statistics.median(ratios):.2f} ({spread})   at least 0.6")
    print(f"p99 beside nginx's       {statistics.median(slow):.2f} ({min(slow):.2f} to {max(slow):.2f})   at most 2")
    low, high = (middle["rate"][1] / one for one in reversed(KUTT_SEEN))
    print(f"times Kutt               {low:.0f} to {high:.0f}   at least 20 (Kutt not measured here: "
          f"{KUTT_SEEN[0]} to {KUTT_SEEN[1]}/s were seen elsewhere)")  # fmt: skip
    print(f"answers that were no redirect: nginx {sum(one.wrong for one in theirs)}, "
          f"nahbar {sum(one.wrong for one in ours)}")  # fmt: skip


def _loop() -> str:
    try:
        import uvloop
    except ImportError:
        return "asyncio"
    return f"uvloop {uvloop.__version__}"


def _counted(house: House) -> int:
    import sqlalchemy as sa

    sums = [sa.func.coalesce(sa.func.sum(link_hour.c[name]), 0) for name in ("people", "bots", "repeats")]
    with house.store.read() as connection:
        return sum(int(one) for one in connection.execute(sa.select(*sums)).one())


def _print_counts(house: House, rounds: list[tuple[Round, Round]], early: int) -> None:
    began = time.perf_counter()
    while count_clicks(house, wait_seconds=30).more:
        pass
    took, total = time.perf_counter() - began, _counted(house)
    answered = sum(one.requests for _, one in rounds)
    rate = (total - early) / took
    print(f"clicks counted: {total:,} for {answered:,} measured answers and a second to warm up; "
          f"{early:,} while serving, the rest at {rate:,.0f}/s afterwards")  # fmt: skip


if __name__ == "__main__":
    main()
