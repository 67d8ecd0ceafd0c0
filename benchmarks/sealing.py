"""What bringing touchpoints to the lake costs: `python -m benchmarks.sealing [TOUCHPOINTS]`.

Fills the journal of a new workspace on SQLite, seals it, and prints for each step of sealing how often it was done, its
processor time, and the longest time that passed before it was done: what others may wait for, and a rest as long.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.house import House, open_house
from nahbar.kernel.journal import append
from nahbar.kernel.lake import seal
from nahbar.kernel.settings import Settings
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import create_workspace

DEFAULT_TOUCHPOINTS = 600_000
A_TIME = 5_000
START = 1_790_000_000_000_000


def main() -> None:
    """Print the table."""
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), DEFAULT_TOUCHPOINTS)
    with tempfile.TemporaryDirectory() as folder:
        create_workspace(Path(folder) / "workspace", Settings(name="Benchmark"))
        house = open_house(Path(folder) / "workspace", PACKAGES)
        try:
            began = time.process_time()
            fill(house, count)
            row("added to the journal", 1, time.process_time() - began, 0.0, count)
            sealed(house, count)
        finally:
            house.close()


def fill(house: House, count: int) -> None:
    """Put that many touchpoints into the journal."""
    for start in range(0, count, A_TIME):
        points = [touchpoint(number) for number in range(start, min(start + A_TIME, count))]
        with house.store.write() as connection:
            append(connection, points, START)


def touchpoint(number: int) -> Touchpoint:
    """Return a view as a shop's page sends it."""
    return Touchpoint(
        id=f"bench-{number:08d}", time=START + number, kind="view", consent=True, person=f"visitor-{number % 50}",
        creator="instagram/fuchs", campaign="spring", channel="instagram",
    )  # fmt: skip


def sealed(house: House, count: int) -> None:
    """Seal, and print what each step took."""
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    last = [time.process_time(), time.perf_counter()]

    def step(name: str) -> None:
        now = [time.process_time(), time.perf_counter()]
        times[name].append((now[0] - last[0], now[1] - last[1]))
        last[:] = now

    seal(house, step)
    for name, taken in times.items():
        row(name, len(taken), sum(used for used, _ in taken), max(passed for _, passed in taken), count)
    row("sealed in all", 1, sum(used for taken in times.values() for used, _ in taken), 0.0, count)


def row(what: str, times: int, used: float, longest: float, count: int) -> None:
    """Print a line of the table."""
    print(
        f"{what:24}{times:6} times {used:8.2f} s  {1e6 * used / count:6.2f} us each   longest {1000 * longest:6.0f} ms"
    )


if __name__ == "__main__":
    main()
