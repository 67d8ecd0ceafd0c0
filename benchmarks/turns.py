"""How long a write waits at SQLite's lock when two processes write all the time, with turns and without.

    python -m benchmarks.turns [SECONDS]

Two processes add touchpoints to the journal of one workspace, durable and each at once again, as the journals of two
workers do under load. Without turns SQLite alone decides who is next: whoever waits looks again after ever longer
pauses. Rounds with and without alternate, so that both meet the same neighbours.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nahbar.kernel.house import open_house
from nahbar.kernel.journal.appending import KEY, Row, append_rows, journal_rows
from nahbar.kernel.journal.writing import journal_turns
from nahbar.kernel.settings import Settings
from nahbar.kernel.store import Store
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import create_workspace, open_workspace

WRITERS = 2
ROUNDS = 4
SECONDS = 4.0
# What some requests that are answered together bring.
ROWS = 500
PATIENCE_SECONDS = 30.0
WITHOUT, WITH = "without", "with"
WRITER = "write"
NOON = 1_790_000_000_000_000


@dataclass(frozen=True)
class Seen:
    """What the writers of several rounds saw: waits in milliseconds, and by round the writes of each."""

    waits: Sequence[float]
    shares: Sequence[Sequence[int]]

    @property
    def least(self) -> float:
        """The share of all writes that the writer who came to it least had, in the worst round; 0.5 is even."""
        return min(min(one) / max(1, sum(one)) for one in self.shares)


def main() -> None:
    """Print the table, or be one of the writers."""
    if sys.argv[1:2] == [WRITER]:
        write(Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]), int(sys.argv[5]))
        return
    seconds = float(sys.argv[1]) if len(sys.argv) == 2 and sys.argv[1].replace(".", "").isdigit() else SECONDS
    with tempfile.TemporaryDirectory(prefix="nahbar-turns-") as scratch:
        folder = create_workspace(Path(scratch) / "workspace", Settings(name="benchmark")).folder
        open_house(folder, ()).close()
        rounds = [(way, _round(folder, way, seconds, number)) for number in range(ROUNDS) for way in (WITHOUT, WITH)]
    _print({way: _together([found for one, found in rounds if one == way]) for way in (WITHOUT, WITH)}, seconds)


def write(folder: Path, way: str, seconds: float, number: int) -> None:
    """Write for some seconds after a line comes in; print how long each write waited until it was its turn, in ms."""
    workspace = open_workspace(folder)
    store = Store(workspace.store_url, durable=True)
    turns = journal_turns(workspace, store) if way == WITH else None
    waits, batches = [], _batches(number)
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        turn = turns.turn(PATIENCE_SECONDS) if turns is not None else contextlib.nullcontext()
        with turn, store.write() as connection:
            waits.append(1000 * (time.monotonic() - began))
            append_rows(connection, next(batches))
    store.close()
    print(json.dumps(waits))


def _batches(number: int) -> Iterator[Sequence[Row]]:
    """Yield rows that nobody has written before, made ahead as far as can be: nothing is to happen between writes."""
    points = [Touchpoint(id=f"{number}-{k}", time=NOON + k, kind="visit", campaign="spring") for k in range(ROWS)]
    rows = journal_rows(points, NOON)
    while True:
        yield rows
        rows = [(*row[:KEY], row[KEY] + 1, *row[KEY + 1 :]) for row in rows]


def _round(folder: Path, way: str, seconds: float, number: int) -> list[list[float]]:
    """Return the waits of each writer."""
    words = [sys.executable, "-m", "benchmarks.turns", WRITER, str(folder), way, str(seconds)]
    started = [
        subprocess.Popen(
            [*words, f"{number}{way == WITH:d}{k}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for k in range(WRITERS)
    ]
    for one in started:
        if one.stdout is None or one.stdout.readline() != "ready\n":
            sys.exit("a writer did not start")
    for one in started:
        if one.stdin is not None:
            one.stdin.write("go\n")
            one.stdin.flush()
    return [json.loads(one.communicate()[0]) for one in started]


def _together(rounds: Sequence[list[list[float]]]) -> Seen:
    waits = [wait for writers in rounds for one in writers for wait in one]
    return Seen(waits, [[len(one) for one in writers] for writers in rounds])


def _print(seen: dict[str, Seen], seconds: float) -> None:
    print(f"{WRITERS} processes, {ROWS} touchpoints a write, {ROUNDS} rounds of {seconds:g} s each way, in turn")
    print(f"{'':34}{'without turns':>15}{'with turns':>15}")
    for name, share in (("p50", 50), ("p99", 99), ("worst", 100)):
        figures = [float(np.percentile(seen[way].waits, share)) for way in (WITHOUT, WITH)]
        print(f"{f'wait for the lock, {name}, in ms':34}{figures[0]:>15,.1f}{figures[1]:>15,.1f}")
    rates = [len(seen[way].waits) * ROWS / (ROUNDS * seconds) for way in (WITHOUT, WITH)]
    print(f"{'touchpoints/s, both together':34}{rates[0]:>15,.0f}{rates[1]:>15,.0f}")
    print(f"{'share of who came to it least':34}{seen[WITHOUT].least:>15.2f}{seen[WITH].least:>15.2f}   0.50 is even")


if __name__ == "__main__":
    main()
