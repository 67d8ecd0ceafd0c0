"""Redirects a second with a durable click, beside nginx answering the same links from a map with an access log.

python -m benchmarks.redirect [seconds]

Needs nginx and wrk (on Debian: apt-get install nginx-light wrk); without them it says so. Kutt is measured in the same
rounds when NAHBAR_KUTT names a checkout of it. Everything listens on the loopback alone, the load generator shares the
machine, and rounds alternate so that all meet the same neighbours.
"""

from __future__ import annotations

import contextlib
import csv
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.kutt import Kutt, kutt
from benchmarks.processor import processor_seconds
from benchmarks.servers import Server, free_port, running, settled
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
request = function() n = n + 1; return wrk.format("GET", wrk.path .. "s" .. (n * 7919 % {LINKS})) end
"""


@dataclass(frozen=True)
class Round:
    """What one run of the load generator saw."""

    requests: int
    rate: float
    p50_ms: float
    p99_ms: float
    wrong: int
    processor_us: float


@dataclass(frozen=True)
class Beside:
    """What Kutt did in the same rounds, and how many visits it counted in them."""

    version: str
    rounds: list[Round]
    visits: int


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
        targets = {f"s{k}": _tagged(k) for k in range(LINKS)}
        with (
            _nginx(nginx, folder) as theirs,
            _nahbar(house.workspace.folder) as ours,
            kutt(folder, targets) as third,
        ):
            load = partial(_load, wrk, folder)
            for server in (theirs, ours, *([third.server] if third else [])):
                load(1, server)
            rounds, beside = _measure(partial(load, seconds), house, theirs, ours, third)
            warm = _counted(house)
        _print([one for one, _ in rounds], [one for _, one in rounds], beside)
        _print_counts(house, rounds, warm)
        house.close()


def _measure(
    load: Callable[[Server], Round], house: House, theirs: Server, ours: Server, third: Kutt | None
) -> tuple[list[tuple[Round, Round]], Beside | None]:
    """Load the servers turn by turn."""
    if third is None:
        return [(load(theirs), load(ours)) for _ in range(ROUNDS)], None
    rounds, kutts = [], []
    early = settled(third.visits)
    for _ in range(ROUNDS):
        nginx = load(theirs)
        # Neither Kutt nor nahbar shall meet what the other still counts.
        settled(partial(_counted, house))
        kutts.append(load(third.server))
        visits = settled(third.visits)
        rounds.append((nginx, load(ours)))
    return rounds, Beside(third.version, kutts, visits - early)


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
    port = free_port()
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
    with running(
        [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], f"http://127.0.0.1:{port}/l/none"
    ) as process:
        yield Server(port, process)


@contextlib.contextmanager
def _nahbar(folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "nahbar.app.cli", "serve", "--workspace", str(folder), "--port", str(port)]
    with running([*command, "--workers", str(WORKERS)], f"http://127.0.0.1:{port}/health") as process:
        # Each worker loads its links and its list of programs.
        time.sleep(3)
        yield Server(port, process)


def _load(wrk: str, folder: Path, seconds: int, server: Server) -> Round:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(folder / "load.lua")]
    before = processor_seconds(server.process)
    address = f"http://127.0.0.1:{server.port}{server.path}"
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


def _print(theirs: list[Round], ours: list[Round], beside: Beside | None) -> None:
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
    _print_kutt(ours, beside)
    print(f"answers that were no redirect: nginx {sum(one.wrong for one in theirs)}, "
          f"nahbar {sum(one.wrong for one in ours)}")  # fmt: skip


def _print_kutt(ours: list[Round], beside: Beside | None) -> None:
    if beside is None:
        rate = statistics.median(one.rate for one in ours)
        low, high = (rate / one for one in reversed(KUTT_SEEN))
        print(f"times Kutt               {low:.0f} to {high:.0f}   at least 20 (Kutt not measured here: "
              f"{KUTT_SEEN[0]} to {KUTT_SEEN[1]}/s were seen elsewhere)")  # fmt: skip
        return
    times = [a.rate / b.rate for a, b in zip(ours, beside.rounds, strict=True)]
    spread = f"{min(times):.0f} to {max(times):.0f}"
    print(f"times Kutt               {statistics.median(times):.0f} ({spread})   at least 20")
    kutts = beside.rounds
    rate, p50, p99, used = (
        statistics.median(getattr(one, name) for one in kutts) for name in ("rate", "p50_ms", "p99_ms", "processor_us")
    )
    print(f"Kutt {beside.version}, one process, SQLite: {rate:,.0f} requests/s "
          f"({min(one.rate for one in kutts):,.0f} to {max(one.rate for one in kutts):,.0f}), p50 {p50:.0f} ms, "
          f"p99 {p99:.0f} ms, processor {used:,.0f} us a request, no redirect {sum(one.wrong for one in kutts)}; "
          f"{beside.visits:,} visits counted for {sum(one.requests for one in kutts):,} answers and up to "
          f"{CONNECTIONS} a round that came too late")  # fmt: skip


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
